import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSource } from '../files/source.ts';
import { firstContract } from './first-contract.ts';

test('of a long file roles come from a sample, which the contract says, and limits from all rows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  try {
    const path = join(folder, 'scored.csv');
    const rows = 200_500;
    // All predictions are right at the beginning of the file, every second one at its end.
    const lines = Array.from({ length: rows }, (_, i) => {
      const label = i % 3 === 0 ? 'won' : 'lost';
      return `${i},${i % 7},${label},${i > 150_000 && i % 2 === 0 ? 'won' : label}`;
    });
    writeFileSync(path, `id,size,label,prediction\n${lines.join('\n')}\n`);
    const source = await openSource([path]);
    const given = { roles: {}, scoresPattern: null, task: null, positive: 'won', threshold: null };
    try {
      const { text, found, sample } = await firstContract(path, source, given);
      assert.deepEqual(sample, { rows: 150_250, of: rows });
      assert.match(text, /^# Roles, types and ranges are those of 150,250 of 200,500 rows, /m);
      assert.deepEqual([found.roles.id, found.roles.label, found.roles.prediction], ['id', 'label', 'prediction']);
      assert.match(text, /accuracy >= 0\.91\d* .*# 0\.916 here \(n 200,500\)/);
    } finally {
      await source.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
