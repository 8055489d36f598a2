import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as rules from './dependency-rules.ts';
import { paths, root } from './sources.ts';

const read = <T>(path: string): T => JSON.parse(readFileSync(root + path, 'utf8'));
const lock = read<{ packages: Record<string, rules.Locked> }>('package-lock.json');
const locked = Object.entries(lock.packages);
const manifests = paths()
  .filter((path) => path.endsWith('package.json'))
  .map((path) => read<rules.Manifest>(path));
/** Packages that the program needs when it runs, without the workspaces and without the binaries of other platforms. */
const runtime = locked.filter(
  ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.dev && !entry.optional,
);

/**
 * Packages that may come with the program, today's number. Raising it is a decision: it needs an ADR for what was
 * added. Most are parts of d3, which Observable Plot asks for; only DuckDB's and libsql's stay dependencies of the
 * packed program.
 */
const RUNTIME_PACKAGES_MAX = 69;

test('every locked package comes from the registry with its sha512 hash', () => {
  assert.ok(locked.length > 50, `only ${locked.length} entries were seen`);
  assert.deepEqual(
    locked.flatMap(([path, entry]) => rules.lockProblems(path, entry)),
    [],
  );
  const good = lock.packages['node_modules/zod'];
  assert.ok(good);
  const planted: Record<string, rules.Locked> = {
    'no hash': { version: '1.0.0' },
    'weak hash': { ...good, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
    git: { ...good, resolved: 'git+ssh://git@example.org/x.git#abc' },
    web: { ...good, resolved: 'https://example.org/x.tgz' },
    file: { ...good, version: 'file:../x' },
    'foreign link': { link: true, resolved: '../x' },
  };
  for (const [name, entry] of Object.entries(planted))
    assert.notDeepEqual(rules.lockProblems('node_modules/x', entry), [], name);
});

test('the binaries of every platform are locked, not only those of the machine that wrote the lock file', () => {
  assert.deepEqual(rules.platformProblems(lock.packages), []);
  const { 'node_modules/@duckdb/node-bindings-darwin-arm64': removed, ...planted } = lock.packages;
  assert.ok(removed);
  assert.equal(rules.platformProblems(planted).length, 1);
});

test('package files ask for exact versions of the registry', () => {
  assert.equal(manifests.length, 3);
  assert.deepEqual(manifests.flatMap(rules.rangeProblems), []);
  for (const version of [
    '^1.0.0',
    '1.x',
    'latest',
    'git+ssh://git@example.org/x.git',
    'file:../x',
    'https://example.org/x.tgz',
  ]) {
    assert.equal(rules.rangeProblems({ devDependencies: { x: version } }).length, 1, version);
  }
});

test('the number of packages that the program needs has a ceiling', () => {
  assert.ok(runtime.length <= RUNTIME_PACKAGES_MAX, `${runtime.length} packages; see the comment on the ceiling`);
  assert.ok(runtime.length > RUNTIME_PACKAGES_MAX - 5, `only ${runtime.length}: lower the ceiling`);
});

test('every installed package has a licence under which we may use it', () => {
  const installed = locked.filter(
    ([path]) => path.includes('node_modules/') && existsSync(`${root}${path}/package.json`),
  );
  assert.ok(installed.length > 50, `only ${installed.length} were looked at`);
  const wrong = installed.flatMap(([path, entry]) => {
    const licence = rules.licenceOf(read<rules.Manifest>(`${path}/package.json`));
    const isAllowed = rules.LICENCES.has(licence) || (entry.dev === true && rules.LICENCES_OF_TOOLS.has(licence));
    return isAllowed ? [] : [`${path}: ${licence}`];
  });
  assert.deepEqual(wrong, []);
  for (const licence of ['GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN x']) assert.ok(!rules.LICENCES.has(licence), licence);
  assert.ok(!rules.LICENCES.has(rules.licenceOf({ name: 'x' })));
});

test('.npmrc keeps install scripts off, versions exact, and packages younger than a week out', () => {
  const lines = readFileSync(`${root}.npmrc`, 'utf8').split('\n');
  assert.deepEqual(
    rules.NPMRC.filter((line) => !lines.includes(line)),
    [],
  );
});

test('no package that the program needs has an install script; esbuild, a tool, can do without its own', () => {
  const hooks = ['preinstall', 'install', 'postinstall'];
  const hasHook = (manifest: rules.Manifest): boolean => hooks.some((hook) => manifest.scripts?.[hook] !== undefined);
  const withHooks = locked
    .filter(([path]) => path.includes('node_modules/') && existsSync(`${root}${path}/package.json`))
    .filter(([path]) => hasHook(read<rules.Manifest>(`${path}/package.json`)))
    .map(([path]) => path);
  assert.deepEqual(withHooks, ['node_modules/esbuild']);
  assert.equal(lock.packages['node_modules/esbuild']?.dev, true);
  assert.ok(hasHook({ scripts: { postinstall: 'node fetch.js' } }));
});

test('our own packages have no install scripts either', () => {
  for (const { name, scripts } of manifests) {
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare', 'prepack'])
      assert.equal(scripts?.[hook], undefined, name);
  }
});
