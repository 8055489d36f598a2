import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Gap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import type { CheckSpec } from '../contract/check.ts';
import type { Waiver } from '../contract/contract.ts';
import type { Measured } from '../measure/interval.ts';
import { levelThatClears } from '../measure/p-value.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { type Contest, judgeContests } from './compare.ts';
import { judge, rowsToDecide, type Verdict } from './judge.ts';
import { type Checked, type Compared, overall } from './release.ts';

/** A measurement with normal bounds of this deviation. */
const measured = (value: number, deviation: number, n = 1000): Measured => ({
  value,
  n,
  method: 'delta',
  by: 'row',
  boundsAt: (tails) => [value + deviation * normalQuantile(tails[0]), value + deviation * normalQuantile(tails[1])],
});
const atLeast = { operator: '>=', limit: 0.8 } as const;
const atMost = { operator: '<=', limit: 0.8 } as const;

test('a bound that lies wholly inside passes, wholly outside fails, and in between is unknown with its rows', () => {
  assert.equal(judge(measured(0.82, 0.01), atLeast, 'bound').verdict, 'pass');
  assert.equal(judge(measured(0.78, 0.01), atLeast, 'bound').verdict, 'fail');
  assert.equal(judge(measured(0.82, 0.01), atMost, 'bound').verdict, 'fail');
  assert.equal(judge(measured(0.78, 0.01), atMost, 'bound').verdict, 'pass');
  const between = judge(measured(0.81, 0.01), atLeast, 'bound');
  assert.equal(between.verdict, 'unknown');
  assert.equal(between.reason, 'too-few-rows-to-decide');
  // (1.645 + 0.842)^2 = 6.18 times the rows, because value and limit lie one deviation apart.
  assert.equal(between.needsRows, 6183);
});

test('the value alone decides only when the contract says so; a gap never passes', () => {
  assert.equal(judge(measured(0.81, 0.1), atLeast, 'value').verdict, 'pass');
  const gap: Gap = { gap: 'one-class', n: 9 };
  for (const on of ['bound', 'value'] as const) {
    const { verdict, reason } = judge(gap, atLeast, on);
    assert.deepEqual([verdict, reason], ['unknown', 'one-class']);
  }
  const still: Measured = { ...measured(0.9, 0), boundsAt: () => null };
  assert.deepEqual(judge(still, atLeast, 'bound').reason, 'no-interval');
  assert.equal(rowsToDecide(measured(0.8, 0.01), 0), null);
});

test('the level at which a bound clears a limit is the one-sided p-value', () => {
  for (const [value, limit] of [
    [0.01, 0],
    [0.02, 0],
    [0.035, 0],
  ] as const) {
    const got = levelThatClears(measured(value, 0.01), 'above', limit);
    assert.ok(Math.abs(got / normalCdf(-value / 0.01) - 1) < 1e-4, `${got}`);
  }
  assert.equal(levelThatClears(measured(-0.01, 0.01), 'above', 0), 1);
});

const contest = (value: number, deviation: number, parts: Partial<Contest> = {}): Contest => ({
  difference: measured(value, deviation),
  margin: 0.01,
  isGuarded: true,
  ...parts,
});
const verdicts = (...contests: Contest[]): Verdict[] => judgeContests(contests).map(({ verdict }) => verdict);

test('one contest follows its one-sided bounds: fail, warn, pass, unknown', () => {
  assert.deepEqual(verdicts(contest(-0.03, 0.01)), ['fail']); // upper -0.0136
  assert.deepEqual(verdicts(contest(-0.005, 0.002)), ['warn']); // -0.0083 to -0.0017
  assert.deepEqual(verdicts(contest(0, 0.005)), ['pass']); // -0.0082 to 0.0082
  assert.deepEqual(verdicts(contest(-0.005, 0.005)), ['unknown']); // -0.0132 to 0.0032
});

