import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expit } from '../stats/logs.ts';
import { makeRandom } from '../std/random.ts';
import { inheritLogOdds, logOddsOf } from './log-odds.ts';
import { lineByMoments, oddsMoments } from './odds-moments.ts';
import { fitLine, fitOffset } from './recalibration.ts';

/** Labels that follow a line on the log-odds of the scores. */
function scoredRows(n: number, { intercept, slope }: { intercept: number; slope: number }, seed = 5) {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, () => expit(10 * (random() - 0.6) * random()));
  const { values: odds } = logOddsOf(score);
  const label = odds.map((x) => Number(random() < expit(intercept + slope * x)));
  const weight = odds.map(() => Math.floor(3 * random()));
  return { n, classes: 2, label, score, weight };
}

/** What moves the likelihood at a line, in its own digits: 0 where it is highest. */
function slopesAt({ label, score, weight }: ReturnType<typeof scoredRows>, line: { intercept: number; slope: number }) {
  const { values: odds } = logOddsOf(score);
  let [one, x, size] = [0, 0, 0];
  label.forEach((y, i) => {
    const pull = weight[i]! * (y - expit(line.intercept + line.slope * odds[i]!)); // ! i < n
    one += pull;
    x += pull * odds[i]!; // ! i < n
    size += Math.abs(pull * odds[i]!); // ! i < n
  });
  return { one: one / size, x: x / size };
}

for (const slope of [0.2, 1, 1.8, 4]) {
  test(`the line of many rows is where the likelihood is highest, at a slope of ${slope}`, () => {
    const rows = scoredRows(5000, { intercept: 0.4, slope });
    const fit = fitLine(rows);
    assert.ok(fit && Math.abs(fit.slope - slope) < 0.3 * Math.max(1, slope));
    const { one, x } = slopesAt(rows, fit);
    assert.ok(Math.abs(one) < 1e-12 && Math.abs(x) < 1e-12, `${one} ${x}`);
    const held = fitOffset(rows);
    assert.ok(held && held.slope === 1 && Math.abs(slopesAt(rows, held).one) < 1e-12);
    // Steep lines are beyond what the series of a bin is good for: they come from the rows.
    const byMoments = lineByMoments(oddsMoments(rows, logOddsOf(rows.score).values), true);
    assert.equal(byMoments === null, slope > 2);
  });
}

test('a resample that starts from the line of all rows ends where one ends that starts anew', () => {
  const rows = scoredRows(200, { intercept: -0.3, slope: 1.2 });
  assert.ok(fitLine(rows));
  const weight = rows.weight.map((w, i) => (i % 3 === 0 ? 0 : w + (i % 2)));
  const warm = fitLine({ ...rows, weight });
  const cold = fitLine({ ...rows, score: rows.score.slice(), weight });
  assert.ok(warm && cold);
  assert.ok(Math.abs(warm.slope - cold.slope) < 1e-12 && Math.abs(warm.intercept - cold.intercept) < 1e-12);
});

test('the log-odds of a part are those that it has alone', () => {
  const { score } = scoredRows(50, { intercept: 0, slope: 1 });
  const whole = logOddsOf(score);
  const places = [3, 7, 7, 49];
  const part = Float64Array.from(places, (i) => score[i]!); // ! below 50
  inheritLogOdds(score, part, places);
  assert.deepEqual(logOddsOf(part).values, logOddsOf(part.slice()).values);
  assert.ok(logOddsOf(part).reach <= whole.reach);
});
