// What every entry keeps when there are many rows: they are sorted by score once, and merged by it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../packages/core/src/catalogue/define.ts';
import { ENTRIES } from '../../packages/core/src/catalogue/index.ts';
import { quantity } from '../../packages/core/src/measure/entry-quantity.ts';
import { groupsOf, rowsByGroup } from '../../packages/core/src/measure/groups.ts';
import { measure, ONE_SIDED, TWO_SIDED } from '../../packages/core/src/measure/interval.ts';
import { partOf } from '../../packages/core/src/measure/part.ts';
import { thin } from '../../packages/core/src/measure/thin.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { makeRows, type Rows, takeRows } from '../../packages/core/src/table/rows.ts';

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

const near = (a: number, b: number, what: string): void =>
  assert.ok(Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a)), `${what}: ${a} and ${b}`);

test('many rows in the order of their scores give every metric the value and bounds of the rows as they stand', () => {
  const { rows, codes } = manyRows(21_000);
  const groups = groupsOf({ name: 'part', kind: 'text', type: 'text', codes, levels: ['a', 'b', 'c', 'd'] });
  assert.ok(groups);
  const entries = ENTRIES.filter(({ needs, tasks }) => 'rows' in needs && tasks.includes('binary'));
  const slices = [null, ...rowsByGroup(groups)].map((indices) => ({
    plain: indices === null ? rows : takeRows(rows, indices),
    part: partOf(rows, indices),
  }));
  for (const { plain, part } of slices) {
    assert.equal(part.n, plain.n);
    const sorted = Float64Array.from(plain.roles.score ?? []).sort();
    if (plain.n < 1000) assert.deepEqual(part, { ...plain, features: [] });
    else assert.deepEqual(part.roles.score, sorted);
  }
  // All rows, and those of one group: the others are taken in the same way, and the small one has just been compared.
  for (const { plain, part } of [slices[0], slices[2]].filter((one) => one !== undefined)) {
    for (const entry of entries) {
      const [slow, fast] = [plain, part].map((one) => measure(quantity(entry), one, { seed: 5 }));
      assert.ok(slow && fast);
      if (isGap(slow) || isGap(fast)) {
        assert.deepEqual(fast, slow);
        continue;
      }
      near(slow.value, fast.value, entry.id);
      assert.equal(fast.method, slow.method);
      for (const tails of [TWO_SIDED, ONE_SIDED]) {
        const [first, second] = [slow.boundsAt(tails), fast.boundsAt(tails)];
        for (const end of [0, 1] as const) near(first?.[end] ?? 0, second?.[end] ?? 0, `${entry.id} bound ${end}`);
      }
    }
  }
});

/** Scores that are much too sure: misses at both ends carry most of the log loss. */
function sureRows(n: number): Rows {
  const random = makeRandom(23);
  const odds = Float64Array.from({ length: n }, () => 9 * (random() + random() + random() - 1.5));
  const label = odds.map((z) => Number(random() < 1 / (1 + Math.exp(1 - 0.6 * z))));
  return makeRows(n, { roles: { label, score: odds.map((z) => 1 / (1 + Math.exp(-z))) }, classes: ['no', 'yes'] });
}

test('many rows merged by score keep their sums and every interval to one in a thousand of its width', () => {
  const rows = partOf(sureRows(60_000), null);
  const few = thin(rows, ['label', 'score']);
  assert.ok(few && few.n < 8000);
  const sumOf = ({ roles, weight }: Rows, role: 'label' | 'score'): number =>
    roles[role]?.reduce((total, value, i) => total + value * (weight[i] ?? 0), 0) ?? 0;
  for (const role of ['label', 'score'] as const) assert.ok(Math.abs(sumOf(few, role) - sumOf(rows, role)) < 1e-6);
  const entries = ENTRIES.filter(
    ({ needs, tasks, influence }) =>
      influence && 'rows' in needs && needs.rows.includes('score') && tasks.includes('binary'),
  );
  assert.ok(entries.length >= 6);
  for (const entry of entries) {
    const q = quantity(entry);
    const [fast, slow] = [q, { ...q, isSmooth: false }].map((one) => measure(one, rows, { seed: 1 }));
    assert.ok(fast && slow && !isGap(fast) && !isGap(slow));
    assert.equal(fast.value, slow.value, entry.id);
    assert.equal(fast.n, 60_000);
    const [narrow, wide] = [fast.boundsAt(TWO_SIDED), slow.boundsAt(TWO_SIDED)];
    assert.ok(narrow && wide);
    const width = wide[1] - wide[0];
    for (const end of [0, 1] as const) assert.ok(Math.abs(narrow[end] - wide[end]) < 1e-3 * width, entry.id);
  }
});
