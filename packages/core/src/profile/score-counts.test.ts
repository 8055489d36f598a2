import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRandom } from '../std/random.ts';
import {
  type Answers,
  addAnswers,
  countedRows,
  emptyScores,
  freezeScores,
  mergeScores,
  type ScoreBins,
} from './score-counts.ts';

const yesNo = ['no', 'yes'];
const frozen = (scores: Float64Array, at = 0.5): ScoreBins => {
  const bins = freezeScores(scores, yesNo, { at, isStrict: true });
  assert.ok(bins);
  return bins;
};
const answers = (scores: readonly number[], at = 0.5): Answers => ({
  score: Float64Array.from(scores),
  prediction: Float64Array.from(scores, (s) => (s > at ? 1 : 0)),
  label: Float64Array.from(scores, (_, i) => ((i * 5) % 3 === 0 ? 1 : 0)),
});

test('counts and sums add up, in any order', () => {
  const list = fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { maxLength: 30 });
  const bins = frozen(Float64Array.from({ length: 200 }, makeRandom(3)));
  const count = (scores: readonly number[]) => addAnswers(emptyScores(bins), answers(scores), null);
  fc.assert(
    fc.property(list, list, (a, b) => {
      const [x, y] = [count(a), count(b)];
      assert.deepEqual(mergeScores(x, y).counts, mergeScores(y, x).counts);
      assert.equal(
        mergeScores(x, y).counts.reduce((sum, c) => sum + c, 0),
        a.length + b.length,
      );
      const total = [...a, ...b].reduce((sum, s) => sum + s, 0);
      assert.ok(Math.abs(mergeScores(x, y).sums.reduce((sum, s) => sum + s, 0) - total) < 1e-9);
    }),
  );
});

test('a bin never holds both a yes and a no', () => {
  const scores = Float64Array.from({ length: 500 }, makeRandom(5));
  const counted = countedRows(addAnswers(emptyScores(frozen(scores, 0.437)), answers([...scores], 0.437), null));
  const { score, prediction } = counted.roles;
  assert.ok(score && prediction);
  for (let i = 0; i < counted.n; i++) assert.equal(prediction[i], (score[i] ?? 0) > 0.437 ? 1 : 0);
});

test('three classes have no single score, 46 are not counted, and one is none', () => {
  const names = (n: number): string[] => Array.from({ length: n }, (_, k) => `${k}`);
  assert.equal(freezeScores(new Float64Array(3), names(3))?.bins, null);
  assert.equal(freezeScores(null, names(46)), null);
  assert.equal(freezeScores(null, names(1)), null);
  const none = addAnswers(emptyScores({ bins: null, classes: names(3) }), { ...answers([0, 1]), score: null }, null);
  assert.equal(countedRows(none).roles.score, undefined);
});

test('a code that is no class stops the program', () => {
  const bins = frozen(Float64Array.of(0.1, 0.9));
  const wrong = { ...answers([0.2]), label: Float64Array.of(2) };
  assert.throws(() => addAnswers(emptyScores(bins), wrong, null), /codes of classes/);
});
