// Bad input: each problem has a code, says what was found and what to do, and exit code 3.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { contract, inFolder, predictions } from './holdfast.ts';

const ROWS = predictions(60);
const WITHOUT_LABEL = ROWS.replace('label', 'was');
const files = {
  'p.csv': ROWS,
  'bare.csv': WITHOUT_LABEL,
  'twice.csv': `${ROWS}${ROWS.split('\n')[1]}\n`,
  'other.csv': 'id,label\na-1,1\na-2,0\n',
  'repeated.csv': 'id,label\n1,1\n1,0\n2,0\n',
  'empty.csv': '',
  'header.csv': 'id,label,prediction\n',
  'holdfast.yaml': contract('[accuracy >= 0.8]'),
  'renamed.yaml': contract('[accuracy >= 0.8]').replace('label: label', 'label: outcome'),
  'tidy/holdfast.yaml': contract('[acuracy >= 0.8]'),
};

const CASES: readonly (readonly [about: string, words: string[], code: string, ...says: RegExp[]])[] = [
  ['a wrong command suggests the right one', ['gaet', 'p.csv'], 'COMMAND_UNKNOWN', /did you mean gate\?/i],
  [
    'a wrong option suggests the right one',
    ['gate', 'p.csv', '--lable', 'y'],
    'OPTION_UNKNOWN',
    /did you mean --label\?/i,
  ],
  [
    'a wrong choice names the choices',
    ['gate', 'p.csv', '--unknown', 'maybe'],
    'OPTION_VALUE',
    /--unknown cannot be maybe/,
    /fail, pass/,
  ],
  ['an option without its value', ['gate', 'p.csv', '--label'], 'OPTION_VALUE', /--label/],
  ['a seed that is none', ['gate', 'p.csv', '--seed', 'x'], 'OPTION_VALUE', /whole number/],
  ['a command without its file', ['gate'], 'ARGUMENT_MISSING', /gate --help/],
  ['a file that is not there', ['gate', 'q.csv'], 'FILE_MISSING', /q\.csv/],
  ['an empty file', ['gate', 'empty.csv'], 'FILE_EMPTY', /empty\.csv/],
  ['a header without rows', ['gate', 'header.csv'], 'TABLE_EMPTY', /header\.csv/],
  ['a contract that is not there', ['gate', 'p.csv', '-c', 'no.yaml'], 'NO_CONTRACT', /holdfast init/],
  [
    'an entry that is none, with its line',
    ['gate', 'p.csv', '-c', 'tidy/holdfast.yaml'],
    'CONTRACT_ENTRY_UNKNOWN',
    /line 5/,
    /"accuracy"/,
  ],
  [
    'a column that is missing, with its place in the contract',
    ['gate', 'p.csv', '-c', 'renamed.yaml'],
    'TABLE_COLUMN_MISSING',
    /"outcome"/,
    /id, region, label, prediction/,
    /renamed\.yaml, line 3/,
  ],
  [
    'a column that is missing, said by an option',
    ['gate', 'p.csv', '--label', 'nope'],
    'TABLE_COLUMN_MISSING',
    /"nope"/,
    /--label COLUMN/,
  ],
  [
    'ids that do not match, by their shape',
    ['gate', 'bare.csv', '--labels', 'other.csv'],
    'LABELS_UNMATCHED',
    /shape x-9/,
  ],
  [
    'ids that come twice in the labels',
    ['gate', 'bare.csv', '--labels', 'repeated.csv'],
    'IDS_DUPLICATE',
    /1 rows? repeat/,
  ],
  ['a condition that no row satisfies', ['gate', 'p.csv', '--where', "region = 'X'"], 'WHERE_EMPTY', /60 rows/],
  [
    'a condition on no column',
    ['gate', 'p.csv', '--where', "regoin = 'N'"],
    'EXPRESSION_COLUMN',
    /did you mean "region"/i,
  ],
  ['a condition that is none', ['gate', 'p.csv', '--where', 'region = = 1'], 'EXPRESSION_SYNTAX', /character \d+/],
  ['an entry of the catalogue', ['catalogue', 'acuracy'], 'CATALOGUE_ENTRY_UNKNOWN', /did you mean "accuracy"/i],
  [
    'a family of the catalogue',
    ['catalogue', '--family', 'calibraton'],
    'CATALOGUE_FAMILY_UNKNOWN',
    /did you mean "calibration"/i,
  ],
  [
    'a report that cannot be written',
    ['gate', 'p.csv', '--html', 'p.csv/r.html'],
    'FILE_UNWRITABLE',
    /p\.csv\/r\.html/,
  ],
];

