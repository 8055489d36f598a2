import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { type Features, takeFeatures } from '../features.ts';
import { BOOST_DEFAULTS, fitBoosted } from './fit.ts';
import type { Boosted } from './model.ts';
import { askedColumns, askOf, marginsOf } from './predict.ts';
import { backgroundContributions } from './shap-background.ts';
import { type Contributions, pathContributions } from './shap-path.ts';
import type { Tree } from './tree.ts';

const random = makeRandom(5);

/** Four features, one of levels and one with holes, of which a small model is fitted. */
function sample(n: number): { readonly features: Features; readonly target: Float64Array } {
  const draw = () => Float64Array.from({ length: n }, random);
  const [a, b] = [draw(), draw()];
  const holes = draw().map((x) => (x < 0.2 ? Number.NaN : x));
  const codes = Int32Array.from({ length: n }, () => Math.floor(random() * 6));
  const levels = ['p', 'q', 'r', 's', 't', 'u'];
  const target = a.map((x, i) => x * b[i]! + (holes[i]! > 0.5 ? 1 : 0) + (codes[i]! % 3 === 0 ? 1 : 0) * x); // ! i < n
  return {
    features: {
      n,
      columns: [
        { kind: 'number', name: 'a', values: a },
        { kind: 'number', name: 'b', values: b },
        { kind: 'number', name: 'holes', values: holes },
        { kind: 'level', name: 'level', codes, levels },
      ],
    },
    target,
  };
}

const { features, target } = sample(600);
const model: Boosted = fitBoosted(
  { features, targets: { target, weight: null }, objective: { kind: 'squared' } },
  { ...BOOST_DEFAULTS, rounds: 12, leavesMax: 9, rate: 0.3 },
);
const shown = takeFeatures(features, [0, 1, 2]);

/** Shapley values by their definition: over all orders of the features, what each adds when it comes. */
function byDefinition(worthOf: (kept: ReadonlySet<number>) => number, size: number): number[] {
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0 ? [[]] : left.flatMap((f) => orders(left.filter((g) => g !== f)).map((rest) => [f, ...rest]));
  const all = orders(Array.from({ length: size }, (_, f) => f));
  const totals = new Array<number>(size).fill(0);
  for (const order of all) {
    const kept = new Set<number>();
    for (const f of order) {
      const before = worthOf(kept);
      kept.add(f);
      totals[f]! += worthOf(kept) - before; // ! a feature
    }
  }
  return totals.map((total) => total / all.length);
}

/** What a tree says of row i when only the kept features are known: the others by the rows that went each way. */
function expected(
  tree: Tree,
  columns: readonly Float64Array[],
  i: number,
  kept: ReadonlySet<number>,
  node = 0,
): number {
  const asks = tree.feature[node]!; // ! a node, here and below
  if (asks < 0) return tree.value[node]!; // !
  const [left, right] = [tree.left[node]!, tree.right[node]!]; // !
  if (kept.has(asks)) {
    const isLeft = askOf(tree)(node, columns[asks]![i]!); // ! a feature, a row
    return expected(tree, columns, i, kept, isLeft ? left : right);
  }
  const share = tree.rows[left]! / tree.rows[node]!; // ! // ! a node
  return share * expected(tree, columns, i, kept, left) + (1 - share) * expected(tree, columns, i, kept, right);
}

function assertClose(found: Contributions, wanted: (i: number) => number[]): void {
  for (let i = 0; i < shown.n; i++) {
    wanted(i).forEach((value, f) => {
      assert.ok(
        Math.abs(found.values[f]![i]! - value) < 1e-12, // ! in range, as above
        `row ${i}, feature ${f}: ${found.values[f]![i]} ${value}`, // ! in range, as above
      ); // ! a feature
    });
  }
}

test('path contributions are the Shapley values of the trees, by their definition', () => {
  const columns = askedColumns(model.features, shown);
  const worth = (i: number) => (kept: ReadonlySet<number>) =>
    model.rounds.reduce((total, [tree]) => total + expected(tree!, columns, i, kept), 0); // ! one output
  assertClose(pathContributions(model, shown), (i) => byDefinition(worth(i), 4));
});

test('background contributions are the Shapley values of the model on mixed rows, by their definition', () => {
  const background = takeFeatures(features, [100, 101, 102, 103, 104]);
  const worth = (i: number) => (kept: ReadonlySet<number>) => {
    const own = takeFeatures(shown, new Array<number>(background.n).fill(i));
    const columns = own.columns.map((column, f) => (kept.has(f) ? column : background.columns[f]!)); // ! as many
    const [margins] = marginsOf(model, { n: background.n, columns });
    return margins!.reduce((total, margin) => total + margin, 0) / background.n; // ! one output
  };
  assertClose(backgroundContributions(model, shown, { background }), (i) => byDefinition(worth(i), 4));
});

test('contributions and their base sum to the margin', () => {
  const background = takeFeatures(features, [200, 201, 202]);
  for (const { base, values } of [
    pathContributions(model, features),
    backgroundContributions(model, features, { background }),
  ]) {
    const [margins] = marginsOf(model, features);
    margins!.forEach((margin, i) => {
      // ! in range, as above
      const total = values.reduce((sum, own) => sum + own[i]!, base); // ! one output; i < n
      assert.ok(Math.abs(total - margin) < 1e-9, `row ${i}: ${total} ${margin}`);
    });
  }
});
