import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { countsDrawer } from './counts.ts';
import { populationOf, sampleOf, type World } from './worlds.ts';

const worlds: readonly World[] = [
  { task: 'binary', baseRate: 0.1, days: 0, isWeighted: false },
  { task: 'binary', baseRate: 0.1, days: 10, isWeighted: false },
  { task: 'multiclass', baseRate: 0.5, days: 0, isWeighted: false },
];

/** Mean and variance over many samples of the share of rows that are right. */
function moments(shares: readonly number[]): readonly [number, number] {
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
  return [mean, shares.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (shares.length - 1)];
}

for (const world of worlds) {
  test(`counts vary as the rows that they stand for: ${world.task}, ${world.days} days`, () => {
    const population = populationOf(world, 20_000);
    const draw = countsDrawer(population, 200);
    const random = makeRandom(5);
    const right = (rows: ReturnType<typeof draw>): number => {
      let [hits, all] = [0, 0];
      for (let i = 0; i < rows.n; i++) {
        all += rows.weight[i]!; // ! i < n, here and below
        hits += rows.weight[i]! * Number(rows.roles.label![i] === rows.roles.prediction![i]); // ! classes have both
      }
      assert.ok(Math.abs(all - 200) < 1e-9, `${all} rows`);
      return hits / all;
    };
    const times = 1500;
    const [mean, variance] = moments(Array.from({ length: times }, () => right(draw(random))));
    const [own, ownVariance] = moments(Array.from({ length: times }, () => right(sampleOf(population, 200, random))));
    assert.ok(Math.abs(mean - own) < 5 * Math.sqrt((variance + ownVariance) / times), `${mean}, ${own}`);
    assert.ok(Math.abs(variance / ownVariance - 1) < 0.25, `${variance}, ${ownVariance}`);
  });
}
