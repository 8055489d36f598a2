import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsShared, shared } from '../../test/shared.ts';
import { challengerFor, type Pair, promotedLoan, readLoans } from './car-loan.ts';

test('a challenger is worse by exactly what is said, and where', needsShared, async () => {
  const loans = await readLoans(shared('data/nannyml_car_loan/reference.parquet') ?? '');
  const right = (scores: Float64Array, isMeant: (i: number) => boolean): number => {
    const rows = Array.from(loans.label.keys()).filter(isMeant);
    return rows.filter((i) => Number((scores[i] ?? 0) > 0.5) === loans.label[i]).length / rows.length;
  };
  const lost = ({ champion, challenger }: Pair, isMeant: (i: number) => boolean): number =>
    right(champion, isMeant) - right(challenger, isMeant);
  const base = { metric: 'accuracy', margin: 0.01, n: 1000 } as const;
  const all = challengerFor(loans, { ...base, worse: 'all' });
  assert.ok(Math.abs(lost(all, () => true) - 0.01) < 2e-5);
  const slice = challengerFor(loans, { ...base, worse: 'slice' });
  assert.ok(Math.abs(lost(slice, (i) => loans.slice[i] === 0) - 0.02) < 1e-4);
  assert.equal(
    lost(slice, (i) => loans.slice[i] !== 0),
    0,
  );
  const equal = challengerFor(loans, { ...base, worse: 'nowhere' });
  assert.ok(equal.isTossed && equal.challenger.some((score, i) => score !== equal.champion[i]));
  // Much worse than what may be lost: the gate sees it on real rows too.
  const bad = { ...challengerFor(loans, { ...base, margin: 0.1, worse: 'all' }), margin: 0.01 };
  assert.equal(promotedLoan(loans, bad, { ...base, worse: 'all' }, 1), 'fail');
});
