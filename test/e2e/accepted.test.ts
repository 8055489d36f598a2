// What was accepted, and what changed between two results, seen from outside.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract, inFolder, predictions } from './holdfast.ts';

const ROWS = predictions(400);
/** The same rows with the first hundred answers turned. */
const WORSE = ROWS.split('\n')
  .map((line, i) => (i > 0 && i <= 100 ? line.replace(/,(0|1)$/, (_, answer) => `,${1 - Number(answer)}`) : line))
  .join('\n');
const good = { 'p.csv': ROWS, 'worse.csv': WORSE, 'holdfast.yaml': contract('[accuracy >= 0.8]') };

test('what is accepted stands beside the contract in a form that a diff can show', () =>
  inFolder(good, async ({ run, folder }) => {
    const ended = await run('gate', 'p.csv', '--accept');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^accepted .*holdfast\.accepted\.json$/m);
    const text = readFileSync(join(folder, 'holdfast.accepted.json'), 'utf8');
    const digests = text.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…');
    assert.equal(
      digests,
      `{
  "checks": [
    {
      "expect": ">= 0.8",
      "id": "accuracy",
      "interval": [
        0.8892454231693244,
        0.9427642495898665
      ],
      "n": 400,
      "value": 0.92,
      "verdict": "pass"
    }
  ],
  "contract": {
    "digest": "sha256:…",
    "path": "holdfast.yaml"
  },
  "holdfast_accepted": 1,
  "inputs": [
    {
      "digest": "sha256:…",
      "path": "p.csv",
      "role": "candidate",
      "rows": 400
    }
  ],
  "model": "shop",
  "seed": 1,
  "verdict": "pass"
}
`,
    );
    await run('gate', 'p.csv', '--accept');
    assert.equal(
      readFileSync(join(folder, 'holdfast.accepted.json'), 'utf8'),
      text,
      'the same rows give the same bytes',
    );
  }));

test('a later gate says what changed since then, and judges as it would without', () =>
  inFolder(good, async ({ run }) => {
    await run('gate', 'p.csv', '--accept');
    const same = await run('gate', 'p.csv');
    assert.doesNotMatch(same.stdout, /Since it was accepted/);
    const later = await run('gate', 'worse.csv');
    assert.match(later.stdout, /Since it was accepted/);
    assert.equal(later.code, 1);
    const result = JSON.parse((await run('gate', 'worse.csv', '--json')).stdout);
    assert.deepEqual(
      result.accepted.checks.map((change: { id: string; kind: string }) => [change.id, change.kind]),
      [['accuracy', 'worse']],
    );
  }));

test('without a contract there is nothing to accept, and a damaged file is named', () =>
  inFolder({ 'p.csv': ROWS }, async ({ run, folder }) => {
    const ended = await run('gate', 'p.csv', '--accept');
    assert.equal(ended.code, 3);
    assert.match(ended.stderr, /ACCEPT_NO_CONTRACT/);
    assert.ok(!existsSync(join(folder, 'holdfast.accepted.json')));
    writeFileSync(join(folder, 'holdfast.yaml'), contract('[accuracy >= 0.8]'));
    writeFileSync(join(folder, 'holdfast.accepted.json'), '{"half":');
    const damaged = await run('gate', 'p.csv');
    assert.equal(damaged.code, 3);
    assert.match(damaged.stderr, /RESULT_FILE: .*holdfast\.accepted\.json/);
  }));

test('two results are compared: 1 when a check fails that did not, 0 when it did before', () =>
  inFolder(good, async ({ run, folder }) => {
    for (const name of ['p', 'worse'])
      writeFileSync(join(folder, `${name}.json`), (await run('gate', `${name}.csv`, '--json')).stdout);
    const worse = await run('compare', 'p.json', 'worse.json', '--html', 'c.html', '--markdown', 'c.md');
    assert.equal(worse.code, 1, worse.stderr);
    assert.match(worse.stdout, /1 check got worse/);
    assert.ok(worse.stdout.split('\n').every((line) => [...line].length <= 80));
    assert.match(readFileSync(join(folder, 'c.html'), 'utf8'), /<h2 id="changed-checks">/);
    assert.match(readFileSync(join(folder, 'c.md'), 'utf8'), /1 check got worse/);
    assert.equal((await run('compare', 'worse.json', 'p.json')).code, 0);
    assert.equal((await run('compare', 'worse.json', 'worse.json')).code, 0);
    const { command, checks, inputs } = JSON.parse((await run('compare', 'p.json', 'worse.json', '--json')).stdout);
    assert.deepEqual([command, checks.length, inputs[0].role], ['compare', 1, 'candidate']);
  }));

test('a file that is no result, a file that is not there, and one file too few are bad input', () =>
  inFolder(good, async ({ run }) => {
    for (const [words, code] of [
      [['p.csv', 'p.csv'], 'RESULT_FILE'],
      [['q.json', 'p.csv'], 'FILE_MISSING'],
      [['p.csv'], 'ARGUMENT_MISSING'],
      [['p.csv', 'p.csv', 'p.csv'], 'ARGUMENT_EXCESS'],
    ] as const) {
      const ended = await run('compare', ...words);
      assert.deepEqual([ended.code, ended.stderr.split(':')[0]], [3, code]);
    }
  }));
