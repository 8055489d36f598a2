import { normalQuantile } from '@holdfast/core/stats/normal.ts';
import { makeRandom, type Random } from '@holdfast/core/std/random.ts';
import { makeRows, type Rows, takeRows } from '@holdfast/core/table/rows.ts';

/** What kind of rows are drawn. */
export interface World {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast' | 'ranking';
  /** Of the class that matters; for numbers .02 is a heavy tail, .5 a light one. */
  readonly baseRate: number;
  /** How many days the rows come from, which they share something with; 0: rows are independent. */
  readonly days: number;
  readonly isWeighted: boolean;
}

/** How much of the variance of a score rows of one day share. */
const SHARED = 0.3;
/** Items of one list, rows of one origin. */
export const PER_LIST = 8;
export const PER_ORIGIN = 5;

/** What samples are drawn from, with replacement: what is measured in all of it is the truth, and has no error. */
export interface Population {
  readonly world: World;
  readonly rows: Rows;
  /** Rows that stay together, one after the other: a list, an origin; of a day some are drawn. */
  readonly block: number;
}

/** By class and by list truths take long to find, and there are no long tails. */
const populationRows = ({ task, days }: World): number => {
  if (task === 'regression' || task === 'forecast') return 1_000_000;
  if (days > 0) return 2_000_000;
  return task === 'binary' ? 1_000_000 : 250_000;
};
/**
 * By day the population has so many of them, which samples draw some rows of. Each has far more rows than are drawn of
 * it: rows that are drawn twice look like certainty to what is made best in them.
 */
const POPULATION_DAYS = 400;

/** The population of a world; the same one for any number of days. */
export function populationOf(world: World, size = populationRows(world)): Population {
  const days = world.days > 0 ? POPULATION_DAYS : 0;
  const rows = rowsOf({ ...world, days }, size, makeRandom(20261128));
  return { world, rows: { ...rows, cluster: null }, block: days > 0 ? size / days : (TOGETHER[world.task] ?? 1) };
}

const TOGETHER: Partial<Record<World['task'], number>> = { ranking: PER_LIST, forecast: PER_ORIGIN };

/** n rows of the population, or about so many where they come in lists or origins. */
export function sampleOf({ world, rows, block }: Population, n: number, random: Random): Rows {
  const blocks = rows.n / block;
  if (world.days > 0) {
    const cluster = Int32Array.from({ length: n }, (_, i) => dayOf(i, n, world.days));
    const days = Float64Array.from({ length: world.days }, () => block * Math.floor(blocks * random()));
    const indices = Int32Array.from(cluster, (day) => days[day]! + Math.floor(block * random())); // ! a day
    return { ...takeRows(rows, indices), cluster };
  }
  if (block === 1)
    return takeRows(
      rows,
      Int32Array.from({ length: n }, () => Math.floor(blocks * random())),
    );
  const drawn = Float64Array.from({ length: Math.max(1, Math.round(n / block)) }, () => Math.floor(blocks * random()));
  const cluster = Int32Array.from({ length: drawn.length * block }, (_, i) => Math.floor(i / block));
  const indices = Int32Array.from(cluster, (one, i) => drawn[one]! * block + (i % block)); // ! a block
  const found = takeRows(rows, indices);
  const { query } = found.roles;
  return { ...found, cluster, roles: { ...found.roles, ...(query && { query: Float64Array.from(cluster) }) } };
}

/** n rows of a world, or about so many where they come in lists. */
export function rowsOf(world: World, n: number, random: Random): Rows {
  const rows = WORLDS[world.task](world, n, random);
  if (!world.isWeighted) return rows;
  // Rows that are more certain weigh more: the weighted truth is another one.
  const lead = rows.roles.score ?? rows.roles.scores?.[0] ?? rows.roles.prediction;
  const weight = column(n, (i) => Math.exp(0.5 * normal(random)) * (1 + Math.min(1, lead?.[i] ?? 0)));
  return makeRows(n, { ...rows, weight });
}

const normal = (random: Random): number => normalQuantile(Math.min(Math.max(random(), 1e-12), 1 - 1e-12));
const column = (n: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => of(i));
const dayOf = (i: number, n: number, days: number): number => Math.floor((i * days) / n);

/** What rows share with their day, and what is their own; together of variance 1. */
function noiseOf(n: number, days: number, random: Random): Float64Array {
  if (days === 0) return column(n, () => normal(random));
  const shared = column(days, () => normal(random));
  // ! a day
  return column(n, (i) => Math.sqrt(SHARED) * shared[dayOf(i, n, days)]! + Math.sqrt(1 - SHARED) * normal(random));
}

const clusterOf = (n: number, days: number): Pick<Rows, 'cluster'> => ({
  cluster: days > 0 ? Int32Array.from({ length: n }, (_, i) => dayOf(i, n, days)) : null,
});

