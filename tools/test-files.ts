import { existsSync, readdirSync, statSync } from 'node:fs';

const folders = ['packages/holdfast/src', 'packages/web/src', 'test', 'tools', 'bench', 'sim'];

/**
 * Files that take longer than two seconds, the longest first: started in this order they keep two cores busy to the
 * end. The first two stand for many files each.
 */
export const LONGEST: readonly string[] = [
  'test/quick.ts',
  'test/e2e/backtest.test.ts',
  'test/render/chromium.test.ts',
  'test/acceptance/adult.test.ts',
  'test/acceptance/history.test.ts',
  'test/e2e/cli.test.ts',
  'test/files/real.test.ts',
  'test/files/kinds.test.ts',
  'test/files/nasty.test.ts',
  'test/guide.test.ts',
  'test/files/hostile.test.ts',
  'test/core.ts',
  'test/files/formats.test.ts',
  'test/golden/real.test.ts',
  'test/golden/models.test.ts',
  'test/e2e/cli-problems.test.ts',
  'test/fuzz/yaml.test.ts',
  'test/fuzz/csv.test.ts',
  'test/tidy/generated.test.ts',
  'test/tidy/package.test.ts',
  'test/files/parquet.test.ts',
  'test/e2e/cli-stopped.test.ts',
  'test/e2e/profile.test.ts',
  'test/e2e/ledger.test.ts',
  'test/ledger/killed.test.ts',
  'packages/holdfast/src/drivers/demo/shop-year.test.ts',
  'packages/holdfast/src/files/engine/engine.test.ts',
  'test/laws/laws.test.ts',
  'test/laws/catalogue.test.ts',
  'test/render/html.test.ts',
  'test/tidy/fresh.test.ts',
  'packages/holdfast/src/files/types/form.test.ts',
];

/** Test files below a path from the root, or the file itself, in the order of their names. */
export function testsIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => `${path}/${name}`)
    .sort();
}

/**
 * The files that share one process (test/quick.ts): half a second each goes into starting Node and reading TypeScript,
 * more than most of them take. One that sets hooks for its whole file belongs among the longest.
 */
export const quickFiles = (): readonly string[] => folders.flatMap(testsIn).filter((path) => !LONGEST.includes(path));