test('Holm: what one contest alone would pass needs more among several guards; unguarded lines do not count', () => {
  const edge = contest(0, 0.0055); // p = 0.034: passes alone, not as the weaker of two (0.05 / 1 after 0.025 fails)
  assert.deepEqual(verdicts(edge), ['pass']);
  assert.deepEqual(verdicts(edge, edge), ['unknown', 'unknown']);
  assert.equal(judgeContests([edge, edge])[0]?.reason, 'undecided-after-correction');
  assert.deepEqual(verdicts(edge, contest(0.05, 0.005)), ['pass', 'pass']); // the stronger goes first: step-down
  assert.deepEqual(verdicts(edge, { ...edge, isGuarded: false }), ['pass', 'pass']);
});

test('an undecided contest says the rows that settle it: if equal, or if the difference stays', () => {
  const few = judgeContests([contest(-0.006, 0.01)])[0];
  assert.equal(few?.needsRows, Math.ceil(1000 * (normalQuantile(0.95) + normalQuantile(0.8)) ** 2));
  const many = judgeContests([contest(-0.0095, 0.003)])[0];
  assert.ok(many?.needsRows && many.needsRows > 100_000, `${many?.needsRows}`);
});

test('two models that answer alike are not worse, though nothing varies', () => {
  const alike: Measured = { ...measured(0, 0), boundsAt: () => null };
  assert.deepEqual(verdicts({ difference: alike, margin: 0.01, isGuarded: true }), ['pass']);
  assert.deepEqual(verdicts({ difference: { gap: 'one-class', n: 3 }, margin: 0.01, isGuarded: true }), ['unknown']);
});

const entry = entryById('accuracy');
assert.ok(entry);
const checked = (verdict: Verdict, waiver: Waiver | null = null): Checked => ({
  spec: { id: 'accuracy' } as CheckSpec, // as: the gate looks at verdicts only
  entry,
  n: 10,
  measured: { gap: 'one-class', n: 10 },
  judgement: { verdict, reason: 'inside', bounds: null, needsRows: null },
  waiver,
});
const line = (verdict: Verdict, isGuarded: boolean): Compared => ({
  scope: { name: isGuarded ? null : 'a', indices: null },
  isGuarded,
  n: 10,
  candidate: { gap: 'one-class', n: 10 },
  other: { gap: 'one-class', n: 10 },
  difference: { gap: 'one-class', n: 10 },
  margin: 0.01,
  judgement: { verdict, reason: 'not-worse', bounds: null, needsRows: null },
  waiver: null,
});
const day = 86_400_000;
const waiver = (endMs: number): Waiver => ({
  check: 'accuracy',
  owner: 'ada',
  until: { day: '2026-01-01', endMs },
  why: 'known',
  place: { path: 'c.yaml' },
});
const whole = (checks: Checked[], lines: Compared[] = [], unknown: 'fail' | 'pass' = 'fail') =>
  overall(checks, lines, { unknown, nowMs: 10 * day });

test('the worst of what stands in the way is the verdict; unknown is no pass unless the contract says so', () => {
  assert.equal(whole([checked('pass'), checked('fail'), checked('unknown')]).verdict, 'fail');
  assert.equal(whole([checked('pass'), checked('unknown')]).verdict, 'unknown');
  assert.equal(whole([checked('pass'), checked('unknown')], [], 'pass').verdict, 'pass');
  assert.equal(whole([checked('warn')]).verdict, 'warn');
  assert.equal(whole([]).verdict, 'pass');
});

test('a slice that nobody declared and that surely lost warns, and never stops a release', () => {
  const lost = (checks: Checked[]) => overall(checks, [], { unknown: 'fail', nowMs: 0, hasLost: true }).verdict;
  assert.deepEqual([lost([checked('pass')]), lost([checked('fail')])], ['warn', 'fail']);
});

test('a slice that nobody guards does not stop a release; clearly worse, it warns', () => {
  assert.equal(whole([], [line('pass', true), line('unknown', false)]).verdict, 'pass');
  assert.equal(whole([], [line('pass', true), line('fail', false)]).verdict, 'warn');
  assert.equal(whole([], [line('fail', true)]).verdict, 'fail');
  assert.equal(whole([], [line('unknown', true)]).verdict, 'unknown');
});

test('a waiver excuses to the end of its day and no longer', () => {
  assert.equal(whole([checked('fail', waiver(11 * day))]).verdict, 'pass');
  const late = whole([checked('fail', waiver(10 * day))]);
  assert.equal(late.verdict, 'fail');
  assert.equal(late.expired.length, 1);
});
