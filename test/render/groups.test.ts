import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARDS } from '../../packages/core/src/report/cards.ts';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import type { MeasurementResult, Result } from '../../packages/core/src/report/result.ts';
import { groupFinding } from '../../packages/core/src/report/sections/groups.ts';
import { measurement, result } from './fixtures.ts';

/** Value and interval of a metric for each of the groups of `sex`. */
function groups(of: Readonly<Record<string, readonly [string, number, number, number]>>): Result {
  const measurements = Object.entries(of).map(
    ([name, [entry, value, low, high]]): MeasurementResult =>
      measurement({ entry, slice: `sex = ${name}`, value, interval: [low, high], n: 500 }),
  );
  const slices = Object.keys(of).map((name) => ({
    name: `sex = ${name}`,
    where: `sex = '${name}'`,
    n: 500,
    group: 'sex',
  }));
  return result({
    roles: { label: 'income', groups: ['sex'] },
    slices,
    measurements: [measurement({}), ...measurements],
  });
}

test('groups whose intervals do not overlap are the heading, counted in 100', () => {
  const apart = groups({ Female: ['recall', 0.57, 0.53, 0.61], Male: ['recall', 0.71, 0.69, 0.72] });
  const heading = 'Found less often where sex is Female than where it is Male: 57 against 71 of 100';
  assert.equal(groupFinding(apart, CARDS), heading);
  assert.equal(buildDocument(apart).sections.find(({ id }) => id === 'slices')?.heading, heading);
});

test('groups whose intervals overlap are no finding', () => {
  const near = groups({ Female: ['recall', 0.66, 0.6, 0.71], Male: ['recall', 0.71, 0.7, 0.72] });
  assert.equal(groupFinding(near, CARDS), null);
});

test('slices that are no groups of the contract are no finding about groups', () => {
  const apart = groups({ AS: ['recall', 0.13, 0.1, 0.16], MQ: ['recall', 0.76, 0.7, 0.8] });
  assert.equal(groupFinding({ ...apart, roles: { label: 'late' } }, CARDS), null);
});

test('errors are worse where they are larger, in the unit of the label', () => {
  const apart = groups({ Female: ['mae', 12.4, 12, 12.8], Male: ['mae', 8.1, 7.9, 8.3] });
  assert.equal(
    groupFinding({ ...apart, labelUnit: 'minutes' }, CARDS),
    'Off by more where sex is Female than where it is Male: 12.40 minutes against 8.10',
  );
});
