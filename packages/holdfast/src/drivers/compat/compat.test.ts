import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { renderCompat } from '../../render/compat.ts';
import { compatFiles } from './compat.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-compat-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('numbers that the contract calls a category are categories there', async () => {
  const file = (name: string, share: number): string => {
    const path = join(folder, name);
    const lines = Array.from({ length: 400 }, (_, i) => `${i % 7},${i % 100 < share ? 1 : 0}`);
    writeFileSync(path, `${['x,answer', ...lines].join('\n')}\n`);
    return path;
  };
  const contract = join(folder, 'category.yaml');
  writeFileSync(contract, 'holdfast: 1\nmodel: m\ncolumns: { features: { answer: { type: category } } }\n');
  const asked = { reference: file('before.csv', 30), current: file('now.csv', 60), method: 'chi2', timestamp: null };
  const rest = { id: null, windows: 'ten', onProgress: () => {}, signal: new AbortController().signal } as const;
  const said = async (at: string | null) =>
    (await compatFiles({ program: 'nannyml', ...asked, ...rest, contract: at })).rows.map(({ column }) => column);
  assert.deepEqual(await said(null), []);
  assert.deepEqual(await said(contract), ['answer']);
});

test('a test of the whole table is counted as one, not as columns', async () => {
  const file = (name: string, shift: number): string => {
    const path = join(folder, name);
    const lines = Array.from({ length: 400 }, (_, i) => `${i % 7},${((i * 31) % 100) + shift * (i % 7)}`);
    writeFileSync(path, `${['x,y', ...lines].join('\n')}\n`);
    return path;
  };
  const asked = { reference: file('alone.csv', 0), current: file('bound.csv', 300), method: 'data_reconstruction' };
  const rest = { id: null, timestamp: null, contract: null, windows: 'ten', onProgress: () => {} } as const;
  const { signal } = new AbortController();
  const result = await compatFiles({ program: 'nannyml', ...asked, ...rest, signal });
  assert.match(renderCompat(result, false), /1 of 1 test of the whole table tells drift/);
});
