import type { Gap } from '../../catalogue/define.ts';
import type { Rows } from '../../table/rows.ts';
import type { Quantity } from '../quantity.ts';
import { rowMean } from '../row-mean.ts';

/** How answers changed hands, in rows. */
export interface Churn {
  readonly n: number;
  readonly changed: number;
  /** Right now and wrong before; for numbers, nearer to the label. */
  readonly better: number;
  /** Wrong now and right before; for numbers, farther from the label. */
  readonly worse: number;
}

/** Rows whose answer went from one class to another. */
export interface Move extends Churn {
  readonly from: string;
  readonly to: string;
}

/**
 * What changed between the other model's answers and these: a class, or a number at all. Null where a label or an
 * answer is missing. Cost: one pass.
 */
export function churnOf(rows: Rows): Churn | null {
  const sides = sidesOf(rows);
  if (sides === null) return null;
  const churn = { n: rows.n, changed: 0, better: 0, worse: 0 };
  for (let i = 0; i < rows.n; i++) {
    if (sides.own[i] === sides.other[i]) continue;
    churn.changed++;
    const side = sides.sideOf(i);
    if (side > 0) churn.better++;
    else if (side < 0) churn.worse++;
  }
  return churn;
}

/** From which class to which answers went, the most frequent first; none for numbers. */
export function movesOf(rows: Rows): readonly Move[] {
  const sides = sidesOf(rows);
  if (sides === null) return [];
  const { classes } = rows;
  const moves = new Map<
    string,
    { from: string; to: string; n: number; changed: number; better: number; worse: number }
  >();
  for (let i = 0; classes.length > 0 && i < rows.n; i++) {
    const [to, from] = [classes[sides.own[i]!], classes[sides.other[i]!]]; // ! i < n
    if (to === from || to === undefined || from === undefined) continue;
    const key = `${from}\n${to}`;
    const move = moves.get(key) ?? { from, to, n: 0, changed: 0, better: 0, worse: 0 };
    moves.set(key, move);
    move.n++;
    move.changed++;
    const side = sides.sideOf(i);
    if (side > 0) move.better++;
    else if (side < 0) move.worse++;
  }
  return [...moves.values()].sort((a, b) => b.n - a.n || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
}

/** The share of rows that became right less the share that became wrong (nearer less farther): -1 to 1. */
export const netBetter: Quantity = rowMean(
  (rows) => {
    const sides = sidesOf(rows);
    return sides === null ? gapOf(rows) : Float64Array.from({ length: rows.n }, (_, i) => sides.sideOf(i));
  },
  ['label', 'prediction', 'against.prediction'],
);

/** The mean of how far scores lie apart (all of one class's where each class has one); null without them. */
export function scoreChange({ n, roles, against }: Rows): number | null {
  const [own, other] = [roles.score, against.score];
  if (!own || !other || n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.abs(own[i]! - other[i]!); // ! i < n
  return sum / n;
}

interface Sides {
  readonly own: Float64Array;
  readonly other: Float64Array;
  /** 1: this model alone is right (or nearer); -1: the other; 0 else. */
  sideOf(i: number): -1 | 0 | 1;
}

function sidesOf({ classes, roles, against }: Rows): Sides | null {
  const { label, prediction } = roles;
  const other = against.prediction;
  if (!label || !prediction || !other) return null;
  const isClass = classes.length > 0;
  const loss = (answer: number, truth: number): number =>
    isClass ? Number(answer !== truth) : Math.abs(answer - truth);
  return {
    own: prediction,
    other,
    sideOf(i) {
      const gain = loss(other[i]!, label[i]!) - loss(prediction[i]!, label[i]!); // ! i < n
      return gain > 0 ? 1 : gain < 0 ? -1 : 0;
    },
  };
}

const gapOf = ({ n, roles }: Rows): Gap => ({ gap: roles.label ? 'no-prediction' : 'no-label', n });
