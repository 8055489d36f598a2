import { count, plural } from './numbers.ts';

/** Policies of retraining, side by side. */
export const SWEEP = {
  heading: (best: string, amount: string): string => `${best} would have saved ${amount}`,
  headingNone: 'No policy of retraining would have been better than the shipped model',
  say: 'Each policy decides at the start of a period, by the labels that had come by then, and new models are those of the built-in learner, judged on rows that they had not seen.',
  sayBest: (least: string): string =>
    `With everything known beforehand it could not have cost less than ${least}: the regret is what a policy costs above that.`,
  free: 'A new model is free by this contract, so schedules look better than they are: costs.retrain in the contract is its price.',
  unit: {
    money: (currency: string): string => `Costs in ${currency}.`,
    errors: 'The contract has no prices: an error counts 1.',
    amounts: 'The contract has no prices: an error counts as much as it is off.',
  },
  heads: ['policy', 'new models', 'cost', 'saved, with 95 % interval', 'regret'],
  caption: 'What each policy would have cost',
  figure: 'What was saved so far, against the shipped model for ever',
  axis: (unit: string, period: string): { readonly x: string; readonly y: string } => ({
    x: `periods of ${period}`,
    y: `saved, ${unit}`,
  }),
  name(id: string, setting: number | null, period: string): string {
    switch (id) {
      case 'never':
        return 'never';
      case 'every':
        return `every ${count(setting ?? 0)} periods of ${period}`;
      case 'on-drift':
        return 'when inputs moved';
      case 'on-fall':
        return 'when errors rose';
      case 'cara-t':
        return 'by staleness (CARA-T)';
      case 'cara-ct':
        return 'by summed staleness (CARA-CT)';
      default:
        return 'when it pays (cost-aware)';
    }
  },
  others: (recalibrations: number, backs: number): string =>
    [
      ...(recalibrations > 0 ? [plural(recalibrations, 'time scores set right', 'times scores set right')] : []),
      ...(backs > 0 ? [plural(backs, 'time back to the shipped model', 'times back to the shipped model')] : []),
    ].join('; '),
  inShort: (best: string, amount: string): string => `${best} would have saved ${amount}`,
} as const;
