import assert from 'node:assert/strict';
import test from 'node:test';
import { makeRandom } from '../std/random.ts';
import { choose } from './choose.ts';
import { chancesOf, classContenders, fitClassTemperature } from './class-temperature.ts';
import { foldsByChance } from './folds.ts';

/** Rows of three classes whose scores are sharper than what comes, by a temperature. */
function sharpened(n: number, temperature: number) {
  const random = makeRandom(400);
  const scores = [0, 1, 2].map(() => new Float64Array(n));
  const label = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const raw = scores.map(() => 0.05 + random());
    const total = raw.reduce((sum, p) => sum + p, 0);
    const truth = raw.map((p) => p / total);
    const at = random();
    label[i] = at < (truth[0] ?? 0) ? 0 : at < (truth[0] ?? 0) + (truth[1] ?? 0) ? 1 : 2;
    const sharp = chancesOf(
      truth.map((p) => Float64Array.of(p)),
      0,
      1 / temperature,
    );
    for (const [k, score] of scores.entries()) score[i] = sharp[k] ?? 0;
  }
  return { scores, label, weight: new Float64Array(n).fill(1) };
}

test('the temperature of scores that were sharpened is found, and chances sum to 1', () => {
  const sample = sharpened(8000, 2);
  const all = Int32Array.from({ length: 8000 }, (_, i) => i);
  const { temperature } = fitClassTemperature(sample, all);
  assert.ok(Math.abs(temperature - 2) < 0.15, `${temperature}`);
  const total = chancesOf(sample.scores, 5, temperature).reduce((sum, p) => sum + p, 0);
  assert.ok(Math.abs(total - 1) < 1e-12);
});

test('a temperature is chosen where it helps, and not where scores are right', () => {
  for (const [temperature, kind] of [
    [2, 'temperature'],
    [1, 'identity'],
  ] as const) {
    const { weight, ...sample } = sharpened(2000, temperature);
    const folds = foldsByChance(sample.label, { count: 5, seed: 1, cluster: null });
    const choice = choose(classContenders({ ...sample, weight }, folds.of), { weight, cluster: null, folds });
    assert.equal(choice.kind, kind);
  }
});
