import type { Rows } from '../../table/rows.ts';

/** What each row was answered, as one of few. */
export interface AnswerCodes {
  readonly codes: Int32Array;
  /** The names of classes; of amounts the ends of fifths of the reference, from and to. */
  readonly names: readonly string[] | null;
  readonly edges: readonly number[] | null;
}

const FIFTHS = 5;

/** The class that was answered; of amounts the fifth by those of the first `reference` rows. O(n log n). */
export function answerCodes({ roles, classes }: Rows, reference: number): AnswerCodes {
  const { prediction = new Float64Array() } = roles;
  if (classes.length > 0) return { codes: Int32Array.from(prediction), names: classes, edges: null };
  const sorted = prediction.slice(0, reference).sort();
  const cuts = Array.from(
    { length: FIFTHS - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / FIFTHS)] ?? 0,
  );
  const edges = [...new Set(cuts)];
  return {
    codes: Int32Array.from(prediction, (own) => edges.filter((edge) => own >= edge).length),
    names: null,
    edges,
  };
}
