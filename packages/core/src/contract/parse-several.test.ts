import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from '../../../holdfast/src/files/yaml.ts';
import { ENTRIES } from '../catalogue/index.ts';
import { Problem } from '../std/problem.ts';
import { SeveralProblems } from '../std/several-problems.ts';
import { parseContract } from './parse.ts';

/** Code, line and column of each problem, in the order in which they are told. */
function problemsOf(text: string): readonly string[] {
  const { value, lines } = readYaml(text, 'holdfast.yaml');
  try {
    parseContract(value, lines, 'holdfast.yaml', ENTRIES);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    const all = error instanceof SeveralProblems ? error.all : [error];
    assert.deepEqual([error.code, error.details], [all[0]?.code, all[0]?.details], 'it is the first of them');
    return all.map(({ code, details }) => {
      assert.ok('place' in details, code);
      return `${code} ${details.place?.line}:${details.place?.column}`;
    });
  }
  return [];
}

test('mistakes of every kind are told at once, in the order of their lines', () => {
  const text = [
    'holdfast: 1',
    'model: shop',
    'colour: red',
    'columns: { label: y, prediction: y, lable: z }',
    'slices:',
    '  - { name: rush, where: "hour >" }',
    'release:',
    '  unknown: maybe',
    '  checks:',
    '    - acuracy >= 0.8',
    '    - { metric: recall, expects: ">= 0.5" }',
    '    - accuracy >= high',
    '    - accuracy >= 0.8',
    '  waivers: [{ check: accuracy, owner: ana, until: soon, why: late }]',
  ];
  assert.deepEqual(problemsOf(text.join('\n')), [
    'CONTRACT_KEY_UNKNOWN 3:1',
    'CONTRACT_NAME_TWICE 4:22',
    'CONTRACT_KEY_UNKNOWN 4:37',
    'EXPRESSION_SYNTAX 6:19',
    'CONTRACT_VALUE 8:3',
    'CONTRACT_ENTRY_UNKNOWN 10:7',
    'CONTRACT_KEY_UNKNOWN 11:25',
    'CONTRACT_CHECK_SYNTAX 12:7',
    'CONTRACT_VALUE 14:44',
  ]);
});

test('a metric, an expectation and a slice of one check are told apart', () => {
  const check = '    - { metric: acuracy, expect: high, slice: nowhere }';
  assert.deepEqual(problemsOf(`holdfast: 1\nmodel: m\nrelease:\n  checks:\n${check}\n`), [
    'CONTRACT_ENTRY_UNKNOWN 5:7',
    'CONTRACT_CHECK_SYNTAX 5:26',
    'CONTRACT_NAME_UNKNOWN 5:40',
  ]);
});

test('a name is not called unknown when what would define it could not be read', () => {
  const slices = 'slices: [{ name: rush, were: "hour > 17" }]';
  const checks = '  checks: ["acuracy >= 0.8", { metric: recall, expect: ">= 0.5", slice: rush }]';
  const waivers = '  waivers: [{ check: accuracy, owner: ana, until: 2026-01-01, why: late }]';
  assert.deepEqual(problemsOf(`holdfast: 1\nmodel: m\n${slices}\nrelease:\n${checks}\n${waivers}\n`), [
    'CONTRACT_KEY_UNKNOWN 3:24',
    'CONTRACT_ENTRY_UNKNOWN 5:12',
  ]);
});

test('a key that is missing because it is misspelt is told once', () => {
  const compare = 'release: { compare: { metrics: accuracy, margin: 0 } }';
  assert.deepEqual(problemsOf(`holdfast: 1\nmodl: m\n${compare}\n`), [
    'CONTRACT_KEY_UNKNOWN 2:1',
    'CONTRACT_KEY_UNKNOWN 3:23',
  ]);
  assert.deepEqual(problemsOf('columns: { label: 5 }\n'), [
    'CONTRACT_KEY_MISSING 1:1',
    'CONTRACT_KEY_MISSING 1:1',
    'CONTRACT_VALUE 1:12',
  ]);
});

test('problems after a list item that cannot be read keep their own lines', () => {
  const checks = ['  checks:', '    - 5', '    - acuracy > 0', '    - 6', '    - { metric: recal, expect: "> 0" }'];
  assert.deepEqual(problemsOf(`holdfast: 1\nmodel: m\nrelease:\n${checks.join('\n')}\n`), [
    'CONTRACT_VALUE 5:7',
    'CONTRACT_ENTRY_UNKNOWN 6:7',
    'CONTRACT_VALUE 7:7',
    'CONTRACT_ENTRY_UNKNOWN 8:7',
  ]);
});
