import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { DriftResult } from '@holdfast/core/report/drift-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { driftFiles } from './drift.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-drift-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A file of these rows, its first line the names. */
function write(name: string, names: string, rows: number, line: (i: number, random: () => number) => string): string {
  const [path, random] = [join(folder, name), makeRandom(rows)];
  writeFileSync(path, `${[names, ...Array.from({ length: rows }, (_, i) => line(i, random))].join('\n')}\n`);
  return path;
}

async function drift(reference: string, current: string): Promise<DriftResult> {
  const { result } = await driftFiles({
    ...{ reference, current, contract: null, seed: 1, version: 'test' },
    given: { roles: {}, task: null, scoresPattern: null, positive: null, threshold: null },
    ...{ onProgress: () => {}, onColumn: () => {}, signal: new AbortController().signal },
  });
  return result;
}

test('what names only the first rows is a feature; running numbers that repeat are set aside', async () => {
  const reference = write('many.csv', 'id,line,x', 30_000, (i, random) => `${i % 5000},${i >> 2},${random()}`);
  const current = write('few.csv', 'id,line,x', 1000, (i, random) => `${i % 5000},${8000 + i},${random()}`);
  const { roles, columns, differences } = await drift(reference, current);
  assert.ok(!('id' in roles));
  assert.deepEqual(columns.map(({ name }) => name).sort(), ['id', 'x']);
  assert.deepEqual(differences, [{ column: 'line', what: 'own-value-a-row' }]);
});
