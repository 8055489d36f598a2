import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopYear } from './shop-year.ts';

interface Row {
  readonly [name: string]: string | undefined;
}

function rowsOf(text: string): readonly Row[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [names[k], cell])));
}

const shareOf = (rows: readonly Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length / rows.length;

test('the same seed makes the same year, another seed another one', () => {
  assert.deepEqual(shopYear(3), shopYear(3));
  assert.notDeepEqual(shopYear(3), shopYear(4));
});

test('readers come in June, the south leaves from the last week of August, and the score knows nothing of it', () => {
  for (let seed = 1; seed <= 4; seed++) {
    const { 'year.csv': year, 'outcomes.csv': outcomes } = shopYear(seed);
    const left = new Map(rowsOf(outcomes).map((row) => [row['customer_id'], row['left']]));
    const between = (from: string, to: string): readonly Row[] =>
      rowsOf(year).filter(({ scored_at: at = '' }) => at >= from && at < to);
    const [spring, summer, autumn] = [
      between('2025-01', '2025-06-02'),
      between('2025-06-02', '2025-08-25'),
      between('2025-08-25', '2026-02'),
    ];
    const readers = (rows: readonly Row[]): number => shareOf(rows, (row) => row['newsletter'] === 'yes');
    assert.ok(Math.abs(readers(spring) - 0.45) < 0.02 && Math.abs(readers(summer) - 0.62) < 0.03);
    const south = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row['region'] === 'S');
    const leavers = (rows: readonly Row[]): number => shareOf(rows, (row) => left.get(row['customer_id']) === '1');
    assert.ok(leavers(south(autumn)) > leavers(south(summer)) + 0.15);
    const score = (rows: readonly Row[]): number =>
      rows.reduce((sum, row) => sum + Number(row['score']), 0) / rows.length;
    assert.ok(Math.abs(score(south(autumn)) - score(south(summer))) < 0.02);
  }
});

test('outcomes are known seven days after the score, to the second', () => {
  const { 'usual.csv': usual } = shopYear(1);
  for (const { scored_at: at = '', known_at: known = '' } of rowsOf(usual)) {
    assert.equal(Date.parse(`${known}Z`) - Date.parse(`${at}Z`), 7 * 86_400_000);
  }
});
