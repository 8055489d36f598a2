import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { entryText, MARK, testText } from '../../tools/new-check.ts';
import { plantedFolder } from './planted.ts';
import { root } from './sources.ts';
import { isFinished } from './text-rules.ts';

/** A copy of what the generators read and write, so that a violation can be planted in it. */
function copy(context: TestContext): string {
  const folder = plantedFolder(context, {});
  const parts = [
    'tools',
    'packages/core',
    'packages/holdfast/src/cli',
    'docs/reference',
    'biome.core.json',
    'package.json',
  ];
  for (const part of parts) {
    if (existsSync(root + part)) cpSync(root + part, `${folder}/${part}`, { recursive: true });
  }
  return folder;
}

/** What a generator says with `--check`, and its exit code. */
function check(folder: string, generator: string): { status: number | null; said: string } {
  const args = ['--import', 'tsx', `${folder}/tools/${generator}`, '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('the index of the catalogue is fresh, and stale when an entry comes that it does not name', (context) => {
  const folder = copy(context);
  assert.deepEqual(check(folder, 'catalogue-index.ts'), { status: 0, said: '' });
  writeFileSync(`${folder}/packages/core/src/catalogue/performance/planted.ts`, entryText('performance', 'planted'));
  const stale = check(folder, 'catalogue-index.ts');
  assert.equal(stale.status, 1);
  assert.match(stale.said, /stale/);
});

test('the reference is fresh, and stale when a card says something else', (context) => {
  const folder = copy(context);
  assert.deepEqual(check(folder, 'reference.ts'), { status: 0, said: '' });
  const accuracy = `${folder}/packages/core/src/catalogue/performance/accuracy.ts`;
  writeFileSync(accuracy, readFileSync(accuracy, 'utf8').replace("title: 'Accuracy'", "title: 'Planted'"));
  const stale = check(folder, 'reference.ts');
  assert.equal(stale.status, 1);
  assert.match(stale.said, /performance\.md is stale/);
});

test('the JSON Schema of the contract is fresh, and stale when it differs', (context) => {
  const folder = copy(context);
  assert.deepEqual(check(folder, 'contract-schema.ts'), { status: 0, said: '' });
  writeFileSync(`${folder}/docs/reference/contract.schema.json`, '{}\n');
  assert.equal(check(folder, 'contract-schema.ts').status, 1);
});

test('the import rules of the editor are fresh, and stale when the order changes', (context) => {
  const folder = copy(context);
  assert.deepEqual(check(folder, 'import-rules.ts'), { status: 0, said: '' });
  const order = `${folder}/tools/core-order.ts`;
  writeFileSync(order, readFileSync(order, 'utf8').replace("  'wire',\n", ''));
  assert.equal(check(folder, 'import-rules.ts').status, 1);
});

test('what new-check writes compiles and passes its own test, and is not taken for finished', (context) => {
  const folder = copy(context);
  const home = `${folder}/packages/core/src/catalogue/performance`;
  writeFileSync(`${home}/planted-share.ts`, entryText('performance', 'planted-share'));
  writeFileSync(`${home}/planted-share.test.ts`, testText('planted-share'));
  const settings = { extends: `${root}tsconfig.core.json`, compilerOptions: { types: ['node'] } };
  const include = [`${home}/planted-share.ts`, `${home}/planted-share.test.ts`];
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ ...settings, include }));
  const tsc = [`${root}node_modules/typescript/bin/tsc`, '-p', folder];
  assert.equal(spawnSync(process.execPath, tsc, { encoding: 'utf8' }).stdout, '');
  const ran = spawnSync(process.execPath, ['--import', 'tsx', '--test', `${home}/planted-share.test.ts`], {
    cwd: folder,
    encoding: 'utf8',
    // Without this the inner runner takes itself for a part of the outer one, and runs nothing.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  assert.equal(ran.status, 0, ran.stdout);
  assert.match(ran.stdout, /pass 2/);
  for (const text of [entryText('performance', 'x'), testText('x')]) {
    assert.ok(text.includes(MARK));
    assert.notDeepEqual(isFinished({ path: 'packages/core/src/catalogue/performance/x.ts', text }), []);
  }
});
