import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { measure } from './interval.ts';

function drawn(n: number, seed: number, chanceOf: (score: number) => number): Rows {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, () => ((random() + random()) / 2) ** 2);
  const label = score.map((s) => (random() < chanceOf(s) ? 1 : 0));
  return makeRows(n, { roles: { label, score }, classes: ['no', 'yes'] });
}

const twiceTheOdds = (s: number): number => (2 * s) / (1 + s);

function lowest(id: string, rows: Rows): number {
  const entry = entryById(id);
  assert.ok(entry && 'needs' in entry && entry.kind === 'metric');
  const found = measure(quantity(entry), rows, { seed: 1 });
  assert.ok(!isGap(found) && found.method === 'basic');
  const [low = Number.NaN, high = Number.NaN] = found.boundsAt([0.025, 0.975]) ?? [];
  assert.ok(low >= 0 && low <= found.value && found.value <= high, `${id}: ${low} ${found.value} ${high}`);
  return low;
}

for (const id of ['smooth-calibration-error', 'miscalibration', 'debiased-calibration-error']) {
  test(`${id}: its interval reaches 0 for an honest model, and not for one whose odds are twice too low`, () => {
    const honest = Array.from({ length: 20 }, (_, k) =>
      lowest(
        id,
        drawn(800, k, (s) => s),
      ),
    );
    const atZero = honest.filter((low) => low === 0).length;
    assert.ok(atZero >= 10, `${atZero} of 12`);
    assert.ok(lowest(id, drawn(2000, 1, twiceTheOdds)) > 0);
  });
}
