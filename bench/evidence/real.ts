import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { type Line, meanOf, short } from './table.ts';
import { watchShares } from './watch.ts';

/** A real table whose weeks are shuffled: nothing in it can change any more, but its days hang together as they did. */
interface Real {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly weekRows: number;
  /** Weeks that make a window, or windows in a week. */
  readonly windowRows: number;
  readonly season: 'day-of-week' | 'none';
  readonly prototype: string;
}

const REALS: readonly Real[] = [
  {
    name: 'elec2',
    file: 'elec2/elec2.parquet',
    columns: ['nswprice', 'nswdemand', 'vicprice', 'vicdemand', 'transfer', `("class" = 'UP')::DOUBLE`],
    weekRows: 336,
    windowRows: 48,
    season: 'day-of-week',
    prototype: '.70 / .62; PSI > .2 159, KS 147, +-3 sd 4.9',
  },
  {
    name: 'noaa_weather_offutt',
    file: 'noaa_weather_offutt/weather.parquet',
    columns: [...Array.from({ length: 8 }, (_, i) => `feat_${i + 1}`), 'target::DOUBLE'],
    weekRows: 7,
    windowRows: 35,
    season: 'none',
    prototype: '-',
  },
];
const REFERENCE_WINDOWS = 56;

/** T2: realised false alarms on real tables whose weeks were shuffled; a table that is not there is named. */
export async function realAlarms(folder: string, { seeds }: { seeds: number }): Promise<Line[]> {
  const lines: Line[] = [];
  for (const real of REALS) {
    const path = join(folder, real.file);
    if (!existsSync(path)) {
      process.stdout.write(`T2 ${real.name} is left out: ${path} is not there (HOLDFAST_SHARED names the folder)\n`);
      continue;
    }
    const rows = await rowsOf(path, real.columns);
    const runs = Array.from({ length: seeds }, (_, i) => realise(real, shuffled(rows, real.weekRows, 3000 + i)));
    const [alone, together] = [meanOf(runs.map((run) => run.perStream)), meanOf(runs.map((run) => run.group))];
    lines.push({
      what: `T2 ${real.name}, weeks shuffled ${seeds} times, per stream / group, in 30 windows`,
      target: '<= 1',
      ours: `${short(alone.mean)} +- ${short(alone.error)} / ${short(together.mean)} +- ${short(together.error)}`,
      prototype: real.prototype,
      isKept: Math.max(alone.mean - 2 * alone.error, together.mean - 2 * together.error) <= 1,
    });
  }
  return lines;
}

async function rowsOf(path: string, columns: readonly string[]): Promise<Float64Array[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const named = columns.map((column, k) => `${column} AS c${k}`).join(', ');
  const result = await connection.runAndReadAll(`SELECT ${named} FROM read_parquet('${path}')`);
  const values = result.getColumns();
  connection.closeSync();
  return values.map((column) => Float64Array.from(column, Number));
}

/** Whole weeks in another order; what is left at the end is dropped. */
function shuffled(columns: readonly Float64Array[], weekRows: number, seed: number): Float64Array[] {
  const random = makeRandom(seed);
  const weeks = Math.floor((columns[0]?.length ?? 0) / weekRows);
  const order = Array.from({ length: weeks }, (_, week) => week);
  for (let i = weeks - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!]; // ! both are places of the order
  }
  return columns.map((column) => {
    const moved = new Float64Array(weeks * weekRows);
    for (const [to, from] of order.entries()) {
      moved.set(column.subarray(from * weekRows, (from + 1) * weekRows), to * weekRows);
    }
    return moved;
  });
}

function realise(real: Real, columns: readonly Float64Array[]): { perStream: number; group: number } {
  const { windowRows, season } = real;
  const windows = Math.floor((columns[0]?.length ?? 0) / windowRows);
  const cuts = columns.map((column) => cutsOf(column.subarray(0, REFERENCE_WINDOWS * windowRows)));
  const components = cuts.map((list) => list.length);
  const y = components.map((count) => new Float64Array(count));
  const watches = (['per-stream', 'group'] as const).map((grouping) =>
    watchShares({ components, grouping, referenceDays: REFERENCE_WINDOWS, season }),
  );
  const alarms = [0, 0];
  for (let window = 0; window < windows; window++) {
    for (const [k, column] of columns.entries()) {
      const rows = column.subarray(window * windowRows, (window + 1) * windowRows);
      for (const [j, cut] of cuts[k]!.entries()) {
        // ! one list of cuts and one of shares for each column
        const below = rows.reduce((count, value) => count + (value < cut ? 1 : 0), 0);
        y[k]![j] = Math.asin(Math.sqrt((below + 3 / 8) / (windowRows + 3 / 4))); // ! as above
      }
    }
    for (const [i, watch] of watches.entries()) {
      const said = watch.next(y, windowRows);
      alarms[i]! += said?.groups.filter(({ incident }) => incident !== null).length ?? 0; // ! two watches
    }
  }
  const [perStream = 0, group = 0] = alarms.map((count) => (count * 30) / (windows - REFERENCE_WINDOWS));
  return { perStream, group };
}

/** The deciles of the reference, each once, without those that no value lies below. */
function cutsOf(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  // ! a column is not empty
  const deciles = Array.from({ length: 9 }, (_, j) => sorted[Math.floor((sorted.length * (j + 1)) / 10)]!); // !
  const cuts = [...new Set(deciles)].filter((cut) => cut > sorted[0]!); // ! as above
  // A constant is watched by what lies above it.
  return cuts.length > 0 ? cuts : [sorted[sorted.length - 1]! + 1e-9]; // ! as above
}
