import { assert } from '../../std/assert.ts';
import type { Features } from '../features.ts';
import { type Binned, binFeatures } from './binned.ts';
import type { GrowthRules } from './candidate.ts';
import { type Grown, growTree, makeWorkshop, type Workshop } from './grow.ts';
import type { Boosted } from './model.ts';
import {
  fillSlopes,
  lossOf,
  makeSlopes,
  type Objective,
  outputsOf,
  type Slopes,
  startOf,
  type Targets,
} from './objective.ts';
import { packSlopes } from './packed.ts';
import { addTree, askedColumns, makeRoom } from './predict.ts';
import type { Split } from './split.ts';
import type { Tree } from './tree.ts';
import { weightedQuantile } from './weighted-quantile.ts';

/** How a boosted model is fitted. */
export interface BoostOptions extends GrowthRules {
  readonly rounds: number;
  /** The share of each tree's values that is taken, above 0 to 1. */
  readonly rate: number;
  readonly seed: number;
}

/** What LightGBM and scikit-learn begin with, so that nobody wonders why numbers differ. */
export const BOOST_DEFAULTS: BoostOptions = {
  rounds: 100,
  rate: 0.1,
  leavesMax: 31,
  rowsMin: 20,
  curvatureMin: 1e-3,
  ridge: 0,
  monotone: null,
  seed: 1,
};

/** Rows that decide when to stop, and for how many rounds the loss on them may fail to fall. */
export interface StopRule {
  readonly features: Features;
  readonly targets: Targets;
  readonly patience: number;
}

/** What one round left behind; `stopLoss` where there are rows that decide when to stop. */
export interface Round {
  readonly round: number;
  readonly stopLoss: number | null;
}

/** Rows to fit, and what may watch. */
export interface BoostSample {
  readonly features: Features;
  readonly targets: Targets;
  readonly objective: Objective;
  readonly stop?: StopRule;
  /** Called after each round; what it throws ends the fit. */
  readonly onRound?: (round: Round) => void;
}

/**
 * A boosted model of the rows: trees that each take off what the ones before left (Friedman 2001), on histograms of at
 * most 255 bins. The same rows and options give the same model on one engine. O(rounds × rows × features × depth).
 */
export function fitBoosted(sample: BoostSample, options: BoostOptions = BOOST_DEFAULTS): Boosted {
  const { features, targets, objective, stop, onRound } = sample;
  const n = features.n;
  assert(n > 0 && targets.target.length === n, 'there is a target for each row');
  const workshop = makeWorkshop(binFeatures(features));
  const start = startOf(objective, targets);
  const margins = start.map((own) => new Float64Array(n).fill(own));
  const slopes = makeSlopes(objective, n, targets.weight !== null);
  const rounds: Tree[][] = [];
  const declared = workshop.binned.features.map(asDeclared);
  const watch = stop && watchLoss(stop, { objective, start, declared });
  for (let round = 0; round < options.rounds; round++) {
    fillSlopes(objective, targets, margins, slopes);
    const trees = slopes.map((own, k) => {
      const seed = options.seed * 1_000_003 + round * outputsOf(objective) + k;
      const margin = margins[k]!; // ! a margin an output
      return nextTree(workshop, { own, margin, targets, objective, options: { ...options, seed } });
    });
    rounds.push(trees);
    // Outside of the call: nobody may be listening, and the loss decides when to stop.
    const stopLoss = watch?.lossAfter(trees) ?? null;
    onRound?.({ round, stopLoss });
    if (stop !== undefined && watch !== undefined && rounds.length - watch.best() >= stop.patience) break;
  }
  return { objective, start, features: declared, rounds: rounds.slice(0, watch?.best()) };
}

interface Watch {
  /** The loss on the rows that decide when to stop, with these trees added. */
  readonly lossAfter: (trees: readonly Tree[]) => number;
  /** The number of rounds after which it was least. */
  readonly best: () => number;
}

function watchLoss(
  { features, targets }: StopRule,
  { objective, start, declared }: Pick<Boosted, 'objective' | 'start'> & { readonly declared: Boosted['features'] },
): Watch {
  const columns = askedColumns(declared, features);
  const margins = start.map((own) => new Float64Array(features.n).fill(own));
  const room = makeRoom(features.n);
  let least = lossOf(objective, targets, margins);
  let rounds = 0;
  let best = 0;
  const lossAfter = (trees: readonly Tree[]): number => {
    for (const [k, tree] of trees.entries()) addTree(tree, columns, margins[k]!, room); // ! an output
    const loss = lossOf(objective, targets, margins);
    rounds++;
    if (loss < least) [least, best] = [loss, rounds];
    return loss;
  };
  return { lossAfter, best: () => best };
}

