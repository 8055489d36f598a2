// The boosted learner beside LightGBM and scikit-learn on the same rows: as good, not equal trees.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fitBoosted } from '../../packages/core/src/learn/boost/fit.ts';
import { answer } from '../../packages/core/src/learn/boost/predict.ts';
import { type Features, takeFeatures } from '../../packages/core/src/learn/features.ts';
import { placements } from '../../packages/core/src/stats/placements.ts';
import { asFeatures } from '../../packages/core/src/table/as-features.ts';
import { findColumn, isMissing, type Table } from '../../packages/core/src/table/table.ts';
import { openSource } from '../../packages/holdfast/src/files/source.ts';
import { needsShared, shared } from '../shared.ts';

interface Case {
  readonly name: string;
  readonly params: { readonly features: readonly string[]; readonly categorical: readonly string[] };
  readonly output: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
}

async function tableOf(path: string): Promise<Table> {
  const source = await openSource([shared(`data/${path}`) ?? '']);
  try {
    return await source.read();
  } finally {
    await source.close();
  }
}

type Pair = [Float64Array, Float64Array];

interface Halves {
  readonly train: Features;
  readonly test: Features;
  readonly target: Pair;
  readonly isBinary: boolean;
}

const READERS: Readonly<Record<string, (names: readonly string[]) => Promise<Halves>>> = {
  adult: async (names) => {
    const parts = [await tableOf('adult/train.parquet'), await tableOf('adult/test.parquet')] as const;
    const target = parts.map((part) => isLevel(part, 'income', '>50K')) as Pair; // as: two parts
    return { train: asFeatures(parts[0], names), test: asFeatures(parts[1], names), target, isBinary: true };
  },
  elec2: async (names) => {
    const table = await tableOf('elec2/elec2.parquet');
    return parted(asFeatures(table, names), isLevel(table, 'class', 'UP'), {
      isBinary: true,
      trains: (i) => i < 31718,
    });
  },
  car_price: async (names) => {
    const parts = [
      await tableOf('nannyml_car_price/reference.parquet'),
      await tableOf('nannyml_car_price/analysis.parquet'),
    ] as const;
    const target = parts.map((part) => numbersOf(part, 'y_true')) as [Float64Array, Float64Array]; // as: two parts
    return { train: asFeatures(parts[0], names), test: asFeatures(parts[1], names), target, isBinary: false };
  },
  bike_in_time: (names) => bike(names, (i) => i < 12165),
  bike_mixed: (names) => bike(names, (i) => (Math.imul(i, 2654435761) >>> 0) / 2 ** 32 < 0.7),
};

async function bike(names: readonly string[], trains: (i: number) => boolean): Promise<Halves> {
  const table = await tableOf('bike_sharing/hour.parquet');
  return parted(asFeatures(table, names), numbersOf(table, 'cnt'), { isBinary: false, trains });
}

function parted(
  features: Features,
  target: Float64Array,
  { isBinary, trains }: { readonly isBinary: boolean; readonly trains: (i: number) => boolean },
): Halves {
  const rows = Array.from(target.keys());
  const first = rows.filter(trains);
  const second = rows.filter((i) => !trains(i));
  return {
    train: takeFeatures(features, first),
    test: takeFeatures(features, second),
    target: [Float64Array.from(first, (i) => target[i]!), Float64Array.from(second, (i) => target[i]!)], // ! rows
    isBinary,
  };
}

function isLevel(table: Table, name: string, level: string): Float64Array {
  const column = findColumn(table, name);
  assert.ok(column?.kind === 'text');
  return Float64Array.from(column.codes, (code) => (column.levels[code]?.includes(level) === true ? 1 : 0));
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = findColumn(table, name);
  assert.ok(column?.kind === 'number' && !column.values.some((_, i) => isMissing(column, i)));
  return column.values;
}

const areaOf = (target: Float64Array, score: Float64Array): number =>
  placements(target, score, new Float64Array(score.length).fill(1)).area;

const rootMeanSquare = (target: Float64Array, said: Float64Array): number =>
  Math.sqrt(target.reduce((total, y, i) => total + (y - said[i]!) ** 2, 0) / target.length); // ! i < n

test('it is as good as LightGBM and scikit-learn on real tables', needsShared, async (t) => {
  const cases: readonly Case[] = JSON.parse(readFileSync(shared('golden/b-gbm.json') ?? '', 'utf8')).cases;
  for (const { name, params, output } of cases) {
    const { train, test: rest, target, isBinary } = await READERS[name]!(params.features); // ! every case has a reader
    const started = performance.now();
    const objective = { kind: isBinary ? 'logistic' : 'squared' } as const;
    const model = fitBoosted({ features: train, targets: { target: target[0], weight: null }, objective });
    const seconds = (performance.now() - started) / 1000;
    const said = answer(model, rest)[0]!; // ! one output
    // Programs have an area or an error; the counts of rows and the constant have none.
    const measure = isBinary ? 'auc' : 'rmse';
    const peers = Object.entries(output).filter(([peer]) => peer !== 'constant_baseline');
    const theirs = peers.flatMap(([, figures]) => (typeof figures === 'object' ? [figures[measure]!] : [])); // ! it has
    const ours = isBinary ? areaOf(target[1], said) : rootMeanSquare(target[1], said);
    t.diagnostic(
      `${name}: ${ours.toFixed(4)} in ${seconds.toFixed(2)} s, theirs ${theirs.map((x) => x.toFixed(4)).join(' ')}`,
    );
    if (isBinary) assert.ok(ours > Math.max(...theirs) - 0.005, `${name}: ${ours} beside ${theirs}`);
    else assert.ok(ours < Math.min(...theirs) * 1.02, `${name}: ${ours} beside ${theirs}`);
  }
});
