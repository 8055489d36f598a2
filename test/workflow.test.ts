// The workflow of examples/github, played with the events that GitHub documents: its triggers, its steps and the action
// as a runner would run them, with the program of this checkout in the place of the published one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { contract, PROGRAM, predictions } from './e2e/holdfast.ts';
import { plantedFolder } from './tidy/planted.ts';
import { root } from './tidy/sources.ts';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: {
    readonly push: { readonly branches: readonly string[] };
    readonly pull_request: { readonly paths: readonly string[] };
  };
  readonly jobs: { readonly gate: { readonly steps: readonly Step[] } };
}
const workflow: Workflow = parse(readFileSync(`${root}examples/github/gate.yml`, 'utf8'));
const action: {
  readonly inputs: Record<string, { readonly default?: string }>;
  readonly runs: { readonly steps: readonly Step[] };
} = parse(readFileSync(`${root}action.yml`, 'utf8'));

/** The fields of the payloads that GitHub documents, as far as workflows read them. */
const push = (ref: string, before: string, after: string) => ({
  ref,
  before,
  after,
  base_ref: null,
  created: /^0+$/.test(before),
  deleted: false,
  forced: false,
  commits: [{ id: after, added: [], removed: [], modified: ['models/fares/predictions.csv'] }],
  head_commit: { id: after },
  repository: { full_name: 'octo/models', default_branch: 'main' },
  pusher: { name: 'octo' },
});
const pullRequest = (base: string, head: string) => ({
  action: 'opened',
  number: 2,
  pull_request: { number: 2, draft: false, base: { ref: 'main', sha: base }, head: { ref: 'better', sha: head } },
  repository: { full_name: 'octo/models', default_branch: 'main' },
  sender: { login: 'octo' },
});

const shop = (checks: string): string => contract(checks, '  compare: { metric: accuracy, margin: 0.02 }\n');
const ROWS = { old: predictions(1500, { seed: 1 }), worse: turned(predictions(1500, { seed: 1 })) };

/** The answers of the first 150 rows turned. */
function turned(rows: string): string {
  const lines = rows.split('\n');
  return lines
    .map((line, i) => (i > 0 && i <= 150 ? line.replace(/(\d)$/, (_, answer) => String(1 - Number(answer))) : line))
    .join('\n');
}

interface Repository {
  readonly folder: string;
  readonly commits: readonly [string, string];
}

