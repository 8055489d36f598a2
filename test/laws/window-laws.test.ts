import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isGap,
  type WindowGiven,
  type WindowLaw,
  type WindowMetric,
  withDefaults,
} from '../../packages/core/src/catalogue/define.ts';
import { WINDOW_ENTRIES, windowEntryById } from '../../packages/core/src/catalogue/index.ts';
import { type Both, bothSides, EVERYWHERE, measured, PROMISED, type WindowCheck } from './window-laws.ts';

const SEED = 20261128;

function holds(entry: WindowMetric, check: WindowCheck): void {
  const params = withDefaults(entry);
  const property = fc.property(bothSides, (given) => assert.equal(check(entry, given, params), null));
  fc.assert(property, { seed: SEED, numRuns: 100 });
}

for (const entry of WINDOW_ENTRIES) {
  for (const [law, check] of Object.entries(EVERYWHERE)) test(`${entry.id}: ${law}`, () => holds(entry, check));
  for (const law of entry.laws) test(`${entry.id}: ${law}`, () => holds(entry, PROMISED[law]));

  test(`${entry.id}: its examples are true`, () => {
    assert.ok(entry.examples.length > 0);
    for (const { given, params, value, by } of entry.examples) {
      const answer = entry.measure(given, withDefaults(entry, params));
      assert.ok(!isGap(answer), `${by}: ${JSON.stringify(answer)}`);
      assert.ok(Math.abs(answer.value - value) <= 1e-12 * Math.max(1, Math.abs(value)), `${by}: ${answer.value}`);
    }
  });

  test(`${entry.id}: a side without rows is a gap of one kind`, () => {
    const [given] = fc.sample(bothSides, { seed: SEED, numRuns: 1 });
    assert.ok(given);
    for (const side of ['window', 'reference'] as const) {
      const { bins } = given[side].histogram;
      const none = {
        ...given[side],
        histogram: { bins, counts: new Float64Array(given[side].histogram.counts.length) },
      };
      const answer = entry.measure({ ...given, [side]: none } as WindowGiven, withDefaults(entry)); // as: both sides
      assert.ok(isGap(answer) && ['too-few-rows', 'not-ordered'].includes(answer.gap), JSON.stringify(answer));
    }
  });
}

const breaks = (entry: WindowMetric, check: WindowCheck): number =>
  fc
    .sample(bothSides, { seed: SEED, numRuns: 100 })
    .filter((given) => check(entry, given, withDefaults(entry)) !== null).length;

/** The entry with something else in the place of what it says. */
function spoilt(id: string, spoil: (answer: { value: number; noise: number }, given: Both) => object): WindowMetric {
  const entry = windowEntryById(id);
  assert.ok(entry);
  return {
    ...entry,
    measure: (given, params) => {
      const own = measured(entry, given as Both, params); // as: the laws give all
      if (own === null) return { gap: 'too-few-rows', n: 0 };
      return { ...own, ...spoil({ value: own.value, noise: own.noise ?? 0 }, given as Both) }; // as: above
    },
  };
}

const first = ({ window }: Both): number => window.histogram.counts[0] ?? 0;
const PLANTED: Record<string, WindowMetric> = {
  'value and noise are finite, and the value is in range': spoilt('hellinger', ({ value }) => ({ value: value + 1 })),
  'parts say by how much shares rose and fell, and come to nothing together': spoilt('psi', () => ({
    parts: [{ of: 'a', value: 0.5 }],
  })),
  'a hundred times the rows have a tenth of the noise, or a hundredth': spoilt('psi', () => ({ noise: 0.1 })),
};
const BROKEN: Record<WindowLaw, WindowMetric> = {
  'zero-on-equal': spoilt('psi', ({ value }) => ({ value: value + 1e-6 })),
  symmetric: spoilt('hellinger', ({ value }, given) => ({ value: value + first(given) })),
  'bin-order-free': spoilt('hellinger', ({ value }, given) => ({ value: value + first(given) })),
};

test('each law of entries on profiles is seen to fail', () => {
  for (const [law, check] of Object.entries(EVERYWHERE)) {
    const entry = PLANTED[law];
    assert.ok(entry && breaks(entry, check) > 10, law);
  }
  for (const [law, entry] of Object.entries(BROKEN)) {
    assert.ok(breaks(entry, PROMISED[law as WindowLaw]) > 10, law); // as: a key of BROKEN
  }
});
