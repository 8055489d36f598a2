import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { calendarPartOf } from './calendar.ts';
import type { Column } from './table.ts';

const HOUR = 3_600_000;
const random = makeRandom(3);
const START = Date.UTC(2024, 0, 1);
/** Half hours of a year and a half, in no order. */
const times = Float64Array.from({ length: 4000 }, () => START + 0.5 * HOUR * Math.floor(26_000 * random()));
const numbers = (of: (date: Date) => number): Column => ({
  name: 'x',
  kind: 'number',
  type: 'number',
  values: times.map((time) => of(new Date(time))),
  missing: null,
});
const texts = (levels: readonly string[], of: (date: Date) => number): Column => ({
  ...{ name: 'x', kind: 'text', type: 'text', levels },
  codes: Int32Array.from(times, (time) => of(new Date(time))),
});

test('parts of the calendar are known by what they hold, however they are counted', () => {
  const days = ['so', 'mo', 'di', 'mi', 'do', 'fr', 'sa'];
  const half = (date: Date): number => 2 * date.getUTCHours() + Math.floor(date.getUTCMinutes() / 30);
  const cases = [
    ['month', numbers((date) => date.getUTCMonth() + 1)],
    ['hour', numbers((date) => date.getUTCHours())],
    ['hour', numbers((date) => (date.getUTCHours() + 9) % 24)],
    ['day of the week', numbers((date) => ((date.getUTCDay() + 6) % 7) + 1)],
    ['day of the week', texts(days, (date) => date.getUTCDay())],
    ['day of the month', numbers((date) => date.getUTCDate())],
    ['time of day', numbers((date) => Number((half(date) / 47).toFixed(6)))],
    [
      'day of the year',
      numbers((date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / 24 / HOUR)),
    ],
  ] as const;
  for (const [part, column] of cases) assert.equal(calendarPartOf(column, times), part);
});

test('what only goes with the season, the day or the month is no part of the calendar', () => {
  const month = (date: Date): number => date.getUTCMonth();
  const temperatures = [3, 4, 9, 12, 17, 21, 22, 21, 17, 12, 7, 4];
  for (const column of [
    numbers((date) => temperatures[month(date)] ?? 0),
    numbers((date) => (date.getUTCDay() % 6 === 0 ? 0 : 1)),
    numbers((date) => date.getUTCHours() + (random() < 0.01 ? 1 : 0)),
    numbers((date) => date.getTime()),
    numbers(() => random()),
    texts(['winter', 'spring', 'summer', 'autumn'], (date) => Math.floor(((month(date) + 1) % 12) / 3)),
  ])
    assert.equal(calendarPartOf(column, times), null);
});
