import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, type ProblemCode } from '../std/problem.ts';
import type { KnownEntry } from './check.ts';
import { type JsonPath, type Lines, NO_LINES } from './lines.ts';
import { parseContract } from './parse.ts';

const beta = { default: 1, min: 0, max: 10, help: '' };
const entries: readonly KnownEntry[] = [
  ...['accuracy', 'roc-auc', 'recall', 'selection-rate', 'missing-share', 'mae'].map((id) => ({ id, params: {} })),
  { id: 'f-beta', params: { beta } },
];
const problem = (value: unknown, code: ProblemCode, lines: Lines = NO_LINES): Record<string, unknown> => {
  try {
    parseContract(value, lines, 'holdfast.yaml', entries);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, code, error.message);
    return { ...error.details };
  }
  return assert.fail('no problem');
};
const problemIn = (parts: Record<string, unknown>, code: ProblemCode) =>
  problem({ holdfast: 1, model: 'm', ...parts }, code);

test('an unknown key suggests the nearest one, at every depth', () => {
  const cases: readonly [parts: Record<string, unknown>, key: string, inside: string, nearest: string][] = [
    [{ colunms: {} }, 'colunms', '', 'columns'],
    [{ columns: { lable: 'y' } }, 'lable', 'columns', 'label'],
    [{ columns: { features: { price: { minimum: 0, mni: 1 } } } }, 'minimum', 'columns.features.price', 'min'],
    [{ release: { compare: { metrics: 'accuracy', margin: 0 } } }, 'metrics', 'release.compare', 'metric'],
    [{ release: { checks: [{ metric: 'accuracy', expects: '> 1' }] } }, 'expects', 'release.checks[0]', 'expect'],
    [{ slices: [{ name: 'a', were: 'x = 1' }] }, 'were', 'slices[0]', 'where'],
    [{ watch: { window: { row: 30 } } }, 'row', 'watch.window', 'rows'],
    [{ release: { rollout: [{ canery: '5%' }] } }, 'canery', 'release.rollout[0]', 'canary'],
  ];
  for (const [parts, key, inside, nearest] of cases) {
    const details = problemIn(parts, 'CONTRACT_KEY_UNKNOWN');
    assert.deepEqual([details['key'], details['inside']], [key, inside]);
    if (key !== 'minimum') assert.equal(details['nearest'], nearest, key);
  }
  problemIn(JSON.parse('{"columns":{"features":{"__proto__":{}}}}'), 'CONTRACT_KEY_UNKNOWN');
});

test('the first problem of the file is told, with its line', () => {
  const order = [['model'], ['task'], ['columns'], ['columns', 'lable'], ['release']];
  const lines: Lines = {
    at(path: JsonPath) {
      const line = order.findIndex((known) => known.join() === path.join());
      return line < 0 ? null : { line: line + 1, column: 1 };
    },
  };
  const value = { holdfast: 1, model: 'm', release: { unknown: 'maybe' }, columns: { lable: 'y' } };
  assert.deepEqual(problem(value, 'CONTRACT_KEY_UNKNOWN', lines)['place'], {
    path: 'holdfast.yaml',
    line: 4,
    column: 1,
  });
});

test('a value of the wrong kind says what it should be', () => {
  const cases: readonly [parts: Record<string, unknown>, at: string, expected: string][] = [
    [{ task: 'binry' }, 'task', 'one-of'],
    [{ holdfast: 2 }, 'holdfast', 'one-of'],
    [{ model: '' }, 'model', 'name'],
    [{ columns: [] }, 'columns', 'mapping'],
    [{ columns: { groups: 'sex' } }, 'columns.groups', 'list'],
    [{ columns: { label: 5 } }, 'columns.label', 'text'],
    [{ columns: { threshold: 'half' } }, 'columns.threshold', 'threshold'],
    [{ columns: { scores: 'p' } }, 'columns.scores', 'star-pattern'],
    [{ columns: { quantiles: { p10: 'p10' } } }, 'columns.quantiles.p10', 'quantile-level'],
    [{ columns: { features: { a: { min: 2, max: 1 } } } }, 'columns.features.a.max', 'at-least'],
    [{ costs: { false_positive: 'amount' } }, 'costs.false_positive', 'price'],
    [{ costs: { matrix: { a: { b: 'dear' } } } }, 'costs.matrix.a.b', 'price'],
    [{ costs: { capacity_per_day: 0 } }, 'costs.capacity_per_day', 'above'],
    [{ release: { compare: { metric: 'accuracy', margin: -1 } } }, 'release.compare.margin', 'at-least'],
    [{ release: { rollout: [{ canary: '500%' }] } }, 'release.rollout[0].canary', 'share'],
    [{ release: { rollout: ['champ'] } }, 'release.rollout[0]', 'one-of'],
    [{ watch: { label_delay: '7 days' } }, 'watch.label_delay', 'duration'],
    [{ watch: { window: '1 fortnight' } }, 'watch.window', 'duration'],
    [{ watch: { false_alarms: 'few' } }, 'watch.false_alarms', 'alarm-budget'],
    [{ serving: { memory: '200' } }, 'serving.memory', 'size'],
    [{ release: { checks: [5] } }, 'release.checks[0]', 'text-or-mapping'],
    [
      { release: { waivers: [{ check: 'a', owner: 'b', until: '2026-02-30', why: 'c' }] } },
      'release.waivers[0].until',
      'day',
    ],
    [{ release: { checks: ['f-beta(beta = 11) >= 0.5'] } }, 'f-beta(beta)', 'at-most'],
  ];
  for (const [parts, at, expected] of cases) {
    const details = problemIn(parts, 'CONTRACT_VALUE');
    assert.deepEqual([details['at'], details['expected']], [at, expected]);
  }
  assert.equal(problemIn({ task: 'binry' }, 'CONTRACT_VALUE')['nearest'], 'binary');
  assert.equal(problem(null, 'CONTRACT_VALUE')['expected'], 'mapping');
  assert.equal(problem({ holdfast: 1 }, 'CONTRACT_KEY_MISSING')['key'], 'model');
});

