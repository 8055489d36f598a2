import { takeCodes, takeNumbers } from '../../table/table.ts';
import { type Effect, effectsOf, type Trial } from './effect.ts';

/** A slice that was tried, and what its rows said. Trials of one question are of the same rows. */
export interface Tried {
  readonly question: number;
  readonly trial: Trial;
  readonly effect: Effect;
}

/** What is left of an effect without the rows of another slice: less than this part of it may be a shadow. */
const LEFT = 0.5;
/** Fewer rows that are left say nothing: a part of a slice is not its shadow. */
const ROWS_LEFT = 30;

/**
 * For each slice the place of the one whose shadow it is, null where it stands by itself. A confirmed slice is the
 * shadow of another if, without the rows of that one, it is worse by less than half as much and not surely worse any
 * more. Of two that are shadows of each other the one with the larger effect stands, and nothing is the shadow of a
 * shadow. Cost: a pass for each pair that has rows in common.
 */
export function shadowsOf(tried: readonly Tried[], seed: number): readonly (number | null)[] {
  const by = tried.map((own) => tried.map((other) => own !== other && isExplained(own, other, seed)));
  const difference = (k: number): number => tried[k]!.effect.difference ?? 0; // ! a place, here and below
  const explains = (other: number, k: number): boolean =>
    by[k]![other]! && (!by[other]![k]! || difference(other) > difference(k)); // ! as above
  const isStanding = tried.map((_, k) => !tried.some((_other, other) => explains(other, k)));
  return tried.map((_, k) => {
    const mains = [...tried.keys()].filter((other) => isStanding[other] && explains(other, k));
    return mains.sort((a, b) => difference(b) - difference(a))[0] ?? null;
  });
}

function isExplained(own: Tried, other: Tried, seed: number): boolean {
  const areConfirmed = own.effect.status === 'confirmed' && other.effect.status === 'confirmed';
  if (!areConfirmed || own.question !== other.question) return false;
  const left = leftOf(own.trial, other.trial);
  if (left === null || !(left < LEFT * (own.effect.difference ?? 0))) return false;
  return effectsOf([without(own.trial, other.trial)], seed)[0]?.status !== 'confirmed';
}

/** The difference without the rows of the other slice; null without rows in common, or where few are left. */
function leftOf({ loss, inside, weight, isCompared }: Trial, other: Trial): number | null {
  const sums = [0, 0];
  const totals = [0, 0];
  let [rows, common] = [0, 0];
  for (let i = 0; i < loss.length; i++) {
    const is = inside[i]!; // ! i < n, here and below
    if (other.inside[i] === 1) {
      common += is;
      continue;
    }
    const w = weight === null ? 1 : weight[i]!; // ! as above
    rows += is;
    sums[is]! += w * loss[i]!; // ! 0 or 1; as above
    totals[is]! += w; // ! 0 or 1
  }
  const [outside, within] = sums.map((sum, k) => sum / totals[k]!) as [number, number]; // ! as: two of them
  return common === 0 || rows < ROWS_LEFT ? null : isCompared ? within : within - outside;
}

/** The rows that are not inside the other slice. */
function without({ loss, inside, weight, cluster, isCompared }: Trial, other: Trial): Trial {
  const rows = Array.from(inside.keys()).filter((i) => other.inside[i] === 0);
  return {
    loss: takeNumbers(loss, rows),
    inside: takeCodes(inside, rows),
    weight: weight && takeNumbers(weight, rows),
    cluster: cluster && takeCodes(cluster, rows),
    isCompared,
  };
}
