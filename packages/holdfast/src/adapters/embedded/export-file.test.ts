import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lineOf } from '@holdfast/core/ledger/envelope.ts';
import { verify } from '@holdfast/core/ledger/verify.ts';
import { allOf, groupsOf } from '../../ports/ledger-contract.ts';
import { exportLines, writeExport } from './export-file.ts';
import { makeMemoryLedger } from './memory-ledger.ts';

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-export-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('an export is the lines of the ledger, and reads back as them', () =>
  inFolder(async (folder) => {
    const ledger = makeMemoryLedger();
    for (const events of groupsOf(90)) await ledger.append(events);
    const path = join(folder, 'x.hfledger');
    await writeExport(path, ledger.lines());
    const lines = await allOf(ledger.lines());
    assert.equal(readFileSync(path, 'utf8'), lines.join(''));
    assert.deepEqual([...exportLines(path)], lines);
    assert.deepEqual(readdirSync(folder), ['x.hfledger']);
  }));

test('an export that cannot be finished leaves nothing', () =>
  inFolder(async (folder) => {
    async function* broken(): AsyncGenerator<string> {
      yield 'x\n';
      throw new Error('the disk is gone');
    }
    await assert.rejects(writeExport(join(folder, 'x.hfledger'), broken()), /FILE_UNWRITABLE/);
    await assert.rejects(writeExport(join(folder, 'no', 'x.hfledger'), []), /FILE_UNWRITABLE.*ENOENT/);
    assert.deepEqual(readdirSync(folder), []);
  }));

test('bytes that are no text are found, also those that a lenient reader takes for what was there', () =>
  inFolder(async (folder) => {
    const [first = []] = groupsOf(1);
    const [event] = first;
    assert.ok(event);
    const line = Buffer.from(`${lineOf({ ...event, data: { ledger: '\ufffd' } })}\n`);
    const at = line.indexOf(0xef);
    const path = join(folder, 'x.hfledger');
    // 0xf0 begins a longer letter: a lenient reader takes what follows for the same mark of a damaged letter.
    line[at] = 0xf0;
    writeFileSync(path, line);
    assert.equal(verify(exportLines(path)).findings[0]?.code, 'line-unreadable');
  }));

test('a file without ends of lines does not fill the memory', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'x.hfledger');
    writeFileSync(path, 'x'.repeat(17 * 2 ** 20));
    assert.throws(() => [...exportLines(path)], /FILE_LIMIT/);
    writeFileSync(path, 'unended');
    assert.deepEqual([...exportLines(path)], ['unended']);
    writeFileSync(path, '');
    assert.deepEqual([...exportLines(path)], []);
  }));
