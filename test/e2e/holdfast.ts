import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '@holdfast/core/std/random.ts';

/** The program under test; HOLDFAST_BIN names another one, such as that of an installed package. */
export const PROGRAM =
  process.env['HOLDFAST_BIN'] ?? fileURLToPath(new URL('../../packages/holdfast/bin/holdfast.js', import.meta.url));

/** A call that came to its end. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for one test. */
export interface Workplace {
  readonly folder: string;
  /** Where the program keeps what it needs for a while; nothing may be left there. */
  readonly scratch: string;
  /**
   * Runs `holdfast` with these words in the folder, without colour variables of the caller, in a process that has run
   * others before: what is asked is what the program says, and starting costs more than most of it.
   */
  run(...words: readonly string[]): Promise<Ended>;
  /** The same as a process of its own, for what only that can show. */
  runAlone(...words: readonly string[]): Promise<Ended>;
  start(words: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
}

/** Calls `body` in a folder that holds these files, and takes the folder away. */
export async function inFolder(
  files: Readonly<Record<string, string>>,
  body: (place: Workplace) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
  const [folder, scratch] = [join(root, 'work'), join(root, 'scratch')];
  mkdirSync(folder);
  mkdirSync(scratch);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const start: Workplace['start'] = (words, env = {}) => {
    // A group of its own, so that a test can see whether anything of it is left.
    return spawn(process.execPath, [PROGRAM, ...words], {
      cwd: folder,
      detached: true,
      env: { ...plainEnv(), TMPDIR: scratch, ...env },
    });
  };
  try {
    const runAlone: Workplace['runAlone'] = (...words) => ended(start(words));
    const isOurs = process.env['HOLDFAST_BIN'] === undefined;
    await body({
      folder,
      scratch,
      start,
      runAlone,
      run: isOurs ? (...words) => runWarm({ words, folder, scratch }) : runAlone,
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The environment without what the caller says on colours and summaries. */
function plainEnv(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, GITHUB_STEP_SUMMARY: ___, ...rest } = process.env;
  return rest;
}

const warm: ChildProcess[] = [];

/** A call in a process that is free, or in a new one. They end with this process. */
async function runWarm(call: {
  readonly words: readonly string[];
  readonly folder: string;
  readonly scratch: string;
}): Promise<Ended> {
  const child = warm.pop() ?? startWarm();
  child.ref();
  child.channel?.ref();
  child.send(call);
  const heard = new AbortController();
  const { signal } = heard;
  const [answer] = await Promise.any([once(child, 'message', { signal }), once(child, 'exit', { signal })]);
  heard.abort(); // Else each call leaves a listener behind.
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`the program ended: ${call.words.join(' ')}`);
  child.unref();
  child.channel?.unref();
  warm.push(child);
  return answer as Ended; // as: what warm.mjs sends
}

function startWarm(): ChildProcess {
  const dist = fileURLToPath(new URL('../../packages/holdfast/dist', import.meta.url));
  return fork(fileURLToPath(new URL('./warm.mjs', import.meta.url)), [PROGRAM, dist], {
    execArgv: [],
    env: plainEnv(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** What a call said, once it has ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (part: Buffer) => (stdout += part));
  child.stderr?.on('data', (part: Buffer) => (stderr += part));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** Rows of a model that is right with this chance: id, region, label, prediction. */
export function predictions(n: number, { right = 0.9, seed = 1 } = {}): string {
  const random = makeRandom(seed);
  const rows = Array.from({ length: n }, (_, i) => {
    const label = random() < 0.4 ? 1 : 0;
    const prediction = random() < right ? label : 1 - label;
    return `${i + 1},${'NSEW'[i % 4]},${label},${prediction}\n`;
  });
  return `id,region,label,prediction\n${rows.join('')}`;
}

/** The same rows with a score beside the prediction: figures on scores are resampled, and so depend on the seed. */
export function withScores(rows: string): string {
  const random = makeRandom(2);
  const [head = '', ...lines] = rows.trim().split('\n');
  const scored = lines.map((line) => `${line},${(Number(line.split(',').at(-1)) * 0.5 + 0.5 * random()).toFixed(4)}\n`);
  return `${head},score\n${scored.join('')}`;
}

/** A contract with these checks, in its shortest form. */
export const contract = (checks: string, more = ''): string =>
  `holdfast: 1\nmodel: shop\ncolumns: { id: id, label: label, prediction: prediction }\nrelease:\n  checks: ${checks}\n${more}`;
