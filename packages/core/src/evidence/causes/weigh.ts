import { BOOST_DEFAULTS, type BoostOptions, fitBoosted } from '../../learn/boost/fit.ts';
import type { Boosted } from '../../learn/boost/model.ts';
import { marginsOf } from '../../learn/boost/predict.ts';
import { pathContributions } from '../../learn/boost/shap-path.ts';
import { type Features, takeFeatures } from '../../learn/features.ts';
import { meanOf, type Shift, shiftOf } from './shift.ts';

/** Rows with a number of each that is to be explained, and the window that each is of. */
export interface Told {
  readonly features: Features;
  readonly target: Float64Array;
  readonly windows: Int32Array;
}

/** What the reference says a number hangs on. */
export interface Scales {
  readonly model: Boosted;
  /** The share of the number's variance that it foretells in windows that it did not learn from; 0 or less: nothing. */
  readonly foretells: number;
}

/** What moved inputs do to a number, by what the reference says that it hangs on. */
export interface Weighed {
  /** What all inputs together explain, and the shift at equal inputs: they sum to the number's own. */
  readonly inputs: Shift;
  readonly rest: Shift;
  /** In the order of the features of the model, from some of the rows; they sum to `inputs` but for that. */
  readonly features: readonly { readonly column: string; readonly shift: Shift }[];
}

const RULES: BoostOptions = { ...BOOST_DEFAULTS, rounds: 80, leavesMax: 15 };
const PATIENCE = 8;
/** Cells to learn from: a look at causes should not take longer than a second. */
const CELLS_MAX = 120_000;
/** Fewer rows teach nothing. */
const ROWS_MIN = 200;
/** Rows of a stretch whose answers are taken apart. */
const EXPLAINED_MAX = 600;
/** Every so many windows decide when to stop. */
const JUDGED_EVERY = 4;

/**
 * A small boosted model of the number by the features, learned from the reference; every fourth window decides when to
 * stop. Null where rows or features are too few.
 */
export function scalesFor({ features, target, windows }: Told, seed: number): Scales | null {
  if (features.n < ROWS_MIN || features.columns.length === 0) return null;
  const places = new Map([...new Set(windows)].sort((a, b) => a - b).map((window, k) => [window, k]));
  const step = Math.max(1, Math.ceil((features.n * features.columns.length) / CELLS_MAX));
  const all = Uint32Array.from({ length: Math.floor(features.n / step) }, (_, k) => k * step);
  const isJudged = (row: number): boolean =>
    places.size < 2 * JUDGED_EVERY
      ? row % JUDGED_EVERY === JUDGED_EVERY - 1
      : (places.get(windows[row]!) ?? 0) % JUDGED_EVERY === JUDGED_EVERY - 1; // ! a row
  const [learned, judged] = [all.filter((row) => !isJudged(row)), all.filter(isJudged)];
  if (learned.length < ROWS_MIN / 2 || judged.length < 2) return null;
  const at = (rows: Uint32Array) => ({
    features: takeFeatures(features, rows),
    targets: { target: Float64Array.from(rows, (row) => target[row]!), weight: null }, // ! a row
  });
  const stop = { ...at(judged), patience: PATIENCE };
  const model = fitBoosted({ ...at(learned), objective: { kind: 'squared' }, stop }, { ...RULES, seed });
  const said = marginsOf(model, stop.features)[0]!; // ! one output
  const truth = stop.targets.target;
  const usual = model.start[0] ?? 0;
  const squares = (off: (i: number) => number): number => truth.reduce((sum, y, i) => sum + (y - off(i)) ** 2, 0);
  const around = squares(() => usual);
  return { model, foretells: around === 0 ? 0 : 1 - squares((i) => said[i]!) / around }; // ! i < n
}

/**
 * What the shifts of features between two stretches do to a number: what the model says since the change, minus before.
 * What is left of the number's own shift is its shift at equal features. Each feature's part is the mean of its exact
 * TreeSHAP values, of rows that are drawn evenly. Null without rows.
 */
export function weigh({ model }: Scales, before: Told, since: Told): Weighed | null {
  const [past, now] = [before, since].map((side) => partsOf(model, side)) as [Parts, Parts]; // as: two went in
  const shift = (of: (parts: Parts) => Float64Array, windows: 'windows' | 'someWindows' = 'windows'): Shift | null => {
    const [a, b] = [meanOf(of(past), past[windows]), meanOf(of(now), now[windows])];
    return a && b && shiftOf(a, b);
  };
  const [inputs, rest] = [shift(({ said }) => said), shift((parts) => parts.rest)];
  const features = model.features.flatMap(({ name }, k) => {
    const own = shift(({ values }) => values[k]!, 'someWindows'); // ! a feature of the model
    return own === null ? [] : [{ column: name, shift: own }];
  });
  return inputs && rest && { inputs, rest, features };
}

interface Parts {
  readonly said: Float64Array;
  readonly rest: Float64Array;
  readonly windows: Int32Array;
  readonly values: readonly Float64Array[];
  readonly someWindows: Int32Array;
}

function partsOf(model: Boosted, { features, target, windows }: Told): Parts {
  const said = marginsOf(model, features)[0]!; // ! one output
  const step = Math.max(1, Math.ceil(features.n / EXPLAINED_MAX));
  const rows = Uint32Array.from({ length: Math.floor(features.n / step) }, (_, k) => k * step);
  return {
    said,
    rest: target.map((own, i) => own - said[i]!), // ! i < n
    windows,
    values: pathContributions(model, takeFeatures(features, rows)).values,
    someWindows: Int32Array.from(rows, (row) => windows[row]!), // ! a row
  };
}
