import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLine } from '@holdfast/core/ledger/envelope.ts';
import { verifyArriving } from '@holdfast/core/ledger/verify.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { build } from 'esbuild';
import { ledgerPath } from '../../packages/holdfast/src/adapters/embedded/data-folder.ts';
import { sqliteLines } from '../../packages/holdfast/src/adapters/embedded/sqlite-ledger.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What came of killing a process that appends, again and again. */
export interface Killed {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledgements of an event that is not there, or is another one. */
  readonly lost: number;
  /** Rounds after which the ledger did not verify: a part of an append, or anything else that should not be. */
  readonly torn: number;
  /** Events that were kept without having been acknowledged: the kill came between the two, which is allowed. */
  readonly unasked: number;
}

/** A ledger is read whole in every round: a new one now and then keeps rounds short. */
const ROUNDS_OF_ONE = 20;

/** Kills the appender this many times at a random moment; a kill -9 each, of a process that is writing. */
export async function killRounds(rounds: number, seed: number): Promise<Killed> {
  const random = makeRandom(seed);
  const root = mkdtempSync(join(tmpdir(), 'holdfast-kill-'));
  const found: Found = { rounds, acknowledged: 0, lost: 0, torn: 0, unasked: 0, noted: new Map() };
  try {
    const program = await appenderIn(root);
    for (let round = 0; round < rounds; round++) {
      const place = join(root, String(Math.floor(round / ROUNDS_OF_ONE)));
      mkdirSync(place, { recursive: true });
      const child = startAppender(program, [join(place, 'data'), join(place, 'acks'), 'groups']);
      // One in five is killed while it opens the ledger, the others while they append.
      if (random() >= 0.2) await readiness(child);
      await new Promise((next) => setTimeout(next, 150 * random()));
      await killed(child);
      await look(place, found);
    }
    return found;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The appender as one file that Node starts without translating anything; gives its path. */
export async function appenderIn(folder: string): Promise<string> {
  const outfile = join(folder, 'appender.mjs');
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(here)});`;
  await build({
    entryPoints: [join(here, 'appender.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Its binary is found from the checkout, wherever this file is.
    plugins: [
      {
        name: 'libsql',
        setup: ({ onResolve }) => onResolve({ filter: /^libsql$/ }, () => ({ path: resolved, external: true })),
      },
    ],
    banner: { js: banner },
  });
  return outfile;
}

const resolved = fileURLToPath(new URL('../../node_modules/libsql/index.js', import.meta.url));

/** A process that appends, under another command such as strace. */
export const startAppender = (
  program: string,
  args: readonly string[],
  under: readonly string[] = [],
): ChildProcess => {
  const [command = process.execPath, ...rest] = [...under, process.execPath, program, ...args];
  return spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
};

const readiness = (child: ChildProcess): Promise<void> =>
  new Promise((done, fail) => {
    child.stdout?.once('data', () => done());
    child.once('exit', (code) => fail(new Error(`the appender ended by itself with ${code}`)));
  });

/** Waits until it is gone: only then its lock is free. */
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error(`the appender ended by itself with ${child.exitCode}`);
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  child.kill('SIGKILL');
  await gone;
}

type Found = { -readonly [K in keyof Killed]: Killed[K] } & { readonly noted: Map<string, number> };

async function look(place: string, found: Found): Promise<void> {
  const path = ledgerPath(join(place, 'data'));
  const before = found.noted.get(place) ?? 0;
  const acks = existsSync(join(place, 'acks'))
    ? readFileSync(join(place, 'acks'), 'utf8').split('\n').filter(Boolean)
    : [];
  const hashes = new Map<number, string>();
  let torn = false;
  try {
    async function* seen(): AsyncGenerator<string> {
      for await (const line of sqliteLines(path)) {
        const event = parseLine(line.trimEnd());
        if (event !== null) hashes.set(event.seq, event.hash);
        yield line;
      }
    }
    const { findings } = await verifyArriving(seen());
    torn = findings.some(({ code }) => code !== 'empty');
  } catch {
    // Killed before the table was made: nothing is there, and nothing may have been acknowledged.
    torn = acks.length > 0;
  }
  if (torn) found.torn++;
  const whole = acks.map((line) => line.split(' ')).filter(([, hash]) => hash?.length === 64);
  found.lost += whole.filter(([seq, hash]) => hashes.get(Number(seq)) !== hash).length;
  found.acknowledged += whole.length - before;
  found.noted.set(place, whole.length);
  found.unasked += Math.max(0, hashes.size - Number(whole.at(-1)?.[0] ?? 0));
}
