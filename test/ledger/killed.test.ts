import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killRounds } from './killed.ts';

test('killed while it appends, a ledger loses nothing acknowledged and keeps no half of anything', async () => {
  const { acknowledged, lost, torn } = await killRounds(10, 1);
  assert.deepEqual({ lost, torn }, { lost: 0, torn: 0 });
  assert.ok(acknowledged > 20, `only ${acknowledged} events were acknowledged`);
});
