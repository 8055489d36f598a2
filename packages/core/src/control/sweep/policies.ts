import { type Action, type Course, type ModelKey, SHIPPED, type SweepPolicy, type View, viewAt } from './course.ts';

const RETRAIN: readonly Action[] = ['retrain'];

/** The shipped model for ever. */
export const never: SweepPolicy = { id: 'never', setting: null, needsLabels: false, decide: () => [] };

/** A new model every so many periods. */
export const every = (periods: number): SweepPolicy => ({
  id: 'every',
  setting: periods,
  needsLabels: false,
  decide: ({ now, since, canTrain }) => (canTrain && now - (since ?? 0) >= periods ? RETRAIN : []),
});

/** Answers set right every so many periods, by labels that came since; the shipped model stays. */
export const rightEvery = (periods: number): SweepPolicy => ({
  id: 'recalibrate-every',
  setting: periods,
  needsLabels: false,
  decide: ({ now, since, canRecalibrate }) => (canRecalibrate && now - (since ?? 0) >= periods ? ['recalibrate'] : []),
});

/** Periods that a new model is given before it is replaced. */
const COOL_DOWN = 2;

const isCool = ({ now, since }: View): boolean => since === null || now - since >= COOL_DOWN;

/** A new model whenever an alarm told that inputs or answers moved. */
export const onDrift: SweepPolicy = {
  id: 'on-drift',
  setting: null,
  needsLabels: false,
  decide: (view) => (view.drifts > 0 && view.canTrain && isCool(view) ? RETRAIN : []),
};

/** Periods that show how good a model usually is, and the deviations above it that are a fall. */
const [USUAL_PERIODS, FALL_DEVIATIONS] = [6, 3];

/** A new model whenever the newest known period is three deviations worse than the model's first ones. */
export const onFall: SweepPolicy = {
  id: 'on-fall',
  setting: null,
  needsLabels: true,
  decide(view) {
    const rates = ratesSince(view);
    if (rates.length <= USUAL_PERIODS || !view.canTrain) return [];
    const usual = rates.slice(0, USUAL_PERIODS);
    const mean = meanOf(usual);
    const deviation = Math.sqrt(usual.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (USUAL_PERIODS - 1));
    return rates.at(-1)! > mean + FALL_DEVIATIONS * deviation ? RETRAIN : []; // ! it has more than USUAL_PERIODS
  },
};

/**
 * Cost-aware retraining as in Mahadevan and Mathioudakis 2023 (https://arxiv.org/abs/2310.04216): a new model once the
 * staleness of the current one, what its newest known period costs for a row above its first one, passes a threshold
 * (`cara-t`), or once all of it since the model went live does (`cara-ct`). `threshold`: in the cost of a row.
 */
export const cara = (id: 'cara-t' | 'cara-ct', threshold: number): SweepPolicy => ({
  id,
  setting: threshold,
  needsLabels: true,
  decide(view) {
    const rates = ratesSince(view);
    const [first] = rates;
    if (first === undefined || rates.length < 2 || !view.canTrain) return [];
    const stale = rates.map((rate) => rate - first);
    const newest = stale.at(-1)!; // ! there are two or more
    const found = id === 'cara-t' ? newest : stale.reduce((sum, own) => sum + Math.max(0, own), 0);
    return found > threshold ? RETRAIN : [];
  },
});

/** Costs for each row of the current model in the known periods since it went live. */
const ratesSince = ({ known, since, current, rateOf }: View): number[] =>
  known.filter((period) => period >= (since ?? 0)).map((period) => rateOf(current, period));

/** Known periods that are looked back at, and the fewest that say anything. */
const [BACK_PERIODS, BACK_MIN] = [8, 2];
/** A forecast that holds three times in four: what the remedy saves at least. */
const LOWER = 0.6744897501960817;

