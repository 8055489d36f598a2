import { type Bounds, wilson, zOfLevel } from '../../stats/proportion.ts';
import { makeRandom, type Random } from '../../std/random.ts';
import type { Rows } from '../../table/rows.ts';
import { type Column, isMissing, takeCodes } from '../../table/table.ts';

/** How often rows that are alike get the same answer. */
export interface Consistency {
  /** The share of the nearest rows with the same answer. */
  readonly value: number;
  readonly bounds: Bounds;
  /** The share of any two rows with the same answer. */
  readonly byChance: number;
  readonly neighbours: number;
  /** Rows that were asked, and rows among which their nearest were looked for. */
  readonly asked: number;
  readonly among: number;
}

const NEIGHBOURS = 5;
const MOST_AMONG = 4000;
const MOST_ASKED = 1000;
const FEWEST_ASKED = 100;
/** Differences of a cell that are looked at: a third of a second at most. */
const MOST_STEPS = 1e8;
const FEWEST_ROWS = 50;

/**
 * The share of the five nearest rows that get the same answer, on features in standard deviations (a text differs or
 * not), of a sample of rows among a sample. `features` are those by which people may be told apart: no groups. Null
 * without them, without answers or below 50 rows. Bounded whatever the number of rows.
 * Source: R. Zemel et al., Learning fair representations, 2013; AI Fairness 360, consistency.
 */
export function consistencyOf(rows: Rows, features: readonly Column[], seed: number): Consistency | null {
  const { prediction } = rows.roles;
  if (!prediction || rows.n < FEWEST_ROWS || features.length === 0) return null;
  const random = makeRandom(seed);
  const among = sample(rows.n, MOST_AMONG, random);
  const count = Math.max(FEWEST_ASKED, Math.min(MOST_ASKED, Math.floor(MOST_STEPS / (among.length * features.length))));
  const asked = among.subarray(0, Math.min(count, among.length));
  const places = features.map((column) => placesOf(column, among));
  const answers = Float64Array.from(among, (row) => prediction[row]!); // ! a row
  const distance = new Float64Array(among.length);
  const same = Float64Array.from(asked, (_, k) => sameOfNearest(places, answers, k, distance));
  const value = same.reduce((a, b) => a + b, 0) / same.length;
  const cluster = rows.cluster && Array.from(asked, (row) => rows.cluster![row]!); // ! tested; a row
  return {
    value,
    bounds: boundsOf(same, value, cluster),
    byChance: sameByChance(answers),
    neighbours: NEIGHBOURS,
    asked: asked.length,
    among: among.length,
  };
}

/** `most` rows, each as likely as any other, in random order. */
function sample(n: number, most: number, random: Random): Int32Array {
  const rows = new Int32Array(n);
  for (let i = 0; i < n; i++) rows[i] = i;
  const size = Math.min(n, most);
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(random() * (n - i));
    [rows[i], rows[j]] = [rows[j]!, rows[i]!]; // ! i, j < n
  }
  return rows.slice(0, size);
}

/** Rows on one feature. */
interface Places {
  readonly kind: 'text' | 'number' | 'gappy';
  /** Codes of a text, -1 is missing; standard deviations of a number, NaN is missing. */
  readonly at: Float64Array;
}

function placesOf(column: Column, rows: Int32Array): Places {
  if (column.kind === 'text') return { kind: 'text', at: Float64Array.from(takeCodes(column.codes, rows)) };
  const at = Float64Array.from(rows, (row) => (isMissing(column, row) ? Number.NaN : column.values[row]!)); // ! a row
  const there = at.filter((v) => Number.isFinite(v));
  const mean = there.reduce((a, b) => a + b, 0) / Math.max(1, there.length);
  const deviation = Math.sqrt(there.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, there.length));
  return {
    kind: there.length < at.length ? 'gappy' : 'number',
    at: at.map((v) => (Number.isFinite(v) ? (deviation > 0 ? (v - mean) / deviation : 0) : Number.NaN)),
  };
}

/** So many features are added up for all rows, which costs less than to ask each row whether it is too far already. */
const FIRST_FEATURES = 4;

/** Distances only grow from feature to feature: few rows are nearer than the fifth after the first ones. */
function sameOfNearest(places: readonly Places[], answers: Float64Array, k: number, distance: Float64Array): number {
  distance.fill(0);
  for (const first of places.slice(0, FIRST_FEATURES)) addDistances(distance, first, k);
  const rest = places.slice(FIRST_FEATURES);
  const nearest = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  const who = new Int32Array(NEIGHBOURS);
  let last = Number.POSITIVE_INFINITY;
  for (let i = 0; i < answers.length; i++) {
    let far = distance[i]!; // ! i < n
    if (!(far < last) || i === k) continue;
    for (let f = 0; f < rest.length && far < last; f++) {
      const { kind, at } = rest[f]!; // ! f < length
      far += kind === 'text' ? Number(at[k] !== at[i]) : squared(at[k]!, at[i]!); // ! k, i < n
    }
    if (!(far < last)) continue;
    let place = NEIGHBOURS - 1;
    for (; place > 0 && nearest[place - 1]! > far; place--) {
      // ! place > 0
      nearest[place] = nearest[place - 1]!; // ! place > 0
      who[place] = who[place - 1]!; // ! place > 0
    }
    nearest[place] = far;
    who[place] = i;
    last = nearest[NEIGHBOURS - 1]!; // ! the last one
  }
  return who.reduce((sum, i) => sum + Number(answers[i] === answers[k]), 0) / NEIGHBOURS;
}

function addDistances(distance: Float64Array, { kind, at }: Places, k: number): void {
  const own = at[k]!; // ! k < n
  if (kind === 'text') {
    // Codes are whole numbers: no branch, which nobody could foretell.
    for (let i = 0; i < at.length; i++) distance[i]! += Math.min(1, Math.abs(own - at[i]!)); // ! i < n
  } else if (kind === 'gappy') {
    for (let i = 0; i < at.length; i++) distance[i]! += squared(own, at[i]!); // ! i < n
  } else {
    for (let i = 0; i < at.length; i++) distance[i]! += (own - at[i]!) * (own - at[i]!); // ! i < n
  }
}

/** A missing cell is as far from any other as two texts are, and on the spot of another missing one. */
function squared(own: number, other: number): number {
  const away = own - other;
  return Number.isNaN(away) ? Number(!(Number.isNaN(own) && Number.isNaN(other))) : away * away;
}

/** Wilson's at the number of rows that would say as much as these, clusters taken as one. */
function boundsOf(same: Float64Array, value: number, cluster: readonly number[] | null): Bounds {
  const sums = new Map<number, number>();
  same.forEach((v, i) => {
    const unit = cluster?.[i] ?? i;
    sums.set(unit, (sums.get(unit) ?? 0) + (v - value) / same.length);
  });
  let variance = 0;
  for (const sum of sums.values()) variance += sum * sum;
  const n = variance > 0 && value > 0 && value < 1 ? (value * (1 - value)) / variance : sums.size;
  return wilson(value * n, n, zOfLevel(0.95));
}

function sameByChance(answers: Float64Array): number {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  let pairs = 0;
  for (const count of counts.values()) pairs += count * (count - 1);
  return pairs / (answers.length * (answers.length - 1));
}
