import { defaults, isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import { readingsOf } from '@holdfast/core/measure/readings.ts';
import { hashText } from '@holdfast/core/std/hash-text.ts';
import { makeRandom, type Random } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { countsDrawer, isCounted } from './counts.ts';
import { PER_ORIGIN, type Population, populationOf, rowsOf, sampleOf, type World } from './worlds.ts';

/**
 * How samples are drawn and what is measured on them: everything on a few (`probe`), which shows what is resampled;
 * then what looks at answers alone on counts, the rest on rows, and what is resampled on fewer of them.
 */
export type Kind = 'probe' | 'counts' | 'rows' | 'resampled';

/** Some simulations of one cell of the table: a world and a size. */
export interface Job {
  readonly world: World;
  readonly n: number;
  readonly kind: Kind;
  /** Each batch has a seed of its own. */
  readonly batch: number;
  readonly simulations: number;
  /** Entries that are looked at; null is all that apply. */
  readonly only: readonly string[] | null;
  /** The numbers that are measured, with their truth; null is all, whose truth is to be found. */
  readonly truths: Readonly<Record<string, number>> | null;
  readonly populationRows?: number;
}

/** How often the interval of one metric held the truth. */
export interface Cell {
  readonly metric: string;
  readonly truth: number;
  readonly covered: number;
  readonly asked: number;
  /** How often the truth lay below and above the interval. */
  readonly below: number;
  readonly above: number;
  /** No number, or one without an interval. */
  readonly gaps: number;
  /** How often each method was chosen, and how often it held the truth. */
  readonly methods: Readonly<Record<string, readonly [asked: number, covered: number]>>;
}

/** Prices, where money is asked for. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'cost-per-row': { false_positive: 1, false_negative: 5 },
  'over-under-cost': { over: 1, under: 3 },
  mase: { naive: 2 },
  rmsse: { naive: 2 },
};

/** One number of a world. */
export interface Asked {
  readonly name: string;
  readonly quantity: Quantity;
  /** The rows that it is about. */
  of(rows: Rows): Rows;
  /** It looks at labels and answers alone, in a world where these can be counted. */
  readonly isOfCounts: boolean;
}

const all = (rows: Rows): Rows => rows;

/** Steps of a forecast that are measured apart. */
const HORIZONS = [1, PER_ORIGIN];
const atHorizon =
  (horizon: number) =>
  (rows: Rows): Rows =>
    takeRows(
      rows,
      Array.from({ length: rows.n }, (_, i) => i).filter((i) => (i % PER_ORIGIN) + 1 === horizon),
    );

/** What is measured in a world: every entry on rows that applies, in all its readings. */
export function askedOf(world: World, only: Job['only']): readonly Asked[] {
  const few = rowsOf({ ...world, days: 0, isWeighted: false }, 64, makeRandom(1));
  return ENTRIES.flatMap((entry) => {
    // The outermost row has no interval.
    if (!('rows' in entry.needs) || entry.isExtreme || (only !== null && !only.includes(entry.id))) return [];
    return readingsOf(entry, few, world.task, paramsOf(entry)).flatMap(({ of, quantity }): Asked[] => {
      const name = of === null ? entry.id : `${entry.id} ${of}`;
      const overall = { name, quantity, of: all, isOfCounts: isCounted(world) && isOfAnswers(quantity) };
      if (world.task !== 'forecast') return [overall];
      return [overall, ...HORIZONS.map((h) => ({ ...overall, name: `${name}, horizon ${h}`, of: atHorizon(h) }))];
    });
  });
}

const isOfAnswers = ({ touches }: Quantity): boolean =>
  touches !== null && touches.length > 0 && touches.every((touch) => touch === 'label' || touch === 'prediction');

const paramsOf = (entry: Metric): Record<string, number> => ({ ...defaults(entry), ...PARAMS[entry.id] });

type Truths = Readonly<Record<string, number>>;
const found = new WeakMap<Rows, Truths>();

/** The values in the population. */
function truthsIn({ rows }: Population, asked: readonly Asked[]): Truths {
  const known = found.get(rows);
  if (known !== undefined) return known;
  const parts = new Map<Asked['of'], Rows>();
  const values: Record<string, number> = {};
  for (const { name, quantity, of } of asked) {
    const part = parts.get(of) ?? of(rows);
    parts.set(of, part);
    const answer = quantity.of(part, 'value');
    if (!isGap(answer)) values[name] = answer.value;
  }
  found.set(rows, values);
  return values;
}

type Counts = { -readonly [K in keyof Omit<Cell, 'metric' | 'truth' | 'methods'>]: Cell[K] } & {
  methods: Record<string, [number, number]>;
};
const noCounts = (): Counts => ({ covered: 0, asked: 0, below: 0, above: 0, gaps: 0, methods: {} });

/** The same population serves worlds that differ in the number of their days alone. */
export const populationKey = ({ task, baseRate, days, isWeighted }: World): string =>
  `${task} ${baseRate} ${days > 0} ${isWeighted}`;

let kept: { readonly key: string; readonly population: Population } | null = null;

/** The last population: jobs of one world come one after the other. */
function keptPopulation(world: World, size: number | undefined): Population {
  const key = `${populationKey(world)} ${size}`;
  if (kept?.key !== key) kept = { key, population: populationOf(world, size) };
  return { ...kept.population, world };
}

/** Numbers of a cell, measured again and again; the same job gives the same counts. */
export function simulate({ world, n, kind, batch, simulations, only, truths, populationRows }: Job): readonly Cell[] {
  const population = keptPopulation(world, populationRows);
  const all = askedOf(world, only);
  const truth = truths ?? truthsIn(population, all);
  const asked = all.filter(({ name }) => truth[name] !== undefined);
  const cells = asked.map(noCounts);
  const draw = kind === 'counts' ? countsDrawer(population, n) : (from: Random) => sampleOf(population, n, from);
  const random = makeRandom(hashText(`${worldText(world)} ${n} ${kind} ${batch}`));
  for (let simulation = 0; simulation < simulations; simulation++) {
    const rows = draw(random);
    const parts = new Map<Asked['of'], Rows>();
    asked.forEach(({ name, quantity, of }, k) => {
      const part = parts.get(of) ?? of(rows);
      parts.set(of, part);
      count(cells[k]!, { quantity, rows: part, truth: truth[name]!, seed: simulation }); // ! as many; known
    });
  }
  return asked.map(({ name }, k) => ({ metric: name, truth: truth[name]!, ...cells[k]! })); // ! known; as many
}

/** Words for what a cell is about. */
export const worldText = ({ task, baseRate, days, isWeighted }: World): string =>
  `${task} ${baseRate} ${days > 0 ? `${days} days` : isWeighted ? 'weights' : 'rows'}`;

interface Question {
  readonly quantity: Quantity;
  readonly rows: Rows;
  readonly truth: number;
  readonly seed: number;
}

function count(cell: Counts, { quantity, rows, truth, seed }: Question): void {
  const measured = measure(quantity, rows, { seed });
  const bounds = isGap(measured) ? null : measured.boundsAt(TWO_SIDED);
  if (isGap(measured) || bounds === null) {
    cell.gaps++;
    return;
  }
  const slack = 1e-12 * Math.abs(truth);
  const isBelow = truth + slack < bounds[0];
  const isAbove = truth - slack > bounds[1];
  const holds = !isBelow && !isAbove;
  cell.asked++;
  cell.covered += Number(holds);
  cell.below += Number(isBelow);
  cell.above += Number(isAbove);
  const name = measured.method ?? 'none';
  const [times, held] = cell.methods[name] ?? [0, 0];
  cell.methods[name] = [times + 1, held + Number(holds)];
}
