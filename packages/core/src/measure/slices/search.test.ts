import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mixBits } from '../../std/hash-text.ts';
import type { Scored } from './best.ts';
import { type Coded, type Item, nameOf } from './coded.ts';
import { boundOf, scoreOf } from './score.ts';
import { type SearchOptions, searchSlices } from './search.ts';

interface Case {
  readonly features: readonly Coded[];
  readonly loss: Float64Array;
  readonly options: SearchOptions;
}

const coded = (name: string, codes: readonly number[], levels: number): Coded => ({
  name,
  codes: Uint16Array.from(codes),
  labels: Array.from({ length: levels }, (_, k) => `level ${k}`),
});

/** Small tables with ties, rare items, rows without an item, and losses that are yes or no, or numbers; or gains. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    rows: fc.integer({ min: 1, max: 70 }),
    levels: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    isYesNo: fc.boolean(),
    isSigned: fc.boolean(),
    seed: fc.array(fc.nat(59), { minLength: 420, maxLength: 420 }),
    alpha: fc.constantFrom(0.5, 0.8, 0.95, 0.99, 1),
    keep: fc.integer({ min: 1, max: 12 }),
    depth: fc.integer({ min: 1, max: 3 }),
    sizeMin: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ rows, levels, isYesNo, isSigned, seed, ...options }) => ({
    features: levels.map((count, f) =>
      coded(
        `x${f}`,
        Array.from({ length: rows }, (_, i) => (seed[f * rows + i] ?? 0) % (count + 1)),
        count,
      ),
    ),
    loss: Float64Array.from({ length: rows }, (_, i) => {
      const draw = seed[350 + i] ?? 0;
      const gain = isSigned && draw % 3 === 0 ? -1 : 1;
      return gain * (isYesNo ? Number(draw < 20) : draw < 25 ? 0 : draw / 8);
    }),
    options,
  }));

/** Every slice, looked at. */
function bruteForce({ features, loss, options }: Case): readonly Scored[] {
  const { alpha, keep, depth, sizeMin } = options;
  const mean = loss.reduce((a, b) => a + b, 0) / loss.length;
  const meanSize = loss.reduce((a, b) => a + Math.abs(b), 0) / loss.length;
  const found: (Scored & { readonly name: string })[] = [];
  const visit = (items: readonly Item[], rows: readonly number[]): void => {
    if (items.length > 0) {
      const sum = rows.map((row) => loss[row] ?? 0).reduce((a, b) => a + b, 0);
      const score = scoreOf({ rows: loss.length, mean, meanSize, alpha }, rows.length, sum);
      if (rows.length >= sizeMin && sum > 0 && score > 0)
        found.push({ items, size: rows.length, sum, score, name: nameOf(items, features) });
    }
    if (items.length === depth) return;
    for (let feature = (items.at(-1)?.feature ?? -1) + 1; feature < features.length; feature++) {
      features[feature]?.labels.forEach((_, k) => {
        visit(
          [...items, { feature, code: k + 1 }],
          rows.filter((row) => features[feature]?.codes[row] === k + 1),
        );
      });
    }
  };
  visit([], [...loss.keys()]);
  found.sort(
    (a, b) => b.score - a.score || a.items.length - b.items.length || b.size - a.size || (a.name < b.name ? -1 : 1),
  );
  return found.slice(0, keep).map(({ name: _name, ...slice }) => slice);
}

const named = (slices: readonly Scored[], features: readonly Coded[]): string[] =>
  slices.map(({ items, size }) => `${nameOf(items, features)} ${size}`);

