import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, type ProblemCode, type ProblemDetails } from '../std/problem.ts';
import { costOfDecided, type Prices, priceRows, type ToPrice } from './row-prices.ts';

const NONE: Prices = {
  falsePositive: null,
  falseNegative: null,
  truePositive: null,
  trueNegative: null,
  over: null,
  under: null,
  matrix: [],
};
const AMOUNTS = [10, 20, Number.NaN, 40];
const rows = (parts: Partial<ToPrice>): ToPrice => ({
  task: 'binary',
  labels: Float64Array.of(0, 1, 0, 1),
  classes: ['no', 'yes'],
  numbers: () => Float64Array.from(AMOUNTS),
  ...parts,
});
const refused = <C extends ProblemCode>(code: C, run: () => unknown): ProblemDetails[C] => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === code);
    return error.details as ProblemDetails[C]; // as: its code was tested
  }
  return assert.fail(`no ${code}`);
};

test('one price for all rows needs no price by row', () => {
  assert.equal(priceRows({ ...NONE, falsePositive: 2 }, rows({})), null);
});

test('a row costs what its own column says, for the outcome that it has', () => {
  const prices = { ...NONE, falsePositive: 5, falseNegative: { column: 'amount', times: 0.5 }, truePositive: -1 };
  const money = priceRows(prices, rows({}));
  assert.deepEqual(money && [...money.of(Float64Array.of(1, 0, 0, 1))], [5, 10, 0, -1]);
  // The third row has no amount, and asks for none: its label is no.
  assert.deepEqual(money && [...money.known], [0, 0, 0, 0]);
});

test('a row whose price is not there is not known', () => {
  const money = priceRows({ ...NONE, falsePositive: { column: 'amount', times: 1 } }, rows({}));
  assert.deepEqual(money && [...money.known], [0, 0, Number.NaN, 0]);
  const endless = rows({ numbers: () => Float64Array.of(1, 1, Number.POSITIVE_INFINITY, 1) });
  const never = priceRows({ ...NONE, falsePositive: { column: 'amount', times: 1 } }, endless);
  assert.deepEqual(never && [...never.known], [0, 0, Number.NaN, 0]);
});

test('a matrix prices what is answered where something else is true; a pair that it leaves out is free', () => {
  const matrix = [
    { label: 'a', prediction: 'b', cost: 10 },
    { label: 'c', prediction: 'c', cost: -3 },
    { label: 'c', prediction: 'a', cost: { column: 'amount', times: 2 } },
  ];
  const given = rows({ task: 'multiclass', classes: ['a', 'b', 'c'], labels: Float64Array.of(0, 1, 2, 2) });
  const money = priceRows({ ...NONE, matrix }, given);
  assert.deepEqual(money && [...money.of(Float64Array.of(1, 0, 2, 0))], [10, 0, -3, 80]);
  assert.deepEqual(money && [...money.known], [0, 0, Number.NaN, 0]);
});

test('numbers cost for each unit too much or too little what their row says', () => {
  const prices = { ...NONE, over: { column: 'amount', times: 1 }, under: 2 };
  const given = rows({ task: 'regression', classes: [], labels: Float64Array.of(5, 5, 5, 5) });
  const money = priceRows(prices, given);
  assert.deepEqual(money && [...money.of(Float64Array.of(7, 2, 5, 5.5))], [20, 6, 0, 20]);
});

test('a class or a price that the task does not have is refused', () => {
  const matrix = [{ label: 'yes', prediction: 'nope', cost: 1 }];
  const unknown = refused('COSTS_CLASS_UNKNOWN', () => priceRows({ ...NONE, matrix }, rows({})));
  assert.deepEqual([unknown.class, unknown.path, unknown.known], ['nope', ['yes', 'nope'], ['no', 'yes']]);
  const over = refused('COSTS_TASK', () => priceRows({ ...NONE, over: 1 }, rows({})));
  assert.deepEqual([over.key, over.task], ['over', 'binary']);
  refused('COSTS_TASK', () => priceRows({ ...NONE, falsePositive: 1 }, rows({ task: 'multiclass' })));
});

test('rows that are decided anew cost what that answer costs', () => {
  const [costOfNo, costOfYes] = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
  assert.deepEqual(costOfDecided({ costOfNo, costOfYes }, Float64Array.of(1, 0)), { cost: Float64Array.of(3, 2) });
  assert.equal(costOfDecided({}, Float64Array.of(1, 0)), null);
});
