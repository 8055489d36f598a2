import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type Entry, isGap, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { ENTRIES, entryById } from '../../packages/core/src/catalogue/index.ts';
import { indexOf } from '../../tools/catalogue-index.ts';
import { type Check, EVERYWHERE, measured, type Params, PROMISED, paramsOf } from './laws.ts';
import { type AnyGiven, rowsFor } from './rows.ts';

const SEED = 20261121;

function holds(entry: Entry, params: Params, check: Check): void {
  const rows = rowsFor(entry).chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray(
        Array.from({ length: given.n }, (_, i) => i),
        { minLength: given.n },
      ),
    ),
  );
  fc.assert(
    fc.property(rows, ([given, shuffle]) => assert.equal(check(entry, given, params, shuffle), null)),
    { seed: SEED, numRuns: 30 },
  );
}

for (const entry of ENTRIES) {
  for (const params of paramsOf(entry)) {
    const name = Object.keys(params).length > 0 ? `${entry.id} ${JSON.stringify(params)}` : entry.id;
    for (const [law, check] of Object.entries(EVERYWHERE)) test(`${name}: ${law}`, () => holds(entry, params, check));
    for (const law of entry.laws) test(`${name}: ${law}`, () => holds(entry, params, PROMISED[law]));
  }

  test(`${entry.id}: random rows give numbers often enough for its laws to mean something`, () => {
    const params = paramsOf(entry).at(-1) ?? {};
    const samples: AnyGiven[] = fc.sample(rowsFor(entry), { seed: SEED, numRuns: 60 });
    const numbers = samples.filter((given) => measured(entry, given, params) !== null).length;
    assert.ok(numbers >= 15, `${numbers} of 60`);
  });

  test(`${entry.id}: its examples are true`, () => {
    assert.ok(entry.examples.length > 0);
    for (const { given, params, value, by } of entry.examples) {
      const answer = entry.measure(given as never, withDefaults(entry, params)); // as: an example fits its entry
      assert.ok(!isGap(answer), `${by}: ${JSON.stringify(answer)}`);
      assert.ok(Math.abs(answer.value - value) <= 1e-12 * Math.max(1, Math.abs(value)), `${by}: ${answer.value}`);
    }
  });

  test(`${entry.id}: without rows it gives no number`, () => {
    if (entry.unit === 'rows') return;
    const [given] = fc.sample(rowsFor(entry), { seed: SEED, numRuns: 1 });
    assert.ok(given);
    const none = { ...given, weight: given.weight.map(() => 0) };
    assert.equal(measured(entry, none, paramsOf(entry).at(-1) ?? {}), null);
  });
}

test('the index holds every file of the family folders and nothing else', () => {
  const folder = fileURLToPath(new URL('../../packages/core/src/catalogue/', import.meta.url));
  assert.equal(readFileSync(`${folder}index.ts`, 'utf8'), indexOf(folder));
});

test('an entry is found by its id, and only by it', () => {
  assert.equal(entryById('f1')?.title, 'F1 (F-beta)');
  assert.equal(entryById('f-beta'), null);
});
