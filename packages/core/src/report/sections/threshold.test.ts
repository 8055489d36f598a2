import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../result.ts';
import type { LineResult, ThresholdLines } from '../threshold-result.ts';
import { sureSaving, thresholdSection } from './threshold.ts';

const line = (id: LineResult['id'], threshold: number, cost: number | null): LineResult => ({
  id,
  threshold,
  found: 100,
  missed: 20,
  falseAlarms: 4.25,
  leftAlone: 875.75,
  cost,
});

const lines = (rest: Partial<ThresholdLines>): ThresholdLines => ({
  n: 1000,
  currency: 'EUR',
  lines: [line('now', 0.5, 80), line('cheapest', 0.21, 60), line('found-80', 0.3, 70)],
  range: [0.2, 0.24],
  saving: { value: 20, interval: [12, 28], level: 0.95, method: 'exact' },
  capacity: null,
  ...rest,
});

// as: a section looks at its own key alone
const section = (thresholdChoice: Result['thresholdChoice']) => thresholdSection({ thresholdChoice } as Result, {});

test('a saving that is sure is the heading, one that is not is none', () => {
  assert.equal(section(lines({}))?.heading, 'Another threshold saves EUR 20 per 1,000 rows');
  const saving = { value: 20, interval: [-3, 43], level: 0.95, method: 'exact' } as const;
  assert.equal(section(lines({ saving }))?.heading, 'No other threshold is surely cheaper');
  assert.equal(sureSaving(lines({ saving })), null);
  assert.deepEqual(sureSaving(lines({})), { value: 20, limit: 0.21 });
});

test('each line says what is found, missed and called for nothing, in money where there is some', () => {
  const block = section(lines({}))?.blocks[0];
  assert.ok(block?.kind === 'table');
  assert.deepEqual(
    block.rows.map(({ cells }) => cells.map(({ text }) => text)),
    [
      ['as decided now', '0.5', '100', '20', '4.3', '80'],
      ['cheapest', '0.21', '100', '20', '4.3', '60'],
      ['finds 80 of 100', '0.3', '100', '20', '4.3', '70'],
    ],
  );
});

test('without costs lines are shown and none is recommended; too few rows say what it takes', () => {
  const free = lines({ saving: null, range: null, lines: [line('now', 0.5, null)] });
  assert.match(section(free)?.says.join(' ') ?? '', /write costs/);
  assert.match(section({ gap: 'too-few-rows', n: 30 })?.says.join(' ') ?? '', /20 rows of each class/);
  assert.equal(section(undefined), null);
});

test('a limit on what people can follow up is said', () => {
  const capacity = { perDay: 10, rowsPerDay: 200, isCap: true };
  assert.match(section(lines({ capacity }))?.says.join(' ') ?? '', /10 rows a day and there are 200/);
});
