import { GENESIS, type Head, type LedgerEvent, lineOf, parseLine } from '@holdfast/core/ledger/envelope.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { headAfter } from '../../ports/follows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { ledgerPath, lockPath, prepareFolder } from './data-folder.ts';
import { type Connection, checkSettings, driver, openToRead, openToWrite, sqliteCode } from './sqlite.ts';

/** The whole schema. An event is kept as the line of its export: one form, one hash, nothing to be put together. */
const SCHEMA = 'CREATE TABLE event (seq INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT';

/** Most events that share one sync; a longer queue is written in several. */
const BATCH_MAX = 500;

/** Lines that are read at once. */
const PAGE = 1000;

/**
 * The ledger in a data directory, to be written by this process alone: SQLite in WAL mode, each acknowledgement after a
 * sync. Problems: LEDGER_LOCKED, LEDGER_DURABILITY, LEDGER_NETWORK, LEDGER_KIND.
 */
export async function openSqliteLedger(folder: string): Promise<Ledger> {
  prepareFolder(folder);
  const lock = await lockFolder(folder);
  try {
    const path = ledgerPath(folder);
    const connection = await openToWrite(path);
    const tables = connection.prepare('select sql from sqlite_master').raw().all();
    if (tables.length === 0) connection.exec(SCHEMA);
    else checkSchema(connection, path);
    checkSettings(connection, path);
    return makeLedger(connection, lock);
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** The lines of a ledger's database, each with its end, without writing to it. Problems: LEDGER_KIND. */
export async function* sqliteLines(path: string): AsyncGenerator<string> {
  const connection = await openToRead(path);
  try {
    checkSchema(connection, path);
    yield* pages(connection);
  } catch (error) {
    if (!/CORRUPT|NOTADB/.test(sqliteCode(error))) throw error;
    throw new Problem('LEDGER_KIND', { path, found: 'a damaged SQLite file' }, { cause: error });
  } finally {
    connection.close();
  }
}

/**
 * A lock that the system takes back when the process ends, however it ends: a transaction on a file of its own, so that
 * readers of the ledger are not in its way. Problem: LEDGER_LOCKED.
 */
async function lockFolder(folder: string): Promise<Connection> {
  const path = lockPath(folder);
  const connection = new (await driver())(path);
  try {
    connection.exec('pragma journal_mode = memory');
    connection.exec('begin exclusive');
    return connection;
  } catch (error) {
    connection.close();
    if (!/BUSY|LOCKED/.test(sqliteCode(error))) throw error;
    throw new Problem('LEDGER_LOCKED', { path: folder }, { cause: error });
  }
}

/** A view or a trigger in the place of our table could do anything when it is read. Problem: LEDGER_KIND. */
function checkSchema(connection: Connection, path: string): void {
  const found = connection.prepare('select sql from sqlite_master').raw().all();
  if (JSON.stringify(found) === JSON.stringify([[SCHEMA]])) return;
  throw new Problem('LEDGER_KIND', { path, found: 'a database with other tables' });
}

interface Waiting {
  readonly events: readonly LedgerEvent[];
  done(head: Head): void;
  fail(error: unknown): void;
}

/** A ledger on connections that are open; exported so that a test can make the disk fail. */
export function makeLedger(connection: Connection, lock: Connection): Ledger {
  const insert = connection.prepare('insert into event (seq, line) values (?, ?)');
  let head = lastHead(connection);
  let queue: Waiting[] = [];
  let broken: Error | null = null;

  /** Writes what waits in one transaction; nobody hears of it before the commit has returned. */
  function flush(): void {
    const [batch, rest] = firstOf(queue);
    queue = rest;
    if (rest.length > 0) setImmediate(flush);
    const kept: (readonly [Waiting, Head])[] = [];
    let end = head;
    for (const waiting of batch) {
      try {
        end = headAfter(end, waiting.events);
        kept.push([waiting, end]);
      } catch (error) {
        waiting.fail(error);
      }
    }
    try {
      if (broken !== null) throw broken;
      connection.exec('begin immediate');
      for (const [{ events }] of kept) for (const event of events) insert.run(event.seq, lineOf(event));
      connection.exec('commit');
    } catch (error) {
      broken ??= new Error('the ledger could not be written; what was not acknowledged is not in it', { cause: error });
      for (const [waiting] of kept) waiting.fail(broken);
      return;
    }
    head = end;
    for (const [{ done }, after] of kept) done(after);
  }

  return {
    durability: 'fsync',
    async head() {
      return head;
    },
    append(events) {
      return new Promise((done, fail) => {
        queue.push({ events, done, fail });
        if (queue.length === 1) setImmediate(flush);
      });
    },
    lines: () => pages(connection),
    async close() {
      while (queue.length > 0) await new Promise((next) => setImmediate(next));
      // The driver closes the file when its statements are collected; until then all would stay in the second file.
      if (broken === null) connection.exec('pragma wal_checkpoint(truncate)');
      connection.close();
      lock.close();
    },
  };
}

/** The calls that are written together, at least one, and the others. */
function firstOf(queue: readonly Waiting[]): readonly [Waiting[], Waiting[]] {
  let [calls, events] = [0, 0];
  for (const waiting of queue) {
    events += waiting.events.length;
    if (calls > 0 && events > BATCH_MAX) break;
    calls++;
  }
  return [queue.slice(0, calls), queue.slice(calls)];
}

function lastHead(connection: Connection): Head {
  const row = connection.prepare('select line from event order by seq desc limit 1').raw().get();
  if (row === undefined) return GENESIS;
  const event = parseLine((row as [string])[0]); // as: one column
  assert(event !== null, 'the last line of a ledger is an event');
  return { seq: event.seq, hash: event.hash };
}

async function* pages(connection: Connection): AsyncGenerator<string> {
  // Up to the head of now: a writer that is as fast as this would be followed for ever.
  const [last] = connection.prepare('select coalesce(max(seq), 0) from event').raw().get() as [number]; // as: a count
  const page = connection.prepare('select seq, line from event where seq > ? and seq <= ? order by seq limit ?').raw();
  for (let after = 0; after < last; ) {
    const rows = page.all(after, last, PAGE) as [number, string][]; // as: the columns asked for
    for (const [, line] of rows) yield `${line}\n`;
    after = rows.at(-1)?.[0] ?? last;
  }
}
