import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { encodeProfile } from '@holdfast/core/profile/encode.ts';
import { addRows, emptyWindow, type Profile, profileReference } from '@holdfast/core/profile/profile.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import { startEngine } from '../files/engine/engine.ts';
import { makeSpares } from '../files/engine/reader-process.ts';
import { openCounted, openSource } from '../files/source.ts';
import { type ProfiledFile, profileSource } from './profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-profile-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const spares = makeSpares();
after(() => spares.close());

/** A column of every kind that a file can state; `r` is the number of the row. */
const KINDS = `
  sin(r) AS real, sin(r)::FLOAT AS short_real, (r % 97)::INTEGER AS whole, (r % 3 = 0) AS yes_no,
  CASE r % 11 WHEN 3 THEN NULL WHEN 5 THEN 'NaN'::DOUBLE WHEN 7 THEN 'Infinity'::DOUBLE
    WHEN 8 THEN '-Infinity'::DOUBLE ELSE cos(r) END AS not_all,
  CASE WHEN r % 5 < 4 THEN 0.0 ELSE -0.0 END AS zeros, NULL::DOUBLE AS nothing, 1e300 * sin(r) AS huge,
  TIMESTAMP '2024-01-01' + to_seconds(r * 61) AS at, DATE '2024-01-01' + (r % 40)::INTEGER AS day,
  (r % 1000 / 100)::DECIMAL(9, 2) AS money, 9007199254740993 + r % 60 AS beyond, r * 7 AS big_but_fine,
  CASE WHEN r % 13 = 1 THEN NULL ELSE [' Rome', 'Oslo ', 'Oslo', 'Zürich 東京 𝄞', ''][1 + r % 5] END AS city,
  'row ' || r AS id, NULL::VARCHAR AS no_text,
  strftime(TIMESTAMP '2024-02-01' + to_minutes(r), '%Y-%m-%d %H:%M:%S') AS iso,
  [r % 4, 2] AS list, CASE WHEN r < 3000 THEN r ELSE NULL END AS soon_gone`;