/** A repository with two models, of which the second commit spoils one. */
function repository(context: TestContext): Repository {
  const folder = plantedFolder(context, {
    'repo/models/shop/predictions.csv': ROWS.old,
    'repo/models/shop/holdfast.yaml': shop('[accuracy >= 0.8]'),
    'repo/models/fares/predictions.csv': ROWS.old,
    'repo/models/fares/holdfast.yaml': shop('[accuracy >= 0.7]').replace('model: shop', 'model: fares'),
    'bin/npx': `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  });
  chmodSync(`${folder}/bin/npx`, 0o755);
  mkdirSync(`${folder}/temp`);
  const git = (...words: string[]): string => {
    const who = ['-c', 'user.name=octo', '-c', 'user.email=octo@example.invalid', '-c', 'commit.gpgsign=false'];
    const { status, stdout, stderr } = spawnSync('git', [...who, ...words], {
      cwd: `${folder}/repo`,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const commit = (): string => {
    git('add', '.');
    git('commit', '-q', '-m', 'models');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q');
  const first = commit();
  writeFileSync(`${folder}/repo/models/fares/predictions.csv`, ROWS.worse);
  return { folder, commits: [first, commit()] };
}

/** Whether the workflow runs on an event: a push by its branch, a pull request by the files that it changes. */
function isTriggered(event: string, payload: { readonly ref?: string }, changed: readonly string[] = []): boolean {
  const { branches } = workflow.on.push;
  if (event === 'push') return branches.some((branch) => payload.ref === `refs/heads/${branch}`);
  return workflow.on.pull_request.paths.some((path) => changed.some((file) => file.startsWith(path.replace('**', ''))));
}

/** The value of `${{ a.b || c.d }}`: the first that is there and not empty. */
function evaluated(text: string, given: object): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    for (const path of expression.split('||')) {
      let value: unknown = given;
      // as: any object
      for (const name of path.trim().split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
      if (typeof value === 'string' && value !== '') return value;
    }
    return '';
  });
}

interface Played {
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly stderr: string;
}

/** Plays the job on an event; a step that fails ends it, as on a runner. */
function play({ folder }: Repository, name: string, payload: object): Played {
  const event = `${folder}/event.json`;
  writeFileSync(event, JSON.stringify(payload));
  const github = { event: JSON.parse(readFileSync(event, 'utf8')), event_name: name };
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  let last: Played = { code: 0, outputs: {}, summary: '', stderr: '' };
  for (const step of workflow.jobs.gate.steps) {
    if (step.uses?.startsWith('actions/checkout')) continue;
    const given = { github, steps };
    const values = Object.entries(step.env ?? {}).map(([key, value]) => [key, evaluated(value, given)]);
    if (step.run !== undefined)
      last = runStep(folder, step.run, { GITHUB_EVENT_PATH: event, ...Object.fromEntries(values) });
    else last = runAction(folder, event, step, given);
    if (step.id !== undefined) steps[step.id] = { outputs: { ...last.outputs } };
    if (last.code !== 0) break;
  }
  return last;
}

function runAction(folder: string, event: string, step: Step, given: object): Played {
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: usual = '' }]) => [
      name,
      step.with?.[name] === undefined ? usual : evaluated(step.with[name], given),
    ]),
  );
  const gate = action.runs.steps[0];
  const env = Object.entries(gate?.env ?? {}).map(([key, value]) => [key, evaluated(value, { inputs })]);
  return runStep(folder, gate?.run ?? '', { GITHUB_EVENT_PATH: event, ...Object.fromEntries(env) });
}

function runStep(folder: string, script: string, env: Readonly<Record<string, string>>): Played {
  const [output, summary] = [`${folder}/output`, `${folder}/summary`];
  for (const file of [output, summary]) writeFileSync(file, '');
  const options = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script];
  const { status, stderr } = spawnSync('bash', options, {
    cwd: `${folder}/repo`,
    encoding: 'utf8',
    env: {
      ...env,
      PATH: `${folder}/bin:${process.env['PATH']}`,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: `${folder}/temp`,
    },
  });
  return {
    code: status,
    outputs: outputsIn(readFileSync(output, 'utf8')),
    summary: readFileSync(summary, 'utf8'),
    stderr,
  };
}

/** Outputs as a runner reads them: name=value, or name<<WORD and lines to the word. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const [, name = '', word] = /^([\w-]+)<<(.*)$/.exec(lines[i] ?? '') ?? [];
    if (word !== undefined) {
      const end = lines.indexOf(word, i);
      outputs[name] = lines.slice(i + 1, end).join('\n');
      i = end;
    } else {
      const [, key = '', value = ''] = /^([\w-]+)=(.*)$/.exec(lines[i] ?? '') ?? [];
      if (key !== '') outputs[key] = value;
    }
  }
  return outputs;
}

test('a push to main is judged against what main had before, and one summary tells of both models', (context) => {
  const made = repository(context);
  const [before, after] = made.commits;
  const payload = push('refs/heads/main', before, after);
  assert.ok(isTriggered('push', payload));
  assert.ok(!isTriggered('push', push('refs/heads/other', before, after)));
  const { code, outputs, summary, stderr } = play(made, 'push', payload);
  assert.equal(code, 1, stderr);
  assert.equal(outputs['exit-code'], '1');
  assert.match(summary, /^<!-- holdfast: all -->\n## 2 models: 1 failed, 1 passed\n/);
  assert.match(summary, /\| Fail \| \*\*fares\*\* \|/);
  assert.match(stderr, /::error file=models\/fares\/holdfast\.yaml,line=\d+,title=fail%3A /);
  for (const report of (outputs['reports'] ?? '').split('\n'))
    assert.ok(existsSync(join(made.folder, 'repo', report)), report);
});

test('a pull request is judged against its base, when it changes a model', (context) => {
  const made = repository(context);
  const [base, head] = made.commits;
  assert.ok(isTriggered('pull_request', {}, ['models/fares/predictions.csv']));
  assert.ok(!isTriggered('pull_request', {}, ['README.md']));
  const { code, summary } = play(made, 'pull_request', pullRequest(base, head));
  assert.equal(code, 1);
  assert.match(summary, /2 models: 1 failed, 1 passed/);
});

test('the first push of a branch has no champion: the checks alone are judged', (context) => {
  const made = repository(context);
  const { code, summary, stderr } = play(made, 'push', push('refs/heads/main', '0'.repeat(40), made.commits[1]));
  assert.equal(code, 0, stderr);
  assert.match(summary, /2 models: 2 passed/);
});
