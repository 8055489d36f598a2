import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EngineError, EngineStopped, startEngine } from './engine.ts';
import { makeSpares } from './reader-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-engine-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const allowed = join(folder, 'allowed.csv');
const other = join(folder, 'other.csv');
writeFileSync(allowed, 'a,b\n1,2\n');
writeFileSync(other, 'a,b\n3,4\n');

test('other files, settings and extensions are out of reach', async () => {
  const engine = await startEngine([allowed]);
  try {
    assert.deepEqual(await engine.rows(`SELECT a::DOUBLE FROM read_csv('${allowed}')`), [[1]]);
    const escapes = [
      `SELECT * FROM read_csv('${other}')`,
      `SELECT * FROM '${other}'`,
      `SELECT * FROM read_text('/etc/hostname')`,
      `SELECT * FROM read_blob('${other}')`,
      `SELECT * FROM sniff_csv('${other}')`,
      `SELECT * FROM glob('${folder}/*')`,
      `SELECT * FROM read_csv('${allowed}/../other.csv')`,
      `COPY (SELECT 1) TO '${join(folder, 'out.csv')}'`,
      `COPY (SELECT 1) TO '${other}'`,
      `EXPORT DATABASE '${join(folder, 'export')}'`,
      `ATTACH '${join(folder, 'x.db')}'`,
      'INSTALL httpfs',
      'LOAD httpfs',
      "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
      'SET threads = 64',
      'SET enable_external_access = true',
      'SET lock_configuration = false',
      "SET allowed_paths = ['/']",
      "SELECT getenv('HOME')",
    ];
    for (const sql of escapes) await assert.rejects(engine.run(sql), EngineError, sql);
    assert.deepEqual(existsSync(join(folder, 'out.csv')), false);
  } finally {
    await engine.close();
  }
});

test('its folder goes with it', async () => {
  const engine = await startEngine([]);
  assert.ok(existsSync(engine.folder));
  await engine.close();
  assert.ok(!existsSync(engine.folder));
  await assert.rejects(engine.rows('SELECT 1::DOUBLE'), EngineStopped);
});

test('a process that is used again reads the next file alone, and ends with its folder', async () => {
  const spares = makeSpares();
  const first = await startEngine([allowed], { spares });
  await first.run(`CREATE TABLE t AS FROM read_csv('${allowed}')`);
  await first.close();
  const second = await startEngine([other], { spares });
  assert.equal(second.folder, first.folder);
  assert.deepEqual(await second.rows(`SELECT a::DOUBLE FROM read_csv('${other}')`), [[3]]);
  for (const sql of ['FROM t', `FROM read_csv('${allowed}')`, "SET allowed_paths = ['/']"])
    await assert.rejects(second.run(sql), EngineError, sql);
  await assert.rejects(first.rows('SELECT 1::DOUBLE'), EngineStopped);
  const busy = second.rows('SELECT count(*)::DOUBLE FROM range(1000000000000) a, range(1000) b');
  busy.catch(() => {});
  await second.close();
  assert.equal(spares.take(), null, 'one that is at work is ended');
  await assert.rejects(busy, EngineStopped);
  assert.ok(!existsSync(second.folder));
  await (await startEngine([allowed], { spares })).close();
  await spares.close();
  assert.equal(spares.take(), null);
});

test('a request beyond its deadline ends with the process, at once', async () => {
  const engine = await startEngine([]);
  const start = performance.now();
  const endless = 'SELECT count(*)::DOUBLE FROM range(1000000000000) a, range(1000) b WHERE a.range * b.range % 7 = 3';
  await assert.rejects(engine.rows(endless, 300), { reason: 'deadline' });
  assert.ok(performance.now() - start < 3000);
  await engine.close();
});

test('the signal of the caller ends it', async () => {
  const stop = new AbortController();
  const engine = await startEngine([], { signal: stop.signal });
  const running = engine.rows('SELECT count(*)::DOUBLE FROM range(1000000000000) a, range(1000) b');
  setTimeout(() => stop.abort(), 100);
  await assert.rejects(running, { reason: 'aborted' });
  await engine.close();
});

test('want of memory is an error, not the end', async () => {
  const engine = await startEngine([], { memoryMb: 64 });
  await assert.rejects(engine.rows('SELECT len(list(range))::DOUBLE FROM range(30000000)'), EngineError);
  assert.deepEqual(await engine.rows('SELECT 7::DOUBLE'), [[7]]);
  await engine.close();
});

test('memory that DuckDB does not count is watched, and ends the process', async () => {
  const engine = await startEngine([], { memoryMb: 64 });
  const long = "CREATE TABLE t AS SELECT repeat('x', 300000000) AS a, repeat('y', 300000000) AS b";
  await assert.rejects(engine.run(long), { reason: 'memory' });
  await engine.close();
});

test('columns come whole: 200,000 rows of numbers, few texts and many texts', async () => {
  const engine = await startEngine([]);
  const n = 200_000;
  const numbers: number[] = [];
  const codes: number[] = [];
  const levels: string[] = [];
  await engine.columns(
    `SELECT CASE WHEN range % 10 = 3 THEN NULL ELSE range::DOUBLE END,
       'text of some length ' || (range % 1000)::VARCHAR FROM range(${n})`,
    (piece) => {
      if ('values' in piece)
        piece.values.forEach((value, i) => void numbers.push(piece.missing?.[i] === 1 ? -1 : value));
      else if ('codes' in piece) codes.push(...piece.codes);
      else if ('levels' in piece) levels.push(...piece.levels);
    },
  );
  assert.deepEqual([numbers.length, codes.length, levels.length], [n, n, 1000]);
  for (let i = 0; i < n; i += 997) {
    assert.equal(numbers[i], i % 10 === 3 ? -1 : i);
    assert.equal(levels[codes[i] ?? -1], `text of some length ${i % 1000}`);
  }
  await engine.close();
});