describe('a problem', { concurrency: 2 }, () => {
  for (const [about, words, code, ...says] of CASES) {
    test(about, () =>
      inFolder(files, async ({ run, folder, scratch }) => {
        const before = readdirSync(folder).sort();
        const plain = await run(...words);
        assert.equal(plain.code, 3, plain.stdout + plain.stderr);
        assert.match(plain.stderr, new RegExp(`^${code}: .*\\. Found: .*\\. .*\n$`));
        for (const pattern of says) assert.match(plain.stderr, pattern);
        assert.deepEqual(readdirSync(folder).sort(), before, 'nothing new was written');
        assert.deepEqual(readdirSync(scratch), []);
      }),
    );
  }
});

test('with --json a problem is one document on standard error, and standard output is empty', () =>
  inFolder(files, async ({ runAlone }) => {
    for (const words of [
      ['gate', 'q.csv', '--json'],
      ['gaet', '--json'],
      ['gate', 'p.csv', '-c', 'renamed.yaml', '--json'],
    ]) {
      const { stdout, stderr, code } = await runAlone(...words);
      assert.equal(code, 3);
      assert.equal(stdout, '');
      const { problem } = JSON.parse(stderr) as { problem: Record<string, unknown> }; // as: looked at below
      assert.match(String(problem['code']), /^[A-Z_]+$/);
      assert.ok(String(problem['message']).length > 20);
      assert.equal(typeof problem['details'], 'object');
    }
  }));

test('a contract with three mistakes is told all three at once, with their lines; of many the first twenty', () => {
  const three = 'holdfast: 1\nmodel: m\ncolour: red\nrelease:\n  unknown: maybe\n  checks: [acuracy >= 0.8]\n';
  const many = `holdfast: 1\nmodel: m\nrelease:\n  checks:\n${'    - acuracy >= 0.8\n'.repeat(23)}`;
  return inFolder({ 'p.csv': ROWS, 'three.yaml': three, 'many.yaml': many }, async ({ run }) => {
    const codes = ['CONTRACT_KEY_UNKNOWN', 'CONTRACT_VALUE', 'CONTRACT_ENTRY_UNKNOWN'];
    const plain = await run('gate', 'p.csv', '-c', 'three.yaml');
    assert.equal(plain.code, 3);
    const lines = plain.stderr.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => [line.split(':')[0], /line (\d+)/.exec(line)?.[1]]),
      codes.map((code, i) => [code, ['3', '5', '6'][i]]),
    );
    const { stderr } = await run('gate', 'p.csv', '-c', 'three.yaml', '--json');
    type Told = { code: string };
    const json = JSON.parse(stderr) as { problem: Told; problems: Told[] }; // as: the surface
    assert.equal(json.problem.code, codes[0]);
    assert.deepEqual(
      json.problems.map(({ code }) => code),
      codes,
    );
    const long = (await run('gate', 'p.csv', '-c', 'many.yaml')).stderr.trimEnd().split('\n');
    assert.deepEqual([long.length, long.at(-1)], [21, 'And 3 more.']);
  });
});

test('no row value is in a message', () => {
  const secret = 'IBAN DE89 3704';
  const lines = Array.from({ length: 40 }, (_, i) => `${i},${secret} ${i},1,0.5\n`);
  const rows = `id,label,prediction,score\n${lines.join('')}`;
  return inFolder({ 'p.csv': rows }, async ({ run }) => {
    for (const words of [
      ['gate', 'p.csv', '--task', 'regression'],
      ['gate', 'p.csv', '--where', 'label > 3'],
    ]) {
      const { stderr, code } = await run(...words);
      assert.equal(code, 3, stderr);
      assert.doesNotMatch(stderr, /IBAN|3704/);
    }
  });
});
