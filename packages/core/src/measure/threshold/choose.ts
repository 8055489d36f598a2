import type { Gap } from '../../catalogue/define.ts';
import { dot } from '../../stats/sum.ts';
import { makeRandom } from '../../std/random.ts';
import { costOfDecided } from '../../table/row-prices.ts';
import type { Rows } from '../../table/rows.ts';
import { against, minus } from '../combine.ts';
import { type Measured, measure } from '../interval.ts';
import { partOf } from '../part.ts';
import { costQuantity } from './cost-quantity.ts';
import {
  cheapest,
  costOf,
  limitAt,
  type Outcome,
  type Outcomes,
  outcomeAt,
  outcomes,
  type Prices,
  tally,
} from './lines.ts';
import { GROUPS, type ScoreCells, scoreCells } from './score-cells.ts';

/** What limits and pays a decision. */
export interface Stakes {
  /**
   * Null where nobody said what mistakes cost, or rows have prices of their own; without any lines are shown and none
   * is chosen.
   */
  readonly prices: Prices | null;
  /** The most rows that may be answered yes, as a share of all; 1 where there is no limit. */
  readonly shareMax: number;
  readonly seed: number;
}

/** A line through the scores and what comes of it. */
export interface Line {
  /** Yes from this score on; null where no score is high enough, or where rows were decided in some other way. */
  readonly limit: number | null;
  readonly outcome: Outcome;
  readonly cost: number | null;
}

/** The cheapest line, and what it is worth. */
export interface Chosen extends Line {
  /** Where the cheapest line lies in nine of ten resamples. */
  readonly range: readonly [number | null, number | null];
  /**
   * Money that each row costs now less what it would cost with a line chosen on other rows: a line that is judged on
   * the rows that chose it flatters itself.
   */
  readonly saving: Measured | Gap;
  /** Whether people could not follow up a cheaper one. */
  readonly isCapped: boolean;
}

/** Lines through the scores of one model. */
export interface Lines {
  readonly n: number;
  readonly now: Line;
  readonly chosen: Chosen | null;
  /** Lines that find these shares of the cases, rising, with as few alarms as that takes. */
  readonly byFound: readonly { readonly share: number; readonly line: Line }[];
  /** The cost of every line, the fewest answered yes first: share of rows answered yes, and money for each row. */
  readonly curve: readonly { readonly share: number; readonly cost: number }[];
}

const FEWEST_OF_A_CLASS = 20;
const FOLDS = 5;
const DRAWS = 200;
const SHARES = [0.5, 0.8, 0.9, 0.95];
const CURVE_POINTS = 200;

/**
 * Where the line between yes and no should lie, by money and by what people can follow up. Rows need label, score and
 * prediction (what is decided now). Gap `too-few-rows` below 20 rows of a class. O(n) beyond the order of the scores.
 */
export function chooseLine(all: Rows, { prices, shareMax, seed }: Stakes): Lines | Gap {
  const rows = partOf(all, null);
  const { label, score, prediction } = rows.roles;
  if (!label || !score || !prediction) return { gap: score ? 'no-prediction' : 'no-score', n: rows.n };
  const positives = label.reduce((a, b) => a + b, 0);
  if (Math.min(positives, rows.n - positives) < FEWEST_OF_A_CLASS) return { gap: 'too-few-rows', n: rows.n };
  const cells = scoreCells(rows, seed);
  const lines = outcomes(tally(cells, new Uint8Array(GROUPS).fill(1)), prices);
  const isPriced = prices !== null || cells.money !== null;
  const lineAt = (k: number): Line => lineOf(finiteOr(limitAt(cells, k)), outcomeAt(lines, k), isPriced);
  return {
    n: rows.n,
    now: lineOf(null, outcomeNow(rows, prices), isPriced),
    chosen: isPriced ? chosenLine(rows, cells, lines, { prices, shareMax, seed }) : null,
    byFound: SHARES.map((share) => ({ share, line: lineAt(finding(lines, share)) })),
    curve: isPriced ? curveOf(lines) : [],
  };
}

