import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../stats/normal.ts';
import { makeRandom } from '../std/random.ts';
import { answer } from './answer.ts';
import { detectable } from './detectable.ts';
import { openPanel, type Panel, stateOf } from './panel.ts';
import { type GroupEvidence, step, warm } from './step.ts';
import type { Reading, StreamSpec, Tick } from './stream.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);
const tickOf = (day: number): Tick => ({ start: MONDAY + day * DAY, end: MONDAY + (day + 1) * DAY, at: 0 });
const normals = (seed: number): (() => number) => {
  const random = makeRandom(seed);
  return () => normalQuantile((random() + 1e-12) / (1 + 2e-12));
};
const spec = (id: string, more: Partial<StreamSpec> = {}): StreamSpec => {
  return { id, group: 'g', kind: 'mean', components: 1, materiality: [], ...more };
};
const open = (specs: readonly StreamSpec[], perDays = 365): Panel =>
  openPanel(specs, { season: 'day-of-week', budget: { falseAlarms: 1, perMs: perDays * DAY }, windowMs: DAY });

interface Run {
  readonly panel: Panel;
  readonly incidents: readonly { readonly day: number; readonly group: GroupEvidence }[];
}

/** Days from `from` on; those before `reference` only warm. */
function run(
  start: Panel,
  days: { from: number; to: number; reference: number },
  read: (day: number) => Reading[],
): Run {
  let panel = start;
  const incidents: Run['incidents'][number][] = [];
  for (let day = days.from; day < days.to; day++) {
    if (day < days.reference) panel = warm(panel, read(day), tickOf(day));
    else {
      const next = step(panel, read(day), tickOf(day));
      panel = next.panel;
      for (const group of next.evidence.groups) if (group.incident !== null) incidents.push({ day, group });
    }
  }
  return { panel, incidents };
}

/** The same noise each time: a stream's value on a day is a function of both; 40 streams, 400 days. */
const noise = Array.from({ length: 40 }, (_, k) => {
  const normal = normals(100 + k);
  return Float64Array.from({ length: 400 }, normal);
});

const noiseOf = (stream: number, day: number): number => noise[stream]?.[day] ?? 0;

test('an incident is open until it is answered; "new normal" begins again from the readings that are fed', () => {
  const specs = [spec('a'), spec('b')];
  const read = (day: number): Reading[] =>
    specs.map(({ id }, k) => ({ stream: id, n: 90, y: [noiseOf(k, day) + (k === 0 && day >= 100 ? 4 : 0)] }));
  const found = run(open(specs), { from: 0, to: 104, reference: 60 }, read);
  const day = found.incidents[0]?.day ?? -1;
  assert.ok(day >= 100, `on day ${day}`);
  assert.equal(stateOf(found.panel).isOpen[0], 1);
  const atOnce = run(open(specs), { from: 0, to: day + 1, reference: 60 }, read);
  assert.ok(
    stateOf(atOnce.panel).wealth.every((held) => held === 0),
    'an incident takes all that the group held',
  );
  let panel = answer(found.panel, 'g', 'new-normal', { streams: ['a'] });
  assert.equal(stateOf(panel).isOpen[0], 0);
  assert.deepEqual([...stateOf(panel).windows.subarray(0, 2)], [0, 104]);
  for (let again = 100; again < 104; again++) panel = warm(panel, read(again).slice(0, 1), tickOf(again));
  const after = run(panel, { from: 104, to: 160, reference: 0 }, read);
  assert.deepEqual(after.incidents, [], 'the new level is normal');
  const silent = step(panel, read(104), tickOf(104)).evidence.groups[0]?.silent;
  assert.deepEqual(silent, [{ stream: 'a', reason: 'warming-up' }]);
});

test('"nothing changed" counts a false alarm and keeps what streams know; "fixed" keeps it too', () => {
  const specs = [spec('a')];
  const read = (day: number): Reading[] => [{ stream: 'a', n: 90, y: [noiseOf(0, day) + (day >= 100 ? 4 : 0)] }];
  const { panel } = run(open(specs), { from: 0, to: 104, reference: 60 }, read);
  for (const what of ['nothing-changed', 'fixed'] as const) {
    const after = stateOf(answer(panel, 'g', what));
    assert.equal(after.falseAlarms[0], what === 'fixed' ? 0 : 1);
    assert.equal(after.isOpen[0], 0);
    assert.ok(after.wealth.every((held) => held === 0));
    assert.deepEqual(after.levels, stateOf(panel).levels);
  }
  assert.equal(stateOf(panel).falseAlarms[0], 0, 'the panel that was given is as it was');
});

