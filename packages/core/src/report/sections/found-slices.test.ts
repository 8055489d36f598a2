import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundAll, FoundSlice } from '../found-slices-result.ts';
import { isMaterial, worstFound } from '../found-slices-result.ts';
import type { Result } from '../result.ts';
import { foundHeading, predicatesWords, timesWords } from '../words/found-slices.ts';
import { foundSlicesSection } from './found-slices.ts';
import { lostSlicesSection } from './lost-slices.ts';

const slice = (rest: Partial<FoundSlice>): FoundSlice => ({
  where: "age < 26 and sector = 'retail'",
  words: 'age is below 26 and sector is retail',
  question: 'miss',
  status: 'confirmed',
  n: 812,
  inside: 0.4,
  outside: 0.2,
  effect: 0.2,
  interval: [0.14, 0.26],
  method: 'influence',
  p: 1e-6,
  shadowOf: null,
  items: [
    { where: 'age < 26', words: 'age is below 26', contribution: 0.12 },
    { where: "sector = 'retail'", words: 'sector is retail', contribution: 0.05 },
  ],
  rates: [],
  finding: { n: 790, inside: 0.46 },
  ...rest,
});

const found = (slices: readonly FoundSlice[], isExact = true): FoundAll => ({
  level: 0.95,
  searched: {
    ...{ features: 5, items: 30, depth: 3, sizeMin: 40, rowsFinding: 4000, rowsConfirming: 4010 },
    ...{ clustersConfirming: null, possible: 3000, counted: 700, pruned: 2300, redundant: 12, isExact },
  },
  slices,
});

const section = (answer: Result['found']) => {
  const parts: unknown = { found: answer, costs: null, labelUnit: 'EUR', independence: { by: 'row' } };
  return foundSlicesSection(parts as Result); // as: the section looks at these keys alone
};

test('the heading names the worst slice that is confirmed, with how many times as much', () => {
  assert.equal(section(found([slice({})]))?.heading, 'Misses twice as many where age is below 26 and sector is retail');
  const error = slice({ question: 'error', inside: 0.396, outside: 0.117 });
  assert.match(section(found([error]))?.heading ?? '', /^Wrong 3.4 times as often where/);
});

test('what is not confirmed is hollow, counted below the table, and never in the heading', () => {
  const chance = slice({ status: 'not-confirmed', interval: [-0.02, 0.3], p: 0.2 });
  assert.equal(worstFound(found([chance])), null);
  const alone = section(found([chance]));
  assert.match(alone?.heading ?? '', /no slice that is surely worse/);
  assert.equal(alone?.isBrief, false);
  const [forest] = alone?.blocks ?? [];
  assert.equal(forest?.kind === 'forest' && forest.rows[0]?.verdict, 'unknown');
  const both = section(found([slice({}), chance]))?.blocks.find((block) => block.kind === 'table');
  assert.equal(both?.kind === 'table' && both.rows.length, 1);
  assert.match((both?.kind === 'table' && both.rest) || '', /^One other was found and not confirmed/);
});

test('a difference that is sure and small is no news', () => {
  assert.ok(!isMaterial(slice({ interval: [0.01, 0.03], effect: 0.02 })));
  assert.ok(!isMaterial(slice({ question: 'absolute-error', outside: 10, interval: [0.9, 2] })));
  assert.ok(isMaterial(slice({ question: 'absolute-error', outside: 10, interval: [1.1, 2] })));
  assert.match(section(found([slice({ interval: [0.01, 0.03] })]))?.heading ?? '', /hardly worse/);
});

test('the table to paste from says the condition, what each part adds, and what the finding rows said', () => {
  const table = section(found([slice({})]))?.blocks.at(-1);
  assert.ok(table?.kind === 'table' && table.fold !== undefined);
  assert.deepEqual(
    table.rows[0]?.cells.map(({ text }) => text),
    [
      "age < 26 and sector = 'retail'",
      '+20.00',
      'confirmed',
      'age is below 26: +12.00; sector is retail: +5.00',
      '46.0 %',
    ],
  );
});

