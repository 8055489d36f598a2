import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { entryById } from '../../catalogue/index.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows, takeRows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';
import { expectedRows } from '../estimate/expected-rows.ts';
import { fewLabels } from '../few-labels/few-labels.ts';
import { policyValue } from './policy-value.ts';

/** Rows that end by their score; those answered no are seen once in ten times. */
function world(n: number, seed: number) {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, () => random());
  const label = score.map((own) => Number(random() < 0.1 + 0.6 * own));
  const prediction = score.map((own) => Number(own > 0.5));
  const chance = prediction.map((own) => (own === 1 ? 1 : 0.1));
  const rows = makeRows(n, { roles: { label, prediction, score }, classes: ['no', 'yes'] });
  const isSeen = chance.map((own) => Number(random() < own));
  const at = (flag: number): Int32Array => Int32Array.from([...isSeen.keys()].filter((row) => isSeen[row] === flag));
  const said = (places: Int32Array) => {
    const yes = Float64Array.from(places, (row) => 0.1 + 0.6 * (score[row] ?? 0));
    return expectedRows(takeRows(rows, places), [yes.map((own) => 1 - own), yes]);
  };
  const [seen, rest] = [at(1), at(0)];
  const weight = Float64Array.from(seen, (row) => 1 / (chance[row] ?? 1));
  return { rows, given: { labelled: takeRows(rows, seen), said: said(seen), rest: said(rest), copies: 2, weight } };
}

test('where refusals are seldom seen, weights by logged chances find the number over all rows', () => {
  const { rows, given } = world(6000, 4);
  for (const id of ['accuracy', 'f1']) {
    const entry = entryById(id);
    assert.ok(entry?.kind === 'metric', id);
    const q = quantity(entry);
    const truth = q.of(rows, 'value');
    const found = policyValue(q, given, 0.95);
    assert.ok(!isGap(truth) && !isGap(found), 'both are there');
    for (const way of ['snips', 'doublyRobust'] as const) {
      const { value, interval } = found[way];
      assert.ok(interval !== null && interval[0] < truth.value && truth.value < interval[1], `${id} ${way} ${value}`);
    }
    const { interval } = found.asCame;
    assert.ok(interval !== null && (interval[1] < truth.value || interval[0] > truth.value), `${id} as it came`);
    // The same weights in PPI++.
    const powered = fewLabels(q, given, 0.95);
    assert.ok(!isGap(powered) && powered.interval !== null, 'a number');
    assert.ok(powered.interval[0] < truth.value && truth.value < powered.interval[1], `${id} ${powered.value}`);
  }
});