test('a check that cannot be read says where', () => {
  const cases: readonly [text: string, at: number, expected: string][] = [
    ['', 1, 'entry'],
    ['accuracy', 9, 'expectation'],
    ['accuracy = 0.9', 10, 'expectation'],
    ['accuracy >= high', 13, 'number'],
    ['accuracy >= 0.9 when x = 1', 17, 'where-or-end'],
    ['gap(accuracy) <= 0.1', 13, 'by-column'],
    ['gap(gap(accuracy, sex), race) <= 0.1', 23, 'no-nesting'],
    ['gap(accuracy, sex, to-all) <= 0.1', 20, 'to-overall'],
    ['macro(macro(recall)) > 0', 20, 'no-nesting'],
    ['missing-share(a, b) <= 0', 18, 'parameter'],
    ['f-beta(beta = x) > 0', 15, 'number'],
  ];
  for (const [text, at, expected] of cases) {
    const details = problemIn({ release: { checks: [text] } }, 'CONTRACT_CHECK_SYNTAX');
    assert.deepEqual([details['at'], details['expected']], [at, expected], text);
  }
  problemIn({ release: { checks: ['accuracy >= 0.9 where x >'] } }, 'EXPRESSION_SYNTAX');
});

test('names that are nowhere defined suggest the nearest', () => {
  assert.equal(problemIn({ release: { checks: ['acuracy > 0'] } }, 'CONTRACT_ENTRY_UNKNOWN')['nearest'], 'accuracy');
  assert.equal(problemIn({ data: { checks: ['f-beta(bata = 1) > 0'] } }, 'CONTRACT_KEY_UNKNOWN')['nearest'], 'beta');
  assert.equal(problemIn({ watch: { monitors: ['psi(price) <= 0.1'] } }, 'CONTRACT_ENTRY_WINDOW')['entry'], 'psi');
  assert.equal(problemIn({ watch: { detectors: ['adwim'] } }, 'CONTRACT_ENTRY_UNKNOWN')['nearest'], 'adwin');
  problemIn({ watch: { detectors: ['gap(adwin, sex)'] } }, 'CONTRACT_ENTRY_UNKNOWN');
  problemIn({ watch: { detectors: ['adwin(delta = 2)'] } }, 'CONTRACT_VALUE');
  problemIn({ watch: { detectors: ['ddm', 'ddm'] } }, 'CONTRACT_NAME_TWICE');
  const slices = [{ name: 'rush hour', where: 'hour > 17' }];
  const compare = { metric: 'accuracy', margin: 0, guard: ['rsh hour'] };
  assert.equal(problemIn({ slices, release: { compare } }, 'CONTRACT_NAME_UNKNOWN')['nearest'], 'rush hour');
  const waivers = [{ check: 'acuracy', owner: 'a', until: '2026-01-01', why: 'b' }];
  assert.equal(
    problemIn({ release: { checks: ['accuracy > 0'], waivers } }, 'CONTRACT_NAME_UNKNOWN')['nearest'],
    'accuracy',
  );
  problemIn({ release: { checks: [{ metric: 'mae', expect: '< 1', slice: 'nowhere' }] } }, 'CONTRACT_NAME_UNKNOWN');
});

test('what is said twice is refused', () => {
  problemIn({ slices: ['a', { name: 'a', where: 'x = 1' }] }, 'CONTRACT_NAME_TWICE');
  problemIn({ columns: { label: 'y', prediction: 'y' } }, 'CONTRACT_NAME_TWICE');
  const matrix = { a: { b: 1 } };
  assert.equal(problemIn({ costs: { matrix, true_positive: 0 } }, 'CONTRACT_CONFLICT')['second'], 'true_positive');
  const twice = { metric: 'gap(accuracy, sex)', by: 'race', expect: '<= 0.1' };
  assert.equal(problemIn({ release: { checks: [twice] } }, 'CONTRACT_CONFLICT')['second'], 'by');
  problemIn(
    { release: { checks: [{ metric: 'mae', expect: '< 1', slice: 'a', where: 'x = 1' }] }, slices: [] },
    'CONTRACT_CONFLICT',
  );
  assert.equal(
    problemIn({ release: { checks: [{ metric: 'mae', expect: '< 1', kind: 'gap' }] } }, 'CONTRACT_KEY_MISSING')['key'],
    'by',
  );
  for (const check of [
    { metric: 'mae', expect: '< 1', to: 'overall' },
    { metric: 'equalised-odds', expect: '< 1' },
  ]) {
    assert.equal(problemIn({ release: { checks: [check] } }, 'CONTRACT_KEY_MISSING')['key'], 'by');
  }
  problemIn({ release: { checks: ['gap(macro(equalised-odds), sex) < 1'] } }, 'CONTRACT_VALUE');
  problemIn({ release: { checks: ['gap(equalised-odds(beta = 1), sex) < 1'] } }, 'CONTRACT_KEY_UNKNOWN');
});
