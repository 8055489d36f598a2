import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { openPanel, stateOf } from './panel.ts';
import { cellOf, type Season, seasonFor, wavesOf } from './season.ts';
import { step, warm } from './step.ts';
import type { StreamSpec, Tick } from './stream.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday at midnight, UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const tickAt = (start: number, length: number, more: Partial<Tick> = {}): Tick => ({
  start,
  end: start + length,
  at: start + length,
  ...more,
});

test('days of the week are local days, holidays are a day of their own, and hours know the weekend', () => {
  assert.equal(cellOf('day-of-week', tickAt(MONDAY, DAY)), 0);
  assert.equal(cellOf('day-of-week', tickAt(MONDAY - HOUR, DAY)), 6);
  assert.equal(cellOf('day-of-week', tickAt(MONDAY - HOUR, DAY, { zoneOffsetMs: HOUR })), 0);
  assert.equal(cellOf('day-of-week', tickAt(Date.UTC(1960, 1, 29), DAY)), 0, 'before the epoch');
  assert.equal(cellOf('day-of-week', tickAt(MONDAY, DAY, { isHoliday: true })), 7);
  assert.equal(cellOf('hour-of-week', tickAt(MONDAY + 9 * HOUR, HOUR)), 9);
  assert.equal(cellOf('hour-of-week', tickAt(MONDAY + 5 * DAY + 9 * HOUR, HOUR)), 33);
  assert.equal(cellOf('none', tickAt(MONDAY, DAY)), 0);
});

test('the season follows from the windows and from how much the reference has seen', () => {
  assert.equal(seasonFor({ windowMs: DAY, referenceMs: 60 * DAY }), 'day-of-week');
  assert.equal(seasonFor({ windowMs: DAY, referenceMs: 400 * DAY }), 'day-of-week-and-year');
  assert.equal(seasonFor({ windowMs: HOUR, referenceMs: 400 * DAY }), 'hour-of-week');
  assert.equal(seasonFor({ windowMs: 7 * DAY, referenceMs: 400 * DAY }), 'year');
  assert.equal(seasonFor({ windowMs: 7 * DAY, referenceMs: 60 * DAY }), 'none');
  assert.deepEqual(wavesOf('none', tickAt(MONDAY, DAY)), []);
});

const options = (season: Season, windowMs: number, perDays = 90) => {
  return { season, windowMs, budget: { falseAlarms: 1, perMs: perDays * DAY } };
};
const one: StreamSpec = { id: 'a', group: 'g', kind: 'mean', components: 1, materiality: [] };

test('what is foreseen is what least squares over all windows before would foresee', () => {
  const season: Season = 'day-of-week-and-year';
  const random = makeRandom(2);
  let panel = openPanel([one], options(season, DAY));
  const rows: { readonly x: number[]; readonly y: number }[] = [];
  const designOf = (tick: Tick): number[] => {
    const cell = cellOf(season, tick);
    return [...Array.from({ length: 7 }, (_, day) => Number(day === cell)), ...wavesOf(season, tick)];
  };
  for (let day = 0; day < 430; day++) {
    if (day % 17 === 5) continue;
    const tick = tickAt(MONDAY + day * DAY, DAY);
    const x = designOf(tick);
    const y = 3 + x[2]! - 2 * x[5]! + x[7]! + 0.3 * x[10]! + 0.1 * random(); // ! eleven of them
    panel = warm(panel, [{ stream: 'a', n: 100, y: [y] }], tick);
    rows.push({ x, y });
  }
  const want = solve(rows);
  const state = stateOf(panel);
  const { levels } = state;
  const found = [...levels.subarray(0, 7), ...levels.subarray(8, 12)];
  for (const [i, value] of want.entries()) {
    const origin = i < 7 ? state.origin[0]! : 0; // ! one component
    assert.ok(Math.abs(found[i]! + origin - value) < 1e-4, `${i}: ${found[i]! + origin}, not ${value}`); // ! eleven
  }
});

/** Least squares by Gauss's elimination on the normal equations. */
function solve(rows: readonly { readonly x: readonly number[]; readonly y: number }[]): number[] {
  const size = rows[0]!.x.length; // ! not empty
  const a = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => rows.reduce((sum, { x }) => sum + x[i]! * x[j]!, 0)), // ! size of them
    rows.reduce((sum, { x, y }) => sum + x[i]! * y, 0), // ! size of them, as above
  ]);
  for (let i = 0; i < size; i++) {
    const pivot = a[i]![i]!; // ! a is square, and one column more
    for (let r = 0; r < size; r++) {
      if (r === i) continue;
      const factor = a[r]![i]! / pivot; // ! as above
      for (let c = i; c <= size; c++) a[r]![c]! -= factor * a[i]![c]!; // ! as above
    }
  }
  return a.map((row, i) => row[size]! / row[i]!); // ! as above
}

test('weekly windows with a yearly wave: the wave is foreseen, a shift is found', () => {
  const random = makeRandom(7);
  let panel = openPanel([one], options('year', 7 * DAY, 20_000));
  const incidents: number[] = [];
  for (let week = 0; week < 160; week++) {
    const tick = tickAt(MONDAY + week * 7 * DAY, 7 * DAY);
    const y = 5 * Math.sin((2 * Math.PI * week) / 52.18) + random() + random() + (week >= 140 ? 2 : 0);
    const readings = [{ stream: 'a', n: 100, y: [y] }];
    if (week < 60) panel = warm(panel, readings, tick);
    else {
      const next = step(panel, readings, tick);
      panel = next.panel;
      if (next.evidence.groups[0]?.incident) incidents.push(week);
    }
  }
  assert.ok(incidents.length > 0 && incidents[0]! >= 140 && incidents[0]! < 148, `${incidents}`); // ! not empty
});

test('a stream keeps to its memory: 2 KB with daily windows, 6 KB with hourly ones', () => {
  const sizeOf = (season: Season): number => {
    const specs = Array.from({ length: 200 }, (_, k) => ({ ...one, id: `${k}`, components: 15 }));
    const half = openPanel(specs.slice(0, 100), options(season, DAY)).state.byteLength;
    return (openPanel(specs, options(season, DAY)).state.byteLength - half) / 100;
  };
  assert.ok(sizeOf('day-of-week') <= 2048, `${sizeOf('day-of-week')}`);
  assert.ok(sizeOf('hour-of-week') <= 6144, `${sizeOf('hour-of-week')}`);
});
