import type { Feature } from '../measure/slices/features.ts';
import type { Finding, Found, NothingFound } from '../measure/slices/find.ts';
import type { QuestionId } from '../measure/slices/questions.ts';
import { conditionText, type Predicate, predicateText } from '../table/predicate.ts';
import { predicatesWords } from './words/found-slices.ts';

/** Slices that nobody declared, found where the model answers worse; or why nothing could be looked for. */
export type FoundSlices = FoundAll | NothingFound;

/** Slices in which answers became worse than the other model's; what is beyond `margin` is a warning. */
export type LostSlices = (FoundAll & { readonly margin: number }) | NothingFound;

/** What was looked at and what was found. */
export interface FoundAll {
  /** Of all intervals together. */
  readonly level: number;
  readonly searched: {
    readonly features: number;
    readonly items: number;
    readonly depth: number;
    /** The fewest rows of a slice among those that find. */
    readonly sizeMin: number;
    /** Rows that find, rows that confirm, and the clusters among these. */
    readonly rowsFinding: number;
    readonly rowsConfirming: number;
    readonly clustersConfirming: number | null;
    /** Slices to that depth, those that were counted, and the rest: none of them can be among the best. */
    readonly possible: number;
    readonly counted: number;
    readonly pruned: number;
    /** Slices among the best that say nothing new beside others. */
    readonly redundant: number;
    /** Whether no worse slice was missed; false where the search ran out of work. */
    readonly isExact: boolean;
  };
  /** What is confirmed first, then by question, the largest effect first. */
  readonly slices: readonly FoundSlice[];
}

/** A slice found on one half of the rows. All numbers are of the other half, but those of `finding`. */
export interface FoundSlice {
  /** A condition for `slices` of a contract or for `--where`. */
  readonly where: string;
  readonly words: string;
  readonly question: QuestionId;
  readonly status: 'confirmed' | 'not-confirmed' | 'too-few-rows';
  readonly n: number;
  readonly inside: number | null;
  readonly outside: number | null;
  /** Inside minus outside; where two models are compared, `inside`. */
  readonly effect: number | null;
  readonly interval: readonly [number, number] | null;
  readonly method: string | null;
  /** Two-sided, after Holm. */
  readonly p: number | null;
  /** The slice of which it is the shadow: it is worse by the rows that both hold. Null where it stands by itself. */
  readonly shadowOf: { readonly where: string; readonly words: string } | null;
  /** What each condition adds to `inside` beside all rows: Shapley values. */
  readonly items: readonly { readonly where: string; readonly words: string; readonly contribution: number | null }[];
  /** Every question, inside and outside. */
  readonly rates: readonly {
    readonly question: QuestionId;
    readonly inside: number | null;
    readonly outside: number | null;
    readonly n: number;
  }[];
  /** What the rows say on which it was found: more than is so. */
  readonly finding: { readonly n: number; readonly inside: number };
}

const LEVEL = 0.95;

/** What was found, as JSON holds it. */
export function foundSlicesResult(answer: Finding | NothingFound, features: readonly Feature[]): FoundSlices {
  if ('gap' in answer) return answer;
  const { slices, sought } = answer;
  const { finding, confirming, clusters, possible, counted, features: count, items, depth, sizeMin } = sought;
  const order = [...new Set(slices.map(({ question }) => question))];
  const rank = (slice: FoundSlice): number =>
    (slice.status === 'confirmed' ? 0 : order.length) + order.indexOf(slice.question);
  return {
    level: LEVEL,
    searched: {
      ...{ features: count, items, depth, sizeMin },
      ...{ rowsFinding: finding, rowsConfirming: confirming, clustersConfirming: clusters },
      ...{ possible, counted, pruned: possible - counted, redundant: sought.redundant, isExact: sought.isExact },
    },
    slices: slices
      .map((slice) => sliceResult(slice, features, slices))
      .sort((a, b) => rank(a) - rank(b) || (b.effect ?? -1) - (a.effect ?? -1)),
  };
}

function sliceResult(
  { question, items, effect, contributions, rates, finding, shadowOf }: Found,
  features: readonly Feature[],
  all: readonly Found[],
): FoundSlice {
  const predicatesOf = (some: Found['items']) =>
    some.map(({ feature, code }): Predicate => features[feature]!.predicates[code - 1]!); // ! an item of these features
  const predicates = predicatesOf(items);
  const main = shadowOf === null ? null : predicatesOf(all[shadowOf]?.items ?? []);
  const { n, inside, outside, difference, interval, method, p, status } = effect;
  return {
    where: conditionText(predicates),
    words: predicatesWords(predicates),
    ...{ question, status, n, inside, outside, effect: difference, interval, method, p },
    shadowOf: main && { where: conditionText(main), words: predicatesWords(main) },
    items: predicates.map((predicate, k) => ({
      where: predicateText(predicate),
      words: predicatesWords([predicate]),
      contribution: contributions?.[k] ?? null,
    })),
    rates: rates.map((rate) => ({
      question: rate.question,
      inside: rate.inside?.mean ?? null,
      outside: rate.outside?.mean ?? null,
      n: rate.inside?.n ?? 0,
    })),
    finding: { n: finding.n, inside: finding.mean },
  };
}

/** A share that is worse by less than two points, or a number by less than a tenth, is no news. */
const NEAR = { share: 0.02, ratio: 0.1 };

/** Whether a slice is confirmed, and worse by more than what is about as good. */
export function isMaterial({ status, question, interval, outside }: FoundSlice): boolean {
  if (status !== 'confirmed' || interval === null || outside === null) return false;
  return interval[0] >= (isShare(question) ? NEAR.share : NEAR.ratio * outside);
}

/** Whether a question is answered by a share of rows. */
export const isShare = (question: QuestionId): boolean => ['error', 'miss', 'false-alarm', 'worse'].includes(question);

/** The worst slice that is confirmed and worth naming; null where there is none. */
export function worstFound(found: FoundSlices | undefined): FoundSlice | null {
  if (found === undefined || 'gap' in found) return null;
  const material = found.slices.filter(isMaterial);
  return standing(material)[0] ?? material[0] ?? null;
}

/** The slice that surely lost most against the other model, beyond what a guard may lose; null where none did. */
export function worstLost(lost: LostSlices | null | undefined): FoundSlice | null {
  if (!lost || 'gap' in lost) return null;
  const { slices, margin } = lost;
  const surely = slices.filter(({ status, interval }) => status === 'confirmed' && (interval?.[0] ?? 0) > margin);
  return standing(surely)[0] ?? surely[0] ?? null;
}

/** The slices that are no shadow of another. */
export const standing = (slices: readonly FoundSlice[]): readonly FoundSlice[] =>
  slices.filter(({ shadowOf }) => shadowOf === null);
