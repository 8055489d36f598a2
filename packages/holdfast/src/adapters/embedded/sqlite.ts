import { pathToFileURL } from 'node:url';
import { Problem } from '@holdfast/core/std/problem.ts';
import type Database from 'libsql';

/** A connection to a SQLite file. */
export type Connection = InstanceType<typeof Database>;

/** When the write-ahead file is cut back after a checkpoint: it would keep its largest size for ever. */
const WAL_BYTES_MAX = 64 * 2 ** 20;

/**
 * What every connection of ours has set, and what SQLite then answers. In WAL mode the default of `synchronous` may be
 * NORMAL, which loses acknowledged commits when the power goes. `trusted_schema` and `cell_size_check` are for files
 * that others may have written.
 */
const SETTINGS: readonly (readonly [name: string, value: string, answer: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['journal_size_limit', String(WAL_BYTES_MAX), WAL_BYTES_MAX],
  // On macOS fsync() does not reach the disk; elsewhere these two do nothing.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
];

/** Of those, what a connection that only reads has. */
const READING = new Set(['trusted_schema', 'cell_size_check']);

/** The driver, loaded when the first database is opened: `holdfast --help` must not pay for it. */
export const driver = async (): Promise<typeof Database> => (await import('libsql')).default;

/** A connection that writes, with its settings read back. Problems: LEDGER_DURABILITY, LEDGER_KIND. */
export async function openToWrite(path: string): Promise<Connection> {
  const connection = new (await driver())(path);
  try {
    for (const [name, value] of SETTINGS) connection.exec(`pragma ${name} = ${value}`);
    checkSettings(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw asProblem(error, path);
  }
}

/** A connection that cannot write. Problem: LEDGER_KIND. */
export async function openToRead(path: string): Promise<Connection> {
  try {
    // The option `readonly` of this driver does nothing; the address of SQLite itself does.
    const connection = new (await driver())(`${pathToFileURL(path)}?mode=ro`);
    for (const [name, value] of SETTINGS) if (READING.has(name)) connection.exec(`pragma ${name} = ${value}`);
    return connection;
  } catch (error) {
    throw asProblem(error, path);
  }
}

/** Reads every setting back. Problem: LEDGER_DURABILITY when one is not what was set. */
export function checkSettings(connection: Connection, path: string): void {
  for (const [setting, , expected] of SETTINGS) {
    const [found] = connection.prepare(`pragma ${setting}`).raw().get() as [unknown]; // as: a pragma gives one value
    if (found !== expected) {
      throw new Problem('LEDGER_DURABILITY', { path, setting, found: String(found), expected: String(expected) });
    }
  }
}

/** The code of an error of SQLite with its text, because the driver gives some codes only there. */
export function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${(error as { code?: unknown }).code} ${error.message}`; // as: asked for a code
}

/** A file that SQLite cannot read is a problem of who gave it; all else stays what it is. */
function asProblem(error: unknown, path: string): unknown {
  const found = sqliteCode(error);
  return /NOTADB|CORRUPT|CANTOPEN|ConnectionFailed/.test(found)
    ? new Problem('LEDGER_KIND', { path, found: 'a file that SQLite cannot open' }, { cause: error })
    : error;
}
