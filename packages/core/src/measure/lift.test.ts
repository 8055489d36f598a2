import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { measure, TWO_SIDED } from './interval.ts';
import { jackknifeBounds } from './jackknife-bounds.ts';
import { readingOf } from './readings.ts';
import { spreadOf } from './spread.ts';

/** Scores that say as much about the label as `told`, 0 to 1. */
function drawn(n: number, told: number, random: () => number): Rows {
  const score = Float64Array.from({ length: n }, () => random());
  const label = score.map((s) => Number(random() < 0.5 + told * (s - 0.5)));
  return makeRows(n, { roles: { label, score }, classes: ['no', 'yes'] });
}

function entryOf(id: string) {
  const entry = entryById(id);
  assert.ok(entry?.kind === 'metric', id);
  return entry;
}

test('chance lifts what is made best in the rows by as much as it is above the truth', () => {
  const random = makeRandom(7);
  for (const [id, truth] of [
    ['ks-statistic', 0.25],
    ['discrimination', 0.25 / 12],
  ] as const) {
    const q = quantity(entryOf(id));
    let [above, lift] = [0, 0];
    for (let time = 0; time < 40; time++) {
      const rows = drawn(400, 0.5, random);
      const found = q.of(rows, 'value');
      assert.ok(!isGap(found));
      above += (found.value - truth) / 40;
      lift += (q.lift?.(rows, time) ?? 0) / 40;
    }
    assert.ok(lift > 0.45 * above && lift < 1.4 * above, `${id}: lifted by ${above}, found ${lift}`);
  }
});

test('an average over classes is lifted by what its classes are, and bounds hold the value', () => {
  const random = makeRandom(9);
  const label = Float64Array.from({ length: 3000 }, () => Math.floor(3 * random()));
  const scores = [0, 1, 2].map((k) => label.map((own) => random() + 0.3 * Number(own === k)));
  const rows = makeRows(3000, { roles: { label, scores }, classes: ['a', 'b', 'c'] });
  const entry = entryOf('ks-statistic');
  const of = (name: string) => readingOf(entry, rows, name)?.quantity ?? quantity(entry);
  const ofClasses = ['a', 'b', 'c'].map((name) => of(name).lift?.(rows, 1) ?? Number.NaN);
  const mean = ofClasses.reduce((sum, own) => sum + own / 3, 0);
  assert.ok(Math.abs((of('macro').lift?.(rows, 1) ?? 0) - mean) < 1e-12);
  const found = measure(of('macro'), rows, { seed: 1 });
  assert.ok(!isGap(found) && found.method === 'corrected');
  const [low, high] = found.boundsAt(TWO_SIDED) ?? [0, 0];
  assert.ok(high - found.value < found.value - low, `${low} ${found.value} ${high}`);
});

test('the jackknife of a mean over equal clusters has its standard error, and no bias', () => {
  const random = makeRandom(3);
  const clusters = 12;
  const rows = { ...drawn(600, 0.8, random), cluster: Int32Array.from({ length: 600 }, (_, i) => i % clusters) };
  const q = quantity(entryOf('brier'));
  const found = q.of(rows, 'influence');
  assert.ok(!isGap(found) && found.influence);
  const spread = spreadOf(found.influence, rows);
  const bounds = jackknifeBounds(q, { ...found, scale: 'identity' }, { ...spread, degrees: null }, rows)?.(TWO_SIDED);
  assert.ok(bounds);
  assert.ok(Math.abs((bounds[0] + bounds[1]) / 2 - found.value) < 1e-12);
  assert.ok(Math.abs((bounds[1] - bounds[0]) / (2 * 1.959964) / spread.deviation - 1) < 1e-3);
});
