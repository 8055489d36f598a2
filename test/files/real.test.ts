import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { needsShared, shared } from '../shared.ts';
import { openInTurn, readInTurn } from './in-turn.ts';

interface Listed {
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  readonly sha256: string;
}

/** Rows, columns and digests as their maker wrote them down with another program. */
function listed(): readonly Listed[] {
  const path = shared('data/manifest.json');
  if (path === null) return [];
  // as: its shape is in the README beside it
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { datasets: { files: Listed[] }[] };
  return manifest.datasets.flatMap((dataset) => dataset.files);
}

function tablesOfModels(): readonly string[] {
  const folder = shared('models');
  if (folder === null) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.parquet'));
}

/** Lines at the end that are no rows, which the manifest counts. */
const FOOTERS: Readonly<Record<string, number>> = { 'lending_club_1000/lending_club_1000.csv.gz': 2 };

describe('real data sets', { ...needsShared, concurrency: 2 }, () => {
  for (const { file, rows, columns, sha256 } of listed()) {
    test(`${file} has the rows, columns and digest of the manifest`, async () => {
      const { table, digest } = await readInTurn([shared(`data/${file}`) ?? '']);
      assert.deepEqual([table.n + (FOOTERS[file] ?? 0), table.columns.length], [rows, columns]);
      assert.equal(digest, `sha256:${sha256}`);
    });
  }

  test('every table of the models can be opened, and none is read with doubt', async () => {
    const files = tablesOfModels();
    assert.ok(files.length > 20);
    for (const file of files) {
      const source = await openInTurn([shared(`models/${file}`) ?? '']);
      assert.ok(source.rows > 100 && source.names.length > 1, file);
      await source.close();
    }
  });
});