test('beside another model a slice is told by how much it is worse than that, and warns', () => {
  const lost = (slices: readonly FoundSlice[]) => {
    const comparison = { entry: 'accuracy', other: 'champion', found: { ...found(slices), margin: 0.01 } };
    const parts: unknown = { comparison, costs: null, independence: { by: 'row' } };
    return lostSlicesSection(parts as Result); // as: the section looks at these keys alone
  };
  const worse = slice({ question: 'worse', inside: 0.284, outside: -0.012, interval: [0.216, 0.364] });
  const told = lost([worse]);
  assert.equal(told?.heading, 'Worse than the champion by 28.4 points where age is below 26 and sector is retail');
  assert.equal(told?.verdict, 'warn');
  const table = told?.blocks.find((block) => block.kind === 'table');
  assert.deepEqual(table?.kind === 'table' && table.rows[0]?.cells.slice(2).map(({ text }) => text), [
    '+28.40',
    '−1.20',
  ]);
  // As a guard: sure, and within what one may lose.
  const slight = lost([{ ...worse, interval: [0.004, 0.06] }]);
  assert.deepEqual(
    [slight?.heading, slight?.verdict],
    ['What the search found loses no more than 1 point for sure', null],
  );
  assert.match(lost([{ ...worse, status: 'not-confirmed' }])?.heading ?? '', /no slice that surely loses/);
});

test('a search that was cut off says so, and one that could not be made says why', () => {
  assert.match(section(found([slice({})], false))?.note ?? '', /cut off after 700 slices/);
  assert.match(section(found([slice({})]))?.note ?? '', /All 3,000 slices of up to three conditions/);
  assert.match(section({ gap: 'too-few-rows', n: 30 })?.says.join(' ') ?? '', /too few rows/);
  assert.equal(section(undefined), null);
});

test('conditions are said as a person says them', () => {
  const range = { kind: 'range', column: 'age', isAbove: false, isTime: false } as const;
  const day = Date.UTC(2024, 2, 1);
  const said = (...predicates: Parameters<typeof predicatesWords>[0]) => predicatesWords(predicates);
  assert.equal(said({ ...range, low: null, high: 26 }), 'age is below 26');
  assert.equal(said({ ...range, low: 26, high: 33 }), 'age is from 26 to below 33');
  assert.equal(said({ ...range, low: 40, high: 52, isAbove: true }), 'age is above 40 and below 52');
  assert.equal(said({ ...range, low: 52, high: null }), 'age is at least 52');
  assert.equal(said({ ...range, low: day, high: null, isTime: true }), 'age is from 2024-03-01');
  assert.equal(said({ kind: 'is', column: 'is_new', value: true }), 'is new is true');
  assert.equal(said({ kind: 'is', column: 'x', value: '' }), 'x is empty');
  assert.equal(said({ kind: 'missing', column: 'x' }), 'x is missing');
  assert.equal(timesWords(0.3, 0), '');
  assert.equal(foundHeading('error', 'x is 1', ''), 'Worse where x is 1');
});

test('the shadow of a slice stands beside it, and is no finding of its own', () => {
  const main = slice({});
  const shadow = slice({
    ...{ where: 'age < 26', words: 'age is below 26', effect: 0.3, interval: [0.2, 0.4] },
    shadowOf: { where: main.where, words: main.words },
  });
  const said = section(found([shadow, main]));
  const tables = (said?.blocks ?? []).filter((block) => block.kind === 'table');
  assert.deepEqual(tables[0]?.rows[0]?.cells[0], { text: main.words, small: 'and one slice worse only by its rows' });
  assert.equal(tables[0]?.rows.length, 1);
  assert.equal(tables[1]?.rows[0]?.cells[2]?.text, `worse only by the rows where ${main.words}`);
  assert.equal(worstFound(found([shadow, main])), main);
});
