import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { Problem } from '../std/problem.ts';
import { makeRandom } from '../std/random.ts';
import { CALIBRATOR_KINDS, calibrated } from './calibrator.ts';
import { type CalibratorFile, decodeCalibrator, encodeCalibrator, type Rule } from './calibrator-file.ts';
import { fitCalibrator } from './fit-calibrator.ts';

const fileOf = (rule: Rule): CalibratorFile => ({
  task: 'binary',
  model: 'shop',
  classes: ['no', 'yes'],
  rule,
  basis: { rows: 10, inputs: ['sha256:00'], judged: 8, measure: 'log-loss', before: 0.5, after: null },
});

const random = makeRandom(3);
const score = Float64Array.from({ length: 3000 }, () => random());
const label = score.map((s) => (random() < s ** 2 ? 1 : 0));
const graded = { score, label, weight: new Float64Array(3000).fill(1) };

for (const kind of CALIBRATOR_KINDS) {
  test(`${kind} reads back as it was written, gives chances, and never turns two scores around`, () => {
    const rule = fitCalibrator(kind, graded);
    assert.ok(rule);
    const file = fileOf(rule);
    const back = decodeCalibrator(encodeCalibrator(file), 'c.json');
    assert.deepEqual(back, file);
    assert.equal(encodeCalibrator(back), encodeCalibrator(file));
    let before = -1;
    for (let p = 0; p <= 1000; p++) {
      const chance = calibrated(rule, p / 1000);
      assert.ok(chance >= 0 && chance <= 1 && chance >= before - 1e-12, `${p}: ${chance} after ${before}`);
      before = chance;
    }
  });
}

test('intervals read back too, with widths without end', () => {
  const split = { kind: 'split', width: 3, level: 0.9 } as const;
  for (const answers of [
    { kind: 'times', factor: 1.5 },
    { kind: 'plus', more: -2 },
  ] as const) {
    const file = { ...fileOf(split), task: 'regression', classes: [], answers } as const;
    assert.deepEqual(decodeCalibrator(encodeCalibrator(file), 'c.json'), file);
  }
  for (const rule of [split, { kind: 'quantiles', below: null, above: -1, level: 0.8 }] as const) {
    const file = { ...fileOf(rule), task: 'regression', classes: [] } as const;
    assert.deepEqual(decodeCalibrator(encodeCalibrator(file), 'c.json'), file);
  }
});

test('sets and rules of slices read back, and what is no such rule is refused', () => {
  const set = { kind: 'lac', limit: 0.7, price: 0, freeClasses: 0, isRandom: false } as const;
  const slices = [{ name: 'rush', where: 'hour >= 17', rule: { ...set, limit: null } }];
  const file: CalibratorFile = { ...fileOf({ kind: 'identity' }), sets: { level: 0.9, whole: set, slices } };
  assert.deepEqual(decodeCalibrator(encodeCalibrator(file), 'c.json'), file);
  const split = { kind: 'split', width: 3 } as const;
  const rule = { ...split, level: 0.9, slices: [{ name: 'a', where: "shop = 'a'", rule: split }] };
  const numbers: CalibratorFile = { ...fileOf(rule), task: 'regression', classes: [] };
  assert.deepEqual(decodeCalibrator(encodeCalibrator(numbers), 'c.json'), numbers);
  for (const wrong of [
    { ...file, sets: { level: 1.2, whole: set, slices } },
    { ...file, sets: { level: 0.9, whole: { ...set, isRandom: true }, slices } },
    { ...file, sets: { level: 0.9, whole: set, slices: [{ name: 'rush', rule: set }] } },
    { ...numbers, answers: { kind: 'times', factor: 0 } },
    { ...numbers, answers: { kind: 'plus', more: null } },
    { ...numbers, rule: { ...rule, slices: [{ name: 'a', where: 'x = 1', rule: { kind: 'split', width: 'wide' } }] } },
  ])
    assert.equal(flawOf(encodeCalibrator(wrong as unknown as CalibratorFile)), 'rule'); // as: wrong on purpose
});

function flawOf(text: string): string {
  try {
    decodeCalibrator(text, 'c.json');
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return 'flaw' in error.details ? String(error.details.flaw) : error.code;
  }
  return 'none';
}

test('what is broken is refused: each change of a character, other texts, other versions', () => {
  const text = encodeCalibrator(fileOf({ kind: 'platt', slope: 1.5, intercept: -0.25 }));
  assert.equal(flawOf(text), 'none');
  const change = fc.tuple(fc.nat({ max: text.length - 2 }), fc.integer({ min: 32, max: 126 }));
  const law = ([at, code]: [number, number]): void => {
    const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
    if (changed !== text) assert.notEqual(flawOf(changed), 'none', changed);
  };
  fc.assert(fc.property(change, law), { numRuns: 300 });
  for (const other of ['', '{}', 'null', '[1]', '{"format":"holdfast-calibrator"}'])
    assert.notEqual(flawOf(other), 'none');
  assert.equal(flawOf(text.replace('"version":1', '"version":2')), 'CALIBRATOR_VERSION');
});

test('a rule that is no rule is refused, though its digest fits', () => {
  const wrong: readonly unknown[] = [
    { kind: 'platt', slope: 1 },
    { kind: 'temperature', temperature: 0 },
    { kind: 'temperature', temperature: 'hot' },
    { kind: 'beta', a: -1, b: 1, c: 0 },
    { kind: 'isotonic', x: [0.5, 0.5], y: [0, 1] },
    { kind: 'isotonic', x: [0.1, 0.5], y: [0.4, 0.2] },
    { kind: 'isotonic', x: [], y: [] },
    { kind: 'venn-abers', x: [0.1], low: [0], high: [1.5] },
    { kind: 'split', width: 1 },
    { kind: 'split', width: 1, level: 1 },
    { kind: 'run', code: 'process.exit()' },
    null,
  ];
  for (const rule of wrong) {
    const text = encodeCalibrator(fileOf(rule as Rule)); // as: it is wrong on purpose
    assert.equal(flawOf(text), 'rule');
  }
});
