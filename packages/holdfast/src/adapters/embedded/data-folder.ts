import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';

/** Where the ledger of a data directory is. */
export const ledgerPath = (folder: string): string => join(folder, 'ledger.db');

/** What is locked by the one process that writes. */
export const lockPath = (folder: string): string => join(folder, 'ledger.lock');

/**
 * File systems over a network (the numbers of Linux), whose locks and syncs do not keep what they promise: NFS, SMB,
 * CIFS, SMB2, AFS, CODA, 9P, FUSE is not among them, because most of it is local.
 */
const NETWORK = new Map<number, string>([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'CODA'],
]);

/** Makes the data directory, for its owner alone, and sees to it that it is on a disk here. Problem: LEDGER_NETWORK. */
export function prepareFolder(folder: string): void {
  if (!existsSync(folder)) {
    const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A new directory is there after a power cut only when its parent was synced.
    syncFolder(dirname(first ?? resolve(folder)));
  }
  const system = NETWORK.get(statfsSync(folder).type >>> 0);
  if (system !== undefined) throw new Problem('LEDGER_NETWORK', { path: folder, system });
}

/** Makes sure that names in a folder are on disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // Windows opens no folders; there the rename itself is durable.
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
