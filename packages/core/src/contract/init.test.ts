import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readYaml } from '../../../holdfast/src/files/yaml.ts';
import { ENTRIES } from '../catalogue/index.ts';
import { INIT_WORDS } from '../report/words/init.ts';
import { inferRoles } from '../table/roles.ts';
import type { Column, NumberColumn, Table } from '../table/table.ts';
import { type InitInput, writeContract } from './init.ts';
import { parseContract } from './parse.ts';
import { nameText, scalarText } from './yaml-text.ts';

const N = 40;
const numbers = (name: string, type: NumberColumn['type'], value: (i: number) => number): Column => ({
  name,
  kind: 'number',
  type,
  values: Float64Array.from({ length: N }, (_, i) => value(i)),
  missing: null,
});
const text = (name: string, levels: readonly string[]): Column => ({
  name,
  kind: 'text',
  type: 'text',
  codes: Int32Array.from({ length: N }, (_, i) => i % levels.length),
  levels,
});
const written = (columns: readonly Column[], rest: Partial<InitInput> = {}): string => {
  const table: Table = { n: N, columns };
  const input = {
    model: 'churn',
    sample: null,
    file: 'p.csv',
    table,
    found: inferRoles(table),
    positive: null,
    threshold: null,
    checks: [],
  };
  return writeContract({ ...input, words: INIT_WORDS, ...rest });
};
const parsed = (contract: string) => {
  const { value, lines } = readYaml(contract, 'holdfast.yaml');
  return parseContract(value, lines, 'holdfast.yaml', ENTRIES);
};

const usual = [
  numbers('id', 'integer', (i) => i),
  numbers('hours-per-week', 'integer', (i) => i),
  text('occupation', ['a', 'b', 'c']),
  text('E-Mail', ['x@y.z', 'u@v.w']),
  text('sex', ['f', 'm']),
  numbers('prediction', 'integer', (i) => i % 2),
  numbers('score', 'number', (i) => (i % 2) / 2 + 0.25),
  numbers('label', 'integer', (i) => i % 2),
];

test('a new contract says what was found, and parses', () => {
  const contract = parsed(
    written(usual, {
      positive: '1',
      threshold: { operator: '>', limit: 0.5 },
      checks: [{ text: 'accuracy >= 0.86', why: 'measured 0.871' }],
    }),
  );
  assert.equal(contract.task, 'binary');
  const { roles, positive, threshold, features } = contract.columns;
  assert.deepEqual(roles, { id: 'id', label: 'label', prediction: 'prediction', score: 'score' });
  assert.deepEqual([positive, threshold?.limit], ['1', 0.5]);
  assert.deepEqual(
    features.map(({ name, type, min, pii }) => [name, type, min, pii]),
    [
      ['hours-per-week', 'integer', 0, 'keep'],
      ['occupation', 'category', null, 'keep'],
      ['E-Mail', 'category', null, 'drop'],
      ['sex', 'category', null, 'keep'],
    ],
  );
  assert.deepEqual(
    contract.release.checks?.map(({ id }) => id),
    ['accuracy'],
  );
});

test('what only a person can say stands there as a comment with its candidates', () => {
  const contract = written([
    ...usual.slice(0, 6),
    numbers('score_a', 'number', () => 0.4),
    numbers('score_b', 'number', () => 0.5),
  ]);
  assert.match(contract, /^ {2}# score: score_a +# score_a, score_b: which one\?/m);
  assert.match(contract, /^ {2}# label: COLUMN +# /m);
  assert.match(contract, /^ {2}# groups: \[sex\] +# /m);
  assert.deepEqual(parsed(contract).columns.roles, { id: 'id', prediction: 'prediction' });
});

test('no value of a text column is written down', () => {
  assert.doesNotMatch(written(usual), /x@y\.z/);
});

test('the lines that are proposed as comments are a contract too', () => {
  for (const columns of [
    usual,
    usual.map((column) => (column.name === 'label' ? numbers('label', 'number', (i) => i / 3) : column)),
  ]) {
    const all = written(columns).replace(/^# (release:|slices:|costs:|watch:| {2})/gm, '$1');
    const contract = parsed(all);
    assert.equal(contract.slices.length, 2);
    assert.ok(
      contract.costs !== null &&
        contract.watch !== null &&
        contract.release.compare !== null &&
        contract.release.checks?.length === 1,
    );
  }
});

/** Any code point but half pairs, and often one of ASCII. The library's own `binary` takes a second to be made. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0x10ffff }))
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point));

test('any column names give a contract that parses and keeps them', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
      (names) => {
        const named = names.filter((name) => name.trim() !== '');
        const { columns } = parsed(written(named.map((name) => text(name, ['a', 'b']))));
        const kept = [...columns.features.map(({ name }) => name), ...Object.values(columns.roles)];
        assert.ok(
          kept.every((name) => typeof name !== 'string' || named.includes(name)),
          JSON.stringify(kept),
        );
      },
    ),
    { seed: 5, numRuns: 100 },
  );
});

test('a name that looks like a number stays a name', () => {
  for (const name of ['2018', '-1', '1.5', '007', 'plain']) {
    const { value } = readYaml(`{ k: ${nameText(name)} }`, 'x');
    assert.equal((value as { k: unknown }).k, name); // as: a mapping was written
  }
});

test('a scalar reads back as what was written', () => {
  const special = [
    'true',
    'Null',
    '~',
    '',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '- a',
    '1',
    '01',
    '1.50',
    '1e3',
    '.5',
    '0x1',
    "it's",
    '"',
    '\\',
    '\n',
    '@a',
    '> 0.5',
    'yes',
    'a, b',
    '[a]',
    '\u2028',
    '\u202e',
  ];
  for (const one of special) {
    const { value } = readYaml(`{ k: ${scalarText(one)} }`, 'x');
    assert.equal(String((value as { k: unknown }).k), one, scalarText(one)); // as: a mapping was written
  }
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 20 }), (one) => {
      const { value } = readYaml(`[${scalarText(one)}]`, 'x');
      assert.equal(String((value as unknown[])[0]), one); // as: a list was written
    }),
    { seed: 6, numRuns: 200 },
  );
});
