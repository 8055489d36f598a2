import { type Each, isGap } from '../catalogue/define.ts';

import type { Bounds } from '../stats/proportion.ts';
import { makeRandom, type Random } from '../std/random.ts';
import { type Rows, takeRows } from '../table/rows.ts';
import { isPlain, onesOf } from '../table/weights.ts';
import { sizeOf } from './compress.ts';
import { copyDrawer, isPoisson, JACKKNIFE_GROUPS, type LeftOut, leaveCopiesOut } from './draws.ts';
import { boundsFrom } from './off-centre.ts';
import type { Estimate, Quantity } from './quantity.ts';

const MOST_DRAWS = 2000;
const FEWEST_DRAWS = { rows: 200, counted: 1000 };
/** Rows (or clusters) x draws: about a second of work. Larger tables get fewer draws; few kinds of rows cost little. */
const MOST_WORK = 2e7;

/**
 * BCa bounds of any quantity: a resample is a change of weights, so that nothing is copied and any composition can be
 * asked again. Whole clusters are drawn where there are any. Null where resampling says nothing: fewer than two rows or
 * clusters, or more than one draw in twenty without a value. Cost: draws x rows. Source: Efron 1987; STATISTICS A3.
 */
export function resampledBounds(
  q: Quantity,
  estimate: Estimate,
  all: Rows,
  seed: number,
): ((tails: Bounds) => Bounds | null) | null {
  const rows = presentRows(all);
  // A ratio of sums needs no second look at the rows: its sums are weighed anew.
  const ratio = rows === all ? estimate.ratio : null;
  const units = unitsOf(rows, q.strata);
  if (units.count < 2) return null;
  const random = makeRandom(seed);
  const fewest = rows.isCounted ? FEWEST_DRAWS.counted : FEWEST_DRAWS.rows;
  const draws = Math.max(fewest, Math.min(MOST_DRAWS, Math.floor(MOST_WORK / Math.max(rows.n, units.count))));
  const ask = (weight: Float64Array): number | null => {
    if (ratio) return weighed(ratio, weight);
    const found = q.of({ ...rows, weight }, 'value');
    return isGap(found) ? null : found.value;
  };
  // What an entry is given it may remember, so that each draw has weights of its own; sums are forgotten.
  const buffer = ratio && new Float64Array(rows.n);
  const resampled: number[] = [];
  for (let k = 0; k < draws; k++) {
    const found = ask(units.draw(random, buffer ?? new Float64Array(rows.n)));
    if (found !== null) resampled.push(found);
  }
  const leftOut: number[] = [];
  for (const { times, ways } of units.leaveOut(random)) {
    const found = ask(times);
    if (found === null) return null;
    for (let way = 0; way < ways; way++) leftOut.push(found);
  }
  if (resampled.length < 0.95 * draws) return null;
  return boundsFrom(estimate.value, resampled, leftOut);
}

/** The value on resamples of the rows; null with fewer than two rows or clusters, or where one in twenty has none. */
export function resampledValues(
  q: Quantity,
  all: Rows,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): readonly number[] | null {
  const rows = presentRows(all);
  const drawn = resamplesOf(rows, { strata: q.strata, seed, draws });
  return drawn && valuesOn(q, rows, drawn);
}

/** The values on the same rows with other weights; null where one in twenty has none. */
export function valuesOn(q: Quantity, rows: Rows, weights: readonly Float64Array[]): readonly number[] | null {
  const found: number[] = [];
  for (const weight of weights) {
    const one = q.of({ ...rows, weight }, 'value');
    if (!isGap(one)) found.push(one.value);
  }
  return found.length < 0.95 * weights.length ? null : found;
}

interface Resampling {
  readonly strata: Quantity['strata'];
  readonly seed: number;
  readonly draws: number;
}

const kept = new WeakMap<Rows, Resampling & { readonly weights: readonly Float64Array[] | null }>();

