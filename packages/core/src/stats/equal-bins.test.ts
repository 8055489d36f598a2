import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { countsOnEdges, edgesByRule, equalEdges } from './equal-bins.ts';

test('every value is in one bin, as a look at each says', () => {
  const random = makeRandom(8);
  const values = Float64Array.from({ length: 300 }, () => Math.round(random() * 40) / 4).sort();
  for (const edges of [equalEdges(0, 10, 8), equalEdges(2, 7, 5), edgesByRule(values, 'doane', { isWhole: false })]) {
    const last = edges.length - 2;
    const slow = Array.from({ length: edges.length - 1 }, (_, k) => {
      const [from, to] = [edges[k]!, edges[k + 1]!]; // ! an edge more than bins
      return values.filter((value) => value >= from && (value < to || (k === last && value === to))).length;
    });
    assert.deepEqual([...countsOnEdges(values, edges)], slow);
  }
});

test('bins of whole numbers are 1 wide or more, and one value has a bin around it', () => {
  const few = Float64Array.from({ length: 1000 }, (_, i) => i % 3).sort();
  assert.equal(edgesByRule(few, 'sturges', { isWhole: true }).length, 3);
  assert.equal(edgesByRule(few, 'sturges', { isWhole: false }).length, 12);
  assert.deepEqual([...edgesByRule(new Float64Array(9).fill(4), 'auto', { isWhole: false })], [3.5, 4.5]);
});
