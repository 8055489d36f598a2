import { clopperPearson } from '../stats/proportion.ts';
import { logEvidenceAbove } from '../stats/share-evidence.ts';

/** Rows of a profile in some slots, of those that count. */
export interface Hits {
  readonly hits: number;
  readonly of: number;
}

/** A share that moved up or down, told by the rows of one window alone. */
export interface RowMove {
  readonly component: number;
  readonly isUp: boolean;
  /** The most that the share may be without mattering, or of a move down what the other rows may be. */
  readonly most: number;
}

/** By chance one bound in so many is not where it is said to be. */
const DOUBT = 1e-4;

/**
 * What the shares of a column, whose rows are declared to be independent, may be in a window: as far as the reference
 * tells them, and beyond that as much as does not matter. `tolerances`: one for each part. Source: STATISTICS 2.2 (b).
 */
export function rowMoves(reference: readonly Hits[], tolerances: readonly number[]): readonly RowMove[] {
  return reference.flatMap(({ hits, of }, component): RowMove[] => {
    if (of === 0) return [];
    const [low, high] = clopperPearson(hits, of, 1 - 2 * DOUBT);
    const tolerance = tolerances[component]!; // ! as many
    const ends = [
      { component, isUp: true, most: high + tolerance },
      { component, isUp: false, most: 1 - low + tolerance },
    ];
    return ends.filter(({ most }) => most < 1);
  });
}

/** The logarithm of an e-value that the share of a window lies beyond. */
export const moveEvidence = ({ isUp, most }: RowMove, { hits, of }: Hits): number =>
  of === 0 ? 0 : logEvidenceAbove(isUp ? hits : of - hits, of, most);