/** How far the scores of the classes lie apart, in deviations. */
const APART = 1.5;
/** The deviation of the logarithm of what is foretold, by base rate. */
const TAILS: Readonly<Record<number, number>> = { 0.02: 1.2, 0.1: 0.8, 0.5: 0.4 };
const LEVELS = [0.1, 0.5, 0.9];

const WORLDS: Readonly<Record<World['task'], (world: World, n: number, random: Random) => Rows>> = {
  binary({ baseRate, days }, n, random) {
    const latent = noiseOf(n, days, random);
    // The label by a threshold of its own shared part: days differ in their share of positives too.
    const end = normalQuantile(1 - baseRate);
    const shared = days > 0 ? SHARED : 0;
    const label = column(
      n,
      (i) => Number(Math.sqrt(shared) * latent[i]! + Math.sqrt(1 - shared) * normal(random) > end), // ! i < n
    );
    const at = column(n, (i) => APART * label[i]! + latent[i]!); // ! i < n
    const odds = (z: number): number => Math.log(baseRate / (1 - baseRate)) + APART * z - (APART * APART) / 2;
    const score = at.map((z) => 1 / (1 + Math.exp(-odds(z))));
    const prediction = at.map((z) => Number(z > 1));
    return makeRows(n, { roles: { label, prediction, score }, classes: ['no', 'yes'], ...clusterOf(n, days) });
  },
  multiclass({ baseRate, days }, n, random) {
    const latent = noiseOf(n, days, random);
    const ends = [baseRate, (1 + baseRate) / 2];
    const label = column(n, () => {
      const u = random();
      return u < ends[0]! ? 0 : u < ends[1]! ? 1 : 2; // ! two of them
    });
    const raw = [0, 1, 2].map((k) => {
      const shared = k === 1 ? 0.5 : 0;
      // ! i < n
      return column(n, (i) => Math.exp(1.2 * Number(label[i] === k) + 0.7 * normal(random) + shared * latent[i]!));
    });
    const total = column(n, (i) => raw[0]![i]! + raw[1]![i]! + raw[2]![i]!); // ! three classes, i < n
    const scores = raw.map((own) => own.map((v, i) => v / total[i]!)); // ! i < n
    const most = (i: number, a: number, b: number): number => (scores[a]![i]! >= scores[b]![i]! ? a : b); // ! as above
    const prediction = column(n, (i) => most(i, most(i, 0, 1), 2));
    return makeRows(n, { roles: { label, prediction, scores }, classes: ['a', 'b', 'c'], ...clusterOf(n, days) });
  },
  regression({ baseRate, days }, n, random) {
    const noise = noiseOf(n, days, random);
    const level = column(n, () => 1 + (TAILS[baseRate] ?? 0.8) * normal(random));
    const label = column(n, (i) => Math.exp(level[i]! + 0.3 * noise[i]!)); // ! i < n
    const at = (p: number): Float64Array => level.map((v) => Math.exp(v + 0.3 * normalQuantile(p)));
    return makeRows(n, {
      roles: { label, prediction: level.map((v) => Math.exp(v + 0.05)), lower: at(0.1), upper: at(0.9) },
      quantiles: LEVELS.map((p) => ({ level: p, values: at(p) })),
      ...clusterOf(n, days),
    });
  },
  /** Each origin foretells five steps, further ones less well; errors of one origin hang together. */
  forecast({ baseRate }, n, random) {
    const origins = Math.max(1, Math.round(n / PER_ORIGIN));
    const shared = column(origins, () => normal(random));
    const level = column(n, () => Math.exp(2 + (TAILS[baseRate] ?? 0.8) * normal(random)));
    const width = column(n, (i) => 0.1 * level[i]! * Math.sqrt(1 + (i % PER_ORIGIN))); // ! i < n
    const originOf = (i: number): number => Math.min(origins - 1, Math.floor(i / PER_ORIGIN));
    const noise = column(n, (i) => Math.sqrt(0.5) * (shared[originOf(i)]! + normal(random))); // ! an origin
    const label = column(n, (i) => level[i]! + width[i]! * noise[i]!); // ! i < n
    const at = (p: number): Float64Array => level.map((v, i) => v + width[i]! * normalQuantile(p)); // ! i < n
    return makeRows(n, {
      roles: { label, prediction: level.map((v) => 1.01 * v), lower: at(0.1), upper: at(0.9) },
      quantiles: LEVELS.map((p) => ({ level: p, values: at(p) })),
      cluster: Int32Array.from({ length: n }, (_, i) => originOf(i)),
    });
  },
  /** Lists of items, or items with several labels: which are right, how they are ranked, and which are named. */
  ranking({ baseRate }, n, random) {
    const query = column(n, (i) => Math.floor(i / PER_LIST));
    const score = column(n, () => normal(random));
    const end = normalQuantile(1 - baseRate);
    const label = column(n, (i) => Number(0.8 * score[i]! + 0.6 * normal(random) > end)); // ! i < n
    const prediction = score.map((s) => Number(s > end));
    return makeRows(n, { roles: { query, label, score, prediction }, cluster: Int32Array.from(query) });
  },
};
