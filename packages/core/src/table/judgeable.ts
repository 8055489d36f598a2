/** Why rows were set aside: they are counted and said, never dropped in silence. */
export type SetAside =
  | 'no-label'
  | 'no-prediction'
  | 'no-score'
  | 'no-other-prediction'
  | 'no-weight'
  | 'no-cost'
  | 'label-outside-classes';

/** How many rows were set aside for one reason. */
export interface SetAsideCount {
  readonly reason: SetAside;
  readonly rows: number;
}

/** What a row must have. */
export interface Requirement {
  readonly reason: SetAside;
  readonly values: Float64Array;
  /** The least value that meets it; NaN never does. */
  readonly least: number;
}

/** A mask of the rows that meet all requirements; each other row is counted under the first that it fails. */
export function judgeable(
  n: number,
  all: readonly Requirement[],
): { mask: Uint8Array; setAside: readonly SetAsideCount[] } {
  const mask = new Uint8Array(n).fill(1);
  const setAside = new Map<SetAside, number>();
  for (const { reason, values, least } of all) {
    for (let i = 0; i < n; i++) {
      if (values[i]! >= least || mask[i] === 0) continue; // ! i < n
      mask[i] = 0;
      setAside.set(reason, (setAside.get(reason) ?? 0) + 1);
    }
  }
  return { mask, setAside: [...setAside].map(([reason, rows]) => ({ reason, rows })) };
}

/** A class that is not in the list. No class has this code, and no label of a regression is compared with it. */
export const OUTSIDE = Number.NEGATIVE_INFINITY;
