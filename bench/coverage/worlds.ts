import { normalCdf, normalQuantile } from '@holdfast/core/stats/normal.ts';
import type { Random } from '@holdfast/core/std/random.ts';
import { makeRows, type Rows } from '@holdfast/core/table/rows.ts';

/** What kind of rows are drawn. `days`: ten rows hang together by what they share. */
export interface World {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'ranking';
  readonly baseRate: number;
  readonly days: boolean;
}

/** Rows of one day. */
const PER_DAY = 10;
/** How much of the variance of a score rows of one day share. */
const SHARED = 0.3;
/** Items of one list. */
const PER_LIST = 8;

/** n rows of a world, or about so many where they come in lists. */
export function rowsOf(world: World, n: number, random: Random): Rows {
  return WORLDS[world.task](world, n, random);
}

const normal = (random: Random): number => normalQuantile(Math.min(Math.max(random(), 1e-12), 1 - 1e-12));
const column = (n: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => of(i));

/** What rows share with their day, and what is their own; together of variance 1. */
function noiseOf(n: number, days: boolean, random: Random): Float64Array {
  if (!days) return column(n, () => normal(random));
  let shared = 0;
  return column(n, (i) => {
    if (i % PER_DAY === 0) shared = normal(random);
    return Math.sqrt(SHARED) * shared + Math.sqrt(1 - SHARED) * normal(random);
  });
}

const clusterOf = (n: number, days: boolean): Pick<Rows, 'cluster'> => ({
  cluster: days ? Int32Array.from({ length: n }, (_, i) => Math.floor(i / PER_DAY)) : null,
});

/** How far the scores of the classes lie apart, in deviations. */
const APART = 1.5;

const WORLDS: Readonly<Record<World['task'], (world: World, n: number, random: Random) => Rows>> = {
  binary({ baseRate, days }, n, random) {
    const latent = noiseOf(n, days, random);
    // The label by a threshold of its own shared part: days differ in their share of positives too.
    const label = column(n, (i) => {
      const shared = days ? SHARED : 0;
      const own = Math.sqrt(shared) * latent[i]! + Math.sqrt(1 - shared) * normal(random); // ! i < n
      return own > normalQuantile(1 - baseRate) ? 1 : 0;
    });
    const at = column(n, (i) => APART * label[i]! + latent[i]!); // ! i < n
    const odds = (z: number): number => Math.log(baseRate / (1 - baseRate)) + APART * z - (APART * APART) / 2;
    return makeRows(n, {
      roles: {
        label,
        prediction: at.map((z) => Number(z > 1)),
        score: at.map((z) => 1 / (1 + Math.exp(-odds(z)))),
      },
      classes: ['no', 'yes'],
      ...clusterOf(n, days),
    });
  },
  multiclass({ baseRate, days }, n, random) {
    const latent = noiseOf(n, days, random);
    const ends = [baseRate, (1 + baseRate) / 2];
    const label = column(n, () => {
      const u = random();
      return u < ends[0]! ? 0 : u < ends[1]! ? 1 : 2; // ! two of them
    });
    const raw = [0, 1, 2].map(
      (k) => column(n, (i) => 1.2 * Number(label[i] === k) + 0.7 * normal(random) + 0.3 * latent[i]!), // ! i < n
    );
    const scores = raw.map(
      (own) => own.map((v, i) => Math.exp(v) / raw.reduce((sum, all) => sum + Math.exp(all[i]!), 0)), // ! i < n
    );
    const prediction = column(
      n,
      (i) => [0, 1, 2].reduce((best, k) => (scores[k]![i]! > scores[best]![i]! ? k : best), 0), // ! i < n
    );
    return makeRows(n, { roles: { label, prediction, scores }, classes: ['a', 'b', 'c'], ...clusterOf(n, days) });
  },
  regression({ baseRate, days }, n, random) {
    // What is a base rate there is how heavy the tail of the label is here.
    const spread = { 0.02: 1.2, 0.1: 0.8, 0.5: 0.4 }[baseRate] ?? 0.8;
    const noise = noiseOf(n, days, random);
    const level = column(n, () => 1 + spread * normal(random));
    const label = column(n, (i) => Math.exp(level[i]! + 0.3 * noise[i]!)); // ! i < n
    const at = (p: number): Float64Array => level.map((v) => Math.exp(v + 0.3 * normalQuantile(p)));
    const quantiles = [0.1, 0.5, 0.9].map((p) => ({ level: p, values: at(p) }));
    return makeRows(n, {
      roles: { label, prediction: level.map((v) => Math.exp(v + 0.05)), lower: at(0.1), upper: at(0.9) },
      quantiles,
      ...clusterOf(n, days),
    });
  },
  ranking({ baseRate }, n, random) {
    const query = column(n, (i) => Math.floor(i / PER_LIST));
    const score = column(n, () => normal(random));
    const label = column(n, (i) => Number(normalCdf(0.8 * score[i]! + 0.6 * normal(random)) > 1 - baseRate)); // ! i < n
    return makeRows(n, { roles: { query, label, score }, cluster: Int32Array.from(query) });
  },
};
