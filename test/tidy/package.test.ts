import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { bundle } from '../../tools/bundle.mjs';
import { contents, pack, packedManifest } from '../../tools/pack.ts';
import { plantedFolder } from './planted.ts';
import { root } from './sources.ts';

const golden = readFileSync(`${root}test/tidy/package-contents.txt`, 'utf8');

/** The program unpacked where packages of ours are not in reach but DuckDB is, as after an install. */
async function unpacked(context: TestContext): Promise<{ home: string; files: readonly string[] }> {
  const folder = plantedFolder(context, {});
  const { name, files } = await pack(folder);
  const { status, stderr } = spawnSync('tar', ['-xzf', name], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { home: `${folder}/package`, files };
}

test('the package holds what the golden list says, and runs where there are no sources', async (context) => {
  const { home, files } = await unpacked(context);
  assert.equal(contents(files), golden);
  const help = spawnSync(process.execPath, [`${home}/bin/holdfast.js`, '--help'], { encoding: 'utf8' });
  assert.equal(help.status, 0, help.stderr);
  assert.match(help.stdout, /Usage: holdfast/);
  const licences = readFileSync(`${home}/dist/LICENSES.txt`, 'utf8');
  for (const name of ['commander', 'zod', 'yaml', 'linkedom', '@observablehq/plot', 'd3']) {
    assert.match(licences, new RegExp(`^${name} \\d`, 'm'), `the licence of ${name} is missing`);
  }
});

test('a file too many or too few in the package is seen, whatever the chunks are called', () => {
  const files = golden
    .trim()
    .split('\n')
    .map((path) => path.replace('*', 'ABCD2345'));
  assert.equal(contents([...files, 'dist/chunk-ZYXW6543.js']), golden);
  assert.notEqual(contents([...files, 'dist/main.test.js']), golden);
  assert.notEqual(contents([...files, '.npmrc']), golden);
  assert.notEqual(contents(files.slice(1)), golden);
});

test('the packed program asks only for what has a binary of its own, and for nothing of developers', () => {
  const manifest = packedManifest({
    version: '1.0.0',
    private: true,
    scripts: { postinstall: 'planted' },
    devDependencies: { tsx: '1.0.0' },
    dependencies: { '@duckdb/node-bindings': '1.0.0', '@holdfast/core': '0.1.0', yaml: '2.0.0' },
  });
  assert.deepEqual(manifest, {
    version: '1.0.0',
    dependencies: { '@duckdb/node-bindings': '1.0.0' },
    files: ['bin', 'dist'],
  });
});

/** Two bundles that are made at once in one folder beside a manifest. */
async function madeAtOnce(context: TestContext) {
  const manifest = readFileSync(`${root}packages/holdfast/package.json`, 'utf8');
  const dist = `${plantedFolder(context, { 'package.json': manifest })}/dist`;
  const [{ outputs }] = await Promise.all([bundle(dist), bundle(dist)]);
  return { dist, outputs };
}

test('help loads commander alone, and runs although two processes made the bundle at once', async (context) => {
  const { dist, outputs } = await madeAtOnce(context);
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [path.replace(/^.*\//, ''), output]));
  const atOnce = new Set<string>();
  const load = (name: string): void => {
    const output = byName.get(name);
    if (output === undefined || atOnce.has(name)) return;
    atOnce.add(name);
    for (const { path, kind } of output.imports) if (kind === 'import-statement') load(path.replace(/^.*\//, ''));
  };
  load('main.js');
  const inputs = [...atOnce].flatMap((name) => Object.keys(byName.get(name)?.inputs ?? {}));
  const packages = [...new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))];
  assert.ok(
    inputs.some((path) => path.endsWith('packages/holdfast/src/main.ts')),
    'the entry was looked at',
  );
  assert.deepEqual(packages, ['commander']);
  const all = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  assert.ok(
    all.some((path) => path.includes('node_modules/zod/')),
    'the other packages are in the bundle, in chunks',
  );
  const { status, stderr } = spawnSync(process.execPath, [`${dist}/main.js`, '--help'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});
