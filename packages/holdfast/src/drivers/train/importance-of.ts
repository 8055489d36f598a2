import { answersWhenMixed } from '@holdfast/core/learn/boost/mixed.ts';
import { type Sample, takeSample } from '@holdfast/core/learn/cross-fit.ts';
import { type Features, takeFeatures } from '@holdfast/core/learn/features.ts';
import { correlatedGroups, permutationImportance } from '@holdfast/core/learn/importance.ts';
import { answerOf, type Model } from '@holdfast/core/learn/model.ts';
import type { TrainedResult } from '@holdfast/core/report/trained-result.ts';
import { normalQuantile } from '@holdfast/core/stats/normal.ts';
import { moments } from '@holdfast/core/stats/sum.ts';
import type { Goal } from './learners.ts';

/** More rows than this make the interval no narrower than anybody looks. */
const ROWS_MAX = 5_000;
const REPEATS = 5;
const LEAST = 1e-15;

/** What the last fold's model looks at, on rows that it had not seen: in nats, or shares of the label's variance. */
export function importanceOf(
  { model, judged }: { readonly model: Model; readonly judged: Uint32Array },
  sample: Sample,
  { goal, seed }: { readonly goal: Goal; readonly seed: number },
): TrainedResult['importance'] {
  const step = Math.max(1, judged.length / ROWS_MAX);
  const length = Math.min(judged.length, ROWS_MAX);
  const rows = Uint32Array.from({ length }, (_, k) => judged[Math.floor(k * step)]!); // ! k × step < n
  const { features, target } = takeSample(sample, rows);
  const mixed =
    model.kind === 'boosted' ? answersWhenMixed(model, features) : (given: Features) => answerOf(model, given);
  const unit = goal.kind === 'squared' ? moments(target)?.variance || 1 : 1;
  const lossOf = (given: Features, names: readonly string[]) =>
    rowLosses(goal, mixed(given, names), target).map((loss) => loss / unit);
  // Ranks of many rows tell no more about what goes together.
  const groups = correlatedGroups(
    takeFeatures(
      features,
      Array.from({ length: Math.min(1000, rows.length) }, (_, k) => k),
    ),
  );
  const reach = normalQuantile(0.975);
  return permutationImportance({ features, lossOf, groups, repeats: REPEATS, seed })
    .map(({ names, value, standardError, n }) => ({
      names,
      value,
      interval:
        standardError === null ? null : ([value - reach * standardError, value + reach * standardError] as const),
      n,
    }))
    .sort((a, b) => b.value - a.value);
}

function rowLosses(goal: Goal, answers: readonly Float64Array[], target: Float64Array): Float64Array {
  const [first] = answers;
  return target.map((y, i) => {
    const own = first![i]!; // ! one output at least; i < n, here and below
    if (goal.kind === 'squared') return (y - own) ** 2;
    const p = goal.kind === 'softmax' ? answers[y]![i]! : y === 1 ? own : 1 - own; // ! y is a class
    return -Math.log(Math.max(p, LEAST));
  });
}
