import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { coreFiles, programs } from '../../tools/test-files.ts';
import { root } from './sources.ts';

test('simulations stay out of the run of the core, and are run all the same', () => {
  const isSimulation = (path: string): boolean => path.endsWith('.sim.test.ts');
  assert.deepEqual(coreFiles().filter(isSimulation), []);
  const simulations = [...programs().values()].flat().filter(isSimulation);
  assert.ok(simulations.filter((path) => path.startsWith('packages/core/src/')).length >= 5, simulations.join());
  assert.match(readFileSync(`${root}.ci/run`, 'utf8'), /^HOLDFAST_FUZZ=\d+ npm test$/m);
  assert.deepEqual([...programs(['packages/core/src/learn/conformal.sim.test.ts']).values()].flat().length, 1);
});
