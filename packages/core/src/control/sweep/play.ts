import { type Action, type Course, type ModelKey, SHIPPED, type SweepPolicy, viewAt } from './course.ts';

/** What a policy did, and what it cost. */
export interface PlayedPolicy {
  readonly policy: Pick<SweepPolicy, 'id' | 'setting'>;
  /** By period, in the unit of errors: what was lost by errors, and all of it. */
  readonly errors: Float64Array;
  readonly totals: Float64Array;
  /** What was done, at the start of which period. */
  readonly actions: readonly { readonly period: number; readonly action: Action }[];
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
  const actions: { period: number; action: Action }[] = [];
  const costs = { errors: 0, retrains: 0, recalibrations: 0, labels: 0, alarms: 0, total: 0 };
  let live: { current: ModelKey; since: number | null } = { current: SHIPPED, since: null };
  for (let period = 0; period < periods; period++) {
    const decided = policy.decide(viewAt(course, period, live));
    for (const action of decided) {
      live = { current: after(action, live.current, period), since: period };
      actions.push({ period, action });
    }
    const spent = {
      errors: errorsOf(course, live.current, period),
      retrains: decided.includes('retrain') ? course.prices.retrain : 0,
      recalibrations: decided.includes('recalibrate') ? course.prices.recalibrate : 0,
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

function after(action: Action, current: ModelKey, period: number): ModelKey {
  if (action === 'retrain') return { trained: period, recalibrated: null };
  return action === 'recalibrate' ? { ...current, recalibrated: period } : SHIPPED;
}

/** A period without judged rows costs nothing that is known. */
const errorsOf = (course: Course, key: ModelKey, period: number): number =>
  course.rows[period] === 0 ? 0 : course.cost(key, period);

/**
 * The least that errors and remedies can cost when everything is known beforehand: the best times to retrain, to
 * recalibrate and to go back to the shipped model, by dynamic programming over the model that is live. O(periods³),
 * periods² where nothing can be recalibrated, after every model was trained.
 */
export function oracle(course: Course): { readonly total: number; readonly actions: PlayedPolicy['actions'] } {
  const { canTrain, canRecalibrate, prices } = course;
  const periods = course.rows.length;
  // By when the live model was trained and recalibrated (0: never; k + 1: at the start of k): the least to the end.
  const width = periods + 1;
  let least = new Float64Array(width * width);
  const choices: (readonly Action[])[][] = [];
  for (let period = periods - 1; period >= 0; period--) {
    const next = new Float64Array(width * width).fill(Number.POSITIVE_INFINITY);
    const choice: (readonly Action[])[] = [];
    const later = least;
    const through = (trained: number, recalibrated: number): number => {
      const key = { trained: asPeriod(trained), recalibrated: asPeriod(recalibrated) };
      return errorsOf(course, key, period) + later[trained * width + recalibrated]!; // ! a model
    };
    const anew: readonly Way[] = [
      [[], through(0, 0)],
      ...(canTrain[period] === 1 ? [[['retrain'], through(period + 1, 0) + prices.retrain] as const] : []),
      ...(canRecalibrate ? [[['recalibrate'], through(0, period + 1) + prices.recalibrate] as const] : []),
    ];
    const fromOthers = anew.map(
      ([actions, cost]): Way => [actions[0] === 'retrain' ? actions : ['roll-back', ...actions], cost],
    );
    for (let trained = 0; trained <= period; trained++) {
      if (trained > 0 && canTrain[trained - 1] !== 1) continue;
      const right: readonly Way[] =
        canRecalibrate && trained > 0 ? [[['recalibrate'], through(trained, period + 1) + prices.recalibrate]] : [];
      for (let recalibrated = 0; recalibrated <= (canRecalibrate ? period : 0); recalibrated++) {
        if (recalibrated > 0 && recalibrated < trained) continue;
        const kept: Way = [[], through(trained, recalibrated)];
        const ways = trained + recalibrated === 0 ? anew : [kept, ...right, ...fromOthers];
        const [actions, cost] = ways.reduce((best, way) => (way[1] < best[1] ? way : best));
        const model = trained * width + recalibrated;
        [next[model], choice[model]] = [cost, actions];
      }
    }
    least = next;
    choices.unshift(choice);
  }
  return { total: least[0]!, actions: chosenActions(choices, width) }; // ! it has a model
}

/** What can be done with a model at the start of a period, and the least that it then costs to the end. */
type Way = readonly [actions: readonly Action[], cost: number];

const asPeriod = (place: number): number | null => (place === 0 ? null : place - 1);

/** What is done from the shipped model on, by the best choice of every model in every period. */
function chosenActions(choices: readonly (readonly (readonly Action[])[])[], width: number): PlayedPolicy['actions'] {
  let live = SHIPPED;
  return choices.flatMap((choice, period) => {
    const place = ({ trained, recalibrated }: ModelKey): number =>
      (trained === null ? 0 : trained + 1) * width + (recalibrated === null ? 0 : recalibrated + 1);
    const actions = choice[place(live)]!; // ! a model that can be live
    for (const action of actions) live = after(action, live, period);
    return actions.map((action) => ({ period, action }));
  });
}
