/** Fits one table of the bench of learners in a process of its own: seconds, quality, as one line of JSON. */
import { BOOST_DEFAULTS, fitBoosted } from '@holdfast/core/learn/boost/fit.ts';
import { answer } from '@holdfast/core/learn/boost/predict.ts';
import { type Features, takeFeatures } from '@holdfast/core/learn/features.ts';
import { placements } from '@holdfast/core/stats/placements.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';
import { openSource } from '../../packages/holdfast/src/files/source.ts';
import { shared } from '../../test/shared.ts';

interface Halves {
  readonly train: Features;
  readonly test: Features;
  readonly labels: readonly [Float64Array, Float64Array];
}

async function read(path: string): Promise<Table> {
  const source = await openSource([shared(path) ?? '']);
  try {
    return await source.read();
  } finally {
    await source.close();
  }
}

function yes(table: Table, name: string, level: string): Float64Array {
  const column = findColumn(table, name);
  if (column?.kind !== 'text') throw new Error(`${name} is no text`);
  return Float64Array.from(column.codes, (code) => (column.levels[code]?.includes(level) === true ? 1 : 0));
}

const without = (table: Table, label: string): Features =>
  asFeatures({ n: table.n, columns: table.columns.filter(({ name }) => name !== label) });

async function elec2(): Promise<Halves> {
  const table = await read('data/elec2/elec2.parquet');
  const cut = Math.floor(table.n * 0.7);
  const rows = Array.from({ length: table.n }, (_, i) => i);
  const label = yes(table, 'class', 'UP');
  const features = without(table, 'class');
  return {
    train: takeFeatures(features, rows.slice(0, cut)),
    test: takeFeatures(features, rows.slice(cut)),
    labels: [label.slice(0, cut), label.slice(cut)],
  };
}

async function adult(): Promise<Halves> {
  const [train, test] = [await read('data/adult/train.parquet'), await read('data/adult/test.parquet')];
  const labels = [yes(train, 'income', '>50K'), yes(test, 'income', '>50K')] as const;
  return { train: without(train, 'income'), test: without(test, 'income'), labels };
}

/** Twenty normal features, of which six say something, two of them together: the law of the peers' bench. */
function drawn(n: number): Halves {
  const random = makeRandom(13);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const half = (rows: number): readonly [Features, Float64Array] => {
    const columns = Array.from({ length: 20 }, () => Float64Array.from({ length: rows }, normal));
    const label = Float64Array.from({ length: rows }, (_, i) => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = columns.map((column) => column[i] ?? 0);
      const z = a * b + Math.sin(2 * c) + (d > 0.5 ? e : 0) + 0.3 * f;
      return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
    });
    return [{ n: rows, columns: columns.map((values, f) => ({ kind: 'number', name: `f${f}`, values })) }, label];
  };
  const [train, first] = half(n);
  const [test, second] = half(n / 10);
  return { train, test, labels: [first, second] };
}

const size = Number(process.argv[2]);
const { train, test, labels } = size === 1 ? await elec2() : size === 2 ? await adult() : drawn(1_000_000);
const seconds: number[] = [];
let area = 0;
for (let repeat = 0; repeat < Number(process.argv[3]); repeat++) {
  const start = performance.now();
  const targets = { target: labels[0], weight: null };
  const model = fitBoosted({ features: train, targets, objective: { kind: 'logistic' } }, BOOST_DEFAULTS);
  seconds.push((performance.now() - start) / 1000);
  const [score] = answer(model, test);
  area = placements(labels[1], score!, new Float64Array(test.n).fill(1)).area; // ! one output
}
seconds.sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ seconds: seconds[seconds.length >> 1], area }));