async function write(name: string, [from, to]: readonly [number, number], columns = KINDS, more = ''): Promise<string> {
  const path = join(folder, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT ${columns} FROM range(${from}, ${to}) AS t(r)) TO '${path}' (${more || 'FORMAT parquet'})`,
  );
  connection.closeSync();
  return path;
}

const opened = async <T>(
  paths: readonly string[],
  body: (source: Awaited<ReturnType<typeof openSource>>) => Promise<T>,
) => {
  const source = await openSource(paths, {}, () => {}, undefined, spares);
  try {
    return await body(source);
  } finally {
    await source.close();
  }
};

const profileOf = (
  paths: readonly string[],
  reference: Profile | null,
  timestamp: string | null = null,
): Promise<ProfiledFile> =>
  opened(paths, (source) =>
    profileSource(source, { reference, ignored: [], answers: null, timestamp, seed: 3, onProgress: () => {} }),
  );

const assertSame = (found: Profile, expected: Profile): void => {
  for (const [k, column] of expected.columns.entries()) {
    assert.deepEqual(found.columns[k], column);
    assert.deepEqual(found.details?.[k], expected.details?.[k], column.name);
  }
  assert.deepEqual(encodeProfile(found), encodeProfile(expected));
};

/** The profile of files is that of their rows as a table, both as a reference and as a window of it. */
async function assertFolded(before: readonly string[], after: readonly string[]): Promise<void> {
  const [old, now] = [await opened(before, (source) => source.read()), await opened(after, (source) => source.read())];
  const expected = profileReference(old, { seed: 3 });
  const { profile: reference } = await profileOf(before, null);
  assertSame(reference, expected);
  const { profile: window, differences } = await profileOf(after, reference);
  assert.deepEqual(differences, []);
  assertSame(window, addRows(emptyWindow(expected), now));
}

test('columns of every kind of a Parquet file are folded to what their rows as a table give', async () => {
  const small = 'FORMAT parquet, ROW_GROUP_SIZE 2048';
  const before = await write('before.parquet', [0, 10_007], KINDS, small);
  await assertFolded([before], [await write('after.parquet', [5000, 13_001], KINDS, small)]);
});

test('rows that are drawn while columns are folded are those of a draw alone', () =>
  opened([join(folder, 'before.parquet')], async (source) => {
    const names = source.names.filter((name) => name !== 'id' && name !== 'at');
    const plan = { names, binsOf: () => null, seed: 3, onProgress: () => {} };
    const drawing = { rowsMax: 700, seed: 3 };
    const { columns, drawn } = await source.foldAndDraw(plan, drawing);
    assert.equal(drawn.n, 667, 'one row of each run of 15');
    assert.deepEqual(drawn, await source.draw(drawing));
    assert.deepEqual(
      columns.map(({ picked: _, ...column }) => column),
      (await source.fold(plan)).map(({ picked: _, ...column }) => column),
    );
  }));

test('row groups and files that end inside a block change nothing', async () => {
  const parts = [
    [0, 1],
    [1, 2050],
    [2050, 2051],
    [2051, 7777],
    [7777, 7777],
    [7777, 9000],
  ] as const;
  const paths = await Promise.all(parts.map((part, k) => write(`part-${k}.parquet`, part)));
  await assertFolded(paths, paths.slice(1));
});

test('text formats are folded too: CSV and JSON lines', async () => {
  const columns = `sin(r) AS real, r % 9 AS whole, CASE WHEN r % 7 = 0 THEN NULL ELSE 'city ' || r % 12 END AS city,
    r % 2 = 0 AS yes_no, DATE '2024-01-01' + (r % 40)::INTEGER AS day`;
  for (const [name, format] of [
    ['rows.csv', 'FORMAT csv, HEADER'],
    ['rows.jsonl', 'FORMAT json'],
  ] as const) {
    const before = await write(name, [0, 5003], columns, format);
    await assertFolded([before], [await write(`after-${name}`, [4000, 7001], columns, format)]);
  }
});

test('a small CSV file is held where it is counted, with the same bytes', async () => {
  const columns = `sin(r) AS real, CASE WHEN r % 7 = 0 THEN NULL ELSE 'city ' || r % 12 END AS city, r AS whole`;
  const path = await write('held.csv', [0, 5003], columns, 'FORMAT csv, HEADER');
  const plan = { reference: null, ignored: [], answers: null, timestamp: null, seed: 3, onProgress: () => {} };
  const { source } = await openCounted([path], {}, () => {}, new AbortController().signal);
  try {
    assertSame((await profileSource(source, plan)).profile, (await profileOf([path], null)).profile);
    assert.deepEqual(await source.range('whole'), [0, 5002]);
    assert.equal(await source.range('city'), null);
    const drawn = findColumn(await source.draw({ rowsMax: 1000, seed: 1 }), 'whole');
    assert.ok(drawn?.kind === 'number' && drawn.values.length === 833, 'one row of each run of six');
    assert.ok(drawn.values.every((row, k) => Math.floor(row / 6) === k));
  } finally {
    await source.close();
  }
});

test('of more numbers than are sorted the draw is the same', async () => {
  const columns = `sin(r) AS real, CASE WHEN r % 10 = 0 THEN NULL ELSE cos(r) END AS gaps, r AS whole`;
  const before = await write('many.parquet', [0, 431_003], columns);
  await assertFolded([before], [await write('fewer.parquet', [7, 250_000], columns)]);
});

test('numbers of a reference are held or read again, with the same bytes', async () => {
  const path = await write(
    'again.parquet',
    [0, 5003],
    'sin(r) AS a, CASE WHEN r % 3 = 0 THEN NULL ELSE cos(r) END AS b',
  );
  const engine = await startEngine([path]);
  try {
    const columns = ['a', 'b'].map((name) => ({ name, sql: name, bins: null }));
    const picked = Int32Array.of(0, 3, 4, 4100, 5002);
    const from = `read_parquet(['${path}'])`;
    const fold = { kind: 'numbers', from, rows: 5003, columns, seed: 1, hasDetails: true, picked } as const;
    const [held, again] = [
      await engine.fold({ ...fold, keptBytesMax: 2 * 8 * 5003 }),
      await engine.fold({ ...fold, keptBytesMax: 2 * 8 * 5003 - 1 }),
    ];
    assert.equal(held.length, 2);
    assert.deepEqual(again, held);
    const cells = held[1]?.picked;
    assert.deepEqual([...(cells?.missing ?? [])], [1, 1, 0, 0, 0], 'rows 0 and 3 have none');
    assert.deepEqual(cells?.values, Float64Array.of(0, 0, Math.cos(4), Math.cos(4100), Math.cos(5002)));
  } finally {
    await engine.close();
  }
});

test('a column of times gives the ends and is not counted; a table without rows has a profile', async () => {
  const path = await write('times.parquet', [0, 100]);
  const { profile } = await profileOf([path], null, 'at');
  assert.deepEqual([profile.start, profile.end], [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1) + 99 * 61_000 + 1]);
  assert.ok(!profile.columns.some(({ name }) => name === 'at'));
  const empty = await write('empty.parquet', [0, 0]);
  const { profile: none } = await profileOf([empty], null, 'at');
  assert.deepEqual([none.rows, none.start, none.columns.length], [0, null, profile.columns.length]);
});

test('a column that cannot be read ends both processes that fold, with its problem', async () => {
  const columns = ['sin', 'cos', 'tan', 'sqrt', 'exp', 'ln']
    .map((name) => `${name}(1 + r / 1e6) AS ${name}`)
    .join(', ');
  const path = await write('damaged.parquet', [0, 100_000], columns, 'FORMAT parquet, COMPRESSION zstd');
  const bytes = readFileSync(path);
  bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 40_000);
  writeFileSync(path, bytes);
  await assert.rejects(profileOf([path], null), { code: 'FILE_DAMAGED' });
});