test('a shift of exactly what does not matter raises nothing, however long; a larger one is found', () => {
  const specs = Array.from({ length: 7 }, (_, k) => spec(`${k}`, { materiality: [1] }));
  const shifted = (size: number) => (day: number) =>
    specs.map(({ id }, k) => ({ stream: id, n: 90, y: [noiseOf(k, day) + (day >= 100 ? size : 0)] }));
  const days = { from: 0, to: 360, reference: 60 };
  assert.deepEqual(run(open(specs, 3650), days, shifted(1)).incidents, []);
  assert.ok(run(open(specs, 3650), days, shifted(5)).incidents.length > 0);
});

test('at exactly what does not matter a bet on more of it is even, and a bet on the contrary has lost', () => {
  const specs = [spec('a', { materiality: [1.5] })];
  const read = (day: number): Reading[] => [{ stream: 'a', n: 90, y: [noiseOf(0, day)] }];
  const { panel } = run(open(specs), { from: 0, to: 60, reference: 60 }, read);
  const { origin, levels } = stateOf(panel);
  const level = (origin[0] ?? 0) + (levels[60 % 7] ?? 0);
  const lags = stateOf(panel).lags.subarray(0, 2);
  lags.fill(0);
  const heldAt = (y: number): [number, number] => {
    const { wealth } = stateOf(step(panel, [{ stream: 'a', n: 90, y: [y] }], tickOf(60)).panel);
    const half = (from: number): number => wealth.subarray(from, from + 5).reduce((sum, held) => sum + held, 0);
    return [half(0), half(5)];
  };
  const [down, even] = heldAt(level + 1.5);
  assert.ok(even > 0 && down < 0.5 * even, `${down} of ${even}`);
  const [less, more] = heldAt(level);
  assert.ok(less < 0.7 * even && more < 0.7 * even, `${less} and ${more} of ${even}`);
});

test('correlations are used when they are one to two blocks old: seven windows of the warm-up of 21', () => {
  const read = (day: number): Reading[] => [{ stream: 'a', n: 90, y: [noiseOf(0, day)] }];
  const sumsAt = (day: number) =>
    stateOf(run(open([spec('a')]), { from: 0, to: day, reference: 60 }, read).panel).lagSums;
  assert.deepEqual(sumsAt(61), sumsAt(60));
  assert.deepEqual(sumsAt(67), sumsAt(60));
  assert.notDeepEqual(sumsAt(75), sumsAt(60));
  assert.notDeepEqual(sumsAt(60), sumsAt(59), 'a reference is used at once');
});

test('the income of a window is split over groups, and one that has no reading leaves its part', () => {
  const specs = [spec('a'), spec('b', { group: 'h' })];
  const read = (day: number): Reading[] => specs.map(({ id }, k) => ({ stream: id, n: 90, y: [noiseOf(k, day)] }));
  const { panel } = run(open(specs), { from: 0, to: 60, reference: 60 }, read);
  const both = step(panel, read(60), tickOf(60)).evidence;
  assert.deepEqual(
    both.groups.map(({ group, income }) => [group, income]),
    [
      ['g', 0.5 / 365],
      ['h', 0.5 / 365],
    ],
  );
  const one = step(panel, read(60).slice(1), tickOf(60)).evidence;
  assert.deepEqual([one.groups.map(({ group }) => group), one.income], [['h'], 0.5 / 365]);
});

test('levels that last from one window to the next raise nothing', () => {
  const specs = Array.from({ length: 7 }, (_, k) => spec(`${k}`));
  const levels = specs.map(() => 0);
  const { incidents } = run(open(specs, 365), { from: 0, to: 300, reference: 100 }, (day) =>
    specs.map(({ id }, k) => {
      levels[k] = 0.7 * (levels[k] ?? 0) + 0.7 * noiseOf(k, day);
      return { stream: id, n: 90, y: [levels[k]] };
    }),
  );
  assert.deepEqual(incidents, []);
});

