import { type Gap, isGap, type Metric } from '../catalogue/define.ts';
import { FEWEST_ROWS_OF_SQUARES } from '../catalogue/fewest-rows.ts';
import { orderOf } from '../stats/order.ts';
import type { RoleColumns, RoleName, Rows } from '../table/rows.ts';
import { functionOf } from './combine.ts';
import { sizeOf } from './compress.ts';
import type { Estimate, Quantity } from './quantity.ts';

/**
 * 1 - loss / loss of the best answer that is the same for every row: the D² and skill scores of any loss that names
 * that answer (`constant`); null for another entry. 1 is perfect, 0 as good as no model, below 0 worse than none. A gap
 * (no-variance) where all labels are alike. As that answer is the best one, it moves its loss only by squares: the
 * influence of the loss counts it as fixed, and is exact (envelope theorem). Sources: G. W. Brier 1950 and A. H.
 * Murphy 1973 for the Brier score; scikit-learn 1.9, d2_log_loss_score, d2_pinball_score, d2_tweedie_score.
 */
export function skill(entry: Metric, q: Quantity, level: number): Quantity | null {
  const { constant } = entry;
  if (constant === undefined || !('rows' in entry.needs)) return null;
  const answers = entry.needs.rows.filter((role) => role !== 'label');
  const base: Quantity = {
    strata: null,
    touches: q.touches,
    of(rows, want) {
      const fixed = withConstant(rows, answers as RoleName[], constant, level); // as: a loss needs columns of numbers
      return isGap(fixed) ? fixed : q.of(fixed, want);
    },
  };
  const found = functionOf(
    [q, base],
    ([loss = 0, without = 0]) => 1 - loss / without,
    ([loss = 0, without = 0]) => [-1 / without, loss / without ** 2],
  );
  return { ...found, ...(q.isSmooth && { isSmooth: true }), of: (rows, want) => ofEnough(found.of(rows, want), rows) };
}

function ofEnough(found: Estimate | Gap, { classes }: Rows): Estimate | Gap {
  if (isGap(found) || classes.length > 0) return found;
  return { ...found, fewestRows: Math.max(found.fewestRows ?? 0, FEWEST_ROWS_OF_SQUARES) };
}

type Constant = NonNullable<Metric['constant']>;

function withConstant(rows: Rows, answers: readonly RoleName[], constant: Constant, level: number): Rows | Gap {
  const { label } = rows.roles;
  if (label === undefined) return { gap: 'no-label', n: sizeOf(rows) };
  if (isConstant(label, rows.weight)) return { gap: 'no-variance', n: sizeOf(rows) };
  const roles: { -readonly [R in RoleName]?: RoleColumns[R] } = { label };
  const value =
    constant === 'mean'
      ? weightedMean(label, rows.weight)
      : quantileAt(label, rows.weight, constant === 'median' ? 0.5 : level);
  for (const role of answers) {
    if (role === 'scores') roles.scores = sharesOf(rows, label).map((share) => filled(rows.n, share));
    else roles[role] = filled(rows.n, value);
  }
  return { ...rows, roles };
}

const filled = (n: number, value: number): Float64Array => new Float64Array(n).fill(value);

function isConstant(label: Float64Array, weight: Float64Array): boolean {
  let first: number | null = null;
  for (let i = 0; i < label.length; i++) {
    if (weight[i] === 0) continue;
    first ??= label[i]!; // ! i < n
    if (label[i] !== first) return false;
  }
  return true;
}

function weightedMean(label: Float64Array, weight: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < label.length; i++) {
    sum += weight[i]! * label[i]!; // ! i < n, here and below
    total += weight[i]!; // !
  }
  return sum / total;
}

/** The least label that at least the level of the weight does not exceed: no other constant has a smaller loss. */
function quantileAt(label: Float64Array, weight: Float64Array, level: number): number {
  const order = orderOf(label);
  let total = 0;
  for (let i = 0; i < weight.length; i++) total += weight[i]!; // ! i < n
  let reached = 0;
  let last = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!; // ! k < n
    if (weight[i] === 0) continue;
    last = label[i]!; // ! i < n
    reached += weight[i]!; // ! i < n
    if (reached >= level * total) return last;
  }
  return last;
}

function sharesOf({ n, classes, weight }: Rows, label: Float64Array): readonly number[] {
  const shares = new Float64Array(classes.length);
  let total = 0;
  for (let i = 0; i < n; i++) {
    shares[label[i]!]! += weight[i]!; // ! i < n, codes are classes
    total += weight[i]!; // ! i < n
  }
  return Array.from(shares, (share) => share / total);
}
