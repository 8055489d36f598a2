import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a process cost, itself and the processes that it started. */
export interface Cost {
  readonly seconds: number;
  /**
   * The most memory that they held together, in MB; null where the system does not tell (only Linux does). Pages of
   * files, such as programs and libraries, are shared: those of the one that has most count, once.
   */
  readonly peak: number | null;
  /** Seconds of the processor that they took together, as far as the last look at each saw; null as above. */
  readonly cpu: number | null;
  readonly output: string;
}

const LOOK_EVERY_MS = 10;

/** Runs Node with these arguments to its end. A process that fails with a code not in `codes` is an error. */
export function watched(args: readonly string[], codes: readonly number[] = [0]): Promise<Cost> {
  return watchedCommand(process.execPath, args, { codes });
}

/** Runs a command to its end and looks at its memory on the way. */
export function watchedCommand(
  command: string,
  args: readonly string[],
  { codes = [0], cwd, env = {} }: { codes?: readonly number[]; cwd?: string; env?: Record<string, string> },
): Promise<Cost> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, env: { ...process.env, ...env } });
  let [output, errors, peak] = ['', '', 0];
  const cpus = new Map<number, number>();
  child.stdout.on('data', (part) => (output += part));
  child.stderr.on('data', (part) => (errors += part));
  const timer = setInterval(() => (peak = Math.max(peak, heldBy(child.pid ?? 0, cpus))), LOOK_EVERY_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - start) / 1000;
      if (!codes.includes(code ?? -1)) reject(new Error(`${command} ${args.join(' ')}: ${errors.slice(-500)}`));
      else resolve({ seconds, peak: peak === 0 ? null : peak, cpu: cpuOf(cpus), output });
    });
  });
}

/** Ticks of the processor in a second, as Linux counts for a process. */
const TICKS = 100;

const cpuOf = (cpus: ReadonlyMap<number, number>): number | null =>
  cpus.size === 0 ? null : [...cpus.values()].reduce((sum, cpu) => sum + cpu, 0);

/** What a process and those below it hold, in MB; 0 where that is not to be seen. */
function heldBy(pid: number, cpus: Map<number, number>): number {
  const all = residentOf(pid, cpus);
  const own = all.reduce((sum, { pages, shared }) => sum + pages - shared, 0);
  return ((own + Math.max(0, ...all.map(({ shared }) => shared))) * 4096) / 2 ** 20;
}

interface Resident {
  readonly pages: number;
  /** Of these, how many are of files. */
  readonly shared: number;
}

/** Resident pages of a process and of those below it. Notes the seconds of the processor of each. */
function residentOf(pid: number, cpus: Map<number, number>): readonly Resident[] {
  try {
    const [, pages = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    // The name of the program stands in brackets and may hold blanks; user and system time are the 12th after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    cpus.set(pid, (Number(fields[11]) + Number(fields[12])) / TICKS);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return [{ pages, shared }, ...children.flatMap((child) => residentOf(Number(child), cpus))];
  } catch {
    return []; // It has ended, or the system is another one.
  }
}

/** The middle one of some costs, by seconds. */
export function median(costs: readonly Cost[]): Cost {
  const middle = [...costs].sort((a, b) => a.seconds - b.seconds)[costs.length >> 1];
  if (middle === undefined) throw new Error('nothing was run');
  return middle;
}

/** `1.23 s, 345 MB`. */
export const costWords = ({ seconds, peak }: Cost): string =>
  `${seconds.toFixed(2)} s${peak === null ? '' : `, ${peak.toFixed(0)} MB`}`;
