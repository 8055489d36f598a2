import { type Entry, isGap, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { type AnyGiven, asGiven, mapRoles } from './rows.ts';

type Value = number | null;

/** What combinators make of a binary entry on rows of several classes; null when a class has no value. */
export function averages(entry: Entry, given: AnyGiven): Record<'macro' | 'weighted', Value> {
  const classes = Array.from({ length: given.classes }, (_, k) => k);
  const values = classes.map((k) => value(entry, oneAgainstRest(given, k)));
  const label = given.roles['label'] as Float64Array; // as: the label is one column
  const shares = classes.map((k) => given.weight.reduce((sum, w, i) => sum + (label[i] === k ? w : 0), 0));
  const total = shares.reduce((sum, w) => sum + w, 0);
  const mean = (weights: readonly number[]): Value =>
    values.reduce<Value>((sum, v, k) => (sum === null || v === null ? null : sum + v * weights[k]!), 0); // ! as long
  return { macro: mean(classes.map(() => 1 / classes.length)), weighted: mean(shares.map((w) => w / total)) };
}

/** The value with default parameters. */
export function value(entry: Entry, given: AnyGiven): Value {
  const answer = entry.measure(asGiven(given), withDefaults(entry));
  return isGap(answer) ? null : answer.value;
}

/** One class as the positive one; the score of that class in the place of the scores. */
export function oneAgainstRest(given: AnyGiven, positive: number): AnyGiven {
  const { scores, ...rest } = mapRoles(given, (column, role) =>
    role === 'label' || role === 'prediction' ? column.map((code) => (code === positive ? 1 : 0)) : column,
  );
  const own = Array.isArray(scores) ? (scores[positive] as Float64Array) : null; // as: one column for each class
  const score = own === null ? {} : { score: own };
  return { ...given, classes: 2, roles: { ...rest, ...score } };
}