test('a share that was constant may move as sampling moves it, and all numbers stay finite when it jumps', () => {
  const specs = [spec('still', { kind: 'shares' })];
  const { panel, incidents } = run(open(specs), { from: 0, to: 200, reference: 60 }, (day) => {
    const y = day < 60 ? 0.03 : day < 180 ? 0.03 + 0.02 * Math.abs(noiseOf(3, day)) : 1.4;
    return [{ stream: 'still', n: 400, y: [y] }];
  });
  assert.ok(incidents.every(({ day }) => day >= 180) && incidents.length > 0);
  const { wealth, lags, lagSums, squares } = stateOf(panel);
  for (const values of [wealth, lags, lagSums, squares]) assert.ok([...values].every(Number.isFinite));
});

test('streams that move together are judged without their median, which is named when all of them move', () => {
  const specs = Array.from({ length: 12 }, (_, k) => spec(`${k}`, { components: 9 }));
  const leaderWith = (shiftOf: (k: number) => number): string | undefined => {
    const normal = normals(55);
    const { incidents } = run(open(specs), { from: 0, to: 190, reference: 80 }, (day) => {
      const common = 1.5 * normal();
      return specs.map(({ id }, k) => {
        const level = common + normal() + (day >= 150 ? shiftOf(k) : 0);
        return { stream: id, n: 90, y: Array.from({ length: 9 }, () => level + 0.3 * normal()) };
      });
    });
    return incidents.find(({ day }) => day >= 150)?.group.incident?.members[0]?.stream;
  };
  assert.equal(
    leaderWith(() => 8),
    'fleet/g/mean',
  );
  assert.equal(
    leaderWith((k) => (k === 3 ? 4 : 0)),
    '3',
  );
});

test('a reference without time gives level and spread, but judging waits for real windows', () => {
  const start = { levels: [5], deviations: [1], n: 40 };
  const specs = [spec('a', { start })];
  const read = (day: number): Reading[] => [{ stream: 'a', n: 90, y: [5 + noiseOf(0, day) + (day >= 30 ? 4 : 0)] }];
  const { panel, incidents } = run(open(specs), { from: 0, to: 40, reference: 0 }, read);
  assert.ok(incidents.length > 0 && incidents[0]!.day >= 30, `${incidents.map(({ day }) => day)}`); // ! not empty
  assert.equal(stateOf(panel).windows[0], 40);
});

test('a count is judged however small it is; a share of few rows is not', () => {
  const specs = [spec('rows', { kind: 'count' }), spec('share', { kind: 'shares' })];
  const read = (day: number): Reading[] => {
    const n = day < 100 ? Math.round(500 + 20 * noiseOf(0, day)) : 3;
    return [
      { stream: 'rows', n, y: [Math.log(n + 0.5)] },
      { stream: 'share', n, y: [0.5] },
    ];
  };
  const { incidents } = run(open(specs), { from: 0, to: 105, reference: 60 }, read);
  const group = incidents[0]?.group;
  assert.equal(group?.incident?.members[0]?.stream, 'rows');
  assert.ok(group.incident.members[0].found < 100 && group.incident.members[0].expected > 300);
  assert.deepEqual(group.silent, [{ stream: 'share', reason: 'window-too-small' }]);
});

test('what a stream can see shrinks with the windows it knows, and is at least what matters', () => {
  const specs = [spec('a', { materiality: [0.5] }), spec('b')];
  const read = (day: number): Reading[] => specs.map(({ id }, k) => ({ stream: id, n: 90, y: [noiseOf(k, day)] }));
  const early = run(open(specs), { from: 0, to: 20, reference: 20 }, read).panel;
  assert.equal(detectable(early, 'a'), null);
  const some = detectable(run(open(specs), { from: 0, to: 60, reference: 60 }, read).panel, 'b');
  const more = detectable(run(open(specs), { from: 0, to: 390, reference: 390 }, read).panel, 'b');
  assert.ok(some && more && more.deviations < some.deviations / 2 && (more.shifts[0] ?? 9) < (some.shifts[0] ?? 0));
  const bounded = detectable(run(open(specs), { from: 0, to: 390, reference: 390 }, read).panel, 'a');
  assert.equal(bounded?.shifts[0], 0.5);
});
