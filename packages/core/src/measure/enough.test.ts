import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { type Measured, measure, TWO_SIDED } from './interval.ts';
import { readingOf } from './readings.ts';
import { binnedScores } from './score-bins.ts';

/** n rows of which the first are positive, with scores that part them somewhat. */
function someRows(n: number, positives: number): Rows {
  const label = Float64Array.from({ length: n }, (_, i) => Number(i < positives));
  const score = label.map((y, i) => 0.1 + 0.3 * y + 0.5 * (((i * 37) % 101) / 101));
  return makeRows(n, {
    roles: { label, score, prediction: score.map((s) => Number(s > 0.5)) },
    classes: ['no', 'yes'],
  });
}

function found(id: string, rows: Rows): Measured {
  const entry = entryById(id);
  assert.ok(entry, id);
  const measured = measure(quantity(entry), rows, { seed: 3 });
  assert.ok(!isGap(measured), id);
  return measured;
}

test('with fewer than ten rows of a class there is no interval, and the rows that it needs are said', () => {
  const few = found('roc-auc', someRows(200, 4));
  assert.equal(few.method, null);
  assert.equal(few.boundsAt(TWO_SIDED), null);
  assert.equal(few.needsRows, 500);
  assert.ok(found('roc-auc', someRows(200, 10)).boundsAt(TWO_SIDED));
  assert.equal(found('log-loss', someRows(50, 0)).needsRows, null);
});

test('what counts rows by yes and no has its bounds however rare a class is', () => {
  for (const id of ['accuracy', 'recall', 'base-rate']) {
    assert.match(found(id, someRows(200, 4)).method ?? '', /wilson|clopper-pearson/, id);
  }
});

test('F1 is no count of rows, also in rows that happen to hold only yes and no', () => {
  const label = Float64Array.from({ length: 60 }, (_, i) => Number(i < 20));
  const rows = makeRows(60, { roles: { label, prediction: label.map((y) => 1 - y) }, classes: ['no', 'yes'] });
  assert.doesNotMatch(found('f1', rows).method ?? '', /wilson|clopper-pearson/);
});

test('where the threshold was looked for in the same rows, bounds stand around less than the value', () => {
  const measured = found('ks-statistic', someRows(120, 30));
  assert.equal(measured.method, 'corrected');
  const [low, high] = measured.boundsAt(TWO_SIDED) ?? [1, 0];
  assert.ok(low < measured.value && measured.value <= high);
  assert.ok(measured.value - low > high - measured.value, `${low} ${measured.value} ${high}`);
});

test('fewer than five clusters give no interval', () => {
  const rows = someRows(100, 40);
  const by = (count: number): Rows => ({ ...rows, cluster: Int32Array.from({ length: 100 }, (_, i) => i % count) });
  assert.equal(found('brier', by(4)).boundsAt(TWO_SIDED), null);
  assert.equal(found('brier', by(4)).needsRows, 125);
  assert.ok(found('brier', by(5)).boundsAt(TWO_SIDED));
});

test('rows in bins of the score are as many, and an area of theirs is nearly that of the rows', () => {
  const rows = someRows(4000, 1500);
  const binned = binnedScores(rows, 256);
  assert.equal(
    binned.weight.reduce((a, b) => a + b, 0),
    4000,
  );
  const [whole, few] = [found('roc-auc', rows).value, found('roc-auc', binned).value];
  assert.ok(Math.abs(whole - few) < 2e-3, `${whole} ${few}`);
});