const asDeclared = (own: Binned['features'][number]): Boosted['features'][number] =>
  own.kind === 'number'
    ? { kind: 'number', name: own.name }
    : { kind: 'level', name: own.name, levels: own.levels.filter((_, code) => own.binOf[code]! > 0) }; // ! a code

interface Next {
  readonly own: Slopes;
  readonly margin: Float64Array;
  readonly targets: Targets;
  readonly objective: Objective;
  readonly options: BoostOptions;
}

/** Grows a tree on the slopes and adds its values to the margins. */
function nextTree(workshop: Workshop, { own, margin, targets, objective, options }: Next): Tree {
  const into = workshop.root.buffer.values;
  const packed = packSlopes(own.gradient, own.curvature, { into, seed: options.seed });
  const nodes = growTree(workshop, packed, options);
  const values = nodes.map((node) =>
    node.split === null ? options.rate * leafValue(node, { own, margin, targets, objective, options }) : 0,
  );
  nodes.forEach(({ split, segment: { buffer, start, end } }, k) => {
    if (split !== null) return;
    const value = values[k]!; // ! a node
    for (let i = start; i < end; i++) margin[buffer.ids[i]!]! += value; // ! ids are rows
  });
  return asTree(nodes, values, workshop.binned);
}

/** The value that suits the rows of a leaf best, from their slopes as they are, not as packed. */
function leafValue(node: Grown, { own, margin, targets, objective, options }: Next): number {
  const { buffer, start, end } = node.segment;
  const { low, high } = node.sums;
  if (objective.kind === 'quantile') {
    const rows = buffer.ids.subarray(start, end);
    const rest = Float64Array.from(rows, (i) => targets.target[i]! - margin[i]!); // ! a row
    const weight = targets.weight && Float64Array.from(rows, (i) => targets.weight![i]!); // ! as above
    return Math.min(Math.max(weightedQuantile(rest, weight, objective.quantile), low), high);
  }
  let gradient = 0;
  let curvature = own.curvature === null ? end - start : 0;
  for (let i = start; i < end; i++) {
    const row = buffer.ids[i]!; // ! i < n
    gradient += own.gradient[row]!; // ! a row
    if (own.curvature !== null) curvature += own.curvature[row]!; // ! a row
  }
  const value = curvature + options.ridge > 0 ? -gradient / (curvature + options.ridge) : 0;
  return Math.min(Math.max(value, low), high);
}

function asTree(nodes: readonly Grown[], values: readonly number[], { features }: Binned): Tree {
  const asks = nodes.map(({ split }) => (split === null ? null : { split, bins: features[split.feature]! })); // ! one
  return {
    feature: asks.map((ask) => ask?.split.feature ?? -1),
    cut: asks.map((ask) => (ask?.bins.kind === 'number' ? (ask.bins.cuts[(ask.split.bin ?? 0) - 1] ?? null) : null)),
    levels: asks.map((ask) => (ask?.bins.kind === 'level' ? levelsLeft(ask.bins.binOf, ask.split.goesLeft) : null)),
    missingLeft: nodes.map(
      ({ split, left, right }) => split !== null && missingGoesLeft(split, nodes, { left, right }),
    ),
    left: nodes.map(({ left }) => left),
    right: nodes.map(({ right }) => right),
    value: values,
    rows: nodes.map(({ sums }) => sums.rows),
  };
}

/** Codes, among the levels that were seen, whose bin goes left. */
function levelsLeft(binOf: Uint8Array, goesLeft: Uint8Array): number[] {
  return Array.from(binOf.filter((bin) => bin > 0)).flatMap((bin, code) => (goesLeft[bin] === 1 ? [code] : []));
}

/** Where nothing was missing in the rows of the node, what is missing later goes with the most. */
function missingGoesLeft(
  split: Split,
  nodes: readonly Grown[],
  { left, right }: { readonly left: number; readonly right: number },
): boolean {
  if (split.goesLeft[0] === 1 || split.hasMissing) return split.goesLeft[0] === 1;
  return nodes[left]!.sums.rows >= nodes[right]!.sums.rows; // ! children of a node that was parted
}
