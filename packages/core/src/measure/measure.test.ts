import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { normalQuantile } from '../stats/normal.ts';
import { tango } from '../stats/paired.ts';
import { wilson } from '../stats/proportion.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { between } from './between.ts';
import { against, inGroup, minus, over } from './combine.ts';
import { compress, sizeOf } from './compress.ts';
import { quantity } from './entry-quantity.ts';
import { groupsOf, withGroups } from './groups.ts';
import { type Measured, measure, ONE_SIDED, TWO_SIDED } from './interval.ts';
import type { Quantity } from './quantity.ts';
import { readingOf } from './readings.ts';

const entry = (id: string) => {
  const found = entryById(id);
  assert.ok(found, `${id} is in the catalogue`);
  return found;
};
const q = (id: string): Quantity => quantity(entry(id));
const found = (quantityOf: Quantity, rows: Rows): Measured => {
  const measured = measure(quantityOf, rows, { seed: 1 });
  assert.ok(!isGap(measured), JSON.stringify(measured));
  return measured;
};
const near = (a: number, b: number, within = 1e-12): void => assert.ok(Math.abs(a - b) <= within, `${a} and ${b}`);
const nearBounds = (a: readonly number[] | null, b: readonly number[] | null, within = 1e-12): void => {
  assert.ok(a !== null && b !== null);
  near(a[0] ?? Number.NaN, b[0] ?? Number.NaN, within);
  near(a[1] ?? Number.NaN, b[1] ?? Number.NaN, within);
};

/** Two models that answer 0 or 1 with some skill; the score of the first is graded. */
function someRows(n: number, seed: number, parts: Partial<Rows> = {}): Rows {
  const random = makeRandom(seed);
  const label = Float64Array.from({ length: n }, () => Number(random() < 0.3));
  const score = label.map((y) => Math.round(100 * (0.6 * random() + 0.4 * y * random())) / 100);
  const prediction = score.map((s) => Number(s > 0.45));
  const second = label.map((y, i) => (random() < 0.9 ? prediction[i]! : 1 - y)); // ! n rows
  return makeRows(n, {
    roles: { label, score, prediction },
    against: { prediction: second },
    classes: ['no', 'yes'],
    ...parts,
  });
}
/** The same rows, told apart so that nothing counts them together. */
const apart = (rows: Rows): Rows => ({ ...rows, cluster: Int32Array.from({ length: rows.n }, (_, i) => i) });

test('equal rows counted together give the same value and the same bounds', () => {
  const rows = someRows(800, 3);
  for (const one of [q('f1'), q('mcc'), minus(q('f1'), against(q('f1'))), q('balanced-accuracy')]) {
    const counted = found(one, rows);
    assert.equal(compress(rows, one.touches).isCounted, true);
    const plain = found({ ...one, touches: null }, rows);
    assert.equal(counted.method, 'delta');
    near(counted.value, plain.value);
    nearBounds(counted.boundsAt(TWO_SIDED), plain.boundsAt(TWO_SIDED));
  }
});

test('columns that are no small codes are not counted together', () => {
  const rows = someRows(300, 5);
  assert.equal(compress(rows, ['label', 'score']), rows);
  const weighted = { ...rows, weight: rows.weight.map((_, i) => 1 + (i % 2)) };
  assert.equal(compress(weighted, ['label', 'prediction']), weighted);
  assert.equal(sizeOf(compress(rows, ['label', 'prediction'])), 300);
});

test('a share of independent rows has Wilson bounds, a paired difference of shares has Tango bounds', () => {
  const rows = someRows(500, 7);
  const { label, prediction } = rows.roles;
  const other = rows.against.prediction;
  let [right, only, onlyOther] = [0, 0, 0];
  for (let i = 0; i < rows.n; i++) {
    const a = label?.[i] === prediction?.[i];
    const b = label?.[i] === other?.[i];
    right += Number(a);
    only += Number(a && !b);
    onlyOther += Number(b && !a);
  }
  const z = normalQuantile(0.975);
  const accuracy = found(q('accuracy'), rows);
  assert.equal(accuracy.method, 'wilson');
  nearBounds(accuracy.boundsAt(TWO_SIDED), wilson(right, 500, z));
  const difference = found(minus(q('accuracy'), against(q('accuracy'))), rows);
  assert.equal(difference.method, 'tango');
  nearBounds(difference.boundsAt(TWO_SIDED), tango(only, onlyOther, 500, z));
  near(difference.boundsAt(ONE_SIDED)?.[0] ?? 0, tango(only, onlyOther, 500, normalQuantile(0.95))[0]);
});

test('AUC has the DeLong deviation on the logit', () => {
  const rows = someRows(400, 11);
  const auc = found(q('roc-auc'), rows);
  assert.equal(auc.method, 'delong');
  const [low, high] = auc.boundsAt(TWO_SIDED) ?? [0, 0];
  const logit = (p: number) => Math.log(p / (1 - p));
  near((logit(low) + logit(high)) / 2, logit(auc.value), 1e-9);
  assert.ok(low < auc.value && auc.value < high && high < 1);
});

