import type { Action } from '../../control/sweep/course.ts';
import { capital, plural } from './numbers.ts';

/** What can be due. The shipped model is live, so that one action is all. */
const DUE: Readonly<Record<Action, string>> = {
  retrain: 'a new model',
  recalibrate: 'recalibrating (`holdfast recalibrate`)',
  'roll-back': 'the shipped model again',
};

/** Policies side by side: when a model is retrained, recalibrated or left alone. */
export const SWEEP = {
  heading: (best: string, amount: string): string => `${capital(best)} would have saved ${amount}`,
  headingNone: (cheapest: string): string =>
    `No policy is surely better than the shipped model left alone; the cheapest would have been ${cheapest}`,
  say: 'Each policy decides at the start of a period, by the labels that had come by then, and new models are those of the built-in learner, judged on rows that they had not seen. Recalibrating leaves the model as it is and moves its answers to where the newest labels are.',
  sayBest: (least: string): string =>
    `With everything known beforehand it could not have cost less than ${least}: the regret is what a policy costs above that.`,
  due: (actions: readonly Action[]): string =>
    actions.length === 0
      ? 'Of the shipped model nothing pays now, by what it would have saved lately.'
      : `What pays now, by what it would have saved lately: ${DUE[actions[0] ?? 'recalibrate']}.`,
  nothing:
    'No policy was played: there is no column from which a model could be learned, and no score that could be recalibrated.',
  unlearned: 'No policy of retraining was played: there is no column from which a model could be learned.',
  free: 'A new model is free by this contract, so the policies that often take one look better than they are: costs.retrain is its price.',
  unit: {
    money: (currency: string): string => `Costs in ${currency}.`,
    errors: 'The contract has no prices: an error counts 1.',
    amounts: 'The contract has no prices: an error counts as much as it is off.',
  },
  heads: ['policy', 'models', 'cost', 'saved', 'regret'],
  caption: 'What each policy would have cost',
  savedTitle: 'What each policy would have saved, with its interval',
  savedUnit: (unit: string): string => `${unit}, with interval`,
  figure: 'What was saved so far, against the shipped model for ever',
  axis: (unit: string, period: string): { readonly x: string; readonly y: string } => ({
    x: `periods of ${period}`,
    y: `saved, ${unit}`,
  }),
  /** `stretch`: how long the setting of a schedule is. */
  name(id: string, stretch: string): string {
    switch (id) {
      case 'never':
        return 'leaving it alone';
      case 'every':
        return `retraining every ${stretch}`;
      case 'recalibrate-every':
        return `recalibrating every ${stretch}`;
      case 'on-drift':
        return 'retraining when inputs moved';
      case 'on-fall':
        return 'retraining when errors rose';
      case 'cara-t':
        return 'retraining by CARA-T';
      case 'cara-ct':
        return 'retraining by CARA-CT';
      default:
        return 'doing what pays, when it pays';
    }
  },
  /** By which command a policy is carried out; empty where it is no command of this program. */
  command: (id: string): string => (id === 'recalibrate-every' ? ' (`holdfast recalibrate`)' : ''),
  others: (recalibrations: number, backs: number): string =>
    [
      ...(recalibrations > 0 ? [plural(recalibrations, 'recalibration')] : []),
      ...(backs > 0 ? [plural(backs, 'roll-back')] : []),
    ].join(', '),
} as const;
