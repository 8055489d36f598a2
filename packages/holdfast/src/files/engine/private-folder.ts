import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivateFolder {
  readonly path: string;
  remove(): void;
}

const folders = new Set<string>();
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** A new folder that only this user can open; it is removed at the latest when this process ends, also by Ctrl-C. */
export function privateFolder(): PrivateFolder {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-'));
  if (folders.size === 0) listen();
  folders.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      if (folders.delete(path) && folders.size === 0) stopListening();
    },
  };
}

function removeAll(): void {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}

/** The listeners of signals, kept to be taken off again: one that stays would keep Ctrl-C from ending the process. */
const onSignal = SIGNALS.map(([signal, code]) => ({
  signal,
  // The command line may have its own way to end, and then the end of the process removes the folders.
  run: (): void => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  },
}));

function listen(): void {
  process.on('exit', removeAll);
  for (const { signal, run } of onSignal) process.on(signal, run);
}

function stopListening(): void {
  process.off('exit', removeAll);
  for (const { signal, run } of onSignal) process.off(signal, run);
}
