import { type Gap, isGap } from '../../catalogue/define.ts';
import { rowsOf } from '../../learn/cross-fit.ts';
import type { Folds } from '../../learn/folds.ts';
import { orderOf } from '../../stats/order.ts';
import { type Rows, takeRows } from '../../table/rows.ts';
import { type Chances, chancesOf, fitChances } from './chances.ts';
import { type Doubt, doubtOf, endsOf } from './doubt.ts';
import { type Estimator, type Likened, type Opinions, type Outcomes, sampleRows } from './estimator.ts';
import { expectedRows, expectedValue } from './expected-rows.ts';
import { surenessOf } from './fitted.ts';
import type { Target } from './target.ts';
import { fitTilt, tilted } from './tilt.ts';

/**
 * Estimates for answers that are classes: the labels of a window are taken to come true as often as the reference says
 * of such scores (isotonic CBPE); the second opinion moves these chances by what the reference rows that are like the
 * window say (M-CBPE). Any entry is measured on the labels so expected. `folds`: stretches of the reference in time.
 */
export function classEstimator(reference: Rows, targets: readonly Target[], folds: Folds): Estimator {
  const rule = fitChances(reference);
  const sample = sampleRows(reference.n);
  const sampled = takeRows(reference, sample);
  const sampledChances = chancesOf(rule, sampled);
  const heldOut = heldOutChances(reference, folds);
  const doubt = doubtOf(chancesOf(rule, reference));
  return {
    sample,
    absurd: 0,
    opinionsOf({ rows }, likened) {
      const ordered = byScore(rows);
      const plain = chancesOf(rule, ordered);
      return targetsIn(ordered, targets, plain, likened && movedBy(sampled, sampledChances, likened)(plain));
    },
    heldOut(rows) {
      const part = takeRows(reference, rows);
      const chances = heldOut.map((own) => Float64Array.from(rows, (row) => own[row]!)); // ! a row
      return targetsIn(part, targets, chances, null).map((found, k) => {
        const truth = targets[k]!.quantity.of(part, 'value'); // ! a target
        if (isGap(found)) return found;
        return isGap(truth) ? truth : { value: found.plain, noise: found.noise, truth: truth.value };
      });
    },
    surenessIn: ({ rows }, likened) => surenessOf(chancesOf(rule, rows), sampledChances, likened),
    tolerance: TOLERANCE,
    outcomesOf({ rows }, likened) {
      const plain = chancesOf(rule, rows);
      const moved = likened === null ? plain : movedBy(sampled, sampledChances, likened)(plain);
      return outcomesIn(rows, plain, { moved, doubt });
    },
    heldOutOutcomes(rows) {
      const chances = heldOut.map((own) => Float64Array.from(rows, (row) => own[row]!)); // ! a row
      const part = takeRows(reference, rows);
      return outcomesIn(part, chances, { moved: chances, doubt });
    },
  };
}

const movedBy =
  (sampled: Rows, chances: Chances, { weight, effective }: Likened) =>
  (plain: Chances): Chances =>
    tilted(plain, fitTilt(sampled, chances, weight, effective));

function targetsIn(
  rows: Rows,
  targets: readonly Target[],
  plain: Chances,
  moved: Chances | null,
): readonly (Opinions | Gap)[] {
  const [first, second] = [expectedRows(rows, plain), moved && expectedRows(rows, moved)];
  return targets.map(({ quantity }) => {
    const found = expectedValue(quantity, first, plain.length);
    if (isGap(found)) return { ...found, n: rows.n };
    if (found.noise === null) return { gap: 'no-variance', n: rows.n };
    const other = second === null ? found : quantity.of(second, 'value');
    return { plain: found.value, likened: isGap(other) ? found.value : other.value, noise: found.noise };
  });
}

/** A chance that is off by less is not wrong (STATISTICS 3.5). */
const TOLERANCE = 0.01;

/**
 * Of two classes the second alone: the first says the same. The second opinion went half the way, so twice as far is
 * held; and the 95 % interval of a chance where it is wider than the tolerance (STATISTICS 3.5).
 */
function outcomesIn(
  { roles }: Rows,
  plain: Chances,
  { moved, doubt }: { readonly moved: Chances; readonly doubt: Doubt },
): readonly Outcomes[] {
  const { label = new Float64Array() } = roles;
  const [least, most] = [endsOf(plain, doubt, -1), endsOf(plain, doubt, 1)];
  const streams = plain.map((own, k) => {
    const far = own.map((chance, i) => 2 * moved[k]![i]! - chance); // ! a class; i < n
    return {
      low: own.map((chance, i) => Math.min(chance, far[i]!) - beyond(chance - least[k]![i]!)), // ! a class; i < n
      high: own.map((chance, i) => Math.max(chance, far[i]!) + beyond(most[k]![i]! - chance)), // ! a class; i < n
      came: label.map((code) => Number(code === k)),
    };
  });
  return streams.length === 2 ? streams.slice(1) : streams;
}

/** What an interval allows beyond the tolerance, which is allowed in any case. */
const beyond = (half: number): number => Math.max(0, half - TOLERANCE);

/** By rising score, which spares every entry on ranks a sort. */
function byScore(rows: Rows): Rows {
  const { score } = rows.roles;
  return score === undefined ? rows : takeRows({ ...rows, features: [] }, orderOf(score));
}

/** The chances of each reference row by a rule of the other stretches. */
function heldOutChances(reference: Rows, folds: Folds): Chances {
  const all = reference.classes.map(() => new Float64Array(reference.n));
  for (let fold = 0; fold < folds.count; fold++) {
    const others = Array.from({ length: folds.count }, (_, k) => k).filter((k) => k !== fold);
    const judged = rowsOf(folds, [fold]);
    const rule = fitChances(takeRows(reference, rowsOf(folds, others)));
    const found = chancesOf(rule, takeRows(reference, judged));
    found.forEach((own, k) => {
      judged.forEach((row, i) => {
        all[k]![row] = own[i]!; // ! a class; as many rows
      });
    });
  }
  return all;
}
