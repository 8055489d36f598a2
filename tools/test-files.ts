import { existsSync, readdirSync, statSync } from 'node:fs';

const folders = ['packages/holdfast/src', 'packages/web/src', 'test', 'tools', 'bench', 'sim'];

/** Stands for the tests of the core without its simulations, which share one process. */
const CORE = 'test/core.ts';

/** Stands for the simulations of the core (`*.sim.test.ts`): tests that draw many worlds to check a rate. */
export const SIMULATIONS = 'simulations of the core';

/** Stands for all that is not among the longest: half a second each would go into starting a process. */
export const QUICK = 'quick tests';

/**
 * Files that take longer than two seconds, the longest first: started in this order they keep two cores busy to the
 * end.
 */
export const LONGEST: readonly string[] = [
  QUICK,
  'test/guide.test.ts',
  'test/acceptance/adult.test.ts',
  'test/render/chromium.test.ts',
  'test/acceptance/history.test.ts',
  'test/files/real.test.ts',
  'test/files/kinds.test.ts',
  'test/acceptance/coverage.sim.test.ts',
  'test/e2e/cli.test.ts',
  SIMULATIONS,
  CORE,
  'test/e2e/backtest.test.ts',
  'test/files/formats.test.ts',
  'test/files/hostile.test.ts',
  'test/e2e/comparison.test.ts',
  'test/files/nasty.test.ts',
  'packages/holdfast/src/files/csv/read-ahead.test.ts',
  'test/tidy/generated.test.ts',
  'test/workflow.test.ts',
  'test/laws/laws.test.ts',
  'test/laws/many-rows.test.ts',
  'test/acceptance/drift.test.ts',
  'test/e2e/drift.test.ts',
  'test/e2e/recalibrate.test.ts',
  'test/golden/slices.test.ts',
  'test/golden/compat-evidently.test.ts',
  'test/golden/compat-frouros.test.ts',
  'test/golden/compat-nannyml.test.ts',
  'test/golden/compat-nannyml-performance.test.ts',
  'test/e2e/sweep.test.ts',
  'test/e2e/backtest-estimate.test.ts',
  'test/e2e/estimate.test.ts',
  'test/e2e/compat.test.ts',
  'packages/holdfast/src/drivers/demo/shop-year.test.ts',
  'test/golden/real.test.ts',
  'test/tidy/fresh.test.ts',
  'test/tidy/package.test.ts',
  'packages/holdfast/src/drivers/profile.test.ts',
  'packages/holdfast/src/drivers/drift/drift.test.ts',
  'packages/holdfast/src/files/csv/parts.test.ts',
  'packages/holdfast/src/files/types/byte-form.test.ts',
  'test/fuzz/csv.test.ts',
  'test/files/parquet.test.ts',
  'test/golden/models.test.ts',
  'test/golden/calibration-real.test.ts',
  'test/e2e/cli-problems.test.ts',
  'test/fuzz/yaml.test.ts',
  'test/e2e/cli-stopped.test.ts',
  'test/e2e/profile.test.ts',
  'test/e2e/ledger.test.ts',
  'test/ledger/killed.test.ts',
  'packages/holdfast/src/files/engine/engine.test.ts',
  'packages/holdfast/src/files/types/form.test.ts',
  'packages/holdfast/src/drivers/compat/compat.test.ts',
];

const SHARED: ReadonlyMap<string, () => readonly string[]> = new Map([
  [CORE, coreFiles],
  [SIMULATIONS, simulationFiles],
]);

/**
 * Processes and the test files that each of them runs, the longest first: everything, or what is under these paths.
 * A quick file that sets hooks for the whole of it belongs among the longest.
 */
export function programs(
  paths: readonly string[] = [...folders, ...SHARED.keys()],
): ReadonlyMap<string, readonly string[]> {
  const files = new Set(paths.flatMap((path) => (SHARED.has(path) ? [path] : testsIn(path))));
  const quick = [...files].filter((path) => !LONGEST.includes(path));
  const long = LONGEST.filter((name) => files.has(name) || (name === QUICK && quick.length > 0));
  return new Map(long.map((name) => [name, name === QUICK ? quick : (SHARED.get(name)?.() ?? [name])]));
}

/** Test files below a path from the root, or the file itself, in the order of their names. */
function testsIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => `${path}/${name}`)
    .sort();
}

/** Test files of the core that run in seconds together: all but its simulations. */
export function coreFiles(): readonly string[] {
  return filesOfCore({ areSimulations: false });
}

/** Test files of the core that draw many worlds to check a rate. */
function simulationFiles(): readonly string[] {
  return filesOfCore({ areSimulations: true });
}

function filesOfCore({ areSimulations }: { readonly areSimulations: boolean }): readonly string[] {
  const files = testsIn('packages/core/src').filter((path) => path.endsWith('.sim.test.ts') === areSimulations);
  if (files.length === 0) throw new Error('no test file was found in packages/core/src');
  return files;
}