/**
 * Looks at what each remedy would have saved in the newest known periods, had it been taken at the start of each: a
 * model trained then (what it says of rows that it never saw), the answers of the current one set right then, the
 * shipped model again, as it was or set right. A remedy is taken once all that it would have saved is as much as its
 * price, which is when waiting longer costs more than acting for losses that grow evenly; and only if it saves
 * something three times in four. Of several the one that earns most above its price in as many periods as are looked
 * back at. So a new model that is worse than the old one for a while is not taken, however large the alarm, and one
 * that turns out worse is given up. Source: STATISTICS 10 (utility by forecasts of performance: Regol and others 2025).
 */
export const costAware: SweepPolicy = {
  id: 'cost-aware',
  setting: null,
  needsLabels: true,
  decide(view) {
    let best: Remedy | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const remedy of remediesIn(view)) {
      const saving = savingOf(view, remedy.keyAt);
      if (saving === null || saving.least <= 0 || saving.total < remedy.price) continue;
      const net = saving.least * view.usualRows * BACK_PERIODS - remedy.price;
      if (net > most) [best, most] = [remedy, net];
    }
    return best?.actions ?? [];
  },
};

/** What that rule would do with the shipped model, by the newest periods alone: nobody acted on what was before. */
export const dueAt = (course: Course, now: number): readonly Action[] =>
  costAware.decide(viewAt(course, now, { current: SHIPPED, since: Math.max(0, now - BACK_PERIODS) }));

/** Something that can be done now: what it takes, and the model that is live after it. */
interface Remedy {
  readonly actions: readonly Action[];
  readonly price: number;
  readonly keyAt: (period: number) => ModelKey;
}

function remediesIn({ current, prices, canTrain, canRecalibrate }: View): readonly Remedy[] {
  const right = (actions: readonly Action[], trained: number | null): Remedy => ({
    actions,
    price: prices.recalibrate,
    keyAt: (period) => ({ trained, recalibrated: period }),
  });
  const all: Remedy[] = [];
  if (canTrain) {
    all.push({ actions: RETRAIN, price: prices.retrain, keyAt: (trained) => ({ trained, recalibrated: null }) });
  }
  if (canRecalibrate) all.push(right(['recalibrate'], current.trained));
  if (current.trained !== null || current.recalibrated !== null) {
    all.push({ actions: ['roll-back'], price: 0, keyAt: () => SHIPPED });
  }
  if (canRecalibrate && current.trained !== null) all.push(right(['roll-back', 'recalibrate'], null));
  return all;
}

/**
 * What a remedy would have saved: for each row at least, three times in four; and in all, periods whose labels are not
 * there yet like the others. Both since it began to save: over the newest periods that add up to most, as in a
 * cumulative sum, so that a change of the world is not weighed against all that was before. Null where too little is
 * known.
 */
function savingOf(
  { now, since, known, current, usualRows, rateOf }: View,
  keyAt: (period: number) => ModelKey,
): { readonly least: number; readonly total: number } | null {
  const live = known.filter((period) => period >= (since ?? 0));
  const all = live
    .map((period) => rateOf(current, period) - rateOf(keyAt(period), period))
    .filter((saving) => !Number.isNaN(saving));
  if (all.length < BACK_MIN) return null;
  let [sum, most, count] = [0, Number.NEGATIVE_INFINITY, 0];
  for (let k = 1; k <= all.length; k++) {
    sum += all[all.length - k]!; // ! k <= length
    if (k >= BACK_MIN && sum > most) [most, count] = [sum, k];
  }
  const recent = all.slice(-Math.min(count, BACK_PERIODS));
  const mean = meanOf(recent);
  const variance = recent.reduce((total, own) => total + (own - mean) ** 2, 0) / (recent.length - 1);
  const unknown = now - 1 - (live.at(-1) ?? now - 1);
  return {
    least: mean - LOWER * Math.sqrt(variance / recent.length),
    total: (most + unknown * mean) * usualRows,
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, own) => sum + own, 0) / values.length;
