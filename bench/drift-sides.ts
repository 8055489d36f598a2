import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { driftTables } from './drift-tables.ts';
import { type PeerCost, runPeer } from './peers.ts';
import { benchFolder } from './scores.ts';
import { type Cost, watched } from './watched.ts';

/** What 3 s are where DuckDB scans both files in 1.0 s, and the memory that all processes of one command may take. */
const LIMIT = { ratio: 3, megabytes: 600 };
/** Fewer rows are a start of processes and no work. */
const JUDGED_ROWS = 1_000_000;
const ROUNDS = 3;
/** Programs that do such work, the quickest first. */
export const PEERS = ['limit_polars_bins', 'scipy_loop', 'nannyml', 'evidently'];
/** The program as it is started in a checkout. */
export const program = fileURLToPath(new URL('../packages/holdfast/bin/holdfast.js', import.meta.url));

/** What was measured of a process, or of work within one. */
export type Time = Pick<Cost, 'seconds' | 'cpu'>;

/**
 * A profile of a reference and a window on its bins with its drift, beside a scan of both files by DuckDB in the same
 * rounds, and the peers. Gives the lines of a table and whether the budget is kept.
 */
export async function bothSides(
  rows: number,
): Promise<{ readonly lines: readonly string[]; readonly isKept: boolean }> {
  const files = await driftTables(rows);
  await watched([program, '--help']); // Makes the bundle, if need be.
  const [references, windows, scans]: [Cost[], Cost[], Time[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    scans.push(await scanOf([files.reference, files.current]));
    const out = join(benchFolder, 'reference.hfprofile');
    references.push(await watched([program, 'profile', files.reference, '-o', out, '--quiet']));
    windows.push(await watched([program, 'profile', files.current, '--reference', out, '--quiet']));
  }
  const [reference, window, scan] = [least(references), least(windows), least(scans)];
  const peak = Math.max(...[...references, ...windows].map((cost) => cost.peak ?? 0));
  const both = { seconds: reference.seconds + window.seconds, cpu: sum(reference.cpu, window.cpu) };
  const ratio = both.seconds / scan.seconds;
  const lines = [
    lineOf('holdfast: reference', { ...reference, peak: most(references) }, ''),
    lineOf('holdfast: window, drift', { ...window, peak: most(windows) }, ''),
    lineOf('holdfast: both', { ...both, peak }, `${ratio.toFixed(2)} scans (budget ${LIMIT.ratio})`),
    lineOf('DuckDB: scan of both', { ...scan, peak: null }, 'min, max, mean, count of every column'),
  ];
  for (const peer of PEERS) {
    const cost = await runPeer(peer, { bench: 'drift', size: rows, repeat: rows < JUDGED_ROWS ? 3 : 1 });
    if (cost !== null) lines.push(peerLine(cost, both.seconds));
  }
  return { lines, isKept: rows < JUDGED_ROWS || (ratio <= LIMIT.ratio && peak <= LIMIT.megabytes) };
}

/** Ours are whole processes, and so is what theirs is compared by; the work alone stands before it. */
export function peerLine({ peer, seconds, wholeSeconds, peak, note }: PeerCost, ours: number): string {
  if (seconds === null || wholeSeconds === null) return `  ${peer.padEnd(24)} ${note}`;
  const whole = `whole process ${wholeSeconds.toFixed(2)} s, ${(wholeSeconds / ours).toFixed(1)} times holdfast`;
  return lineOf(peer, { seconds, peak, cpu: null }, `${whole}; ${note}`);
}

/** The quickest round: what else runs on the machine only adds. */
export function least<T extends Time>(costs: readonly T[]): T {
  const [first] = [...costs].sort((a, b) => a.seconds - b.seconds);
  if (first === undefined) throw new Error('nothing was run');
  return { ...first, cpu: Math.min(...costs.map(({ cpu }) => cpu ?? Number.NaN)) };
}

/** The most memory of some runs, in MB. */
export const most = (costs: readonly Cost[]): number => Math.max(...costs.map(({ peak }) => peak ?? 0));
const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** A line of the table: seconds, seconds of the processor, MB, and what is to be said. */
export function lineOf(
  name: string,
  { seconds, cpu, peak }: Pick<Cost, 'seconds' | 'cpu' | 'peak'>,
  note: string,
): string {
  const of = (value: number | null, digits: number, unit: string): string =>
    (value === null || Number.isNaN(value) ? '' : `${value.toFixed(digits)} ${unit}`).padStart(9);
  return `  ${name.padEnd(24)} ${of(seconds, 2, 's')} ${of(cpu, 2, 'cpu')} ${of(peak, 0, 'MB')}  ${note}`.trimEnd();
}

/** Every column of the files looked at once, and nothing kept: no profile can be quicker. */
export async function scanOf(paths: readonly string[]): Promise<Time> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const path of paths) {
    const names = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`)).getRows();
    const asked = names.map(([name, type]) => {
      const ends = `min(${name}), max(${name}), count(${name})`;
      return type === 'DOUBLE' ? `${ends}, avg(${name})` : ends;
    });
    await connection.run(`SELECT ${asked.join(', ')} FROM '${path}'`);
  }
  connection.closeSync();
  instance.closeSync();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}
