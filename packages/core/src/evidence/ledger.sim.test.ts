import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADVERSARIES, playLedger } from '../../../../bench/evidence/dependence.ts';

/** HOLDFAST_LEDGER_PATHS=100000 plays the paths of STATISTICS 12, T5. */
const PATHS = Number(process.env['HOLDFAST_LEDGER_PATHS'] ?? 200);

for (const [name, adversary] of Object.entries(ADVERSARIES)) {
  test(`wealth and incidents are at most what was spent, on average: ${name}`, () => {
    const { held, incidents, spent, error } = playLedger(adversary, { paths: PATHS, seed: 17 });
    assert.ok(held <= spent + 3 * error, `${held} of ${spent}, standard error ${error}`);
    assert.ok(incidents <= spent && held > 0.3 * spent, 'the bound holds, and is not empty');
  });
}
