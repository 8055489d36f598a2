import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { headOf } from '@holdfast/core/ledger/envelope.ts';
import { verifyArriving } from '@holdfast/core/ledger/verify.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { allOf, groupsOf, ledgerContract } from '../../ports/ledger-contract.ts';
import { ledgerPath, lockPath } from './data-folder.ts';
import { checkSettings, openToRead, openToWrite } from './sqlite.ts';
import { makeLedger, openSqliteLedger, sqliteLines } from './sqlite-ledger.ts';

const isProblem =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Problem && error.code === code;

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-ledger-'));
  try {
    await body(join(folder, 'data #1?'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

ledgerContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-ledger-'));
  const ledger = await openSqliteLedger(folder);
  return {
    ledger,
    reopen: () => openSqliteLedger(folder),
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

test('every connection that writes has its settings read back, and one that differs is refused', () =>
  inFolder(async (folder) => {
    const ledger = await openSqliteLedger(folder);
    await ledger.close();
    const path = ledgerPath(folder);
    const connection = await openToWrite(path);
    checkSettings(connection, path);
    for (const planted of [
      'synchronous = NORMAL',
      'trusted_schema = ON',
      'cell_size_check = OFF',
      'foreign_keys = OFF',
    ]) {
      const lax = await openToWrite(path);
      lax.exec(`pragma ${planted}`);
      assert.throws(() => checkSettings(lax, path), isProblem('LEDGER_DURABILITY'), planted);
      lax.close();
    }
    connection.close();
  }));

test('a second writer is refused, in this process and in another; a reader is not', () =>
  inFolder(async (folder) => {
    const ledger = await openSqliteLedger(folder);
    for (const events of groupsOf(3)) await ledger.append(events);
    await assert.rejects(openSqliteLedger(folder), isProblem('LEDGER_LOCKED'));
    const lock = JSON.stringify(lockPath(folder));
    const program = `const db = new (require('libsql'))(${lock}); db.exec('begin exclusive')`;
    const other = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', cwd: import.meta.dirname });
    assert.match(other.stderr, /database is locked/);
    assert.deepEqual((await verifyArriving(sqliteLines(ledgerPath(folder)))).head, await ledger.head());
    await ledger.close();
    const next = await openSqliteLedger(folder);
    await next.close();
  }));

test('a reader cannot write, changes no byte of the ledger, and needs no files beside it', () =>
  inFolder(async (folder) => {
    const ledger = await openSqliteLedger(folder);
    const groups = groupsOf(3);
    for (const events of groups) await ledger.append(events);
    await ledger.close();
    const path = ledgerPath(folder);
    // Closed cleanly, everything is in the one file, which can be carried elsewhere.
    const alone = join(folder, 'alone');
    mkdirSync(alone);
    const copy = join(alone, 'ledger.db');
    copyFileSync(path, copy);
    const before = readFileSync(copy);
    assert.deepEqual((await verifyArriving(sqliteLines(copy))).findings, []);
    assert.deepEqual((await verifyArriving(sqliteLines(copy))).head, groups.flat().map(headOf).at(-1));
    assert.deepEqual(readFileSync(copy), before);
    const reader = await openToRead(path);
    assert.throws(() => reader.exec('delete from event'), /readonly/);
    reader.close();
  }));

test('after a failed write nothing more is acknowledged, and what was is there', () =>
  inFolder(async (folder) => {
    const groups = groupsOf(60);
    const before = await openSqliteLedger(folder);
    for (const events of groups.slice(0, 20)) await before.append(events);
    const head = await before.head();
    await before.close();
    const path = ledgerPath(folder);
    const connection = await openToWrite(path);
    connection.exec('pragma max_page_count = 1'); // As large as it is, and no page more: the disk is full.
    const full = makeLedger(connection, await openToWrite(lockPath(folder)));
    const outcomes = await Promise.allSettled(groups.slice(20).map((events) => full.append(events)));
    assert.ok(outcomes.some(({ status }) => status === 'rejected'));
    const firstRefused = outcomes.findIndex(({ status }) => status === 'rejected');
    assert.ok(outcomes.slice(firstRefused).every(({ status }) => status === 'rejected'));
    await assert.rejects(full.append(groups[20] ?? []), /could not be written/);
    connection.exec('pragma max_page_count = 100000');
    await assert.rejects(full.append(groups[20] ?? []), /could not be written/, 'it stays so when there is room again');
    await full.close();
    const read = await verifyArriving(sqliteLines(path));
    assert.deepEqual(read.findings, []);
    const acknowledged =
      groups
        .slice(20, 20 + firstRefused)
        .flat()
        .at(-1) ?? head;
    assert.equal(read.head.seq, acknowledged.seq);
  }));

test('what is no ledger of ours is refused with its reason', () =>
  inFolder(async (folder) => {
    const other = await openToWrite(`${folder.replace(/[^/]+$/, '')}other.db`);
    other.exec('create view event as select 1 as seq, 2 as line');
    const file = `${folder.replace(/[^/]+$/, '')}text.db`;
    writeFileSync(file, 'no database '.repeat(100));
    for (const path of [file, `${folder}.db`, `${folder.replace(/[^/]+$/, '')}other.db`])
      await assert.rejects(allOf(sqliteLines(path)), isProblem('LEDGER_KIND'), path);
    other.close();
  }));
