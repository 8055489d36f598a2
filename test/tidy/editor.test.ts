import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { plantedFolder } from './planted.ts';
import { root } from './sources.ts';

/** The rules that Biome breaks off for, on one planted file, under our own settings. */
function lint(context: TestContext, path: string, text: string): string[] {
  const settings = JSON.parse(readFileSync(`${root}biome.json`, 'utf8'));
  const folder = plantedFolder(context, {
    [path]: text,
    'test/other.ts': "import { x } from './planted.ts';\n\nexport const y = x;\n",
    // The planted folder is one that git ignores, so the ignore file must not be asked here.
    'biome.json': JSON.stringify({ ...settings, $schema: undefined, root: true, vcs: undefined }),
    'biome.core.json': readFileSync(`${root}biome.core.json`, 'utf8'),
  });
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', path];
  const { stdout } = spawnSync(`${root}node_modules/.bin/biome`, args, { cwd: folder, encoding: 'utf8' });
  const found: { summary: { unchanged: number }; diagnostics: { severity: string; category: string }[] } =
    JSON.parse(stdout);
  assert.equal(found.summary.unchanged, 1, 'Biome looked at the planted file');
  return found.diagnostics.filter(({ severity }) => severity === 'error').map(({ category }) => category);
}

const planted: readonly [rule: string, path: string, text: string][] = [
  ['style/noRestrictedImports', 'packages/core/src/table/planted.ts', "export * from '../measure/y.ts';"],
  ['style/noRestrictedImports', 'packages/core/src/stats/planted.ts', "import { z } from 'zod';\nexport const x = z;"],
  ['style/noRestrictedImports', 'packages/core/src/wire/planted.ts', "export { readFileSync } from 'node:fs';"],
  ['suspicious/noExplicitAny', 'test/planted.ts', 'export const f = (x: any): void => void x;'],
  ['suspicious/noImportCycles', 'test/planted.ts', "import { y } from './other.ts';\n\nexport const x = y;"],
  ['complexity/noExcessiveLinesPerFunction', 'test/planted.ts', `export function f() {\n${'  f();\n'.repeat(61)}}`],
  ['style/useFilenamingConvention', 'test/pageHinkley.ts', 'export const x = 1;'],
  ['style/useImportType', 'test/planted.ts', "import { X } from './x.ts';\nexport const x = (y: X): X => y;"],
];

for (const [rule, path, text] of planted) {
  test(`Biome refuses what ${rule} forbids in ${path}`, (context) => {
    assert.deepEqual([...new Set(lint(context, path, text))], [`lint/${rule}`]);
  });
}

test('Biome allows zod where the core may use it, and a folder to the left', (context) => {
  const text = "import { z } from 'zod';\nimport { x } from '../measure/x.ts';\n\nexport const y = z.literal(x);\n";
  assert.deepEqual(lint(context, 'packages/core/src/contract/planted.ts', text), []);
});
