import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Ledgers } from '../../ports/ledgers.ts';
import { ledgerPath } from './data-folder.ts';
import { exportLines, writeExport } from './export-file.ts';
import { defaultKeyPath, openChecker, openSigner } from './signing-key.ts';
import { openSqliteLedger, sqliteLines } from './sqlite-ledger.ts';

/** Ledgers on this machine: SQLite in a data directory, exports in files, keys among the user's settings. */
export const embeddedLedgers: Ledgers = {
  open: openSqliteLedger,
  lines: linesAt,
  writeExport,
  signer: (keyPath, of) => openSigner(keyPath ?? defaultKeyPath(), of),
  checker: (keyPath) => openChecker(keyPath ?? defaultKeyPath()),
};

async function* linesAt(path: string): AsyncGenerator<string> {
  if (!existsSync(path)) throw new Problem('FILE_MISSING', { path, found: 'no such file' });
  if (statSync(path).isDirectory()) {
    if (!existsSync(ledgerPath(path))) throw new Problem('LEDGER_KIND', { path, found: 'a folder without ledger.db' });
    yield* sqliteLines(ledgerPath(path));
  } else if (isSqlite(path)) yield* sqliteLines(path);
  else yield* exportLines(path);
}

/** Every SQLite file begins with this. */
const MAGIC = 'SQLite format 3\0';

function isSqlite(path: string): boolean {
  const handle = openSync(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    return readSync(handle, start, 0, start.length, 0) === start.length && start.toString('latin1') === MAGIC;
  } finally {
    closeSync(handle);
  }
}
