import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CORE_ORDER } from '../../tools/core-order.ts';
import { declarationProblems, entriesStandAlone, importsOf, looksLeft, namesNoAdapter } from './import-rules.ts';
import { assertKept, root, type Source, sources } from './sources.ts';

const core = sources('packages/core/src/');
const programs = sources('packages/');
const at = (path: string, text: string): Source => ({ path: `packages/core/src/${path}`, text });

test('the import rules look at more than twenty files and forty imports of the core', () => {
  const shipped = core.filter(({ path }) => !path.endsWith('.test.ts'));
  assert.ok(shipped.length > 20, `only ${shipped.length} files`);
  assert.ok(shipped.flatMap(importsOf).length > 40, 'too few imports were seen');
});

test('a folder of the core imports only itself and folders to its left', () => {
  assertKept(looksLeft, core);
  const planted = [
    at('table/planted.ts', "import { x } from '../measure/y.ts';"),
    at('stats/planted.ts', "export * from '../table/table.ts';"),
    at('std/planted.ts', "const { x } = await import('../stats/y.ts');"),
    at('table/planted.ts', "import {\n  type A,\n} from '../catalogue/define.ts';"),
    at('catalogue/performance/planted.ts', "import type { V } from '../../verdict/judge.ts';"),
    at('elsewhere/planted.ts', 'export const x = 1;'),
  ];
  for (const plant of planted) assert.equal(looksLeft(plant).length, 1, plant.text);
  const allowed = at(
    'measure/planted.ts',
    "import { x } from '../stats/x.ts';\n// from '../wire/y.ts'\nexport const y = x;",
  );
  assert.deepEqual(looksLeft(allowed), []);
});

test('the core imports no package but zod, and that only in contract and wire', () => {
  for (const from of ['node:fs', 'fs', 'yaml', 'holdfast', '../../../holdfast/src/main.ts']) {
    assert.equal(looksLeft(at('contract/planted.ts', `import x from '${from}';`)).length, 1, from);
  }
  assert.equal(looksLeft(at('stats/planted.ts', "import { z } from 'zod';")).length, 1);
  assert.equal(looksLeft(at('contract/planted.ts', "import { z } from 'zod';")).length, 0);
  const manifest: { dependencies: object } = JSON.parse(readFileSync(`${root}packages/core/package.json`, 'utf8'));
  assert.deepEqual(Object.keys(manifest.dependencies), ['zod']);
});

test('a catalogue entry imports no other entry', () => {
  const entries = new Set(core.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path));
  const isEntry = (path: string): boolean => entries.has(path);
  assertKept(entriesStandAlone(isEntry), core);
  const rule = entriesStandAlone((path) => path === 'packages/core/src/catalogue/performance/accuracy.ts');
  const planted = ["import accuracy from './accuracy.ts';", "import accuracy from '../performance/accuracy.ts';"];
  for (const text of planted) assert.equal(rule(at('catalogue/performance/planted.ts', text)).length, 1, text);
  assert.deepEqual(rule(at('catalogue/performance/planted.ts', "import { x } from '../define.ts';")), []);
});

test('only the composition root names adapters, and packages see each other by name', () => {
  assertKept(namesNoAdapter, programs);
  const program = (path: string, text: string): Source => ({ path: `packages/holdfast/src/${path}`, text });
  const adapter = "from './adapters/embedded/ledger.ts';";
  assert.equal(namesNoAdapter(program('server.ts', `import x ${adapter}`)).length, 1);
  assert.equal(namesNoAdapter(program('main.ts', `import x ${adapter}`)).length, 0);
  assert.equal(namesNoAdapter(program('server.ts', "import x from '../../core/src/std/assert.ts';")).length, 1);
});

test('a package declares what it imports, and imports what it declares', () => {
  for (const name of ['core', 'holdfast']) {
    const manifest: { dependencies: object } = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8'));
    assert.deepEqual(declarationProblems(sources(`packages/${name}/src/`), Object.keys(manifest.dependencies)), []);
  }
  const text = "import a from 'yaml';\nimport b from '@scope/name/deep.ts';\nimport 'node:fs';\nimport './x.ts';";
  const planted = [at('x.ts', text)];
  assert.deepEqual(declarationProblems(planted, ['yaml', '@scope/name']), []);
  assert.deepEqual(declarationProblems(planted, ['yaml']), ['@scope/name is imported and not declared']);
  assert.deepEqual(declarationProblems(planted, ['yaml', '@scope/name', 'd3']), ['d3 is declared and not imported']);
});

test('ARCHITECTURE.md and the generated import rules show the same order as the lock', () => {
  assert.ok(readFileSync(`${root}ARCHITECTURE.md`, 'utf8').includes(CORE_ORDER.join(' | ')));
  const config: { overrides: { includes: string[] }[] } = JSON.parse(readFileSync(`${root}biome.core.json`, 'utf8'));
  const folders = config.overrides.map(({ includes }) => /src\/(\w+)\//.exec(includes[0] ?? '')?.[1]);
  assert.deepEqual(folders, CORE_ORDER);
});
