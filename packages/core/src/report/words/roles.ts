import type { RoleReason } from '../../table/roles.ts';

/** Why a column was taken for a role. */
export const ROLE_WHY: Readonly<Record<RoleReason, string>> = {
  given: 'you said so',
  'named-so': 'its name says so',
  'named-so-and-unique': 'its name says so, and no value comes twice',
  'named-so-with-few-values': 'its name says so, and it has few values',
  'only-time': 'it is the only column of times',
  'sums-to-one': 'the columns of scores sum to 1 in each row',
  'named-by-level': 'its name is a quantile level',
  'has-quantiles': 'there are forecasts by quantile',
  'has-horizon': 'there is a forecast horizon',
  'has-query': 'rows are scored within queries',
  'has-scores-by-class': 'there is a score for each class',
  'text-label': 'the label is text',
  'two-values': 'the label has two values',
  'numbers-between': 'the label, or the answer, has fractions',
  'many-values': 'the label has many values',
};

/** The value of a role that nobody was given. */
export const NONE_TAKEN = 'none taken';

/** Several columns that could be meant. */
export const candidatesWords = (candidates: readonly string[]): string =>
  candidates.length === 1
    ? `${candidates[0]} could be it; say so if it is`
    : `${candidates.join(', ')} could be it; name one`;
