import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalibrationLine, CalibrationResult } from '../calibration-result.ts';
import { findingOf } from '../calibration-result.ts';
import type { Result } from '../result.ts';
import { calibrationSection } from './calibration.ts';

const line = (rest: Partial<CalibrationLine>): CalibrationLine => ({
  slice: null,
  group: null,
  n: 5000,
  error: { value: 0.2, interval: [0.19, 0.21], chance: 0.01 },
  slope: { value: 1.02, interval: [0.95, 1.09] },
  intercept: { value: -1.2, interval: [-1.3, -1.1] },
  brier: 0.18,
  miscalibration: 0.04,
  discrimination: 0.04,
  uncertainty: 0.18,
  ...rest,
});

const gain = {
  kind: 'platt',
  n: 5000,
  before: 0.41,
  after: 0.39,
  difference: -0.02,
  interval: [-0.03, -0.01],
} as const;

function section(rest: Partial<CalibrationResult>, whole = line({})) {
  const calibration = { lines: [whole], finding: findingOf(whole), test: null, gain: null, ...rest };
  return calibrationSection({ calibration } as Result); // as: a section looks at its own key alone
}

test('what is surely wrong and what setting it right saves is the heading', () => {
  assert.equal(section({ gain })?.heading, 'Scores are too high: recalibrate; expected log loss 0.410 → 0.390');
  const extreme = line({ slope: { value: 0.6, interval: [0.5, 0.7] }, intercept: { value: 0, interval: [-0.1, 0.1] } });
  assert.equal(
    section({ gain }, extreme)?.heading,
    'Scores are too extreme: recalibrate; expected log loss 0.410 → 0.390',
  );
});

test('where recalibration did not help, that is said, and no command is shown', () => {
  const found = section({ gain: { ...gain, interval: [-0.03, 0.01] } });
  assert.equal(found?.heading, 'The probabilities are too high');
  assert.equal(found?.says[0], 'Scores are too high, but setting them right did not help on rows that were held out.');
  assert.ok(!found?.says.some((text) => text.includes('holdfast recalibrate')));
});

test('an interval that reaches 0 is a model that can be trusted, as far as its rows can tell', () => {
  const honest = line({ error: { value: 0.01, interval: [0, 0.016], chance: 0.009 } });
  const found = section({}, honest);
  assert.equal(found?.heading, 'You can trust the probabilities');
  assert.equal(found?.says[0], 'As far as 5,000 rows can tell, a score of 70 of 100 comes true 70 times.');
  assert.equal(found?.isBrief, false);
});

test('groups stand below all rows, and those that are off are named', () => {
  const group = line({ slice: "sex = 'F'", group: 'sex', n: 900 });
  const found = section({ lines: [line({}), group], gain });
  assert.ok(found?.says.some((text) => text.startsWith('In groups: ') && text.includes('too high')));
  const block = found?.blocks[0];
  assert.ok(block?.kind === 'table' && block.rows.length === 2);
});
