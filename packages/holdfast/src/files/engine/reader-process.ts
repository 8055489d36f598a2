import { type ChildProcess, fork } from 'node:child_process';
import { childEntry } from './child-entry.ts';
import { type PrivateFolder, privateFolder } from './private-folder.ts';

/** A process that reads files, with the folder that only it uses. */
export interface ReaderProcess {
  readonly child: ChildProcess;
  readonly folder: PrivateFolder;
}

/** A process with an empty environment that waits to be told what it may read. */
export function startProcess(): ReaderProcess {
  const folder = privateFolder();
  const entry = childEntry();
  const child = fork(entry.path, [], {
    cwd: folder.path,
    env: {},
    execArgv: [...entry.execArgv, '--max-old-space-size=4096'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => {}); // Who uses it listens too; while nobody does, it is looked at before it is taken.
  return { child, folder };
}

/** Ends the process, whatever it is doing, and removes its folder. */
export async function endProcess({ child, folder }: ReaderProcess): Promise<void> {
  if (!hasEnded(child)) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
  }
  folder.remove();
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null || pid === undefined;

/** Processes that have done their work and wait for more of the same command. */
export interface Spares {
  take(): ReaderProcess | null;
  give(started: ReaderProcess): void;
  close(): Promise<void>;
}

/**
 * Keeps processes between two files that one command reads one after the other: to start a process and to warm up its
 * program takes longer than a small file. What a process may read is said anew each time, and what it has read is let
 * go. Close them.
 */
export function makeSpares(): Spares {
  const waiting: ReaderProcess[] = [];
  let isClosed = false;
  return {
    take() {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        if (!hasEnded(one.child)) return one;
        one.folder.remove();
      }
      return null;
    },
    give: (started) => void (isClosed ? endProcess(started) : waiting.push(started)),
    async close() {
      isClosed = true;
      await Promise.all(waiting.splice(0).map(endProcess));
    },
  };
}
