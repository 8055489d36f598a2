import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { parseWords } from '../packages/holdfast/src/cli/program.ts';
import { plantedFolder } from './tidy/planted.ts';
import { root } from './tidy/sources.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly runs: {
    readonly steps: readonly { readonly env?: Readonly<Record<string, string>>; readonly run?: string }[];
  };
}
const action: Action = parse(readFileSync(`${root}action.yml`, 'utf8'));
const gate = action.runs.steps[0];

/** What the step runs with these inputs, where npx only notes its words and ends with `code`. */
function runStep(context: TestContext, inputs: Readonly<Record<string, string>>, code: number) {
  const npx = `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word" >> words; done\nexit ${code}\n`;
  const folder = plantedFolder(context, { 'bin/npx': npx });
  chmodSync(`${folder}/bin/npx`, 0o755);
  const env = Object.entries(gate?.env ?? {}).map(([name, value]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
  });
  const { status, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', gate?.run ?? ''],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(env),
        PATH: `${folder}/bin:${process.env['PATH']}`,
        GITHUB_OUTPUT: `${folder}/output`,
      },
    },
  );
  assert.equal(stderr, '');
  const words = readFileSync(`${folder}/words`, 'utf8').trimEnd().split('\n');
  return { status, words, output: readFileSync(`${folder}/output`, 'utf8') };
}

test('the action calls gate with its inputs, and the program understands the call', (context) => {
  const inputs = {
    file: 'new.csv',
    contract: 'c.yaml',
    against: 'old.csv',
    labels: 'l.csv',
    version: '0.1.0',
    extra: "--where\npart = 'analysis'\n\n--unknown\npass",
  };
  const { status, words, output } = runStep(context, inputs, 0);
  assert.equal(status, 0);
  assert.match(output, /^exit-code=0\nreports<<(.*)\nholdfast-report\.html\n\1\n$/);
  assert.deepEqual(words.slice(0, 3), ['--yes', 'holdfast@0.1.0', 'gate']);
  const parsed = parseWords(words.slice(2), '0.1.0');
  assert.equal(parsed.kind, 'call');
  assert.deepEqual(parsed.kind === 'call' && parsed.call.files, ['new.csv']);
  assert.deepEqual(parsed.kind === 'call' && { ...parsed.call.options }, {
    color: true,
    github: true,
    html: 'holdfast-report.html',
    contract: 'c.yaml',
    against: 'old.csv',
    labels: 'l.csv',
    where: "part = 'analysis'",
    unknown: 'pass',
  });
});

test('an input that looks like a command or an option stays the name of a file', (context) => {
  const file = '--help $(touch planted) `id`; exit 0 "x\' .csv';
  const { words } = runStep(context, { file }, 0);
  assert.equal(words.at(-1), file);
  assert.equal(words.at(-2), '--');
});

test('a failed gate fails the step with its exit code, which the report step can read', (context) => {
  const { status, output } = runStep(context, { file: 'new.csv' }, 2);
  assert.equal(status, 2);
  assert.match(output, /^exit-code=2\n/);
});

test('every input of the action is used, and nothing of an input is written into the script', () => {
  const used = new Set(Object.values(gate?.env ?? {}).flatMap((value) => /inputs\.([\w-]+)/.exec(value)?.[1] ?? []));
  assert.deepEqual([...used].sort(), Object.keys(action.inputs).sort());
  assert.doesNotMatch(gate?.run ?? '', /\$\{\{/);
});

test('several models are judged one after the other, each with its own tables and report', (context) => {
  const inputs = { file: 'a.csv\nb.csv\n', against: 'old-a.csv\nold-b.csv', extra: '--unknown\npass' };
  const { words, output } = runStep(context, inputs, 0);
  const calls = words.join(' ').split('--yes ').slice(1);
  assert.deepEqual(
    calls.map((call) => call.trim()),
    [
      'holdfast@latest gate --github --html holdfast-report.html --against old-a.csv --unknown pass -- a.csv',
      'holdfast@latest gate --github --html holdfast-report-2.html --against old-b.csv --unknown pass -- b.csv',
    ],
  );
  assert.match(output, /\nholdfast-report\.html\nholdfast-report-2\.html\n/);
});
