import assert from 'node:assert/strict';
import test from 'node:test';
import { makeRandom } from '../std/random.ts';
import { fitQuantiles, fitSplit, intervalsBy } from './conformal-interval.ts';
import { chancesFor, fitSets, setOf } from './conformal-sets.ts';

const random = makeRandom(7);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

test('over many small samples intervals hold the label as often as they promise', () => {
  const alpha = 0.2;
  let [split, quantiles] = [0, 0];
  const RUNS = 2000;
  for (let run = 0; run < RUNS; run++) {
    const prediction = Float64Array.from({ length: 21 }, () => normal());
    const label = prediction.map((f) => f + normal() * (1 + Math.abs(f)));
    const [y, f] = [label[20] ?? 0, prediction.slice(20)];
    const ends = { lower: prediction.map((v) => v - 0.1), upper: prediction.map((v) => v + 1) };
    const known = { lower: ends.lower.slice(0, 20), upper: ends.upper.slice(0, 20) };
    const plain = intervalsBy(fitSplit(label.slice(0, 20), prediction.slice(0, 20), alpha), { prediction: f });
    const moved = intervalsBy(fitQuantiles(label.slice(0, 20), known, { alpha, isSymmetric: true }), {
      lower: ends.lower.slice(20),
      upper: ends.upper.slice(20),
    });
    if (plain && (plain.lower[0] ?? 0) <= y && y <= (plain.upper[0] ?? 0)) split++;
    if (moved && (moved.lower[0] ?? 0) <= y && y <= (moved.upper[0] ?? 0)) quantiles++;
  }
  // 17 of 21 places: 0.8095 is promised exactly; the error of 2,000 runs is 0.009.
  for (const share of [split / RUNS, quantiles / RUNS]) assert.ok(Math.abs(share - 17 / 21) < 0.03, `${share}`);
});

test('sets by chance hold the label as often as they promise', () => {
  let hits = 0;
  const RUNS = 1000;
  for (let run = 0; run < RUNS; run++) {
    const scores = [0, 1, 2].map(() => Float64Array.from({ length: 20 }, () => random()));
    for (let i = 0; i < 20; i++) {
      const total = scores.reduce((sum, score) => sum + (score[i] ?? 0), 0);
      for (const score of scores) score[i] = (score[i] ?? 0) / total;
    }
    const label = Float64Array.from({ length: 20 }, (_, i) => {
      const at = random();
      return at < (scores[0]?.[i] ?? 0) ? 0 : at < (scores[0]?.[i] ?? 0) + (scores[1]?.[i] ?? 0) ? 1 : 2;
    });
    const first = scores.map((score) => score.slice(0, 19));
    const chance = chancesFor(19, random);
    const rule = fitSets(first, label.slice(0, 19), { alpha: 0.2, kind: 'aps', chance });
    if (setOf(rule, scores, 19, random())[label[19] ?? 0]) hits++;
  }
  assert.ok(Math.abs(hits / RUNS - 0.8) < 0.04, `${hits / RUNS}`);
});
