import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { fillHistogram, partList, partRows, type RowBuffer, SLOTS } from './histogram.ts';

const [N, WIDTH, FEATURE] = [500, 2, 5];
const random = makeRandom(11);
const words = Uint32Array.from({ length: N * WIDTH }, () => Math.floor(2 ** 32 * random()));
const values = Float64Array.from({ length: N }, () => Math.floor(100 * random()) - 50);
const ids = Uint32Array.from({ length: N }, (_, i) => i);

test('a list of rows is parted and summed as rows that are moved', () => {
  const goesLeft = Uint8Array.from({ length: SLOTS }, () => (random() < 0.3 ? 1 : 0));
  const bins = ids.map((i) => (words[i * WIDTH + (FEATURE >> 2)]! >>> (8 * (FEATURE % 4))) & 255); // ! i < n
  const room = (): RowBuffer => ({ ids: ids.slice(), words: words.slice(), values: values.slice(), isMoved: true });
  const [from, moved, listed] = [room(), room(), { ids: ids.slice(), words, values, isMoved: false }];
  const segment = { buffer: from, start: 50, end: 450 };
  const lefts = partRows(segment, moved, { feature: FEATURE, width: WIDTH, goesLeft });
  assert.equal(lefts, partList(segment, listed.ids, { bins: Uint8Array.from(bins), goesLeft }));
  assert.deepEqual(listed.ids, moved.ids);
  assert.equal(lefts, ids.slice(50, 450).filter((i) => goesLeft[bins[i]!] === 1).length); // ! i < n
  const sumsOf = (buffer: RowBuffer, start: number, end: number): Float64Array => {
    const sums = new Float64Array(WIDTH * 4 * SLOTS);
    fillHistogram({ buffer, start, end }, WIDTH, sums);
    return sums;
  };
  for (const [start, end] of [
    [50, 50 + lefts],
    [50 + lefts, 450],
  ] as const)
    assert.deepEqual(sumsOf(listed, start, end), sumsOf(moved, start, end));
});
