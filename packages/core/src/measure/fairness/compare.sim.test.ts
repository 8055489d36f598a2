import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom, type Random } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { compareByGroup } from './by-group.ts';
import { apartByChance, drawMarked } from './chance.ts';
import { type Compared, compareGroups } from './compare.ts';
import { ratesOf } from './rates.ts';
import { worldsOf } from './simultaneous.ts';
import { sumsByGroup } from './sums.ts';

interface World {
  readonly sizes: readonly number[];
  /** The chance of a yes in each group. */
  readonly yes: readonly number[];
  /** Rows of one cluster answer alike. */
  readonly clusters?: number;
}

/** Rows whose answers are drawn; groups one after the other. */
function drawn({ sizes, yes, clusters }: World, random: Random): Rows {
  const group = Int32Array.from(sizes.flatMap((n, g) => new Array<number>(n).fill(g)));
  const n = group.length;
  const cluster = clusters === undefined ? null : Int32Array.from({ length: n }, () => Math.floor(random() * clusters));
  const luck = Float64Array.from({ length: clusters ?? 0 }, random);
  const prediction = Float64Array.from(group, (g, i) => {
    // Half of the rows go with their cluster.
    const isTied = cluster !== null && random() < 0.5;
    return Number((isTied ? luck[cluster[i]!]! : random()) < yes[g]!); // ! i < n, a group, a cluster
  });
  return makeRows(n, { roles: { label: prediction, prediction }, group, cluster, classes: ['no', 'yes'] });
}

function compared(rows: Rows, groups: number, worlds: Float64Array): Compared {
  const rate = ratesOf(rows, 'binary')[0]!; // ! the selection rate
  return compareGroups(rate.id, sumsByGroup(rate, rows, groups), { n: rows.n, worlds, seed: 1 });
}

/** How often all of a kind hold their truth at once. */
function coverage(world: World, times: number) {
  const random = makeRandom(11);
  const { sizes, yes } = world;
  const worlds = worldsOf(sizes.length + 1, 2);
  const n = sizes.reduce((a, b) => a + b, 0);
  const all = sizes.reduce((sum, size, g) => sum + (size / n) * yes[g]!, 0); // ! a group
  const held = { own: 0, overall: 0, pairs: 0 };
  for (let k = 0; k < times; k++) {
    const { groups, pairs } = compared(drawn(world, random), sizes.length, worlds);
    const isIn = (bounds: readonly [number, number] | null, truth: number): boolean =>
      bounds !== null && bounds[0] <= truth && truth <= bounds[1];
    const truth = (g: number): number => yes[g]!; // ! a group
    if (groups.every(({ group, bounds }) => isIn(bounds, truth(group)))) held.own++;
    if (groups.every(({ group, toOverall }) => isIn(toOverall?.bounds ?? null, truth(group) - all))) held.overall++;
    if (pairs.every(({ high, low, bounds }) => isIn(bounds, truth(high) - truth(low)))) held.pairs++;
  }
  return [held.own, held.overall, held.pairs].map((count) => count / times);
}

test('intervals hold for all groups at once, 19 times of 20: few, many, rare', () => {
  const many = { sizes: [400, 200, 100, 60, 40, 40], yes: [0.3, 0.3, 0.3, 0.3, 0.3, 0.3] };
  const rare = { sizes: [800, 300, 60], yes: [0.05, 0.1, 0.02] };
  for (const world of [many, rare]) {
    for (const share of coverage(world, 120)) assert.ok(share > 0.9 && share <= 1, `${share}`);
  }
});

/** Recall and false positives by group; labels are even. */
interface Odds {
  readonly sizes: readonly number[];
  readonly found: readonly number[];
  readonly alarms: readonly number[];
}

/** How often the intervals of equalised odds hold their truth: that of the worse gap, and that of the mean. */
function oddsCoverage({ sizes, found, alarms }: Odds, times: number): readonly [number, number] {
  const random = makeRandom(17);
  const codes = Int32Array.from(sizes.flatMap((n, g) => new Array<number>(n).fill(g)));
  const spread = (of: readonly number[]): number => Math.max(...of) - Math.min(...of);
  const truth = { worst: Math.max(spread(found), spread(alarms)), mean: (spread(found) + spread(alarms)) / 2 };
  const held = { worst: 0, mean: 0 };
  for (let k = 0; k < times; k++) {
    const label = Float64Array.from(codes, () => Number(random() < 0.5));
    const chance = (g: number, y: number | undefined): number => (y === 1 ? found : alarms)[g]!; // ! a group
    const prediction = Float64Array.from(codes, (g, i) => Number(random() < chance(g, label[i])));
    const rows = makeRows(codes.length, { roles: { label, prediction }, classes: ['no', 'yes'] });
    const names = sizes.map((_, g) => `g${g}`);
    const [by] = compareByGroup(rows, 'binary', [{ column: 'g', names, codes, sizes }], 2);
    for (const id of ['worst', 'mean'] as const) {
      const [low, high] = by?.odds?.[id].bounds ?? [1, 0];
      if (low <= truth[id] && truth[id] <= high) held[id]++;
    }
  }
  return [held.worst / times, held.mean / times];
}

