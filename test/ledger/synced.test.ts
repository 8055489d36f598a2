// A witness of the syncs: the system calls of a process that appends, as strace saw them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { appenderIn, startAppender } from './killed.ts';

const works = spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true'], { encoding: 'utf8' });
const options = works.status === 0 ? {} : { skip: `needs strace (${works.error?.message ?? works.stderr.trim()})` };

const APPENDS = 12;

/** For each acknowledgement whether the ledger was synced after the one before it. */
async function witnessed(mode: 'single' | 'lax'): Promise<readonly boolean[]> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-sync-'));
  try {
    const trace = join(folder, 'trace');
    const strace = ['strace', '-f', '-y', '-e', 'trace=fsync,fdatasync,write', '-o', trace];
    const args = [join(folder, 'data'), join(folder, 'acks'), mode, String(APPENDS)];
    const child = startAppender(await appenderIn(folder), args, strace);
    await new Promise((done) => child.once('close', done));
    const found: boolean[] = [];
    const waiting = new Set<string>();
    let isSynced = false;
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      const [thread = ''] = line.split(' ');
      // A call may be told in two lines when another thread comes between.
      if (/\b(fsync|fdatasync)\(\d+<[^>]*ledger\.db-wal> <unfinished/.test(line)) waiting.add(thread);
      if (/\bsync resumed>\) *= 0/.test(line.replace(/f(data)?sync/, 'sync')) && waiting.delete(thread))
        isSynced = true;
      if (/\b(fsync|fdatasync)\(\d+<[^>]*ledger\.db-wal>\) += 0/.test(line)) isSynced = true;
      if (/\bwrite\(\d+<[^>]*\/acks>/.test(line)) {
        found.push(isSynced);
        isSynced = false;
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('between any two acknowledgements the ledger was synced to disk', options, async () => {
  const found = await witnessed('single');
  assert.ok(found.length >= APPENDS, `${found.length} acknowledgements were seen`);
  assert.ok(found.every(Boolean), found.join(' '));
});

test('the witness sees when a ledger acknowledges without a sync', options, async () => {
  const found = await witnessed('lax');
  assert.ok(found.length >= APPENDS, `${found.length} acknowledgements were seen`);
  assert.ok(!found.slice(2).some(Boolean), found.join(' '));
});