test('where fewer than 20 rows carry what is no share and no mean, BCa answers, the same for the same seed', () => {
  const label = Float64Array.from({ length: 60 }, (_, i) => Number(i < 11));
  const prediction = label.map((y, i) => (i % 8 === 0 ? 1 - y : y));
  const rows = (): Rows => makeRows(60, { roles: { label, prediction }, classes: ['no', 'yes'] });
  const few = found(q('mcc'), rows());
  assert.equal(few.method, 'bca');
  const again = found(q('mcc'), rows());
  assert.deepEqual(few.boundsAt(TWO_SIDED), again.boundsAt(TWO_SIDED));
  const [low, high] = few.boundsAt(TWO_SIDED) ?? [1, 0];
  assert.ok(low < few.value && few.value < high, `${low} ${few.value} ${high}`);
});

test('the gap between groups is the highest less the lowest; groups of fewer than 30 rows stay out', () => {
  const rows = someRows(300, 23);
  const codes = Int32Array.from({ length: 300 }, (_, i) => (i < 290 ? i % 2 : 2));
  const groups = groupsOf({ name: 'sex', kind: 'text', type: 'text', codes, levels: [' a ', 'b', 'tiny'] });
  assert.ok(groups);
  assert.deepEqual(groups.names, ['a', 'b', 'tiny']);
  const gap = found(between(q('accuracy'), groups, { how: 'gap', to: 'groups' }), withGroups(rows, groups));
  assert.deepEqual(
    gap.parts?.map(({ of }) => of),
    ['a', 'b'],
  );
  const one = (code: number) => found(inGroup(q('accuracy'), code), withGroups(rows, groups)).value;
  near(gap.value, Math.abs(one(0) - one(1)));
  const bounds = gap.boundsAt(TWO_SIDED);
  assert.ok(bounds && bounds[0] >= -1 && bounds[1] <= 1);
});

test('a ratio of two groups keeps its bounds above 0', () => {
  const rows = someRows(600, 29);
  const group = Int32Array.from({ length: 600 }, (_, i) => i % 2);
  const ratio = found(over(inGroup(q('recall'), 0), inGroup(q('recall'), 1)), { ...rows, group });
  const [low, high] = ratio.boundsAt(TWO_SIDED) ?? [0, 0];
  assert.ok(low > 0 && low < ratio.value && ratio.value < high);
});

test('macro, weighted and micro averages of recall are those of their definitions', () => {
  const random = makeRandom(31);
  const label = Float64Array.from({ length: 900 }, () => Math.floor(3 * random() ** 2));
  const prediction = label.map((y) => (random() < 0.7 ? y : Math.floor(3 * random())));
  const rows = makeRows(900, { roles: { label, prediction }, classes: ['a', 'b', 'c'] });
  const recallOf = (k: number) => {
    const of = [...label.keys()].filter((i) => label[i] === k);
    return { recall: of.filter((i) => prediction[i] === k).length / of.length, share: of.length / 900 };
  };
  const classes = [0, 1, 2].map(recallOf);
  const average = (name: string) => {
    const reading = readingOf(entry('recall'), rows, name);
    assert.ok(reading);
    const plain = found(reading.quantity, apart(rows));
    const counted = found(reading.quantity, rows);
    near(plain.value, counted.value);
    assert.ok((counted.boundsAt(TWO_SIDED)?.[0] ?? 1) < counted.value);
    return counted;
  };
  near(
    average('macro').value,
    classes.reduce((sum, { recall }) => sum + recall / 3, 0),
  );
  near(
    average('weighted').value,
    classes.reduce((sum, { recall, share }) => sum + recall * share, 0),
  );
  near(average('micro').value, [...label.keys()].filter((i) => label[i] === prediction[i]).length / 900);
  // Weighted recall and micro recall are accuracy, so their bounds must be those of accuracy by influence.
  const width = ([low = 0, high = 0]: readonly number[] = []) => high - low;
  const [weighted, micro] = [average('weighted'), average('micro')].map((m) => width(m.boundsAt(ONE_SIDED) ?? []));
  near((weighted ?? 0) / (micro ?? 1), 1, 0.01);
});

test('what is missing is a gap with its reason, never a number', () => {
  const rows = makeRows(3, {
    roles: { label: new Float64Array([1, 1, 1]), score: new Float64Array([0.1, 0.2, 0.3]) },
    classes: ['no', 'yes'],
  });
  assert.deepEqual(measure(q('roc-auc'), rows, { seed: 1 }), { gap: 'one-class', n: 3 });
  assert.deepEqual(measure(q('accuracy'), rows, { seed: 1 }), { gap: 'no-prediction', n: 3 });
  assert.deepEqual(
    measure(q('accuracy'), makeRows(0, { roles: { label: new Float64Array(), prediction: new Float64Array() } }), {
      seed: 1,
    }),
    { gap: 'too-few-rows', n: 0 },
  );
});

test('the bounds of a gap of two groups are those of two independent shares', () => {
  const rows = someRows(900, 37);
  const group = Int32Array.from({ length: 900 }, (_, i) => Number(i % 3 === 0));
  const gap = found(minus(inGroup(q('accuracy'), 0), inGroup(q('accuracy'), 1)), { ...rows, group });
  const variance = [0, 1].reduce((sum, code) => {
    const right = [...group.keys()]
      .filter((i) => group[i] === code)
      .map((i) => Number(rows.roles.label?.[i] === rows.roles.prediction?.[i]));
    const share = right.reduce((a, b) => a + b, 0) / right.length;
    return sum + (share * (1 - share)) / (right.length - 1);
  }, 0);
  const [low = 0, high = 0] = gap.boundsAt(TWO_SIDED) ?? [];
  // Hall's transformation of a small skewness moves the width by some ten-thousandths.
  near((high - low) / (2 * normalQuantile(0.975)), Math.sqrt(variance), 2e-5);
});
