import { type Action, type Course, type ModelKey, SHIPPED, type SweepPolicy, viewAt } from './course.ts';

/** What a policy did, and what it cost. */
export interface PlayedPolicy {
  readonly policy: Pick<SweepPolicy, 'id' | 'setting'>;
  /** By period, in the unit of errors: what was lost by errors, and all of it. */
  readonly errors: Float64Array;
  readonly totals: Float64Array;
  /** What was done, at the start of which period. */
  readonly actions: readonly { readonly period: number; readonly action: Exclude<Action, 'keep'> }[];
  readonly costs: {
    readonly errors: number;
    readonly retrains: number;
    readonly recalibrations: number;
    readonly labels: number;
    readonly alarms: number;
    readonly total: number;
  };
}

/** Plays a policy through a course: at the start of each period it decides by what is known then. O(periods²). */
export function playPolicy(course: Course, policy: SweepPolicy): PlayedPolicy {
  const periods = course.rows.length;
  const [errors, totals] = [new Float64Array(periods), new Float64Array(periods)];
  const actions: { period: number; action: Exclude<Action, 'keep'> }[] = [];
  const costs = { errors: 0, retrains: 0, recalibrations: 0, labels: 0, alarms: 0, total: 0 };
  let live: { current: ModelKey; since: number | null } = { current: SHIPPED, since: null };
  for (let period = 0; period < periods; period++) {
    const action = policy.decide(viewAt(course, period, live));
    if (action !== 'keep') {
      live = { current: after(action, live.current, period), since: period };
      actions.push({ period, action });
    }
    const spent = {
      errors: errorsOf(course, live.current, period),
      retrains: action === 'retrain' ? course.prices.retrain : 0,
      recalibrations: action === 'recalibrate' ? course.prices.recalibrate : 0,
      labels: policy.needsLabels ? course.prices.label * course.rows[period]! : 0, // ! a period, here and below
      alarms: policy.id === 'on-drift' ? course.prices.alarm * course.drifts[period]! : 0, // !
    };
    errors[period] = spent.errors;
    for (const [key, own] of Object.entries(spent)) {
      costs[key as keyof typeof spent] += own; // as: its own keys
      totals[period]! += own; // ! a period
      costs.total += own;
    }
  }
  return { policy: { id: policy.id, setting: policy.setting }, errors, totals, actions, costs };
}

function after(action: Exclude<Action, 'keep'>, current: ModelKey, period: number): ModelKey {
  if (action === 'retrain') return { trained: period, recalibrated: null };
  return action === 'recalibrate' ? { ...current, recalibrated: period } : SHIPPED;
}

/** A period without judged rows costs nothing that is known. */
const errorsOf = (course: Course, key: ModelKey, period: number): number =>
  course.rows[period] === 0 ? 0 : course.cost(key, period);

/**
 * The least that errors and retraining can cost when everything is known beforehand: the best times to retrain and to
 * go back to the shipped model, by dynamic programming over the model that is live. O(periods²), after every model was
 * trained.
 */
export function oracle(course: Course): { readonly total: number; readonly actions: PlayedPolicy['actions'] } {
  const periods = course.rows.length;
  // By live model (0: shipped; k + 1: trained at the start of k): the least from the present period to the end.
  let least = new Float64Array(periods + 1);
  const choices: Int32Array[] = [];
  for (let period = periods - 1; period >= 0; period--) {
    const next = new Float64Array(periods + 1).fill(Number.POSITIVE_INFINITY);
    const choice = new Int32Array(periods + 1);
    const after = least;
    const stay = (model: number): number => {
      const key = model === 0 ? SHIPPED : { trained: model - 1, recalibrated: null };
      return errorsOf(course, key, period) + after[model]!; // ! a model
    };
    const back = stay(0);
    const fresh = course.canTrain[period] === 1 ? stay(period + 1) + course.prices.retrain : Number.POSITIVE_INFINITY;
    for (let model = 0; model <= period; model++) {
      const kept = model === 0 ? back : course.canTrain[model - 1] === 1 ? stay(model) : Number.POSITIVE_INFINITY;
      const best = Math.min(kept, back, fresh);
      next[model] = best;
      choice[model] = best === kept ? model : best === back ? 0 : period + 1;
    }
    least = next;
    choices.unshift(choice);
  }
  const actions: { period: number; action: Exclude<Action, 'keep'> }[] = [];
  let model = 0;
  for (const [period, choice] of choices.entries()) {
    const chosen = choice[model]!; // ! a model
    if (chosen !== model) actions.push({ period, action: chosen === 0 ? 'roll-back' : 'retrain' });
    model = chosen;
  }
  return { total: least[0]!, actions }; // ! it has a model
}
