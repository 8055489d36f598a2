// What the program answers, seen from outside: exit codes, JSON, width, contracts, waivers, reports.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { contract, type Ended, inFolder, predictions, withScores } from './holdfast.ts';

const ROWS = predictions(400);
const good = { 'p.csv': ROWS, 'holdfast.yaml': contract('[accuracy >= 0.8]') };
const withChecks = (checks: string, more = '') => ({ ...good, 'holdfast.yaml': contract(checks, more) });

/** The one document on standard output. */
function json({ stdout }: Ended): Record<string, unknown> {
  assert.equal(stdout.trim().split('\n').length, 1, `one line, not ${stdout.slice(0, 200)}`);
  return JSON.parse(stdout) as Record<string, unknown>; // as: an object, or the test fails below
}

const tooWide = (text: string): readonly string[] => text.split('\n').filter((line) => [...line].length > 80);

describe('exit codes', { concurrency: 2 }, () => {
  const cases: readonly (readonly [name: string, files: Record<string, string>, words: string[], code: number])[] = [
    ['0 when every check passes', good, ['gate', 'p.csv'], 0],
    ['1 when a check fails', withChecks('[accuracy >= 0.95]'), ['gate', 'p.csv'], 1],
    ['2 when there are too few rows to say', withChecks('[accuracy >= 0.9]'), ['gate', 'p.csv'], 2],
    ['0 when too few rows may pass', withChecks('[accuracy >= 0.9]'), ['gate', 'p.csv', '--unknown', 'pass'], 0],
    ['0 for a warning', withChecks('[{ metric: accuracy, expect: ">= 0.95", severity: warn }]'), ['gate', 'p.csv'], 0],
    ['3 for input that is not there', good, ['gate', 'q.csv'], 3],
    ['0 when there is nothing to judge, for want of a contract', { 'p.csv': ROWS }, ['gate', 'p.csv'], 0],
    ['0 for a measurement, whatever it says', withChecks('[accuracy >= 0.95]'), ['evaluate', 'p.csv'], 0],
  ];
  const seen = new Set<number>();
  for (const [name, files, words, code] of cases) {
    // Each code once as what a process ends with, which costs a start.
    const isFirst = !seen.has(code);
    seen.add(code);
    test(name, () =>
      inFolder(files, async ({ run, runAlone }) => {
        const ended = await (isFirst ? runAlone : run)(...words);
        assert.equal(ended.code, code, ended.stdout + ended.stderr);
      }),
    );
  }
});

test('a contract of five lines is enough', () =>
  inFolder(good, async ({ run, folder }) => {
    assert.equal(readFileSync(join(folder, 'holdfast.yaml'), 'utf8').trim().split('\n').length, 5);
    const result = json(await run('gate', 'p.csv', '--json'));
    assert.equal(result['verdict'], 'pass');
  }));

test('--json is one document, standard error stays empty, and the same input and seed give the same bytes', () =>
  inFolder({ ...good, 'p.csv': withScores(ROWS) }, async ({ run }) => {
    const words = ['gate', 'p.csv', '--json', '--seed', '7'];
    const [first, second] = [await run(...words), await run(...words)];
    assert.deepEqual([json(first)['command'], json(first)['seed']], ['gate', 7]);
    assert.equal(first.stderr, '');
    assert.equal(first.stdout, second.stdout);
    const other = await run('gate', 'p.csv', '--json', '--seed', '8');
    assert.notEqual(first.stdout.replace('"seed":7', ''), other.stdout.replace('"seed":8', ''), 'the seed is used');
  }));

test('what is written beside --json does not disturb it', () =>
  inFolder(good, async ({ run, folder }) => {
    const files = ['r.html', 'deep/er/r.xml', 'r.sarif', 'r.md'];
    const [html = '', junit = '', sarif = '', markdown = ''] = files;
    const ended = await run(
      'gate',
      'p.csv',
      '--json',
      '--html',
      html,
      '--junit',
      junit,
      '--sarif',
      sarif,
      '--markdown',
      markdown,
    );
    assert.equal(json(ended)['verdict'], 'pass');
    for (const file of files) assert.ok(readFileSync(join(folder, file), 'utf8').length > 200, file);
  }));

test('people get 80 columns, without colour when it is not a terminal', () =>
  inFolder({ ...good, 'slices.yaml': contract('[accuracy >= 0.8]', 'slices: [region]\n') }, async ({ run }) => {
    for (const words of [
      ['gate', 'p.csv'],
      ['gate', 'p.csv', '-c', 'slices.yaml'],
      ['evaluate', 'p.csv'],
      ['describe', 'p.csv'],
      ['init', 'p.csv', '--out', 'new.yaml'],
      ['catalogue'],
      ['catalogue', 'cost-per-row'],
      ['--help'],
      ['gate', '--help'],
      ['evaluate', '--help'],
    ]) {
      const { stdout, code } = await run(...words);
      assert.equal(code, 0, words.join(' '));
      assert.ok(stdout.length > 100, words.join(' '));
      assert.deepEqual(tooWide(stdout), [], words.join(' '));
      assert.ok(!stdout.includes('\u001b'), words.join(' '));
    }
  }));

