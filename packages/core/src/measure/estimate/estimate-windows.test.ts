import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaults } from '../../catalogue/define.ts';
import { ENTRIES } from '../../catalogue/index.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows } from '../../table/rows.ts';
import { type EstimateInput, estimateWindows } from './estimate-windows.ts';
import { targetsOf } from './target.ts';

interface World {
  /** Where x of a later row comes from, of 0 to 1, and by how much it goes beyond. */
  readonly later: (u: number) => number;
  /** How sure the model is of reference rows beyond what it may be. */
  readonly fitted?: boolean;
  readonly rows?: number;
}

const BEFORE = 1000;

/** A yes is as likely as x; the model knows it. Where `fitted`, its scores of the reference know the label too. */
function world({ later, fitted = false, rows = 1000 }: World): EstimateInput {
  const random = makeRandom(5);
  const n = BEFORE + rows;
  const x = Float64Array.from({ length: n }, (_, i) => (i < BEFORE ? random() : later(random())));
  const chance = x.map((value) => Math.min(0.98, Math.max(0.02, value)));
  const label = chance.map((c) => Number(random() < c));
  const score = chance.map((c, i) => (fitted && i < BEFORE ? 0.6 * c + 0.4 * label[i]! : c)); // ! i < n
  const prediction = score.map((s) => Number(s > 0.5));
  const all = makeRows(n, { roles: { label, score, prediction }, classes: ['no', 'yes'] });
  const features = { n, columns: [{ kind: 'number' as const, name: 'x', values: x }] };
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, k) => from + k);
  const entries = ENTRIES.filter(({ id }) => id === 'accuracy' || id === 'roc-auc');
  return {
    task: 'binary',
    all: { rows: all, features },
    reference: BEFORE,
    before: Array.from({ length: 5 }, (_, k) => range((k * BEFORE) / 5, ((k + 1) * BEFORE) / 5)),
    windows: [range(BEFORE, n)],
    targets: targetsOf(entries, all, 'binary', (entry) => defaults(entry)),
    seed: 1,
    onProgress: () => {},
  };
}

test('where harder rows come the estimate falls as the truth does, and holds it', () => {
  // Near .5 nobody can be sure.
  const input = world({ later: (u) => 0.3 + 0.4 * u });
  const [window] = estimateWindows(input).windows;
  const found = window?.values?.[input.targets.findIndex(({ entry }) => entry.id === 'accuracy')];
  assert.ok(found !== undefined && !('gap' in found), 'it is estimated');
  // The mean of max(x, 1 - x) over .3 to .7 is .6; over 0 to 1 it is .75.
  assert.ok(Math.abs(found.value - 0.6) < 0.04, `${found.value}`);
  assert.ok(found.interval[0] < 0.6 && found.interval[1] > 0.6, 'the band holds the truth');
});

test('rows outside the reference are refused, with the feature that puts them there', () => {
  const [window] = estimateWindows(world({ later: (u) => 0.5 + u })).windows;
  assert.ok(window?.refusal?.why === 'outside-reference', 'half of them lie beyond 1');
  assert.deepEqual(window.refusal.features, ['x']);
  assert.ok(Math.abs(window.refusal.share - 0.5) < 0.06, 'about half');
});

test('too few rows are refused', () => {
  const [window] = estimateWindows(world({ later: (u) => u, rows: 29 })).windows;
  assert.deepEqual(window?.refusal, { why: 'too-few-rows', rows: 29, needed: 30 });
});

test('a model that is surer of the reference than of new rows of the same kind has seen it', () => {
  const honest = estimateWindows(world({ later: (u) => u }));
  assert.equal(honest.fitted, null);
  const seen = estimateWindows(world({ later: (u) => u, fitted: true }));
  assert.equal(seen.fitted?.why, 'surer-there');
  assert.equal(seen.windows[0]?.refusal?.why, 'reference-fitted');
});