test('among three classes a rare one has no interval, nor has a mean over all of them; another class has', () => {
  const label = Float64Array.from({ length: 200 }, (_, i) => (i < 4 ? 0 : 1 + (i % 2)));
  const prediction = label.map((y, i) => (i % 5 === 0 ? (y + 1) % 3 : y));
  const rows = makeRows(200, { roles: { label, prediction }, classes: ['rare', 'b', 'c'] });
  const f1 = entryById('f1');
  assert.ok(f1);
  const of = (name: string): Measured => {
    const reading = readingOf(f1, rows, name);
    assert.ok(reading);
    const measured = measure(reading.quantity, rows, { seed: 1 });
    assert.ok(!isGap(measured));
    return measured;
  };
  for (const name of ['rare', 'macro', 'weighted'])
    assert.deepEqual([of(name).method, of(name).needsRows], [null, 500]);
  assert.ok(of('b').boundsAt(TWO_SIDED));
  assert.ok(of('micro').boundsAt(TWO_SIDED));
});

/** n numbers and what was foretold, with a quantile above all but every so-manieth of them. */
function someNumbers(n: number, isBeyond: (i: number) => boolean): Rows {
  const label = Float64Array.from({ length: n }, (_, i) => 10 + ((i * 37) % 11));
  const prediction = label.map((y, i) => y + ((i * 29) % 7) - 3);
  const quantile = label.map((y, i) => (isBeyond(i) ? y - 2 : y + 3));
  return makeRows(n, { roles: { label, prediction, quantile } });
}

test('roots of squares, and shares of variance, need more rows than means do', () => {
  const few = someNumbers(40, () => true);
  assert.ok(found('mae', few).boundsAt(TWO_SIDED));
  assert.equal(found('rmse', few).needsRows, 100);
  assert.equal(found('r2', few).needsRows, 100);
  assert.equal(found('rmse', few).boundsAt(TWO_SIDED), null);
  const enough = someNumbers(100, () => true);
  assert.ok(found('rmse', enough).boundsAt(TWO_SIDED));
  // The skewness that few signed errors show is that of the largest one.
  assert.deepEqual([found('mae', enough).method, found('bias', enough).method], ['hall', 'delta']);
});

test('a loss that is large for a few rows needs ten of these, and says how many rows hold them', () => {
  const entry = entryById('pinball');
  assert.ok(entry, 'there is one');
  const at = (rows: Rows, level: number): Measured => {
    const measured = measure(quantity(entry, { level }), rows, { seed: 3 });
    assert.ok(!isGap(measured), 'it has a value');
    return measured;
  };
  const rows = someNumbers(50, (i) => i % 10 === 0);
  assert.equal(at(rows, 0.9).needsRows, 100);
  assert.equal(at(rows, 0.9).boundsAt(TWO_SIDED), null);
  assert.ok(
    at(
      someNumbers(100, (i) => i % 10 === 0),
      0.9,
    ).boundsAt(TWO_SIDED),
  );
  // Below the median most rows are: these are no exception, and neither are they at the median.
  assert.ok(at(rows, 0.1).boundsAt(TWO_SIDED));
  assert.equal(
    at(
      someNumbers(50, () => false),
      0.9,
    ).needsRows,
    null,
  );
});

test('gain at the top over all classes at once has no interval while nothing wrong is in the top', () => {
  const n = 90;
  const label = Float64Array.from({ length: n }, (_, i) => i % 3);
  const scoreOf = (code: number, isRight: (i: number) => boolean): Float64Array =>
    label.map((y, i) => ((y === code) === isRight(i) ? 0.6 : 0.1) + ((i * 37) % 101) / 1000);
  const rows = (isRight: (i: number) => boolean): Rows =>
    makeRows(n, {
      roles: { label, scores: [0, 1, 2].map((code) => scoreOf(code, isRight)) },
      classes: ['a', 'b', 'c'],
    });
  const entry = entryById('gain-at-top');
  const micro =
    entry &&
    readingOf(
      entry,
      rows(() => true),
      'micro',
    );
  assert.ok(micro, 'it is pooled');
  const measured = (isRight: (i: number) => boolean): Measured => {
    const one = measure(micro.quantity, rows(isRight), { seed: 1 });
    assert.ok(!isGap(one), 'it has a value');
    return one;
  };
  assert.equal(measured(() => true).boundsAt(TWO_SIDED), null);
  assert.ok(measured((i) => i % 2 === 0).boundsAt(TWO_SIDED));
});
