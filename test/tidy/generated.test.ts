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
    'bench/coverage',
    'docs/reference',
    'biome.core.json',
    'package.json',
  ];
  for (const part of parts) {
    if (existsSync(root + part)) cpSync(root + part, `${folder}/${part}`, { recursive: true });
  }
  return folder;
}

/** What the generators say with `--check`, and their exit code. */
function check(folder: string): { status: number | null; said: string } {
  const args = ['--import', 'tsx', `${folder}/tools/generate.ts`, '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('generated files are fresh, and each is stale when that changes from which it is made', (context) => {
  const folder = copy(context);
  assert.deepEqual(check(folder), { status: 0, said: '' });
  const catalogue = 'packages/core/src/catalogue';
  writeFileSync(`${folder}/${catalogue}/performance/planted.ts`, entryText('performance', 'planted'));
  const plant = (path: string, from: string, to: string): void => {
    const text = readFileSync(`${folder}/${path}`, 'utf8');
    assert.ok(text.includes(from), path);
    writeFileSync(`${folder}/${path}`, text.replace(from, to));
  };
  plant(`${catalogue}/performance/accuracy.ts`, "title: 'Accuracy'", "title: 'Planted'");
  plant('packages/core/src/report/words/contract.ts', ": '", ": 'Planted ");
  plant('tools/core-order.ts', "  'wire',\n", '');
  const { status, said } = check(folder);
  assert.equal(status, 1);
  const stale = said.split('\n').map((line) => line.replace(/ is stale.*/, ''));
  assert.deepEqual(stale, [
    `${catalogue}/index.ts`,
    'biome.core.json',
    'docs/reference/contract.schema.json',
    'docs/reference/performance.md',
    '',
  ]);
});

test('what new-check writes compiles and passes its own test, and is not taken for finished', (context) => {
  const folder = copy(context);
  const homes = ['performance', 'drift'].map((family) => {
    const home = `${folder}/packages/core/src/catalogue/${family}/planted-share`;
    writeFileSync(`${home}.ts`, entryText(family, 'planted-share'));
    writeFileSync(`${home}.test.ts`, testText(family, 'planted-share'));
    return home;
  });
  const settings = { extends: `${root}tsconfig.core.json`, compilerOptions: { types: ['node'] } };
  const include = homes.flatMap((home) => [`${home}.ts`, `${home}.test.ts`]);
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ ...settings, include }));
  const tsc = [`${root}node_modules/typescript/bin/tsc`, '-p', folder];
  assert.equal(spawnSync(process.execPath, tsc, { encoding: 'utf8' }).stdout, '');
  const tests = homes.map((home) => `${home}.test.ts`);
  const ran = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...tests], {
    cwd: folder,
    encoding: 'utf8',
    // Without this the inner runner takes itself for a part of the outer one, and runs nothing.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  assert.equal(ran.status, 0, ran.stdout);
  assert.match(ran.stdout, /pass 4/);
  for (const family of ['performance', 'drift']) {
    for (const text of [entryText(family, 'x'), testText(family, 'x')]) {
      assert.ok(text.includes(MARK));
      assert.notDeepEqual(isFinished({ path: `packages/core/src/catalogue/${family}/x.ts`, text }), []);
    }
  }
});
