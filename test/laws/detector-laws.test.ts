import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDefaults } from '../../packages/core/src/catalogue/define.ts';
import type { Detector, Signal } from '../../packages/core/src/catalogue/detector.ts';
import { DETECTORS } from '../../packages/core/src/catalogue/index.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';

function signalsOf(
  entry: Detector,
  stream: readonly number[],
  given: Readonly<Record<string, number | undefined>> = {},
): Signal[] {
  const params = withDefaults(entry, given);
  const memory = entry.start(params);
  return stream.map((value) => entry.step(memory, value, params));
}

const changesOf = (signals: readonly Signal[]): number[] =>
  [...signals.keys()].filter((place) => signals[place] === 'change');

const mostlyWrongLater = (random: () => number): number[] =>
  Array.from({ length: 1500 }, (_, i) => (random() < (i < 800 ? 0.1 : 0.9) ? 1 : 0));

for (const entry of DETECTORS) {
  test(`${entry.id}: its examples are true`, () => {
    assert.ok(entry.examples.length > 0);
    for (const { runs, params, changes, by } of entry.examples) {
      const stream = runs.flatMap(({ value, times }) => new Array<number>(times).fill(value));
      assert.deepEqual(changesOf(signalsOf(entry, stream, params)), changes, by);
    }
  });

  for (const law of entry.laws) {
    test(`${entry.id}: ${law}`, () => {
      for (const value of [0, 1]) {
        const signals = signalsOf(entry, new Array<number>(1000).fill(value));
        assert.ok(signals.every((signal) => signal === 'none'));
      }
    });
  }

  test(`${entry.id}: its memory may be kept and taken up again`, () => {
    const stream = mostlyWrongLater(makeRandom(7));
    const params = withDefaults(entry);
    let memory = entry.start(params);
    const signals = stream.map((value, i) => {
      if (i % 100 === 0) memory = JSON.parse(JSON.stringify(memory));
      return entry.step(memory, value, params);
    });
    assert.deepEqual(signals, signalsOf(entry, stream));
    assert.ok(signals.some((signal) => signal !== 'none') || entry.id === 'page-hinkley');
  });
}