describe('the search for slices', () => {
  test('finds what looking at every slice finds, ties in the order that is promised', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const found = searchSlices(one.features, one.loss, one.options);
        assert.ok(found.isExact);
        const want = bruteForce(one);
        const isUnits = one.loss.every((value) => Number.isInteger(value));
        // Sums of yes and no are exact, and so are ties; else rounding may part them.
        if (isUnits) assert.deepEqual(named(found.slices, one.features), named(want, one.features));
        assert.equal(found.slices.length, want.length);
        for (const [k, { score }] of want.entries())
          assert.ok(Math.abs((found.slices[k]?.score ?? Number.NaN) - score) < 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  test('no slice inside another scores above the bound of that other', () => {
    fc.assert(
      fc.property(cases, ({ features, loss, options: { alpha, sizeMin } }) => {
        const total = loss.reduce((a, b) => a + b, 0);
        const meanSize = loss.reduce((a, b) => a + Math.abs(b), 0) / loss.length;
        if (!loss.some((value) => value > 0)) return;
        const scale = { rows: loss.length, mean: total / loss.length, meanSize, alpha };
        const [first, second] = features;
        if (first === undefined || second === undefined) return;
        const rowsOf = (feature: Coded, code: number): number[] =>
          [...loss.keys()].filter((row) => feature.codes[row] === code);
        const outer = rowsOf(first, 1);
        const inner = outer.filter((row) => second.codes[row] === 1);
        const sum = (rows: readonly number[]): number => rows.reduce((all, row) => all + (loss[row] ?? 0), 0);
        const above = outer.filter((row) => (loss[row] ?? 0) > 0);
        if (inner.length < sizeMin || !inner.some((row) => (loss[row] ?? 0) > 0)) return;
        const most = Math.max(...outer.map((row) => loss[row] ?? 0));
        const bound = boundOf(scale, { size: outer.length, sum: sum(above), most }, sizeMin);
        assert.ok(scoreOf(scale, inner.length, sum(inner)) <= bound + 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  test('does not depend on the order of rows and columns', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ features, loss, options }, turn) => {
        const order = [...loss.keys()].map((i) => (i + turn) % loss.length).reverse();
        const moved = [...features].reverse().map((feature) => ({
          ...feature,
          codes: Uint16Array.from(order, (row) => feature.codes[row] ?? 0),
        }));
        const turned = Float64Array.from(order, (row) => loss[row] ?? 0);
        const found = searchSlices(features, loss, options);
        const again = searchSlices(moved, turned, options);
        assert.deepEqual(named(again.slices, moved), named(found.slices, features));
        assert.deepEqual(
          again.slices.map(({ score }) => score),
          found.slices.map(({ score }) => score),
        );
      }),
      { numRuns: 80 },
    );
  });
});

describe('the edges of the search', () => {
  test('finds nothing where there are no rows, no losses, or the same loss in every row', () => {
    const options = { alpha: 0.95, keep: 5, depth: 3, sizeMin: 1 };
    const two = coded('x', [1, 2, 1, 2], 2);
    for (const loss of [[], [0, 0, 0, 0], [1, 1, 1, 1], [0.5, 0.5, 0.5, 0.5]]) {
      const features = loss.length === 0 ? [coded('x', [], 2)] : [two];
      assert.deepEqual(searchSlices(features, Float64Array.from(loss), options).slices, []);
    }
    assert.deepEqual(searchSlices([], Float64Array.of(0, 1), options).slices, []);
  });

  test('says that it is not exact when its work runs out, and has looked where most was promised', () => {
    const rows = 4000;
    const features = Array.from({ length: 6 }, (_, f) =>
      coded(
        `x${f}`,
        Array.from({ length: rows }, (_row, i) => 1 + (mixBits(i * 6 + f) % 5)),
        5,
      ),
    );
    const loss = Float64Array.from({ length: rows }, (_, i) =>
      Number((features[0]?.codes[i] === 2 && features[3]?.codes[i] === 4) || i % 17 === 0),
    );
    const options = { alpha: 0.95, keep: 3, depth: 3, sizeMin: 10 };
    const whole = searchSlices(features, loss, options);
    assert.ok(whole.isExact && whole.counted < whole.possible);
    assert.equal(nameOf(whole.slices[0]?.items ?? [], features), 'x0\u0001level 1\u0000x3\u0001level 3');
    const cut = searchSlices(features, loss, { ...options, workMax: 15_000 });
    assert.ok(!cut.isExact && cut.counted < whole.counted);
    assert.deepEqual(cut.slices[0], whole.slices[0]);
  });
});
