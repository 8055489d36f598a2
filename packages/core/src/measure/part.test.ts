import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES } from '../catalogue/index.ts';
import { logOddsOf } from '../catalogue/log-odds.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { rowsOf } from '../table/table.ts';
import { compress } from './compress.ts';
import { groupsOf, rowsByGroup } from './groups.ts';
import { partOf } from './part.ts';
import { partsOf } from './parts.ts';
import { survey } from './survey.ts';

/** Enough rows to be put in the order of their scores; a tenth of the scores are tied. */
function manyRows(n: number): { rows: Rows; codes: Int32Array } {
  const random = makeRandom(41);
  const label = Float64Array.from({ length: n }, () => Number(random() < 0.3));
  const score = label.map((y) => {
    const s = 0.7 * random() + 0.3 * y * random();
    return random() < 0.1 ? Math.round(20 * s) / 20 : s;
  });
  const prediction = score.map((s) => Number(s > 0.45));
  // The last group is so small that it stays in the order of the table.
  const codes = Int32Array.from({ length: n }, (_, i) => (i % 150 === 7 ? 3 : Math.floor(3 * random() ** 2)));
  return { rows: makeRows(n, { roles: { label, score, prediction }, classes: ['no', 'yes'] }), codes };
}

test('the rows of all groups, found in one pass, are those of one mask for each', () => {
  const codes = Int32Array.from({ length: 500 }, (_, i) => (i % 11 === 0 ? -1 : (i * i) % 5));
  const groups = groupsOf({ name: 'part', kind: 'text', type: 'text', codes, levels: [' a', 'b', 'a', 'c', 'unused'] });
  assert.ok(groups);
  const found = rowsByGroup(groups);
  assert.deepEqual(
    groups.sizes,
    found.map((rows) => rows.length),
  );
  groups.names.forEach((_, code) => {
    const mask = groups.codes.map((one) => Number(one === code));
    assert.deepEqual(found[code], rowsOf(mask));
  });
  const numbers = groupsOf({
    name: 'part',
    kind: 'number',
    type: 'integer',
    values: Float64Array.from(codes, (code) => (code === 2 ? 0 : code)),
    missing: Uint8Array.from(codes, (code) => Number(code < 0)),
  });
  assert.deepEqual(numbers?.codes, groups.codes);
});

test('what looks at one answer is counted from both as it is counted from all rows', () => {
  const { rows } = manyRows(3000);
  for (const touch of ['label', 'prediction'] as const) {
    const counted = compress({ ...rows }, [touch]);
    const alone = compress(makeRows(rows.n, { roles: { [touch]: rows.roles[touch] }, classes: rows.classes }), [touch]);
    assert.equal(counted.isCounted, true);
    assert.deepEqual([...counted.weight], [...alone.weight]);
    assert.deepEqual(counted.roles[touch], alone.roles[touch]);
  }
});

test('slices that share no row, dealt out in one pass, are those that are taken one by one', () => {
  const { rows, codes } = manyRows(24_000);
  const groups = groupsOf({ name: 'part', kind: 'text', type: 'text', codes, levels: ['a', 'b', 'c', 'd'] });
  assert.ok(groups);
  const overlapping = rowsOf(codes.map((code, i) => Number(code === 1 || i % 2 === 0)));
  const slices = [null, ...rowsByGroup(groups), overlapping, overlapping, ...rowsByGroup(groups)];
  const parts = [...partsOf(rows, slices)];
  assert.equal(parts.length, slices.length);
  slices.forEach((slice, at) => {
    const [part, alone] = [parts[at], partOf({ ...rows }, slice)];
    assert.ok(part);
    assert.deepEqual([part.n, part.roles, part.weight.length], [alone.n, alone.roles, alone.n]);
    assert.ok(part.roles.score && alone.roles.score);
    assert.deepEqual(logOddsOf(part.roles.score).values, logOddsOf(alone.roles.score.slice()).values);
  });
});

test('a survey names each number by the slice that it was measured in, with or without somebody who listens', () => {
  const { rows, codes } = manyRows(24_000);
  const groups = groupsOf({ name: 'part', kind: 'text', type: 'text', codes, levels: ['a', 'b', 'c', 'd'] });
  assert.ok(groups);
  const scopes = [null, ...rowsByGroup(groups)].map((indices, k) => ({ name: k === 0 ? null : `part ${k}`, indices }));
  const entries = ENTRIES.filter(({ id }) => id === 'accuracy' || id === 'row-count');
  const quiet = survey(entries, rows, 'binary', scopes, { seed: 1 });
  const steps: number[] = [];
  const told = survey(entries, rows, 'binary', scopes, { seed: 1, onProgress: (done) => void steps.push(done) });
  const named = (found: typeof quiet) => found.map(({ entry, scope, measured }) => [entry.id, scope, measured.n]);
  assert.deepEqual(named(told), named(quiet));
  assert.deepEqual(
    named(quiet).filter(([id]) => id === 'accuracy'),
    scopes.map(({ name, indices }) => ['accuracy', name, indices?.length ?? rows.n]),
  );
  assert.equal(named(quiet).filter(([id]) => id === 'row-count').length <= 1, true);
  assert.deepEqual(steps, [1, 2, 3, 4, 5]);
});
