import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Features } from '../../learn/features.ts';
import { makeRandom } from '../../std/random.ts';
import { labelImportance } from './label-importance.ts';
import { toldApart } from './told-apart.ts';

/** Two numbers that are each even on 0 to 1; with `isTied` they move together, so that only both tell. */
function rows(n: number, seed: number, isTied: boolean): Features {
  const random = makeRandom(seed);
  const a = Float64Array.from({ length: n }, random);
  const b = Float64Array.from(a, (value) => (isTied ? value : random()));
  return {
    n,
    columns: [
      { kind: 'number', name: 'a', values: a },
      { kind: 'number', name: 'b', values: b },
      {
        kind: 'level',
        name: 'c',
        codes: Int32Array.from({ length: n }, () => Math.floor(3 * random())),
        levels: ['x', 'y', 'z'],
      },
    ],
  };
}

const options = { seed: 1 };

test('rows of one world are not told apart', () => {
  const found = toldApart(rows(800, 1, false), rows(800, 2, false), options);
  assert.ok(!('gap' in found) && found.interval !== null);
  assert.ok(found.interval[0] < 0.5 && found.interval[1] > 0.5, String(found.interval));
});

test('columns that are each as before and go together otherwise are told apart, and named', () => {
  const found = toldApart(rows(800, 1, false), rows(800, 2, true), options);
  assert.ok(!('gap' in found) && found.interval !== null);
  assert.ok(found.interval[0] > 0.8, String(found.value));
  assert.deepEqual(
    found.features
      .slice(0, 2)
      .map(({ name }) => name)
      .sort(),
    ['a', 'b'],
  );
  assert.ok(Math.abs(found.features.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
});

test('too few rows and no feature are gaps', () => {
  assert.deepEqual(toldApart(rows(99, 1, false), rows(2000, 2, false), options), { gap: 'too-few-rows', n: 99 });
  const none = { n: 500, columns: [] };
  assert.deepEqual(toldApart(none, none, options), { gap: 'no-features', n: 500 });
});

test('of more features than are mixed up those that the label hangs on are among them', () => {
  const random = makeRandom(4);
  const columns = Array.from({ length: 120 }, (_, k) => {
    const values = Float64Array.from({ length: 600 }, random);
    return { kind: 'number', name: `x${k}`, values } as const;
  });
  const target = columns[117]!.values.map((value) => (value > 0.5 ? 1 : 0)); // ! one of 120
  const found = labelImportance({ n: 600, columns }, { target, classes: 2 }, 1);
  assert.ok((found?.shares.get('x117') ?? 0) > 0.95);
});

test('what the label hangs on weighs, what it does not is nothing', () => {
  const features = rows(2000, 5, false);
  const [a] = features.columns;
  assert.ok(a?.kind === 'number');
  const found = labelImportance(features, { target: a.values.map((value) => (value > 0.4 ? 1 : 0)), classes: 2 }, 1);
  assert.ok(found !== null && (found.shares.get('a') ?? 0) > 0.99);
  const random = makeRandom(9);
  const chance = Float64Array.from({ length: 2000 }, () => (random() < 0.5 ? 1 : 0));
  assert.equal(labelImportance(features, { target: chance, classes: 2 }, 1), null);
});
