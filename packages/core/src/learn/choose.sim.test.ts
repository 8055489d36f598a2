import assert from 'node:assert/strict';
import test from 'node:test';
import { expit, logit } from '../stats/logs.ts';
import { makeRandom } from '../std/random.ts';
import { chooseCalibrator, heldOutScores, logLoss } from './choose-calibrator.ts';
import { fitCalibrator } from './fit-calibrator.ts';
import { foldsByChance, foldsByTime, judgedOf, learnedFor } from './folds.ts';

function sampleOf(n: number, seed: number, chanceOf: (score: number) => number) {
  const random = makeRandom(1000 + seed); // not the stream that deals out folds
  const score = Float64Array.from({ length: n }, () => 0.02 + 0.96 * random());
  const label = score.map((s) => (random() < chanceOf(s) ? 1 : 0));
  const folds = foldsByChance(label, { count: 5, seed: 1, cluster: null });
  return { score, label, weight: new Float64Array(n).fill(1), cluster: null, folds };
}

test('scores that are right are left as they are', () => {
  for (const seed of [1, 2, 3]) assert.equal(chooseCalibrator(sampleOf(800, seed, (s) => s)).kind, 'identity');
});

test('what is needed is chosen, and nothing beyond it', () => {
  const tooSure = (s: number): number => expit(0.4 * logit(s));
  const shifted = (s: number): number => expit(logit(s) - 1.2);
  const steps = (s: number): number => (s < 0.3 ? 0.6 : s < 0.7 ? 0.65 : 0.97);
  assert.equal(chooseCalibrator(sampleOf(2000, 1, tooSure)).kind, 'temperature');
  assert.equal(chooseCalibrator(sampleOf(2000, 1, shifted)).kind, 'platt');
  assert.ok(['isotonic', 'venn-abers'].includes(chooseCalibrator(sampleOf(3000, 1, steps)).kind));
});

test('the loss of held-out rows falls to about what the truth has', () => {
  const truth = (s: number): number => expit(logit(s) - 1.2);
  const sample = sampleOf(4000, 3, truth);
  const held = heldOutScores(chooseCalibrator(sample), sample.score);
  assert.equal(held.rows.length, 4000);
  const mean = (chance: (k: number) => number): number =>
    held.rows.reduce((sum, row, k) => sum + logLoss(chance(k), sample.label[row] ?? 0), 0) / held.rows.length;
  const [after, best] = [mean((k) => held.score[k] ?? 0), mean((k) => truth(sample.score[held.rows[k] ?? 0] ?? 0))];
  assert.ok(Math.abs(after - best) < 0.003, `${after} ${best}`);
});

test('many rows are gathered and give the same calibrator, nearly', () => {
  const sample = sampleOf(30_000, 5, (s) => expit(logit(s) - 1.2));
  const [many, all] = [chooseCalibrator(sample, ['identity', 'platt']).fitted, fitCalibrator('platt', sample)];
  assert.ok(many.kind === 'platt' && all?.kind === 'platt');
  assert.ok(Math.abs(many.intercept - all.intercept) < 1e-3 && Math.abs(many.slope - all.slope) < 1e-3);
  assert.ok(Math.abs(all.intercept + 1.2) < 0.05 && Math.abs(all.slope - 1) < 0.05);
});

test('folds by time keep equal times together, and nothing is learned from what comes later', () => {
  const time = Float64Array.from({ length: 600 }, (_, i) => Math.floor((599 - i) / 7));
  const folds = foldsByTime(time, 6);
  assert.deepEqual(judgedOf(folds), [2, 3, 4, 5]);
  assert.deepEqual(learnedFor(folds, 3), [0, 1, 2]);
  for (let i = 1; i < 600; i++) {
    if (time[i] === time[i - 1]) assert.equal(folds.of[i], folds.of[i - 1]);
    assert.ok((folds.of[i] ?? 0) <= (folds.of[i - 1] ?? 0));
  }
});

test('clusters are never parted, and folds are about even', () => {
  const cluster = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(Math.sqrt(i)));
  const { of } = foldsByChance(new Float64Array(1000), { count: 5, seed: 3, cluster });
  const sizes = new Array<number>(5).fill(0);
  for (let i = 0; i < 1000; i++) {
    sizes[of[i] ?? 0] = (sizes[of[i] ?? 0] ?? 0) + 1;
    if (i > 0 && cluster[i] === cluster[i - 1]) assert.equal(of[i], of[i - 1]);
  }
  assert.ok(Math.min(...sizes) > 120, sizes.join());
});
