import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { cutsOf } from './cuts.ts';
import { packSlopes } from './packed.ts';

function unpacked(value: number, { shift, gradientUnit, curvatureUnit }: ReturnType<typeof packSlopes>) {
  const upper = Math.floor(value / shift);
  return { gradient: upper * gradientUnit, curvature: (value - upper * shift) * curvatureUnit };
}

test('sums of packed slopes are exact, and near the sums of the slopes', () => {
  const random = makeRandom(1);
  for (const n of [1, 7, 1000, 100_000]) {
    const gradient = Float64Array.from({ length: n }, () => (random() - 0.5) * 10);
    const curvature = Float64Array.from({ length: n }, () => random() / 4);
    const packed = packSlopes(gradient, curvature, { into: new Float64Array(n), seed: 3 });
    const forwards = packed.values.reduce((a, b) => a + b, 0);
    const backwards = packed.values.reduceRight((a, b) => a + b, 0);
    assert.equal(forwards, backwards);
    const found = unpacked(forwards, packed);
    const wanted = { gradient: gradient.reduce((a, b) => a + b, 0), curvature: curvature.reduce((a, b) => a + b, 0) };
    // Each is off by less than its unit, to either side alike.
    assert.ok(Math.abs(found.gradient - wanted.gradient) < 4 * Math.sqrt(n) * packed.gradientUnit);
    assert.ok(Math.abs(found.curvature - wanted.curvature) < 4 * Math.sqrt(n) * packed.curvatureUnit);
    assert.ok(packed.gradientUnit < 0.2);
  }
});

test('without curvatures the lower field counts rows', () => {
  const gradient = Float64Array.of(-3, 2, 5);
  const packed = packSlopes(gradient, null, { into: new Float64Array(3), seed: 1 });
  const { curvature } = unpacked(
    packed.values.reduce((a, b) => a + b, 0),
    packed,
  );
  assert.equal(curvature, 3);
});

test('few numbers have a cut between each two, many have bins of as many rows', () => {
  assert.deepEqual([...cutsOf(Float64Array.of(3, 1, 1, Number.NaN, 2), 255)], [1.5, 2.5]);
  assert.deepEqual([...cutsOf(Float64Array.of(5, 5), 255)], []);
  const random = makeRandom(2);
  const many = Float64Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? 0 : random()));
  const cuts = cutsOf(many, 11);
  assert.ok(cuts.length >= 9 && cuts.length <= 10, `${cuts.length}`);
  // The frequent number has a bin of its own.
  assert.ok(cuts[0]! > 0 && cuts[0]! < 1e-3); // ! in range, as above
  const rows = new Array<number>(cuts.length + 1).fill(0);
  for (const x of many) rows[cuts.filter((cut) => x > cut).length]!++; // ! in range, as above
  for (const count of rows.slice(1)) assert.ok(Math.abs(count - 2500) < 400, `${rows}`);
});
