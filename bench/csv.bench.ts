/**
 * Reading a messy CSV file to the right types, beside DuckDB that is told the types, in one run: MB a second and the
 * ratio. What was read is checked against what was written. HOLDFAST_BENCH_MB sets the size (50).
 */
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { startEngine } from '../packages/holdfast/src/files/engine/engine.ts';
import { readSource } from '../packages/holdfast/src/files/source.ts';
import { bundle } from '../tools/bundle.mjs';

const MISSING = ['NA', 'n/a', '', '-'];
const NOTES = ['', 'ok', '"late, again"', '"said ""no"""', '"two\nlines"', 'late'];
const ROUNDS = 5;

interface Truth {
  rows: number;
  cents: number;
  missing: number;
}

/** Quoted thousands, four words for missing, times, dates, notes with delimiters, quotes and line ends. */
function write(path: string, megabytes: number): Truth {
  const random = makeRandom(11);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const truth: Truth = { rows: 0, cents: 0, missing: 0 };
  const file = openSync(path, 'w');
  let size = writeSync(file, 'id,sold_at,day,amount,price,quantity,region,note,returned\n');
  while (size < megabytes * 1e6) {
    let text = '';
    for (let i = 0; i < 20_000; i++) {
      const cents = Math.floor(Math.exp(10 + 2 * (random() + random() + random() - 1.5) * 2));
      const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
      const at = new Date(Date.UTC(2024, 0) + Math.floor(random() * 31_536_000) * 1000).toISOString();
      const [price, quantity] = [random(), Math.floor(random() * 1000)];
      const isGone = price < 0.06;
      const amount = `"${whole}.${String(cents % 100).padStart(2, '0')}"`;
      text += `${truth.rows++},${at.slice(0, 10)} ${at.slice(11, 19)},${at.slice(0, 10)},${amount},`;
      text += `${isGone ? pick(MISSING) : (price * 99).toFixed(4)},${quantity},region ${quantity % 17},${pick(NOTES)},`;
      text += quantity % 9 === 0 ? 'yes\n' : 'no\n';
      truth.cents += cents;
      truth.missing += isGone ? 1 : 0;
    }
    size += writeSync(file, text);
  }
  closeSync(file);
  return truth;
}

async function ours(path: string, truth: Truth): Promise<void> {
  const { table } = await readSource([path]);
  const [amount, price] = [table.columns[3], table.columns[4]];
  assert.ok(amount?.kind === 'number' && price?.kind === 'number' && table.columns[1]?.type === 'timestamp');
  assert.equal(table.n, truth.rows);
  assert.ok(Math.abs(amount.values.reduce((sum, value) => sum + value, 0) * 100 - truth.cents) < truth.cents * 1e-9);
  assert.equal(
    price.missing?.reduce((sum, one) => sum + one, 0),
    truth.missing,
  );
}

/** Told nullstr, thousands and the type of one column: without, it leaves `amount` and `price` as text. */
async function duckdb(path: string): Promise<void> {
  const engine = await startEngine([path]);
  const nulls = MISSING.map((word) => `'${word}'`).join(', ');
  const told = `nullstr = [${nulls}], thousands = ',', types = {'amount': 'DOUBLE'}`;
  await engine.run(`CREATE TABLE t AS SELECT * FROM read_csv('${path}', ${told})`);
  await engine.close();
}

/** The least seconds of each, round by round, so that other work on the machine meets both. */
async function best(runs: readonly (() => Promise<void>)[]): Promise<readonly number[]> {
  const seconds = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) {
      const start = performance.now();
      await run();
      seconds[i] = Math.min(seconds[i] ?? 0, (performance.now() - start) / 1000);
    }
  }
  return seconds;
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
try {
  // Both as they are installed: through tsx the start of a process alone would take longer than to read a small file.
  await bundle();
  process.env['HOLDFAST_BUNDLE'] = fileURLToPath(new URL('../packages/holdfast/dist', import.meta.url));
  const path = join(folder, 'messy.csv');
  const truth = write(path, Number(process.env['HOLDFAST_BENCH_MB'] ?? 50));
  const megabytes = statSync(path).size / 1e6;
  const [told = 1, own = 1] = await best([() => duckdb(path), () => ours(path, truth)]);
  const rate = (seconds: number): string => `${(megabytes / seconds).toFixed(0)} MB/s`;
  const size = `${megabytes.toFixed(0)} MB, ${truth.rows} rows`;
  process.stdout.write(`holdfast, types found, into memory  ${rate(own)}  (${size}, checked)\n`);
  process.stdout.write(`DuckDB, told the types, into a table  ${rate(told)}  (ratio ${(told / own).toFixed(2)})\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
