import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MoneyLine, Result } from '../result.ts';
import { moneySection } from './money.ts';

const line = (slice: string | null, difference: number, interval: readonly [number, number] | null): MoneyLine => ({
  ...{ slice, n: 500, candidate: 300 + difference, other: 300, difference, interval, currency: 'EUR' },
});
/** The parts of a result that are read. */
function resultOf(money: readonly MoneyLine[]): Result {
  const parts: unknown = { comparison: { money }, costs: {} };
  return parts as Result; // as: no more is looked at
}

const briefOf = (money: readonly MoneyLine[]): string => moneySection(resultOf(money))?.brief?.join(' ') ?? '';

test('in short it says what all rows cost, and the three dearest places of those that are surely dearer', () => {
  const said = briefOf([
    line(null, -16, [-22, -12]),
    line('a', 20, [5, 30]),
    line('b', 400, [340, 460]),
    line('c', 30, [-5, 60]),
    line('d', 10, [2, 20]),
    line('e', 15, [3, 25]),
  ]);
  assert.match(said, /^It costs EUR 16 less per 1,000 decisions over all rows \(12 to 22\)\. /);
  assert.match(said, /EUR 400 more per 1,000 decisions in .b. \(340 to 460\)/);
  assert.doesNotMatch(said, /in .[cd]. /);
  assert.match(said, /It costs more in one more place\.$/);
});

test('what is not clear is said as such', () => {
  assert.equal(
    briefOf([line(null, 3, [-9, 15])]),
    'It may cost EUR 9 less or EUR 15 more per 1,000 decisions over all rows.',
  );
});
