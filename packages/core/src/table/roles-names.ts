import type { Column } from './table.ts';

/** How surely a name tells a role: it is the word itself, it holds the word, or it is a word for an outcome. */
export type Grade = 'exact' | 'outcome' | 'partial';

/** Words for roles, lower case, blanks and signs as `_`. */
export const WORDS = {
  id: ['id', 'uuid', 'guid', 'key', 'row_id', 'rowid', 'record_id', 'prediction_id', 'request_id', 'event_id'],
  timestamp: ['timestamp', 'ts', 'time', 'datetime', 'date', 'event_time', 'created_at', 'prediction_timestamp'],
  label: [
    'label',
    'target',
    'y',
    'y_true',
    'actual',
    'actuals',
    'outcome',
    'truth',
    'ground_truth',
    'true_label',
    'class_label',
    'relevance',
  ],
  labelTimestamp: ['label_timestamp', 'label_time', 'label_date', 'labelled_at', 'labeled_at', 'outcome_timestamp'],
  prediction: [
    'prediction',
    'predicted',
    'pred',
    'y_pred',
    'yhat',
    'y_hat',
    'forecast',
    'decision',
    'predicted_label',
    'predicted_class',
    'label_pred',
  ],
  score: [
    'score',
    'proba',
    'probability',
    'prob',
    'p',
    'y_score',
    'y_prob',
    'y_proba',
    'y_pred_proba',
    'y_pred_prob',
    'pred_proba',
    'prediction_score',
    'predicted_probability',
  ],
  query: ['query', 'query_id', 'qid', 'search_id', 'srch_id'],
  horizon: ['horizon', 'lead_time', 'steps_ahead', 'days_ahead', 'hours_ahead'],
  origin: ['origin', 'forecast_origin', 'issued_at', 'forecast_time', 'forecast_made_at'],
  weight: ['sample_weight', 'case_weight', 'row_weight'],
  groups: [
    'sex',
    'gender',
    'race',
    'ethnicity',
    'religion',
    'disability',
    'nationality',
    'age_group',
    'marital_status',
    'marital-status',
  ],
} as const;
type NamedRole = keyof typeof WORDS;

/** What may follow or go before the word in a name; `label_fare` may be a label, `labelled` is none. */
const PARTIAL: { readonly [R in NamedRole]?: readonly string[] } = {
  id: ['id', 'uuid', 'key'],
  timestamp: ['timestamp', 'datetime'],
  label: ['label', 'target', 'actual', 'outcome'],
  prediction: ['prediction', 'predicted', 'pred', 'forecast'],
  score: ['score', 'proba', 'probability'],
};
/** Labels that are named after what happened. */
const OUTCOMES = [
  'churn',
  'churned',
  'converted',
  'conversion',
  'defaulted',
  'is_fraud',
  'fraud',
  'clicked',
  'survived',
  'subscribed',
  'returned',
  'cancelled',
  'purchased',
  'approved',
];
const GRADES: readonly Grade[] = ['exact', 'outcome', 'partial'];

/**
 * The columns whose names tell the role best, of those that fit: all of one grade. Two of them are equally good. A
 * column that is named exactly as another role is not taken for this one.
 */
export function bestNamed(
  columns: readonly Column[],
  role: NamedRole,
  fits: (column: Column, grade: Grade) => boolean,
): { readonly best: readonly Column[]; readonly grade: Grade } {
  for (const grade of GRADES) {
    const best = columns.filter((column) => gradeOf(column.name, role) === grade && fits(column, grade));
    if (best.length > 0) return { best, grade };
  }
  return { best: [], grade: 'partial' };
}

function gradeOf(name: string, role: NamedRole): Grade | null {
  const plain = plainName(name);
  if (includes(WORDS[role], plain)) return 'exact';
  if (role === 'label' && OUTCOMES.includes(plain)) return 'outcome';
  if (Object.values(WORDS).some((words) => includes(words, plain))) return null;
  const parts = plain.split('_');
  return PARTIAL[role]?.some((word) => parts[0] === word || parts.at(-1) === word) ? 'partial' : null;
}

/** `yTrue`, `Y-True` and `y true` are `y_true`. */
export const plainName = (name: string): string =>
  name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '_');

const includes = (words: readonly string[], word: string): boolean => words.includes(word);
