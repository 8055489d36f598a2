import type { Gap } from '../../catalogue/define.ts';
import { BOOST_DEFAULTS, fitBoosted } from '../../learn/boost/fit.ts';
import { marginsOf } from '../../learn/boost/predict.ts';
import { pathContributions } from '../../learn/boost/shap-path.ts';
import { rowsOf } from '../../learn/cross-fit.ts';
import { type Feature, type Features, recoded, takeFeatures } from '../../learn/features.ts';
import { foldsByChance } from '../../learn/folds.ts';
import { delong, logitBounds } from '../../stats/delong.ts';
import { type Bounds, zOfLevel } from '../../stats/proportion.ts';

/** How well a learner tells rows of the current side from those of the reference. */
export interface ToldApart {
  /** The chance that of one row of each side the learner finds the current one: ½ where nothing moved. */
  readonly value: number;
  /** DeLong's, of 95 %, on the logit; null where a side has one row or the sides are told apart without fail. */
  readonly interval: Bounds | null;
  /** Rows that the learner was judged on, and fitted on. */
  readonly n: number;
  readonly fitted: number;
  /** The share of its answers that rests on each feature, the greatest first; none where it cannot tell the sides. */
  readonly features: readonly { readonly name: string; readonly share: number }[];
}

/** With fewer rows of a side a learner finds nothing. */
export const APART_ROWS_LEAST = 100;
/** Contributions of features are means over so many judged rows at most. */
const EXPLAINED_ROWS = 500;
/**
 * Fewer and smaller trees than the learner's own, which are quicker and see more: of shifts that are hard to see (one
 * mean, one spread, all means a little, two features that go together) these find more than 100 trees of 15 leaves do.
 */
const RULES = { ...BOOST_DEFAULTS, rounds: 40, leavesMax: 8 };

/**
 * A classifier two-sample test (Lopez-Paz and Oquab 2017): boosted trees learn on one half of the rows of both sides
 * which side a row is of, and are judged on the other half. One split, because the area of pooled folds has more spread
 * than DeLong's interval says. Gaps: no-features, too-few-rows. The same rows and seed give the same.
 */
export function toldApart(
  reference: Features,
  current: Features,
  { seed, onRound = () => {} }: { readonly seed: number; readonly onRound?: (share: number) => void },
): ToldApart | Gap {
  const least = Math.min(reference.n, current.n);
  if (least < APART_ROWS_LEAST) return { gap: 'too-few-rows', n: least };
  if (reference.columns.length === 0) return { gap: 'no-features', n: least };
  const both = together(reference, current);
  const isCurrent = Float64Array.from({ length: both.n }, (_, i) => (i < reference.n ? 0 : 1));
  const folds = foldsByChance(isCurrent, { count: 2, seed, cluster: null });
  const [learned, judged] = [rowsOf(folds, [0]), rowsOf(folds, [1])];
  const target = (rows: Uint32Array): Float64Array => Float64Array.from(rows, (i) => isCurrent[i]!); // ! a row
  const model = fitBoosted(
    {
      features: takeFeatures(both, learned),
      targets: { target: target(learned), weight: null },
      objective: { kind: 'logistic' },
      onRound: ({ round }) => onRound((round + 1) / RULES.rounds),
    },
    { ...RULES, seed },
  );
  const unseen = takeFeatures(both, judged);
  const areas = delong(target(judged), [marginsOf(model, unseen)[0] ?? new Float64Array()]);
  const [value = 0.5] = areas?.areas ?? [];
  const variance = areas?.covariance?.[0]?.[0] ?? null;
  const interval = variance === null ? null : logitBounds(value, Math.sqrt(variance), zOfLevel(0.95));
  const found = { value, interval, n: judged.length, fitted: learned.length };
  if (!isApart(found)) return { ...found, features: [] };
  const step = Math.ceil(judged.length / EXPLAINED_ROWS);
  const explained = judged.filter((_, k) => k % step === 0);
  const names = model.features.map(({ name }) => name);
  const { values } = pathContributions(model, takeFeatures(both, explained));
  return { ...found, features: sharesOf(names, values) };
}

/** Whether a learner surely tells the sides apart: the whole interval lies above guessing. */
export const isApart = ({ value, interval }: Pick<ToldApart, 'value' | 'interval'>): boolean =>
  interval === null ? value > 0.5 : interval[0] > 0.5;

/** The mean size of each feature's contribution as a share of all. */
function sharesOf(names: readonly string[], values: readonly Float64Array[]): ToldApart['features'] {
  const sizes = values.map((own) => own.reduce((total, value) => total + Math.abs(value), 0));
  const total = sizes.reduce((all, size) => all + size, 0);
  return names
    .map((name, k) => ({ name, share: total > 0 ? (sizes[k] ?? 0) / total : 0 }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

/** The rows of the reference, then those of the current side, which has the same features in the same order. */
export function together(reference: Features, current: Features): Features {
  const n = reference.n + current.n;
  return { n, columns: reference.columns.map((column, k) => stacked(column, current.columns[k]!)) }; // ! as many
}

function stacked(above: Feature, below: Feature): Feature {
  if (above.kind === 'number' && below.kind === 'number') {
    const values = new Float64Array(above.values.length + below.values.length);
    values.set(above.values);
    values.set(below.values, above.values.length);
    return { ...above, values };
  }
  if (above.kind !== 'level' || below.kind !== 'level') return above;
  const levels = [...new Set([...above.levels, ...below.levels])];
  const codes = new Int32Array(above.codes.length + below.codes.length);
  codes.set(recoded(above, levels));
  codes.set(recoded(below, levels), above.codes.length);
  return { ...above, codes, levels };
}
