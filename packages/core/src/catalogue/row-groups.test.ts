import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { givenColumns } from './given.ts';
import { firstEqualRows } from './row-groups.ts';

const cells = fc.integer({ min: 0, max: 60 }).chain((n) =>
  fc.record({
    number: fc.array(fc.constantFrom(0, -0, 1, 2 ** 40, null), { minLength: n, maxLength: n }),
    other: fc.array(fc.constantFrom(0.5, 1, null), { minLength: n, maxLength: n }),
    text: fc.array(fc.constantFrom('a', ' a', 'b', null), { minLength: n, maxLength: n }),
  }),
);

test('the first equal row is the one that a look at the cells finds', () => {
  fc.assert(
    fc.property(cells, (lists) => {
      const { features, n } = givenColumns(lists);
      const seen = new Map<string, number>();
      const slow = Array.from({ length: n }, (_, i) => {
        const number = lists.number[i];
        const key = JSON.stringify([
          number === null ? null : (number ?? 0) + 0,
          lists.other[i],
          lists.text[i]?.trim() ?? null,
        ]);
        if (!seen.has(key)) seen.set(key, i);
        return seen.get(key);
      });
      assert.deepEqual([...firstEqualRows(features, n)], slow);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('many distinct rows stay distinct', () => {
  const n = 20_000;
  const { features } = givenColumns({
    id: Array.from({ length: n }, (_, i) => i),
    half: Array.from({ length: n }, (_, i) => i / 2),
  });
  assert.ok(firstEqualRows(features, n).every((first, i) => first === i));
});
