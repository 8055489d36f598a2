import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '@holdfast/core/std/problem.ts';
import { readYaml } from './yaml.ts';

const problem = (text: string): Problem => {
  try {
    readYaml(text, 'holdfast.yaml');
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return assert.fail(`no problem in ${JSON.stringify(text.slice(0, 80))}`);
};
const reason = (text: string): unknown => {
  const { code, details } = problem(text);
  assert.equal(code, 'CONTRACT_YAML');
  return 'reason' in details ? details.reason : null;
};

test('a text is its value, and each part has the line and column of its key', () => {
  const { value, lines } = readYaml(
    'model: churn\n\ncolumns: { id: order, groups: [sex, race] }\nslices:\n  - a\n  - name: b\n',
    'x',
  );
  assert.deepEqual(value, {
    model: 'churn',
    columns: { id: 'order', groups: ['sex', 'race'] },
    slices: ['a', { name: 'b' }],
  });
  assert.deepEqual(lines.at(['model']), { line: 1, column: 1 });
  assert.deepEqual(lines.at(['columns', 'id']), { line: 3, column: 12 });
  assert.deepEqual(lines.at(['columns', 'groups', 1]), { line: 3, column: 37 });
  assert.deepEqual(lines.at(['slices', 1, 'name']), { line: 6, column: 5 });
  assert.equal(lines.at(['slices', 2]), null);
});

test('only the core schema is read: yes, dates and octals of YAML 1.1 are text', () => {
  assert.deepEqual(readYaml('[yes, on, 2024-01-02, 0x10, 1e3, ~, true, 010, <<, =]', 'x').value, [
    'yes',
    'on',
    '2024-01-02',
    16,
    1000,
    null,
    true,
    10,
    '<<',
    '=',
  ]);
  assert.equal(readYaml('', 'x').value, null);
  assert.equal(readYaml('# nothing but a comment\n', 'x').value, null);
});

test('tags are refused, known ones too', () => {
  for (const text of [
    'a: !!js/function "x"',
    'a: !!python/object:os.system "x"',
    'a: !!str 1',
    'a: !foo {}',
    '!x a: 1',
    '!!str a: 1',
    'a: ! b',
  ]) {
    assert.equal(problem(text).code, 'CONTRACT_TAG', text);
  }
});

test('keys of every object are plain keys of a mapping', () => {
  const { value } = readYaml(
    '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\ntoString: 3\n',
    'x',
  );
  assert.deepEqual(Object.keys(value as object), ['__proto__', 'constructor', 'toString']); // as: a mapping was written
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined); // as: to look for what must not be there
});

test('a key that stands twice is refused, however it is written', () => {
  assert.equal(reason('a: 1\nb: 2\na: 3'), 'duplicate-key');
  assert.equal(reason('{ a: 1, "a": 3 }'), 'duplicate-key');
  assert.equal(reason('__proto__: 1\n__proto__: 2'), 'duplicate-key');
  assert.deepEqual(problem('a: 1\nb: 2\na: 3').details, {
    reason: 'duplicate-key',
    place: { path: 'holdfast.yaml', line: 3, column: 1 },
  });
});

test('keys keep their digits', () => {
  assert.deepEqual(readYaml('{ 0.10: a, 007: b, 1e3: c }', 'x').value, { '0.10': 'a', '007': 'b', '1e3': 'c' });
});

test('an anchor serves a few aliases and no bomb', () => {
  assert.deepEqual(readYaml('a: &x [1, 2]\nb: *x\nc: *x', 'x').value, { a: [1, 2], b: [1, 2], c: [1, 2] });
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++) bomb.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`);
  assert.equal(reason(bomb.join('\n')), 'too-many-aliases');
  assert.equal(reason('a: *x'), 'alias');
  assert.equal(reason('a: &x [*x]'), 'too-deep');
});

test('nesting, size and documents are bounded', () => {
  assert.equal(reason('['.repeat(100_000)), 'too-deep');
  assert.equal(reason('- '.repeat(50_000)), 'too-deep');
  assert.equal(reason('{a: '.repeat(20_000)), 'too-deep');
  assert.equal(problem('a'.repeat(300_000)).code, 'CONTRACT_TOO_LARGE');
  assert.equal(reason('a: 1\n---\nb: 2'), 'several-documents');
  assert.equal(reason('%YAML 1.1\n---\na: yes'), 'directive');
});

test('what is not YAML says where and why', () => {
  const cases: readonly [text: string, reason: string, line: number][] = [
    ['a: 1\n b: 2', 'colon', 1],
    ['a:\n\tb: 2', 'tab', 2],
    ['a: "b', 'unclosed', 1],
    ['a: [1, 2', 'unclosed', 1],
    ['a: b: c', 'colon', 1],
    ['a: "\\q"', 'escape', 1],
    ['a: @b', 'start', 1],
    ['? [a]\n: b', 'key-not-text', 1],
  ];
  for (const [text, expected, line] of cases) {
    const { details } = problem(text);
    assert.equal('reason' in details && details.reason, expected, text);
    assert.equal('place' in details && details.place?.line, line, text);
  }
});