test('intervals of equalised odds hold, where groups are treated alike and where they are not', () => {
  const apart = { sizes: [300, 200, 120], found: [0.8, 0.6, 0.7], alarms: [0.2, 0.25, 0.1] };
  const alike = { sizes: [300, 200], found: [0.7, 0.7], alarms: [0.2, 0.2] };
  for (const world of [apart, alike]) for (const share of oddsCoverage(world, 100)) assert.ok(share > 0.9, `${share}`);
});

test('rows of one cluster hang together: the intervals hold, and are wider than those of rows', () => {
  const world = { sizes: [900, 600, 300], yes: [0.3, 0.3, 0.3], clusters: 60 };
  for (const share of coverage(world, 150)) assert.ok(share > 0.88, `${share}`);
  const rows = drawn(world, makeRandom(4));
  const worlds = worldsOf(4, 2);
  const width = (of: Compared): number => of.groups[0]!.bounds![1] - of.groups[0]!.bounds![0]; // ! the first group
  assert.ok(width(compared(rows, 3, worlds)) > 1.5 * width(compared({ ...rows, cluster: null }, 3, worlds)));
});

test('of two groups that are alike hardly any differ surely', () => {
  const random = makeRandom(5);
  const worlds = worldsOf(3, 1);
  const world = { sizes: [500, 500], yes: [0.3, 0.3] };
  const same = Array.from({ length: 20 }, () => compared(drawn(world, random), 2, worlds).apart?.finding);
  assert.ok(same.filter((finding) => finding === 'sure-difference').length <= 3);
  assert.ok(same.includes('no-sure-difference'));
});

test('what chance alone gives is what dealing the groups out again gives', () => {
  const random = makeRandom(9);
  const sizes = [300, 80, 40, 30];
  const rows = drawn({ sizes, yes: [0.2, 0.2, 0.2, 0.2] }, random);
  const rate = ratesOf(rows, 'binary')[0]!; // ! the selection rate
  const groups = sizes.map((_, g) => g);
  const byCounts = apartByChance(sumsByGroup(rate, rows, 4), groups, worldsOf(5, 1), 3);
  const answers = [...rows.roles.prediction!]; // ! made above
  let total = 0;
  for (let draw = 0; draw < 1000; draw++) {
    for (let i = answers.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [answers[i], answers[j]] = [answers[j]!, answers[i]!]; // ! i, j < n
    }
    let start = 0;
    const shares = sizes.map((size) => {
      const part = answers.slice(start, start + size);
      start += size;
      return part.reduce((a, b) => a + b, 0) / size;
    });
    total += Math.max(...shares) - Math.min(...shares);
  }
  assert.ok(Math.abs(byCounts - total / 1000) < 0.01, `${byCounts} ${total / 1000}`);
});

test('draws from an urn have its mean and variance, few and many', () => {
  const random = makeRandom(6);
  for (const urn of [
    { population: 60, marked: 10, drawn: 30 },
    { population: 4000, marked: 1500, drawn: 900 },
  ]) {
    const draws = Array.from({ length: 4000 }, () => drawMarked(urn, random));
    const share = urn.marked / urn.population;
    const variance = (urn.drawn * share * (1 - share) * (urn.population - urn.drawn)) / (urn.population - 1);
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const spread = draws.reduce((sum, k) => sum + (k - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean - urn.drawn * share) < 4 * Math.sqrt(variance / draws.length));
    assert.ok(Math.abs(spread / variance - 1) < 0.1);
  }
});

test('bounds of all groups hold together where few of the clusters hold most of the rows', (context) => {
  const [draws, worlds] = [200, worldsOf(4, 1)];
  let held = 0;
  for (let seed = 1; seed <= draws; seed++) {
    const random = makeRandom(seed);
    const rows: { cluster: number; group: number; yes: number }[] = [];
    for (let cluster = 0; cluster < 60; cluster++) {
      const chance = 0.3 + 0.4 * (random() - 0.5);
      const group = Math.floor(3 * random());
      // Sizes from 4 on; the largest are twenty times the middle one.
      for (let size = Math.round(4 * random() ** -0.7); size > 0; size--)
        rows.push({ cluster, group, yes: Number(random() < chance) });
    }
    const prediction = Float64Array.from(rows, ({ yes }) => yes);
    const table = makeRows(rows.length, {
      roles: { label: prediction, prediction },
      group: Int32Array.from(rows, ({ group }) => group),
      cluster: Int32Array.from(rows, ({ cluster }) => cluster),
      classes: ['no', 'yes'],
    });
    const holds = ({ bounds }: { bounds: readonly [number, number] | null }): boolean =>
      bounds === null || (bounds[0] <= 0.3 && 0.3 <= bounds[1]);
    if (compared(table, 3, worlds).groups.every(holds)) held++;
  }
  context.diagnostic(`${held} of ${draws}`);
  assert.ok(held >= 0.91 * draws, `${held} of ${draws}`);
});
