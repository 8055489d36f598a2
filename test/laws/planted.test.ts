import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry, Law, Measurement } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { indexOf } from '../../tools/catalogue-index.ts';
import { flaws, soundsCombined } from './cards.ts';
import { type Check, EVERYWHERE, PROMISED } from './laws.ts';
import { rowsFor } from './rows.ts';

/** How many of 100 random cases break the law. */
function breaks(entry: Entry, check: Check): number {
  const samples = fc.sample(rowsFor(entry), { seed: 7, numRuns: 100 });
  return samples.filter((given) => {
    const backwards = Array.from({ length: given.n }, (_, i) => given.n - 1 - i);
    return check(entry, given, {}, backwards) !== null;
  }).length;
}

function known(id: string): Entry {
  const entry = entryById(id);
  assert.ok(entry);
  return entry;
}

type Rows = Record<string, Float64Array> & { readonly n: number };
/** The entry with another value in the place of its own, where it has one. */
const withValue = (id: string, value: (rows: Rows, own: number) => number): Entry => ({
  ...known(id),
  measure: (given, params) => {
    const own = known(id).measure(given, params);
    const rows = given as unknown as Rows; // as: the columns of its rows
    return 'gap' in own ? own : ({ ...own, value: value(rows, own.value) } satisfies Measurement);
  },
});

const first = (column: Float64Array | undefined): number => column?.[0] ?? 0;

/** For each law an entry that breaks it. */
const PLANTED: Record<string, Entry> = {
  'the order of the rows is free': withValue('mae', ({ label }) => Math.abs(first(label))),
  'a weight of 2 is the row twice, 0 is no row': withValue('mae', ({ label = new Float64Array() }) =>
    label.reduce((sum, y) => sum + Math.abs(y), 0),
  ),
  'the value is finite and in range': withValue('accuracy', (_, own) => own + 0.9),
  'the value is the quantile that it says': withValue('median-absolute-error', (_, own) => own + 0.7),
  'influence is the derivative of the value by the weight, with mean 0': {
    ...known('rmse'),
    influence: (given, params) => (known('rmse').influence?.(given, params) ?? new Float64Array()).map((v) => 2 * v),
  },
};

/** For each promise an entry that does not keep it. */
const BROKEN: Record<Law, Entry> = {
  'zero-on-equal': withValue('out-of-range-share', (_, own) => own + 0.1),
  symmetric: known('mape'),
  'rank-only': known('brier'),
  'class-swap': known('precision'),
  'shift-free': known('wape'),
  'scale-free': known('mae'),
  'zero-when-perfect': known('accuracy'),
  'one-when-perfect': known('brier'),
};

test('each law that holds everywhere is seen to fail', () => {
  for (const [law, check] of Object.entries(EVERYWHERE)) {
    const entry = PLANTED[law];
    assert.ok(entry, law);
    assert.ok(breaks(entry, check) > 10, law);
  }
});

test('each promise is seen to fail', () => {
  for (const [law, check] of Object.entries(PROMISED)) {
    assert.ok(breaks(BROKEN[law as Law], check) > 10, law); // as: keys of PROMISED
  }
});

test('influence that is right but for a constant, or for rows without weight, is caught', () => {
  const check = EVERYWHERE['influence is the derivative of the value by the weight, with mean 0'];
  assert.ok(check);
  const shifted = (by: number): Entry => ({
    ...known('mae'),
    influence: (given, params) => (known('mae').influence?.(given, params) ?? new Float64Array()).map((v) => v + by),
  });
  assert.ok(breaks(shifted(1e-3), check) > 50);
  assert.equal(breaks(shifted(0), check), 0);
});

test('flaws of a card are found', () => {
  const card = known('accuracy');
  assert.deepEqual(flaws(card, 'performance/accuracy'), []);
  const spoilt: Partial<Entry>[] = [
    { id: 'Accuracy' },
    { title: '' },
    { question: 'Right answers' },
    { edges: 'none' },
    { clauses: [] },
    { sources: [{ title: 'A book', relation: 'adapted' }] },
    { range: [1, 0] },
    { params: { level: { default: 2, min: 0, max: 1, help: 'A level.' } } },
    { laws: ['symmetric', 'symmetric'] },
    { examples: [{ ...card.examples[0], by: '' } as Entry['examples'][number]] }, // as: an example without a word
  ];
  for (const change of spoilt)
    assert.ok(flaws({ ...card, ...change }, 'performance/accuracy').length > 0, JSON.stringify(change));
});

test('a name of a combinator is found', () => {
  for (const id of ['macro-f1', 'recall-gap', 'accuracy-by-group', 'lower-accuracy', 'selection-ratio']) {
    assert.ok(soundsCombined(id), id);
  }
  assert.ok(!soundsCombined('average-precision'));
});

test('a new file makes the index stale', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  try {
    mkdirSync(join(folder, 'performance'));
    const before = indexOf(folder);
    writeFileSync(join(folder, 'performance', 'new-metric.ts'), '');
    writeFileSync(join(folder, 'performance', 'new-metric.test.ts'), '');
    const after = indexOf(folder);
    assert.notEqual(after, before);
    assert.ok(after.includes("import newMetric from './performance/new-metric.ts';") && !after.includes('.test.ts'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
