import { defaults, isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import { readingsOf } from '@holdfast/core/measure/readings.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { makeRows } from '@holdfast/core/table/rows.ts';
import { rowsOf, type World } from './worlds.ts';

/** One cell of the table: a world and a size. */
export interface Job {
  readonly world: World;
  readonly n: number;
  readonly simulations: number;
  /** Rows whose metrics are taken for the truth. */
  readonly trueRows?: number;
  /** Entries that are looked at; null is all that apply. */
  readonly only: readonly string[] | null;
}

/** How often the interval of one metric held the truth. */
export interface Cell {
  readonly metric: string;
  readonly truth: number;
  readonly covered: number;
  readonly asked: number;
  /** No number, or one without an interval. */
  readonly gaps: number;
  /** How often each method was chosen, and how often it held the truth. */
  readonly methods: Readonly<Record<string, readonly [asked: number, covered: number]>>;
}

/** The chance of so many rows is a tenth of that of 10,000, or less. */
const TRUE_ROWS = 500_000;

/** Prices, where money is asked for. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'cost-per-row': { false_positive: 1, false_negative: 5 },
  'over-under-cost': { over: 1, under: 3 },
  mase: { naive: 2 },
  rmsse: { naive: 2 },
};

interface Asked {
  readonly name: string;
  readonly entry: Metric;
  readonly of: string | null;
}

/** What is measured in a world: every entry on rows that applies, as it is read by default, without single classes. */
function askedOf({ task }: World, only: Job['only']): readonly Asked[] {
  const few = rowsOf({ task, baseRate: 0.5, days: false }, 64, makeRandom(1));
  return ENTRIES.flatMap((entry) => {
    if (!('rows' in entry.needs) || (only !== null && !only.includes(entry.id))) return [];
    return readingsOf(entry, few, task).flatMap(({ of }): Asked[] =>
      of !== null && few.classes.includes(of)
        ? []
        : [{ name: of === null ? entry.id : `${entry.id} ${of}`, entry, of }],
    );
  });
}

const paramsOf = (entry: Metric): Record<string, number> => ({ ...defaults(entry), ...PARAMS[entry.id] });
const reading = ({ entry, of }: Asked, rows: Parameters<typeof readingsOf>[1], task: World['task']) =>
  readingsOf(entry, rows, task, paramsOf(entry)).find((one) => one.of === of)?.quantity ?? null;

const truths = new Map<string, ReadonlyMap<string, number>>();

/** The values in very many rows. */
function truthsOf(world: World, asked: readonly Asked[], size: number): ReadonlyMap<string, number> {
  const key = JSON.stringify([world, size, asked.map(({ name }) => name)]);
  const found = truths.get(key);
  if (found !== undefined) return found;
  const rows = rowsOf(world, size, makeRandom(20261128));
  const bare = makeRows(rows.n, { ...rows, cluster: null });
  const values = new Map<string, number>();
  for (const one of asked) {
    const answer = reading(one, bare, world.task)?.of(bare, 'value');
    if (answer && !isGap(answer)) values.set(one.name, answer.value);
  }
  truths.set(key, values);
  return values;
}

/** Every metric of a cell, measured again and again; the same seed gives the same table. */
export function simulate({ world, n, simulations, only, trueRows = TRUE_ROWS }: Job): readonly Cell[] {
  const asked = askedOf(world, only);
  const truth = truthsOf(world, asked, trueRows);
  const found = new Map(asked.map(({ name }) => [name, { covered: 0, asked: 0, gaps: 0, methods: noMethods() }]));
  const random = makeRandom(n * 1000 + Math.round(world.baseRate * 100) + Number(world.days));
  for (let simulation = 0; simulation < simulations; simulation++) {
    const rows = rowsOf(world, n, random);
    for (const one of asked) {
      const cell = found.get(one.name)!; // ! made above
      const quantity = reading(one, rows, world.task);
      const measured = quantity && measure(quantity, rows, { seed: simulation });
      const bounds = measured && !isGap(measured) ? measured.boundsAt(TWO_SIDED) : null;
      if (!measured || isGap(measured) || bounds === null) {
        cell.gaps++;
        continue;
      }
      const value = truth.get(one.name) ?? Number.NaN;
      const slack = 1e-12 * Math.abs(value);
      const holds = bounds[0] <= value + slack && value - slack <= bounds[1];
      cell.asked++;
      if (holds) cell.covered++;
      const method = cell.methods[measured.method ?? 'none'] ?? [0, 0];
      cell.methods[measured.method ?? 'none'] = [method[0] + 1, method[1] + Number(holds)];
    }
  }
  return [...found].flatMap(([metric, cell]) => {
    const value = truth.get(metric);
    return value === undefined ? [] : [{ metric, truth: value, ...cell }];
  });
}

type Methods = Record<string, [number, number]>;
const noMethods = (): Methods => ({});