test('a waiver excuses until its last day, and is shown with its owner', () => {
  const waiver = (until: string) =>
    `  waivers: [{ check: accuracy, owner: ana, until: ${until}, why: labels are late }]\n`;
  const files = {
    'p.csv': ROWS,
    'active.yaml': contract('[accuracy >= 0.95]', waiver('2999-12-31')),
    'over.yaml': contract('[accuracy >= 0.95]', waiver('2020-12-31')),
  };
  return inFolder(files, async ({ run }) => {
    const active = await run('gate', 'p.csv', '-c', 'active.yaml');
    assert.equal(active.code, 0, active.stdout);
    assert.match(active.stdout, /waived by ana until 2999-12-31: labels are late/i);
    const over = await run('gate', 'p.csv', '-c', 'over.yaml', '--json');
    assert.equal(over.code, 1);
    assert.match(String(json(over)['notes']), /ana.*2020-12-31/);
  });
});

test('of two contracts in a folder -c chooses', () =>
  inFolder(
    { 'p.csv': ROWS, 'low.yaml': contract('[accuracy >= 0.8]'), 'high.yaml': contract('[accuracy >= 0.95]') },
    async ({ run }) => {
      assert.equal((await run('gate', 'p.csv', '-c', 'low.yaml')).code, 0);
      assert.equal((await run('gate', 'p.csv', '-c', 'high.yaml')).code, 1);
    },
  ));

test('a contract beside the data is found from elsewhere, and types that it sets may be in another table', () => {
  const columns = 'columns: { id: id, label: label, prediction: prediction, features: { region: { type: text } } }';
  const text = good['holdfast.yaml'].replace(/columns: .*/, columns);
  const bare = ROWS.split('\n')
    .map((line) =>
      line
        .split(',')
        .filter((_, i) => i === 0 || i === 3)
        .join(','),
    )
    .join('\n');
  return inFolder({ 'data/p.csv': bare, 'data/all.csv': ROWS, 'data/holdfast.yaml': text }, async ({ run }) => {
    const ended = await run('gate', 'data/p.csv', '--labels', 'data/all.csv');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /contract data\/holdfast\.yaml/);
  });
});

test('names cannot move the cursor or colour the screen, in tables, contracts and commands', () => {
  const evil = 're\u001b]0;owned\u0007g\u001b[31m\u202eion';
  const files = {
    'p.csv': ROWS.replace('region', `"${evil}"`).replace(/,N,/g, ',\u001b[2JN,'),
    'holdfast.yaml': contract('[accuracy >= 0.8]', 'slices: [{ name: "<script>\\e[31mred", where: "id > 100" }]\n'),
  };
  return inFolder(files, async ({ run, folder }) => {
    const outputs = [
      await run('gate', 'p.csv', '--html', 'r.html'),
      await run('describe', 'p.csv'),
      await run('init', 'p.csv', '--out', 'new.yaml'),
      await run('gate', 'p.csv', '--id', '\u001b[31mid'),
      await run('gat\u001b[31m'),
    ];
    for (const { stdout, stderr } of outputs)
      assert.doesNotMatch((stdout + stderr).replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.doesNotMatch(readFileSync(join(folder, 'r.html'), 'utf8'), /<script>\S*red/);
  });
});

test('init writes a contract that gate takes, and does not write over one', () =>
  inFolder({ 'p.csv': ROWS }, async ({ run, folder }) => {
    assert.equal((await run('init', 'p.csv')).code, 0);
    const written = readFileSync(join(folder, 'holdfast.yaml'), 'utf8');
    const gate = await run('gate', 'p.csv');
    assert.equal(gate.code, 0, gate.stdout + gate.stderr);
    const again = await run('init', 'p.csv');
    assert.deepEqual([again.code, again.stderr.split(':')[0]], [3, 'FILE_EXISTS']);
    assert.equal(readFileSync(join(folder, 'holdfast.yaml'), 'utf8'), written);
  }));

test('the demo plays to its end, writes only its own folder, finds the weak slice and the year that went wrong', () =>
  inFolder({ 'mine/keep.txt': 'x' }, async ({ run, folder, scratch }) => {
    const ended = await run('demo', '--quiet');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /PASS {2}/);
    assert.match(ended.stdout, /FAIL {2}[\s\S]*western online customers/);
    assert.deepEqual(tooWide(ended.stdout), []);
    const made = [
      '.made-by-holdfast-demo',
      'challenger.csv',
      'history.html',
      'holdfast.yaml',
      'labels.csv',
      'outcomes.csv',
      'predictions.csv',
      'report.html',
      'usual.csv',
      'year.csv',
      'year.hfledger',
    ];
    assert.match(ended.stdout, /told on\s+\d+\s+(September|October)/);
    assert.match(ended.stdout, /The end is attested/);
    assert.deepEqual(readdirSync(join(folder, 'demo')).sort(), made);
    assert.deepEqual(readdirSync(scratch), []);
    const taken = await run('demo', '--out', 'mine');
    assert.deepEqual([taken.code, taken.stderr.split(':')[0]], [3, 'DEMO_FOLDER_TAKEN']);
    assert.ok(existsSync(join(folder, 'mine/keep.txt')));
  }));