/** The weights of resamples: several quantities are asked on the same few rows. Null with fewer than two units. */
function resamplesOf(rows: Rows, { strata: asked, seed, draws }: Resampling): readonly Float64Array[] | null {
  const strata = isFree(rows, asked) ? null : asked;
  const last = kept.get(rows);
  if (last && last.strata === strata && last.seed === seed && last.draws === draws) return last.weights;
  const units = unitsOf(rows, strata);
  const random = makeRandom(seed);
  const one = (): Float64Array => units.draw(random, new Float64Array(rows.n));
  const weights = units.count < 2 ? null : Array.from({ length: draws }, one);
  kept.set(rows, { strata, seed, draws, weights });
  return weights;
}

/** Where each kind of row is drawn for itself strata change nothing: quantities with and without share the draws. */
const isFree = (rows: Rows, strata: Resampling['strata']): boolean =>
  rows.isCounted && rows.cluster === null && partsOf(rows, strata).every((part) => isPoisson(rows.weight, part));

function weighed({ top, bottom }: Each, weight: Float64Array): number | null {
  let above = 0;
  let below = 0;
  for (let i = 0; i < weight.length; i++) {
    above += weight[i]! * top[i]!; // ! n rows
    below += weight[i]! * bottom[i]!; // ! n rows
  }
  return below === 0 ? null : above / below;
}

/** Rows of weight 0 are no rows: they would be drawn as such. */
function presentRows(rows: Rows): Rows {
  if (rows.weight.every((w) => w > 0)) return rows;
  const present: number[] = [];
  for (let i = 0; i < rows.n; i++) if (rows.weight[i]! > 0) present.push(i); // ! i < n
  return takeRows(rows, present);
}

/** What is drawn: rows, copies of counted rows, or clusters. Draws are weights of the rows. */
interface Units {
  readonly count: number;
  /** Weights of a resample, written into `into`. */
  draw(random: Random, into: Float64Array): Float64Array;
  leaveOut(random: Random): Iterable<LeftOut>;
}

function unitsOf(rows: Rows, strata: 'label' | 'side' | null): Units {
  if (rows.cluster) return clusters(rows, rows.cluster);
  const copies = rows.isCounted ? rows.weight : onesOf(rows.n);
  const draw = copyDrawer({ copies, parts: partsOf(rows, strata), isCounted: rows.isCounted });
  const isBare = rows.isCounted || isPlain(rows.weight);
  const weighted = (times: Float64Array): Float64Array => {
    for (let i = 0; !isBare && i < times.length; i++) times[i]! *= rows.weight[i]!; // ! n rows
    return times;
  };
  return {
    count: sizeOf(rows),
    draw: (random, into) => weighted(draw(random, into)),
    *leaveOut(random) {
      for (const { times, ways } of leaveCopiesOut(copies, random)) yield { times: weighted(times), ways };
    },
  };
}

/** Row numbers by stratum; one part where there is none. */
function partsOf(rows: Rows, strata: 'label' | 'side' | null): readonly Int32Array[] {
  const key = strata === 'label' ? rows.roles.label : strata === 'side' ? rows.side : null;
  if (!key) return [Int32Array.from({ length: rows.n }, (_, i) => i)];
  const parts = new Map<number, number[]>();
  for (let i = 0; i < rows.n; i++) {
    const part = parts.get(key[i]!) ?? []; // ! i < n
    part.push(i);
    parts.set(key[i]!, part); // ! i < n
  }
  return [...parts.values()].map((part) => Int32Array.from(part));
}

function clusters(rows: Rows, cluster: Int32Array): Units {
  const codes = [...new Set(cluster)];
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const place = Int32Array.from(cluster, (code) => placeOf.get(code)!); // ! every code was listed
  const count = codes.length;
  const weightsOf = (times: Float64Array, weight: Float64Array): Float64Array => {
    for (let i = 0; i < rows.n; i++) weight[i] = times[place[i]!]! * rows.weight[i]!; // ! n rows, each with a place
    return weight;
  };
  return {
    count,
    draw(random, into) {
      const times = new Float64Array(count);
      for (let k = 0; k < count; k++) times[Math.floor(random() * count)]!++; // ! below its length
      return weightsOf(times, into);
    },
    *leaveOut() {
      const groups = Math.min(count, JACKKNIFE_GROUPS);
      for (let group = 0; group < groups; group++) {
        const times = Float64Array.from({ length: count }, (_, k) => Number(k % groups !== group));
        yield { times: weightsOf(times, new Float64Array(rows.n)), ways: 1 };
      }
    },
  };
}
