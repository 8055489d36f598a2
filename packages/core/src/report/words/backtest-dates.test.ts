import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dateText,
  dateWords,
  durationText,
  durationWords,
  momentText,
  sinceText,
  stretchText,
} from './backtest-dates.ts';
import { timeTicks } from './backtest-ticks.ts';
import { shiftText, streamPair, streamText } from './backtest-values.ts';

const DAY = 86_400_000;
const at = Date.UTC(1997, 4, 5, 14, 30);

test('dates are read by the eye, and the year is said once', () => {
  assert.equal(dateText(at), '5 May 1997');
  assert.equal(momentText(at, 'hour'), '5 May 1997, 14:30');
  assert.equal(momentText(at, 'week'), '5 May 1997');
  assert.equal(dateWords(Date.UTC(1997, 6, 1), at), '1 July');
  assert.equal(dateWords(Date.UTC(1998, 6, 1), at), '1 July 1998');
  assert.equal(dateText(Number.NaN), 'no date');
});

test('a change is dated by the month in a long history, and its last two days belong to the next', () => {
  const long = { start: 0, end: 700 * DAY };
  assert.equal(sinceText(Date.UTC(1997, 5, 3), long), 'June 1997');
  assert.equal(sinceText(Date.UTC(1997, 4, 30), long), 'June 1997');
  assert.equal(sinceText(Date.UTC(1997, 4, 28), long), 'May 1997');
  assert.equal(sinceText(Date.UTC(1997, 5, 3), { start: 0, end: 90 * DAY }), '3 June 1997');
});

test('durations have the unit that a person would take', () => {
  const hour = DAY / 24;
  assert.equal(durationText(hour), '1 hour');
  assert.equal(durationText(DAY - 60_000), '1 day');
  const cases = [6 * hour, DAY, 36 * hour, 28 * DAY, 335 * DAY, 760 * DAY, 4 * 365.25 * DAY];
  assert.deepEqual(cases.map(durationText), [
    '6 hours',
    '1 day',
    '36 hours',
    '28 days',
    '11 months',
    '25 months',
    '4 years',
  ]);
  assert.equal(durationWords(28 * DAY), 'four weeks');
  assert.equal(durationWords(DAY), 'one day');
  assert.deepEqual(
    [7, 14, 90, 1].map((days) => stretchText(days * DAY)),
    ['a week', 'two weeks', '90 days', 'a day'],
  );
});

test('ticks are round dates inside the span, few, and say the year where it begins', () => {
  const texts = (start: number, end: number, most: number): string[] =>
    timeTicks(start, end, most).map(({ text }) => text);
  assert.deepEqual(texts(Date.UTC(1997, 0, 7), Date.UTC(1998, 11, 7), 9), [
    ...['Apr 1997', 'Jul', 'Oct', 'Jan 1998', 'Apr', 'Jul', 'Oct'],
  ]);
  assert.deepEqual(texts(Date.UTC(2019, 0, 7), Date.UTC(2019, 0, 9), 5), [
    '7 Jan 2019',
    '12:00',
    '8 Jan',
    '12:00',
    '9 Jan',
  ]);
  assert.deepEqual(texts(Date.UTC(1990, 0, 7), Date.UTC(2020, 0, 7), 4), ['2000', '2010', '2020']);
  assert.deepEqual(timeTicks(5, 5, 4), []);
  assert.deepEqual(timeTicks(Number.NaN, 5, 4), []);
});

test('values of streams have as many digits as tell two of them apart', () => {
  const number = { unit: 'number' };
  assert.deepEqual(streamPair(0.421, 0.389, number), ['0.42', '0.39']);
  assert.deepEqual(streamPair(0.9991, 0.9989, number), ['0.9991', '0.9989']);
  assert.deepEqual(streamPair(0.02, 0.16, { unit: 'share' }), ['2 %', '16 %']);
  assert.deepEqual(streamPair(12.4, 14.5, { unit: 'label', labelUnit: 'USD' }), ['USD 12.40', '14.50']);
  assert.deepEqual(streamPair(3, 3, number), ['3', '3']);
  assert.equal(streamText(0.07, number), '0.07');
  assert.equal(streamText(1340, { unit: 'rows' }), '1,340');
  assert.equal(shiftText(-0.042, { unit: 'share' }), '4.2 points');
  assert.equal(shiftText(0.41, number), '0.41');
});