const finiteOr = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);

const lineOf = (limit: number | null, outcome: Outcome, isPriced: boolean): Line => ({
  limit,
  outcome,
  cost: isPriced ? outcome.cost : null,
});

/** What comes of the decisions as they are. */
function outcomeNow({ n, roles, weight }: Rows, prices: Prices | null): Outcome {
  const sums = new Float64Array(4);
  for (let i = 0; i < n; i++) sums[2 * roles.label![i]! + roles.prediction![i]!]! += weight[i]!; // ! 0 or 1 each, i < n
  const [leftAlone = 0, falseAlarms = 0, missed = 0, found = 0] = sums;
  const counts = { found, missed, falseAlarms, leftAlone };
  const own = roles.cost && dot(weight, roles.cost);
  return { ...counts, cost: own ?? (prices ? costOf(counts, prices) : 0) };
}

function chosenLine(rows: Rows, cells: ScoreCells, lines: Outcomes, stakes: Stakes): Chosen {
  const { shareMax } = stakes;
  const best = cheapest(lines, shareMax);
  const free = shareMax < 1 ? cheapest(lines, 1) : best;
  return {
    ...lineOf(finiteOr(limitAt(cells, best)), outcomeAt(lines, best), true),
    range: rangeOf(cells, stakes),
    saving: savingOf(rows, cells, stakes),
    isCapped: free !== best,
  };
}

/** The middle nine tenths of the cheapest lines of resampled groups of rows (or of clusters). */
function rangeOf(cells: ScoreCells, { prices, shareMax, seed }: Stakes): Chosen['range'] {
  const random = makeRandom(seed);
  const places = Float64Array.from({ length: DRAWS }, () => {
    const times = new Uint8Array(GROUPS);
    for (let k = 0; k < GROUPS; k++) times[Math.floor(random() * GROUPS)]!++; // ! below its length
    return cheapest(outcomes(tally(cells, times), prices), shareMax);
  }).sort();
  const at = (p: number): number | null => finiteOr(limitAt(cells, places[Math.round(p * (DRAWS - 1))]!)); // ! a draw
  return [at(0.05), at(0.95)];
}

/** Each fifth of the groups decided by the line that the other four choose, beside what is decided now. */
function savingOf(rows: Rows, cells: ScoreCells, { prices, shareMax, seed }: Stakes): Measured | Gap {
  const lineOfFold = Array.from({ length: FOLDS }, (_, fold) => {
    const times = Uint8Array.from({ length: GROUPS }, (_, group) => Number(group % FOLDS !== fold));
    return cheapest(outcomes(tally(cells, times), prices), shareMax);
  });
  const decided = new Float64Array(rows.n);
  for (let i = 0; i < rows.n; i++) {
    decided[i] = Number(cells.cellOfRow[i]! >= lineOfFold[cells.groupOfRow[i]! % FOLDS]!); // ! i < n, a fold
  }
  const cost = costQuantity(prices);
  const beside = { ...rows, against: { prediction: decided, ...costOfDecided(rows.roles, decided) } };
  return measure(minus(cost, against(cost)), beside, { seed });
}

/** The line with the fewest alarms that finds at least this share of the cases. */
function finding({ found, positives }: Outcomes, share: number): number {
  for (let k = found.length - 1; k > 0; k--) if (found[k]! >= share * positives) return k; // ! a line
  return 0;
}

function curveOf({ found, falseAlarms, cost, positives, negatives }: Outcomes): Lines['curve'] {
  const [last, rows] = [cost.length - 1, positives + negatives];
  const stride = Math.max(1, Math.ceil(cost.length / CURVE_POINTS));
  const places = Array.from({ length: Math.floor(last / stride) + 1 }, (_, k) => k * stride);
  if (last % stride !== 0) places.push(last);
  return places.map((k) => ({ share: (found[k]! + falseAlarms[k]!) / rows, cost: cost[k]! / rows })); // ! a line
}
