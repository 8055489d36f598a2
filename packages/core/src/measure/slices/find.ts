import { complement } from './bitmap.ts';
import type { Item } from './coded.ts';
import { type Distinct, distinctSlices } from './distinct.ts';
import { contributionsOf, type Rate, rateOf } from './divergence.ts';
import { type Effect, effectsOf } from './effect.ts';
import { type Half, halfOf, type Searching, trialOf } from './half.ts';
import { halvesOf } from './halves.ts';
import type { Question, QuestionId } from './questions.ts';
import { type Searched, searchSlices } from './search.ts';
import { shadowsOf } from './shadows.ts';
import { sizeMinOf } from './size-min.ts';

/** A slice that was found on one half of the rows, and what the other half says of it. */
export interface Found {
  readonly question: QuestionId;
  readonly items: readonly Item[];
  readonly effect: Effect;
  /** What each item adds to the mean loss, beside all confirming rows; null where nothing is asked of a row. */
  readonly contributions: readonly number[] | null;
  /** Every question in the slice and outside of it, on the confirming rows. */
  readonly rates: readonly {
    readonly question: QuestionId;
    readonly inside: Rate | null;
    readonly outside: Rate | null;
  }[];
  /** The place of the slice whose shadow it is: without the rows of that one it is not surely worse. Else null. */
  readonly shadowOf: number | null;
  /** What the finding rows said, which flatters the search. */
  readonly finding: { readonly n: number; readonly mean: number };
}

/** What was looked at. */
export interface Sought extends Omit<Searched, 'slices'> {
  readonly features: number;
  readonly items: number;
  readonly depth: number;
  readonly sizeMin: number;
  readonly finding: number;
  readonly confirming: number;
  readonly clusters: number | null;
  /** Slices among the best that said nothing new. */
  readonly redundant: number;
}

/** Slices with what was looked at for them. */
export interface Finding {
  readonly slices: readonly Found[];
  readonly sought: Sought;
}

/** Why nothing could be looked for. */
export interface NothingFound {
  readonly gap: 'no-features' | 'too-few-rows' | 'too-few-clusters' | 'no-errors';
  readonly n: number;
}

/** Items of a slice at most: more than three are no group of which anybody could speak. */
export const DEPTH = 3;
/**
 * Weight of the loss beside the size. With the paper's .95 a slice of 4 % of the rows scores above 0 only where it is
 * wrong 2.3 times as often as all; so it asks for 1.5 times, and the other half tells what is chance.
 */
const ALPHA = 0.98;
/** How many of the best slices are looked through for those that say something new. */
const LOOKED_THROUGH = 200;
/** How many are put to the test: of one question; of the first of several, and of each other. More would cost power. */
const TRIED = { one: 10, first: 5, others: 3 };
/** Fewer rows cannot both find and confirm. */
const ROWS_MIN = 200;
/** With fewer clusters in a half hardly any slice could be tried. */
const CLUSTERS_MIN = 10;

/**
 * Slices in which the model answers worse than elsewhere: the best by score on one half of the rows (clusters), without
 * those that say nothing new, and the effect of each on the other half, with Holm over all questions. Weights count
 * when slices are confirmed, not when they are found. The same input and seed give the same.
 */
export function findSlices(searching: Searching): Finding | NothingFound {
  const { n, features, questions, cluster, seed } = searching;
  if (features.length === 0) return { gap: 'no-features', n };
  if (n < ROWS_MIN) return { gap: 'too-few-rows', n };
  const halves = halvesOf(n, cluster, seed);
  if (halves.clusters !== null && halves.clusters < CLUSTERS_MIN) return { gap: 'too-few-clusters', n };
  const [finding, confirming] = [halfOf(searching, halves.finding), halfOf(searching, halves.confirming)];
  const sizeMin = sizeMinOf(finding.n);
  const searches = searchAll(questions, finding, sizeMin);
  if (searches.every(({ hasLoss }) => !hasLoss)) return { gap: 'no-errors', n };
  const named = searches.flatMap(({ distinct }, k) => distinct.map((slice) => ({ k, slice })));
  const trials = named.map(({ k, slice }) => trialOf(confirming, k, slice.items));
  const effects = effectsOf(trials, seed);
  const shadows = shadowsOf(
    named.map(({ k }, place) => ({ question: k, trial: trials[place]!, effect: effects[place]! })), // ! one for each
    seed,
  );
  const slices = named.map(({ k, slice }, place): Found => {
    const { items, mean, n: found } = slice;
    return {
      question: questions[k]!.id, // ! one search for each question
      items,
      effect: effects[place]!, // ! one for each slice
      contributions: contributionsOf(items, confirming.rowsOf, confirming.outcomes[k]!), // ! as above
      rates: ratesOf(confirming, questions, items),
      shadowOf: shadows[place] ?? null,
      finding: { n: found, mean },
    };
  });
  const sum = (of: (search: Search) => number): number => searches.reduce((all, search) => all + of(search), 0);
  const sought: Sought = {
    features: features.length,
    items: features.reduce((all, { labels }) => all + labels.length, 0),
    depth: DEPTH,
    sizeMin,
    finding: finding.n,
    confirming: confirming.n,
    clusters: halves.clusters,
    possible: sum(({ searched }) => searched.possible),
    counted: sum(({ searched }) => searched.counted),
    isExact: searches.every(({ searched }) => searched.isExact),
    redundant: sum(({ redundant }) => redundant),
  };
  return { slices, sought };
}

interface Search {
  readonly searched: Searched;
  readonly distinct: readonly Distinct[];
  readonly redundant: number;
  readonly hasLoss: boolean;
}

/** One search for each question, each over the finding rows of which it is asked. */
function searchAll(questions: readonly Question[], finding: Half, sizeMin: number): readonly Search[] {
  const known: Distinct[] = [];
  return questions.map((_, k) => {
    const keep = questions.length === 1 ? TRIED.one : k === 0 ? TRIED.first : TRIED.others;
    const { features, loss } = finding.asked(k);
    const options = {
      alpha: ALPHA,
      keep: LOOKED_THROUGH,
      depth: DEPTH,
      sizeMin: Math.min(sizeMin, sizeMinOf(loss.length)),
    };
    const searched = searchSlices(features, loss, options);
    const ground = { features, rowsOf: finding.rowsOf, outcome: finding.outcomes[k]!, keep }; // ! one for each question
    const { distinct, redundant } = distinctSlices(searched.slices, known, ground);
    known.push(...distinct);
    return { searched, distinct, redundant, hasLoss: loss.some((value) => value > 0) };
  });
}

function ratesOf(half: Half, questions: readonly Question[], items: readonly Item[]): Found['rates'] {
  const rows = half.rowsOf(items);
  const others = complement(rows, half.n);
  return questions.map(({ id }, k) => {
    const outcome = half.outcomes[k]!; // ! one for each question
    return { question: id, inside: rateOf(rows, outcome), outside: rateOf(others, outcome) };
  });
}
