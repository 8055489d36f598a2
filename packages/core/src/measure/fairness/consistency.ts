import { type Bounds, wilson, zOfLevel } from '../../stats/proportion.ts';
import { makeRandom, type Random } from '../../std/random.ts';
import type { Rows } from '../../table/rows.ts';
import { type Column, isMissing, type NumberColumn, takeCodes } from '../../table/table.ts';

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
  const places = placesOf(features, among);
  const answers = Float64Array.from(among, (row) => prediction[row]!); // ! a row
  const same = Float64Array.from(asked, (_, k) => sameOfNearest(places, answers, k));
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

/** Rows on their features, row by row: standard deviations of a number, NaN is missing; codes of a text, -1 is. */
interface Places {
  readonly at: Float64Array;
  readonly isText: Uint8Array;
}

function placesOf(features: readonly Column[], rows: Int32Array): Places {
  const size = features.length;
  const at = new Float64Array(rows.length * size);
  features.forEach((column, f) => {
    const own = column.kind === 'text' ? takeCodes(column.codes, rows) : standardised(column, rows);
    for (let i = 0; i < own.length; i++) at[i * size + f] = own[i]!; // ! a row
  });
  return { at, isText: Uint8Array.from(features, ({ kind }) => Number(kind === 'text')) };
}

function standardised(column: NumberColumn, rows: Int32Array): Float64Array {
  const at = Float64Array.from(rows, (row) => (isMissing(column, row) ? Number.NaN : column.values[row]!)); // ! a row
  const there = at.filter((v) => Number.isFinite(v));
  const mean = there.reduce((a, b) => a + b, 0) / Math.max(1, there.length);
  const deviation = Math.sqrt(there.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, there.length));
  return at.map((v) => (Number.isFinite(v) ? (deviation > 0 ? (v - mean) / deviation : 0) : Number.NaN));
}

/** Distances only grow from feature to feature: a row is left where it is no nearer than the fifth by then. */
function sameOfNearest({ at, isText }: Places, answers: Float64Array, k: number): number {
  const size = isText.length;
  const nearest = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  const who = new Int32Array(NEIGHBOURS);
  let last = Number.POSITIVE_INFINITY;
  for (let i = 0; i < answers.length; i++) {
    let distance = 0;
    for (let f = 0; f < size && distance < last; f++) {
      const [own, other] = [at[k * size + f]!, at[i * size + f]!]; // ! a row and a feature
      const away = own - other;
      const square = away * away;
      if (isText[f] === 1) distance += away === 0 ? 0 : 1;
      else if (square >= 0) distance += square;
      // A missing cell is as far from any other as two texts are, and on the spot of another missing one.
      else distance += Number.isNaN(own) && Number.isNaN(other) ? 0 : 1;
    }
    if (!(distance < last) || i === k) continue;
    let place = NEIGHBOURS - 1;
    for (; place > 0 && nearest[place - 1]! > distance; place--) {
      // ! place > 0
      nearest[place] = nearest[place - 1]!; // ! place > 0
      who[place] = who[place - 1]!; // ! place > 0
    }
    nearest[place] = distance;
    who[place] = i;
    last = nearest[NEIGHBOURS - 1]!; // ! the last one
  }
  return who.reduce((sum, i) => sum + Number(answers[i] === answers[k]), 0) / NEIGHBOURS;
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
