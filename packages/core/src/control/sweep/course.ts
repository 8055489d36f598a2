/** A model that can answer: the one that was shipped, or one trained at the start of a period; recalibrated or not. */
export interface ModelKey {
  /** The period at whose start it was trained; null: as shipped. */
  readonly trained: number | null;
  /** The period at whose start its scores were set right; null: as they are. */
  readonly recalibrated: number | null;
}

/** The model as it was shipped. */
export const SHIPPED: ModelKey = { trained: null, recalibrated: null };

/** What actions cost, in the unit of errors. */
export interface Prices {
  readonly retrain: number;
  readonly recalibrate: number;
  readonly label: number;
  readonly alarm: number;
}

/** A history in periods, and what it costs by whose answers. */
export interface Course {
  /** Judged rows of each period. */
  readonly rows: Float64Array;
  /** By period, the first one at whose start enough of its labels are there; as many as there are periods: none. */
  readonly knownFrom: Int32Array;
  /** By period: alarms of inputs and answers that were told during it. */
  readonly drifts: Int32Array;
  /** By period: whether enough labels are known at its start to train a model. */
  readonly canTrain: Uint8Array;
  /** Whether scores can be set right. */
  readonly canRecalibrate: boolean;
  readonly prices: Prices;
  /**
   * Cost of the errors of a period with this model's answers, whether it was live or not; NaN where the model was not
   * made by then, and in a period without judged rows. Asking for a model may train it.
   */
  cost(key: ModelKey, period: number): number;
  /** What a row of a period costs by the labels that were there when it became known; NaN as above. */
  rate(key: ModelKey, period: number): number;
}

/** What may be done at the start of a period: a new model, answers set right, the shipped model again. */
export type Action = 'retrain' | 'recalibrate' | 'roll-back';

/** What a policy may know at the start of a period: nothing that was not there yet. */
export interface View {
  readonly now: number;
  readonly current: ModelKey;
  /** The period at whose start the current model went live; null: from the beginning. */
  readonly since: number | null;
  readonly prices: Prices;
  /** Judged rows of a usual period, by those that are known. */
  readonly usualRows: number;
  readonly canTrain: boolean;
  readonly canRecalibrate: boolean;
  /** Alarms that were told in the period before. */
  readonly drifts: number;
  /** Periods with judged rows of whose labels enough are there, in order. */
  readonly known: readonly number[];
  /** What a row of a known period costs by this model and the labels that were there; NaN where it has none. */
  rateOf(key: ModelKey, period: number): number;
}

/** Decides by what is known: nothing, one action, or several that follow one another. */
export interface SweepPolicy {
  readonly id: string;
  /** How often, or from which threshold on, for people and for the JSON; null where there is no choice. */
  readonly setting: number | null;
  /** Whether it looks at labels other than to train. */
  readonly needsLabels: boolean;
  decide(view: View): readonly Action[];
}

/** The view of a course at the start of a period. */
export function viewAt(
  course: Course,
  now: number,
  { current, since }: { readonly current: ModelKey; readonly since: number | null },
): View {
  const known: number[] = [];
  let rows = 0;
  for (let period = 0; period < now; period++) {
    if (course.knownFrom[period]! > now || course.rows[period] === 0) continue; // ! a period
    known.push(period);
    rows += course.rows[period]!; // ! as above
  }
  return {
    ...{ now, current, since, known, prices: course.prices, canRecalibrate: course.canRecalibrate },
    usualRows: known.length === 0 ? 0 : rows / known.length,
    canTrain: course.canTrain[now] === 1,
    drifts: now === 0 ? 0 : course.drifts[now - 1]!, // ! a period
    rateOf: course.rate,
  };
}
