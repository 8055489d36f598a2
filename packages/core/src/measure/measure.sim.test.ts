import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { measure, TWO_SIDED } from './interval.ts';

test('by cluster the bounds cover where rows of one cluster are alike; by row they do not', () => {
  const accuracy = entryById('accuracy');
  assert.ok(accuracy);
  const random = makeRandom(17);
  const covered = { cluster: 0, row: 0 };
  const worlds = 200;
  for (let world = 0; world < worlds; world++) {
    const rate = Array.from(
      { length: 40 },
      () => 0.75 + 0.2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    );
    const cluster = Int32Array.from({ length: 1200 }, (_, i) => i % 40);
    const label = new Float64Array(1200).fill(1);
    const prediction = Float64Array.from(cluster, (day) => Number(random() < Math.min(1, Math.max(0, rate[day] ?? 0))));
    const rows = makeRows(1200, { roles: { label, prediction }, classes: ['no', 'yes'] });
    // The mean of the clipped normal rate.
    const truth = 0.7305;
    for (const by of ['cluster', 'row'] as const) {
      const measured = measure(quantity(accuracy), by === 'cluster' ? { ...rows, cluster } : rows, { seed: 1 });
      assert.ok(!isGap(measured));
      const bounds = measured.boundsAt(TWO_SIDED);
      if (bounds && bounds[0] <= truth && truth <= bounds[1]) covered[by]++;
    }
  }
  assert.ok(covered.cluster / worlds > 0.9, `by cluster ${covered.cluster} of ${worlds}`);
  assert.ok(covered.row / worlds < 0.8, `by row ${covered.row} of ${worlds}`);
});
