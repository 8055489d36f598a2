import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAlarmBudget, parseDuration, parseLastDay, parseShare, parseSize, parseThreshold } from './scalars.ts';

test('durations and sizes have a unit', () => {
  assert.deepEqual(
    ['20ms', '90s', '30m', '2h', '7d', '4w', '1.5h', '7', 'd', '7 days', '-1d', '1e9'].map(parseDuration),
    [20, 90_000, 1_800_000, 7_200_000, 604_800_000, 2_419_200_000, 5_400_000, null, null, null, null, null],
  );
  assert.deepEqual(['200MB', '1 GiB', '5B', '5', 'MB', '5mb'].map(parseSize), [200e6, 2 ** 30, 5, null, null, null]);
});

test('a share is a number from 0 to 1 or a percentage', () => {
  assert.deepEqual(['5%', '0.05', 1, 0, '100 %', '101%', -0.1, 'x', '', '0x1'].map(parseShare), [
    0.05,
    0.05,
    1,
    0,
    1,
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a threshold without a sign means above', () => {
  assert.deepEqual(parseThreshold('> 0.5'), { operator: '>', limit: 0.5 });
  assert.deepEqual(parseThreshold('>=.25'), { operator: '>=', limit: 0.25 });
  assert.deepEqual(parseThreshold(0.3), { operator: '>', limit: 0.3 });
  for (const text of ['< 0.5', '=> 1', '>', '', 'half', Number.NaN]) assert.equal(parseThreshold(text), null);
});

test('an alarm budget is a number per a time', () => {
  assert.deepEqual(parseAlarmBudget('1 per 90d'), { count: 1, perMs: 90 * 86_400_000 });
  for (const text of ['1', 'per 90d', '0 per 90d', '1 per', '1 per 1d per 2d'])
    assert.equal(parseAlarmBudget(text), null);
});

test('the last day counts to its end', () => {
  assert.deepEqual(parseLastDay('2028-02-29'), { day: '2028-02-29', endMs: Date.UTC(2028, 2, 1) });
  for (const text of ['2026-02-29', '2026-3-1', '2026-03-01T00:00', 'soon']) assert.equal(parseLastDay(text), null);
});
