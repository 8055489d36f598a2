import { BOOST_DEFAULTS, type BoostOptions, fitBoosted } from '../../learn/boost/fit.ts';
import { answersWhenMixed } from '../../learn/boost/mixed.ts';
import type { Boosted } from '../../learn/boost/model.ts';
import type { Objective } from '../../learn/boost/objective.ts';
import { pathContributions } from '../../learn/boost/shap-path.ts';
import { rowsOf } from '../../learn/cross-fit.ts';
import { type Features, takeFeatures } from '../../learn/features.ts';
import { foldsByChance } from '../../learn/folds.ts';
import { correlatedGroups, permutationImportance } from '../../learn/importance.ts';

/** What hangs on each feature, by a small model of the label. */
export interface LabelImportance {
  /** The share of all rises of the loss, 0 to 1; features that go together have one share for all of them. */
  readonly shares: ReadonlyMap<string, number>;
  /** Rows that the importances were measured on. */
  readonly n: number;
}

/** A label to learn: numbers, or codes of so many classes (0 for numbers). */
export interface LearnedLabel {
  readonly target: Float64Array;
  readonly classes: number;
}

/** Fewer rows teach nothing that a ranking should hang on. */
const ROWS_LEAST = 200;
const JUDGED_MAX = 2000;
/** So often values are mixed up, and so many features at most. */
const [REPEATS, FEATURES_MAX] = [2, 100];
const EXPLAINED_ROWS = 500;
const RULES: BoostOptions = { ...BOOST_DEFAULTS, rounds: 40, rate: 0.15, leavesMax: 15 };
/** Of a loss, so many standard errors above nothing: less is told from nothing by no one. */
const SURE = 2;

/**
 * The permutation importance of each feature for the label, on the half of the rows that a small boosted model was not
 * fitted on, as shares; null where rows are too few or nothing can be learned. Cost: one fit, and an evaluation of the
 * model a group of features and repeat.
 */
export function labelImportance(
  features: Features,
  { target, classes }: LearnedLabel,
  seed: number,
): LabelImportance | null {
  if (features.n < ROWS_LEAST || features.columns.length === 0) return null;
  const folds = foldsByChance(classes > 0 ? target : new Float64Array(features.n), { count: 2, seed, cluster: null });
  const [learned, unseen] = [rowsOf(folds, [0]), rowsOf(folds, [1])];
  // Evenly over the rows, which may stand in the order of time.
  const step = Math.ceil(unseen.length / JUDGED_MAX);
  const judged = unseen.filter((_, k) => k % step === 0);
  const at = (rows: Uint32Array): Float64Array => Float64Array.from(rows, (i) => target[i]!); // ! a row
  const objective: Objective =
    classes === 0 ? { kind: 'squared' } : classes === 2 ? { kind: 'logistic' } : { kind: 'softmax', classes };
  const model = fitBoosted(
    { features: takeFeatures(features, learned), targets: { target: at(learned), weight: null }, objective },
    { ...RULES, rounds: classes > 2 ? Math.ceil(RULES.rounds / 2) : RULES.rounds, seed },
  );
  const labels = at(judged);
  const unseenFeatures = takeFeatures(features, judged);
  const answers = answersWhenMixed(model, unseenFeatures);
  const found = permutationImportance({
    features: unseenFeatures,
    lossOf: (rows, names) => lossesOf(objective, answers(rows, names), labels),
    groups: groupsOf(model, unseenFeatures),
    repeats: REPEATS,
    seed,
  });
  const rises = found.map(({ value, standardError }) => (value > SURE * (standardError ?? Infinity) ? value : 0));
  const total = rises.reduce((sum, rise) => sum + rise, 0);
  if (total <= 0) return null;
  const shares = found.flatMap(({ names }, k) => names.map((name) => [name, (rises[k] ?? 0) / total] as const));
  return { shares: new Map(shares), n: judged.length };
}

/**
 * Groups of features that go together; of many features, of those alone by which the model answers most: to mix up the
 * others would change no answer.
 */
function groupsOf(model: Boosted, { columns, n }: Features): number[][] {
  const all = Array.from(columns.keys());
  const outputs = model.objective.kind === 'softmax' ? model.objective.classes : 1;
  const some = takeFeatures(
    { columns, n },
    Uint32Array.from({ length: Math.min(n, EXPLAINED_ROWS) }, (_, i) => i),
  );
  const sizes = new Map<number, number>();
  for (let output = 0; columns.length > FEATURES_MAX && output < outputs; output++) {
    pathContributions(model, some, output).values.forEach((own, f) => {
      const size = own.reduce((total, value) => total + Math.abs(value), 0);
      sizes.set(f, (sizes.get(f) ?? 0) + size);
    });
  }
  const kept = all.sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b).slice(0, FEATURES_MAX);
  const own = kept.map((f) => columns[f]!); // ! features
  return correlatedGroups({ n, columns: own }).map((group) => group.map((k) => kept[k]!)); // ! among the kept
}

const LEAST_CHANCE = 1e-9;

/** Squared errors of numbers, the log loss of classes. */
function lossesOf({ kind }: Objective, said: readonly Float64Array[], labels: Float64Array): Float64Array {
  return labels.map((label, i) => {
    if (kind === 'squared') return (label - said[0]![i]!) ** 2; // ! an output, i < n
    const chance = kind === 'softmax' ? said[label]![i]! : label === 1 ? said[0]![i]! : 1 - said[0]![i]!; // ! outputs
    return -Math.log(Math.max(LEAST_CHANCE, chance));
  });
}
