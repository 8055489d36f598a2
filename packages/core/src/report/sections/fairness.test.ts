import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FairnessResult, GroupedResult, RateResult } from '../fairness-result.ts';
import type { Result } from '../result.ts';
import { fairnessSection } from './fairness.ts';
import { groupThresholdsSection } from './group-thresholds.ts';

type Apart = NonNullable<RateResult['apart']>;

const recall = (apart: Partial<Apart>): RateResult => ({
  rate: 'recall',
  overall: 0.6,
  groups: [
    { group: 'm', n: 900, value: 0.62, interval: [0.58, 0.66], toOverall: { value: 0.02, interval: [0.01, 0.03] } },
    { group: 'f', n: 300, value: 0.52, interval: [0.46, 0.58], toOverall: { value: -0.08, interval: [-0.13, -0.02] } },
  ],
  apart: {
    high: 'm',
    low: 'f',
    difference: 0.1,
    interval: [0.02, 0.18],
    sure: { high: 'm', low: 'f', difference: 0.1, interval: [0.02, 0.18] },
    ratio: { value: 0.84, interval: [0.72, 0.97] },
    byChance: 0.018,
    most: 0.18,
    finding: 'sure-difference',
    needs_n: null,
    ...apart,
  },
  pairs: [],
});

const bySex = (rates: readonly RateResult[], rest: Partial<GroupedResult> = {}): GroupedResult => ({
  columns: ['sex'],
  groups: [
    { name: 'm', n: 4000 },
    { name: 'f', n: 2000 },
  ],
  suppressed: [],
  leftOut: 0,
  rates,
  equalisedOdds: null,
  thresholds: null,
  ...rest,
});

const resultOf = (by: readonly GroupedResult[]): Result => {
  const fairness: FairnessResult = { level: 0.95, fewest: 30, by, consistency: null };
  const independence = { by: 'row', column: null, clusters: null } as const;
  return { fairness, comparison: null, independence, costs: null } as unknown as Result; // as: what sections look at
};
const textsOf = (by: readonly GroupedResult[]): string => JSON.stringify(fairnessSection(resultOf(by)));

test('a sure difference is the heading, with who fares worse', () => {
  const section = fairnessSection(resultOf([bySex([recall({})])]));
  assert.equal(section?.heading, 'Not equally good for all: sure differences by sex');
  assert.match(section?.says[0] ?? '', /52.0 % for sex f, 62.0 % for sex m/);
  assert.equal(section?.verdict, null);
  const table = section?.blocks.find(({ kind }) => kind === 'table');
  assert.ok(table?.kind === 'table');
  assert.deepEqual(
    table.rows[0]?.cells.map(({ text }) => text),
    ['sex: cases found', '10.0', '52.0', '62.0', '1.8', 'sure'],
  );
});

test('what cannot be told says what it takes; what is no farther apart than chance says how far it may be', () => {
  const untold = recall({ finding: 'cannot-be-told', sure: null, needs_n: 57_968, interval: [-0.03, 0.22] });
  assert.match(textsOf([bySex([untold])]), /Whether it is equally good for all cannot be told/);
  assert.match(textsOf([bySex([untold])]), /about 58,000 rows would/);
  const none = recall({ finding: 'no-sure-difference', sure: null, difference: 0.01, interval: [-0.08, 0.1] });
  const section = fairnessSection(resultOf([bySex([none])]));
  assert.equal(section?.heading, 'No sure difference between groups');
  assert.match(section?.says[0] ?? '', /more than 18.0 points/);
});

test('four fifths is said with its interval, and small groups by name', () => {
  const selection = { ...recall({}), rate: 'selection-rate' as const };
  assert.match(textsOf([bySex([selection])]), /84 % as often .* \(72 % to 97 %\): whether .* cannot be told/);
  const sure = { ...recall({ ratio: { value: 0.4, interval: [0.3, 0.5] } }), rate: 'selection-rate' as const };
  assert.match(textsOf([bySex([sure])]), /surely less than four fifths/);
  const small = bySex([recall({})], { suppressed: [{ name: 'x', n: 1 }], leftOut: 2 });
  assert.match(textsOf([small]), /Not compared, by sex: x \(1 row\) and 2 more/);
});

test('equalised odds are said with intervals, or without one where there is none', () => {
  const odds = { worst: 0.0744, worstInterval: [0.041, 0.098], mean: 0.069, meanInterval: null } as const;
  assert.match(
    textsOf([bySex([recall({})], { equalisedOdds: odds })]),
    /the worse of both gaps is 7.4 points \(4.1 to 9.8\), their mean 6.9 points\./,
  );
});

test('one group only is said; without groups there is no section', () => {
  const alone = bySex([{ ...recall({}), apart: null }]);
  assert.equal(fairnessSection(resultOf([alone]))?.heading, 'There are no two groups to compare');
  assert.equal(fairnessSection({} as Result), null); // as: a section looks at its own key
});

test('thresholds by group are a decision for a person, with their price', () => {
  const proposals = [
    {
      aim: 'now',
      thresholds: [],
      recallGap: 0.1,
      recallGapInterval: [0.06, 0.14],
      selectionGap: 0.2,
      selectionGapInterval: null,
      price: null,
      overOne: null,
    },
    {
      aim: 'equal-recall',
      thresholds: [
        { group: 'm', threshold: 0.55 },
        { group: 'f', threshold: 0.4 },
      ],
      recallGap: 0.01,
      recallGapInterval: [0, 0.04],
      selectionGap: 0.15,
      selectionGapInterval: [0.1, 0.2],
      price: { value: 2, interval: [-6, 10] },
      overOne: { value: 12, interval: [4, 20] },
    },
  ] as const;
  const thresholds = { decision: 'for-a-person', currency: 'EUR', proposals, asNow: ['x'] } as const;
  const section = groupThresholdsSection(resultOf([bySex([recall({})], { thresholds })]));
  assert.match(section?.heading ?? '', /a decision for a person/);
  assert.match(section?.says[0] ?? '', /from 10.0 to 1.0 points apart. Being equal costs EUR 12 per 1,000 rows/);
  assert.match(section?.says.join(' ') ?? '', /Nothing here is applied/);
  assert.match(JSON.stringify(section?.blocks), /m: 0.55, f: 0.4/);
  assert.match(JSON.stringify(section?.blocks), /"10.0","small":"6.0 to 14.0".*"1.0","small":"0.0 to 4.0"/);
  assert.equal(groupThresholdsSection(resultOf([bySex([recall({})])])), null);
});
