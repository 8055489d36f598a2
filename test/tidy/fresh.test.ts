import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { plantedFolder } from './planted.ts';
import { source } from './sources.ts';

const home = 'packages/holdfast';

/** A checkout whose program prints a word that comes from a chunk of its own. */
function checkout(context: TestContext, word: string): string {
  return plantedFolder(context, {
    [`${home}/bin/holdfast.js`]: source(`${home}/bin/holdfast.js`).text,
    'tools/bundle.mjs': source('tools/bundle.mjs').text,
    [`${home}/src/main.ts`]: "const { word } = await import('./word.ts');\nprocess.stdout.write(word);\n",
    [`${home}/src/word.ts`]: `export const word: string = '${word}';\n`,
    [`${home}/src/other.ts`]: 'export const other = 1;\n',
  });
}

const run = (folder: string): string =>
  spawnSync(process.execPath, [`${folder}/${home}/bin/holdfast.js`], { encoding: 'utf8' }).stdout;
const builtAt = (folder: string): number => statSync(`${folder}/${home}/dist/main.js`).ctimeMs;

test('the bundle is made at the first start, kept while nothing changes, and made anew after a change', (context) => {
  const folder = checkout(context, 'one');
  assert.equal(run(folder), 'one');
  const first = builtAt(folder);
  assert.equal(run(folder), 'one');
  assert.equal(builtAt(folder), first);
  writeFileSync(`${folder}/${home}/src/word.ts`, "export const word: string = 'two';\n");
  assert.equal(run(folder), 'two');
  assert.notEqual(builtAt(folder), first);
});

test('a source that was removed makes the bundle stale, a changed test does not', (context) => {
  const folder = checkout(context, 'one');
  writeFileSync(`${folder}/${home}/src/word.test.ts`, '');
  run(folder);
  const first = builtAt(folder);
  const later = new Date(Date.now() + 1000);
  utimesSync(`${folder}/${home}/src/word.test.ts`, later, later);
  run(folder);
  assert.equal(builtAt(folder), first);
  rmSync(`${folder}/${home}/src/other.ts`);
  run(folder);
  assert.notEqual(builtAt(folder), first);
});

test('processes that start at once on a stale bundle all run', async (context) => {
  const folder = checkout(context, 'one');
  const start = () => promisify(execFile)(process.execPath, [`${folder}/${home}/bin/holdfast.js`]);
  const all = await Promise.all([start(), start(), start()]);
  assert.deepEqual(
    all.map(({ stdout }) => stdout),
    ['one', 'one', 'one'],
  );
});

test('a program that is running finds its chunks after another process has replaced them', async (context) => {
  const folder = checkout(context, 'one');
  const slow =
    "await new Promise((go) => process.stdin.once('data', go));\nconst { word } = await import('./word.ts');\n";
  writeFileSync(
    `${folder}/${home}/src/main.ts`,
    `process.stdout.write('ready ');\n${slow}process.stdout.write(word);\nprocess.exit();\n`,
  );
  const running = promisify(execFile)(process.execPath, [`${folder}/${home}/bin/holdfast.js`]);
  await new Promise((go) => running.child.stdout?.once('data', go));
  // As if it had been built an hour ago, longer than a chunk without a name is kept.
  const dist = `${folder}/${home}/dist`;
  const longAgo = new Date(Date.now() - 60 * 60 * 1000);
  for (const name of readdirSync(dist)) utimesSync(`${dist}/${name}`, longAgo, longAgo);
  writeFileSync(`${folder}/${home}/src/word.ts`, "export const word: string = 'two';\n");
  spawnSync(process.execPath, ['-e', `import('${folder}/tools/bundle.mjs').then((made) => made.bundle())`]);
  running.child.stdin?.write('go\n');
  assert.equal((await running).stdout, 'ready one');
});

test('a bundle that cannot be made says which file is wrong, and leaves the old one as it was', (context) => {
  const folder = checkout(context, 'one');
  run(folder);
  const first = builtAt(folder);
  writeFileSync(`${folder}/${home}/src/word.ts`, 'export const word = ;\n');
  const { status, stderr } = spawnSync(process.execPath, [`${folder}/${home}/bin/holdfast.js`], { encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.match(stderr, /word\.ts:1/);
  assert.equal(builtAt(folder), first);
});
