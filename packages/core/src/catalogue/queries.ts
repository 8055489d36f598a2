import { orderOf } from '../stats/order.ts';
import type { Each, RowsOf } from './define.ts';

type Ranked = RowsOf<'query' | 'label' | 'score'>;

/** Items of all queries, one query after the other, the highest score of each first. */
export interface Lists {
  /** Where each query begins; the last number is the end of all. */
  readonly starts: Int32Array;
  /** n rows in that order. */
  readonly order: Uint32Array;
  /** What each item is worth, in that order. */
  readonly relevance: Float64Array;
  /** Behind the last item that has the same score in the same query, by place. */
  readonly tieEnd: Int32Array;
}

/** One query: places from `start` to before `end`. */
export interface List extends Pick<Lists, 'relevance' | 'tieEnd'> {
  readonly start: number;
  readonly end: number;
}

const known = new WeakMap<
  Float64Array,
  { readonly query: Float64Array; readonly label: Float64Array; readonly lists: Lists }
>();

/** The rows as lists by query, in the order of falling scores; found once for the same columns. O(n log n). */
export function listsOf({ n, query, label, score }: Omit<Ranked, 'weight' | 'classes'>): Lists {
  const found = known.get(score);
  if (found !== undefined && found.query === query && found.label === label) return found.lists;
  const starts = startsOf(query);
  const order = new Uint32Array(n);
  const next = starts.slice();
  const rising = orderOf(score);
  for (let k = n - 1; k >= 0; k--) {
    const row = rising[k]!; // ! k < n
    order[next[query[row]!]!++] = row; // ! a query of its own
  }
  const relevance = new Float64Array(n);
  for (let place = 0; place < n; place++) relevance[place] = label[order[place]!]!; // ! n rows
  const lists = { starts, order, relevance, tieEnd: tieEnds(starts, order, score) };
  known.set(score, { query, label, lists });
  return lists;
}

/** Codes of queries need not be without gaps: a slice has some of them. */
function startsOf(query: Float64Array): Int32Array {
  let most = -1;
  for (let i = 0; i < query.length; i++) if (query[i]! > most) most = query[i]!; // ! i < n
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < query.length; i++) starts[query[i]! + 1]!++; // ! i < n, codes up to the greatest
  for (let q = 1; q < starts.length; q++) starts[q]! += starts[q - 1]!; // ! q < length
  return starts;
}

function tieEnds(starts: Int32Array, order: Uint32Array, score: Float64Array): Int32Array {
  const ends = new Int32Array(order.length);
  for (let q = 0; q + 1 < starts.length; q++) {
    const end = starts[q + 1]!; // ! q + 1 < length
    for (let place = end - 1, last = end; place >= starts[q]!; place--) {
      // ! q < length
      const isTied = place + 1 < end && score[order[place]!] === score[order[place + 1]!]; // ! places below n
      if (!isTied) last = place + 1;
      ends[place] = last;
    }
  }
  return ends;
}

/**
 * The terms of a mean over queries: each row of a query carries its part of the query's number, so that the weight of a
 * query is the mean weight of its rows. A query without a number (null) is no query.
 */
export function meanOverQueries(given: Ranked, numberOf: (list: List) => number | null): Each {
  const { starts, order, relevance, tieEnd } = listsOf(given);
  const top = new Float64Array(given.n);
  const bottom = new Float64Array(given.n);
  for (let q = 0; q + 1 < starts.length; q++) {
    const [start, end] = [starts[q]!, starts[q + 1]!]; // ! q + 1 < length
    if (start === end) continue;
    const found = numberOf({ relevance, tieEnd, start, end });
    if (found === null) continue;
    const share = 1 / (end - start);
    for (let place = start; place < end; place++) {
      const row = order[place]!; // ! place < n
      top[row] = found * share;
      bottom[row] = share;
    }
  }
  return { top, bottom };
}

/** How many items of a list are relevant: worth more than 0. */
export function relevantIn({ relevance, start, end }: Pick<List, 'relevance' | 'start' | 'end'>): number {
  let count = 0;
  for (let place = start; place < end; place++) if (relevance[place]! > 0) count++; // ! place < n
  return count;
}

/** How many places count: k, or all of them for k = 0. */
export const placesOf = (k: number, { start, end }: List): number => (k === 0 ? end - start : Math.min(k, end - start));

/** The help of parameter k. */
export const PLACES = (standard: number) => ({
  k: { default: standard, min: 0, max: 100_000, help: 'How many places from the top count; 0 is all of them.' },
});

/** A run of items of equal score: every order of them is as likely as any other. */
export interface Tie {
  /** Places before it in its list. */
  readonly before: number;
  readonly size: number;
  readonly relevant: number;
}

/** Goes through a list from the top, tie by tie, until `see` says that it has seen enough. */
export function throughTies(list: List, see: (tie: Tie) => boolean): void {
  const { relevance, tieEnd, start, end } = list;
  for (let place = start; place < end; ) {
    const last = tieEnd[place]!; // ! place < n
    const relevant = relevantIn({ relevance, start: place, end: last });
    if (see({ before: place - start, size: last - place, relevant })) return;
    place = last;
  }
}
