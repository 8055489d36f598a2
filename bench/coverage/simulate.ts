import { defaults, isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import { readingsOf } from '@holdfast/core/measure/readings.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { PER_ORIGIN, rowsOf, trueRowsOf, type World } from './worlds.ts';

/** One cell of the table: a world and a size. */
export interface Job {
  readonly world: World;
  readonly n: number;
  readonly simulations: number;
  /** Rows whose metrics are taken for the truth. */
  readonly trueRows?: number;
  /** What was resampled is measured in every so many simulations. */
  readonly every?: number;
  /** Entries that are looked at; null is all that apply. */
  readonly only: readonly string[] | null;
}

/** How often the interval of one metric held the truth. */
export interface Cell {
  readonly metric: string;
  readonly truth: number;
  readonly covered: number;
  readonly asked: number;
  /** How often the truth lay below and above the interval. */
  readonly below: number;
  readonly above: number;
  /** No number, or one without an interval. */
  readonly gaps: number;
  /** How often each method was chosen, and how often it held the truth. */
  readonly methods: Readonly<Record<string, readonly [asked: number, covered: number]>>;
}

/** Their chance is a tenth of that of 10,000 rows: it takes a tenth of a point from the coverage. */
const TRUE_ROWS = 1_000_000;

/** Prices, where money is asked for. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'cost-per-row': { false_positive: 1, false_negative: 5 },
  'over-under-cost': { over: 1, under: 3 },
  mase: { naive: 2 },
  rmsse: { naive: 2 },
};

/** One number of a world. */
export interface Asked {
  readonly name: string;
  readonly quantity: Quantity;
  /** The rows that it is about. */
  of(rows: Rows): Rows;
}

const all = (rows: Rows): Rows => rows;

/** Steps of a forecast that are measured apart. */
const HORIZONS = [1, PER_ORIGIN];
const atHorizon =
  (horizon: number) =>
  (rows: Rows): Rows =>
    takeRows(
      rows,
      Array.from({ length: rows.n }, (_, i) => i).filter((i) => (i % PER_ORIGIN) + 1 === horizon),
    );

/** What is measured in a world: every entry on rows that applies, in all its readings. */
export function askedOf(world: World, only: Job['only']): readonly Asked[] {
  const few = rowsOf({ ...world, days: 0, isWeighted: false }, 64, makeRandom(1));
  return ENTRIES.flatMap((entry) => {
    // The outermost row has no interval.
    if (!('rows' in entry.needs) || entry.isExtreme || (only !== null && !only.includes(entry.id))) return [];
    return readingsOf(entry, few, world.task, paramsOf(entry)).flatMap(({ of, quantity }): Asked[] => {
      const name = of === null ? entry.id : `${entry.id} ${of}`;
      const overall = { name, quantity, of: all };
      if (world.task !== 'forecast') return [overall];
      return [overall, ...HORIZONS.map((h) => ({ name: `${name}, horizon ${h}`, quantity, of: atHorizon(h) }))];
    });
  });
}

const paramsOf = (entry: Metric): Record<string, number> => ({ ...defaults(entry), ...PARAMS[entry.id] });

const truths = new Map<string, ReadonlyMap<string, number>>();

/** The values in very many rows. */
export function truthsOf(world: World, asked: readonly Asked[], size: number): ReadonlyMap<string, number> {
  const key = JSON.stringify([{ ...world, days: world.days > 0 }, size, asked.map(({ name }) => name)]);
  const found = truths.get(key);
  if (found !== undefined) return found;
  const rows = trueRowsOf(world, size, makeRandom(20261128));
  const parts = new Map<Asked['of'], Rows>();
  const values = new Map<string, number>();
  for (const { name, quantity, of } of asked) {
    const part = parts.get(of) ?? of(rows);
    parts.set(of, part);
    const answer = quantity.of(part, 'value');
    if (!isGap(answer)) values.set(name, answer.value);
  }
  truths.set(key, values);
  return values;
}

type Counts = { -readonly [K in keyof Omit<Cell, 'metric' | 'truth' | 'methods'>]: Cell[K] } & {
  methods: Record<string, [number, number]>;
};
const noCounts = (): Counts => ({ covered: 0, asked: 0, below: 0, above: 0, gaps: 0, methods: {} });

/** Every metric of a cell, measured again and again; the same seed gives the same table. */
export function simulate({ world, n, simulations, only, trueRows = TRUE_ROWS, every = 1 }: Job): readonly Cell[] {
  const asked = askedOf(world, only);
  const truth = truthsOf(world, asked, trueRows);
  const known = asked.filter(({ name }) => truth.has(name));
  const cells = known.map(noCounts);
  const random = makeRandom(n * 1000 + Math.round(world.baseRate * 100) + 7 * world.days + Number(world.isWeighted));
  for (let simulation = 0; simulation < simulations; simulation++) {
    const rows = rowsOf(world, n, random);
    const parts = new Map<Asked['of'], Rows>();
    known.forEach(({ name, quantity, of }, k) => {
      if (simulation % every !== 0 && isSlow(cells[k]!)) return; // ! as many
      const part = parts.get(of) ?? of(rows);
      parts.set(of, part);
      count(cells[k]!, { quantity, rows: part, truth: truth.get(name)!, seed: simulation }); // ! as many; known
    });
  }
  return known.map(({ name }, k) => ({ metric: name, truth: truth.get(name)!, ...cells[k]! })); // ! known; as many
}

const RESAMPLED = ['bca', 'basic', 'corrected'].flatMap((way) => [way, `cluster-${way}`]);
const isSlow = ({ methods }: Counts): boolean => RESAMPLED.some((method) => method in methods);

interface Question {
  readonly quantity: Quantity;
  readonly rows: Rows;
  readonly truth: number;
  readonly seed: number;
}

function count(cell: Counts, { quantity, rows, truth, seed }: Question): void {
  const measured = measure(quantity, rows, { seed });
  const bounds = isGap(measured) ? null : measured.boundsAt(TWO_SIDED);
  if (isGap(measured) || bounds === null) {
    cell.gaps++;
    return;
  }
  const slack = 1e-12 * Math.abs(truth);
  const isBelow = truth + slack < bounds[0];
  const isAbove = truth - slack > bounds[1];
  const holds = !isBelow && !isAbove;
  cell.asked++;
  cell.covered += Number(holds);
  cell.below += Number(isBelow);
  cell.above += Number(isAbove);
  const name = measured.method ?? 'none';
  const [times, held] = cell.methods[name] ?? [0, 0];
  cell.methods[name] = [times + 1, held + Number(holds)];
}
