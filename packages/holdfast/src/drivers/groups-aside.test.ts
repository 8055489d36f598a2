import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { makeRows } from '@holdfast/core/table/rows.ts';
import type { Column } from '@holdfast/core/table/table.ts';
import { forWhom, forWhomAside, type Grouped } from './groups-aside.ts';

/** Rows of a model that is wrong more often in the first of three regions; `shared` as columns that were read are. */
function given(n: number): Grouped {
  const random = makeRandom(5);
  const codes = new Int32Array(new SharedArrayBuffer(4 * n));
  const [label, prediction, score] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    codes[i] = Math.floor(3 * random());
    score[i] = random();
    prediction[i] = score[i]! > 0.5 ? 1 : 0; // ! i < n
    label[i] = random() < (codes[i] === 0 ? 0.3 : 0.1) ? 1 - prediction[i]! : prediction[i]!; // ! i < n
  }
  const region: Column = { name: 'region', kind: 'text', type: 'text', codes, levels: ['a', 'b', 'c'] };
  const table = { n, columns: [region] };
  const rows = makeRows(n, { roles: { label, prediction, score }, classes: ['0', '1'], features: [region] });
  return {
    subject: { rows, task: 'binary', table, seed: 1 },
    assigned: { table, independence: { by: 'row', column: null, clusters: null } },
    contract: null,
    plan: { names: { groups: ['region'] }, roles: { timestamp: null } },
    lossAllowed: null,
  };
}

test('another thread finds the same groups and slices as this one', async () => {
  const asked = given(120_000);
  const found = await forWhomAside(asked);
  assert.ok(found?.fairness && found.found);
  assert.deepEqual(found, structuredClone(forWhom(asked)));
});

test('few rows are not worth a thread', async () => {
  assert.equal(await forWhomAside(given(1000)), null);
});

test('what goes wrong in the thread is asked again in this one', async () => {
  const asked = given(120_000);
  const broken = { ...asked, plan: { ...asked.plan, names: { groups: ['no such column'] } } };
  assert.equal(await forWhomAside(broken), null);
  assert.throws(() => forWhom(broken));
});
