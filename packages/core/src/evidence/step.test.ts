import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../stats/normal.ts';
import { makeRandom } from '../std/random.ts';
import { openPanel, type Panel, panelBytes, panelFrom, stateOf } from './panel.ts';
import { type Evidence, step, warm } from './step.ts';
import type { Reading, StreamSpec, Tick } from './stream.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);
const tickOf = (day: number): Tick => ({ start: MONDAY + day * DAY, end: MONDAY + (day + 1) * DAY, at: 0 });
const spec = (id: string, more: Partial<StreamSpec> = {}): StreamSpec => ({
  id,
  group: 'inputs',
  kind: 'mean',
  components: 2,
  materiality: [],
  ...more,
});
const open = (specs: readonly StreamSpec[], perDays: number): Panel =>
  openPanel(specs, { season: 'day-of-week', budget: { falseAlarms: 1, perMs: perDays * DAY }, windowMs: DAY });
const normals = (seed: number): (() => number) => {
  const random = makeRandom(seed);
  return () => normalQuantile((random() + 1e-12) / (1 + 2e-12));
};

interface Played {
  readonly panel: Panel;
  readonly said: readonly Evidence[];
}

/** Plays days of a reference, then of history. */
function play(
  specs: readonly StreamSpec[],
  days: { reference: number; all: number; perDays?: number },
  read: (day: number) => Reading[],
): Played {
  let panel = open(specs, days.perDays ?? 90);
  const said: Evidence[] = [];
  for (let day = 0; day < days.all; day++) {
    if (day < days.reference) panel = warm(panel, read(day), tickOf(day));
    else {
      const next = step(panel, read(day), tickOf(day));
      panel = next.panel;
      said.push(next.evidence);
    }
  }
  return { panel, said };
}

const firstIncident = ({ said }: Played) => said.flatMap((e) => e.groups).find((group) => group.incident !== null);

test('a shift in one stream of four raises one incident that names the stream, the direction and the day', () => {
  const normal = normals(3);
  const specs = ['a', 'b', 'c', 'd'].map((id) => spec(id));
  const played = play(specs, { reference: 56, all: 130 }, (day) =>
    specs.map(({ id }) => {
      const level = id === 'b' && day >= 100 ? 2 : 0;
      return { stream: id, n: 500, y: [10 + normal() + level, -5 + normal()] };
    }),
  );
  const at = played.said.findIndex((e) => e.groups.some((group) => group.incident !== null));
  const incident = played.said[at]?.groups[0]?.incident;
  assert.ok(incident && at + 56 >= 100 && at + 56 < 112, `on day ${at + 56}`);
  const [member] = incident.members;
  assert.equal(member?.stream, 'b');
  assert.equal(member.component, 0);
  assert.equal(member.direction, 'up');
  assert.ok(Math.abs(incident.changePoint - tickOf(100).start) <= 2 * DAY);
  assert.ok(member.interval[0] < 2 && member.interval[1] > 1.2, `${member.interval}`);
});

test('a weekly season is foreseen: weekends that differ tenfold raise nothing', () => {
  const normal = normals(5);
  const specs = ['a', 'b'].map((id) => spec(id));
  const played = play(specs, { reference: 56, all: 300, perDays: 36_500 }, (day) =>
    specs.map(({ id }) => ({ stream: id, n: 500, y: [normal() + (day % 7 >= 5 ? 10 : 0), normal()] })),
  );
  assert.equal(firstIncident(played), undefined);
});

test('a stream that never moved in the reference is found when it moves, within three windows', () => {
  const normal = normals(8);
  const specs = [spec('still', { kind: 'shares', components: 1 }), spec('b', { kind: 'shares' })];
  const played = play(specs, { reference: 56, all: 120 }, (day) => [
    { stream: 'still', n: 400, y: [day < 100 ? 0.03 : 1.2] },
    { stream: 'b', n: 400, y: [0.7 + 0.03 * normal(), 0.9 + 0.03 * normal()] },
  ]);
  const group = firstIncident(played);
  assert.equal(group?.incident?.members[0]?.stream, 'still');
  const at = played.said.findIndex((e) => e.groups[0]?.incident);
  assert.ok(at + 56 <= 104, `on day ${at + 56}`);
});

test('income is split over the streams that are due; a small window freezes a stream and costs nothing', () => {
  const normal = normals(13);
  const specs = ['a', 'b'].map((id) => spec(id));
  const quiet = (n: number) => (_: number) => specs.map(({ id }) => ({ stream: id, n, y: [normal(), normal()] }));
  const { panel } = play(specs, { reference: 56, all: 60 }, quiet(500));
  const before = stateOf(panel);
  const next = step(panel, quiet(29)(0), tickOf(60));
  assert.deepEqual(next.evidence.groups[0]?.silent, [
    { stream: 'a', reason: 'window-too-small' },
    { stream: 'b', reason: 'window-too-small' },
  ]);
  assert.equal(next.evidence.income, 0);
  assert.deepEqual(new Uint8Array(next.panel.state), new Uint8Array(panel.state));
  assert.ok(before.wealth.some((held) => held > 0));
  const half = step(panel, [{ stream: 'a', n: 500, y: [0, 0] }], tickOf(60));
  assert.equal(half.evidence.groups[0]?.due, 1);
  assert.deepEqual(half.evidence.groups[0]?.silent, [{ stream: 'b', reason: 'no-reading' }]);
  assert.ok(Math.abs(half.evidence.income - 1 / 90) < 1e-12);
  assert.ok(Math.abs(half.evidence.spent - 5 / 90) < 1e-12);
});

test('no income before three cycles of the season are known', () => {
  const normal = normals(21);
  const specs = [spec('a')];
  const { said } = play(specs, { reference: 0, all: 30 }, () => [{ stream: 'a', n: 50, y: [normal(), normal()] }]);
  assert.deepEqual(
    said.map((e) => e.income > 0),
    Array.from({ length: 30 }, (_, day) => day >= 21),
  );
  assert.deepEqual(said[20]?.groups[0]?.silent, [{ stream: 'a', reason: 'warming-up' }]);
});

test('a step leaves the panel that it was given alone, and bytes give the panel back', () => {
  const specs = ['a', 'é'].map((id) => spec(id));
  const readings = specs.map(({ id }) => ({ stream: id, n: 99, y: [1, 2] }));
  const panel = warm(open(specs, 90), readings, tickOf(0));
  const before = panelBytes(panel);
  const next = step(panel, readings, tickOf(1)).panel;
  assert.deepEqual(panelBytes(panel), before);
  assert.notDeepEqual(panelBytes(next), before);
  assert.deepEqual(panelFrom(before), panel);
  assert.deepEqual(step(panelFrom(before), readings, tickOf(1)).panel, next);
});
