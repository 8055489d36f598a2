import { plural } from './numbers.ts';

/** Policies of retraining, side by side. */
export const SWEEP = {
  heading: (best: string, amount: string): string => `A new model ${best} would have saved ${amount}`,
  headingNone: (cheapest: string): string =>
    `No policy of retraining is surely better than the shipped model; the cheapest would have been a new one ${cheapest}`,
  say: 'Each policy decides at the start of a period, by the labels that had come by then, and new models are those of the built-in learner, judged on rows that they had not seen.',
  sayBest: (least: string): string =>
    `With everything known beforehand it could not have cost less than ${least}: the regret is what a policy costs above that.`,
  nothing: 'No policy of retraining was played: there is no column from which a model could be learned.',
  free: 'A new model is free by this contract, so the policies that often take one look better than they are: costs.retrain is its price.',
  unit: {
    money: (currency: string): string => `Costs in ${currency}.`,
    errors: 'The contract has no prices: an error counts 1.',
    amounts: 'The contract has no prices: an error counts as much as it is off.',
  },
  heads: ['a new model', 'models', 'cost', 'saved', 'regret'],
  caption: 'What each policy would have cost',
  figure: 'What was saved so far, against the shipped model for ever',
  axis: (unit: string, period: string): { readonly x: string; readonly y: string } => ({
    x: `periods of ${period}`,
    y: `saved, ${unit}`,
  }),
  /** `stretch`: how long the setting of a schedule is. */
  name(id: string, stretch: string): string {
    switch (id) {
      case 'never':
        return 'never';
      case 'every':
        return `every ${stretch}`;
      case 'on-drift':
        return 'when inputs moved';
      case 'on-fall':
        return 'when errors rose';
      case 'cara-t':
        return 'by CARA-T';
      case 'cara-ct':
        return 'by CARA-CT';
      default:
        return 'when it pays';
    }
  },
  others: (recalibrations: number, backs: number): string =>
    [
      ...(recalibrations > 0 ? [plural(recalibrations, 'recalibration')] : []),
      ...(backs > 0 ? [plural(backs, 'roll-back')] : []),
    ].join(', '),
} as const;
