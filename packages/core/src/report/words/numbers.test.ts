import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countWord,
  differenceInterval,
  differenceText,
  fixed,
  intervalText,
  limitText,
  marginText,
  money,
  pairText,
  percent,
  points,
  signed,
  timesIn,
  timesInHundred,
  valueInterval,
  valueText,
} from './numbers.ts';

test('numbers have commas between thousands and one sign for minus, whatever the locale', () => {
  assert.equal(fixed(1234567.891, 2), '1,234,567.89');
  assert.equal(fixed(-16281, 0), '−16,281');
  assert.equal(fixed(999.999, 0), '1,000');
  assert.equal(fixed(0.5, 3), '0.500');
});

test('a number that rounds to zero has no sign', () => {
  assert.equal(fixed(-0.0001, 2), '0.00');
  assert.equal(signed(0.0001, 2), '0.00');
  assert.equal(signed(-0, 2), '0.00');
  assert.equal(signed(0.29, 2), '+0.29');
});

test('what is no number is said in words, and huge ones in powers of ten', () => {
  assert.equal(fixed(Number.NaN, 2), 'none');
  assert.equal(fixed(Number.POSITIVE_INFINITY, 2), 'none');
  assert.equal(fixed(-1.5e21, 2), '−1.500e21');
});

test('a share is never rounded to all or to none', () => {
  assert.equal(percent(0.8741), '87.4 %');
  assert.equal(percent(0.9996), '99.96 %');
  assert.equal(percent(0.00004), '0.004 %');
  assert.equal(percent(1), '100.0 %');
  assert.equal(percent(0), '0.0 %');
});

test('differences of shares are points with a sign', () => {
  assert.equal(points(-0.2988), '−29.88');
  assert.equal(differenceText(0.0029, { unit: 'share' }), '+0.29 points');
  assert.equal(differenceText(-1.128, { unit: 'label', labelUnit: 'USD' }), 'USD −1.13');
  assert.equal(differenceText(0.5, { unit: 'label', labelUnit: 'hours' }), '+0.5000 hours');
});

test('a margin has the digits that its author gave', () => {
  assert.equal(marginText(0.05, { unit: 'label', labelUnit: 'USD' }), 'USD 0.05');
  assert.equal(marginText(-0.005, { unit: 'share' }), '0.5 points');
});

test('a limit has the digits that its author gave, and no more', () => {
  assert.equal(limitText(0.86, { unit: 'share' }), '86 %');
  assert.equal(limitText(0.0125, { unit: 'share' }), '1.25 %');
  assert.equal(limitText(0.91, { unit: 'score' }), '0.91');
  assert.equal(limitText(50, { unit: 'label', labelUnit: 'rentals per hour' }), '50 rentals per hour');
  assert.equal(limitText(0.2, { unit: 'points' }), '20 points');
  assert.equal(marginText(0.01, { unit: 'share' }), '1 point');
});

test('of two values one says the unit, and they differ where they can', () => {
  const hours = { unit: 'label', labelUnit: 'hours' };
  assert.deepEqual(pairText(12.4, 8.1, hours), ['12.40 hours', '8.10']);
  assert.deepEqual(pairText(12.401, 12.404, hours), ['12.40 hours', '12.40']);
  assert.deepEqual(pairText(13.726, 4.706, { unit: 'money', currency: 'EUR' }), ['EUR 13.73', '4.71']);
});

test('amounts have cents in every place, also where the label is an amount', () => {
  const fare = { unit: 'label', labelUnit: 'USD' };
  assert.equal(valueText(2.762, fare), 'USD 2.76');
  assert.equal(valueInterval([2.684, 2.892], fare), '2.68 to 2.89');
  assert.equal(differenceInterval([-0.0558, 0.5933], { unit: 'money', currency: 'EUR' }), '−0.06 to +0.59');
});

test('values carry the unit of the entry, of the label or of the contract', () => {
  assert.equal(valueText(0.8741, { unit: 'share' }), '87.4 %');
  assert.equal(valueText(0.28915, { unit: 'nats' }), '0.2892');
  assert.equal(valueText(2.7621, { unit: 'label', labelUnit: 'hours' }), '2.762 hours');
  assert.equal(valueText(90.81, { unit: 'label' }), '90.81');
  assert.equal(valueText(16281, { unit: 'rows' }), '16,281');
  assert.equal(valueText(401, { unit: 'money', currency: 'EUR' }), 'EUR 401');
  assert.equal(money(2.5, 'USD'), 'USD 2.50');
});

test('an interval with an open end says so', () => {
  const text = (x: number): string => fixed(x, 1);
  assert.equal(intervalText([1, 2], text), '1.0 to 2.0');
  assert.equal(intervalText([null, 2], text), 'at most 2.0');
  assert.equal(intervalText([1, null], text), 'at least 1.0');
  assert.equal(intervalText([null, null], text), '');
  assert.equal(valueInterval([0.869, 0.8791], { unit: 'share' }), '86.9 % to 87.9 %');
});

test('shares are said as people count', () => {
  assert.equal(timesIn(0.42), 'four times in ten');
  assert.equal(timesIn(0.25), '25 times in 100');
  assert.equal(timesInHundred(0.87), '87 times in 100');
  assert.equal(timesInHundred(0.01), '1 time in 100');
  assert.equal(timesInHundred(0.003), '3 times in 1,000');
  assert.equal(timesInHundred(0.9999), '999 times in 1,000');
  assert.equal(countWord(3), 'three');
  assert.equal(countWord(1200), '1,200');
});
