/**
 * The cells of a run in few lines, for docs/reference/coverage.md and ADR 50:
 * `HOLDFAST_BENCH_OUT=cells.jsonl npm run bench -- coverage`, then
 * `node --import tsx bench/coverage/summary.ts cells.jsonl`, which writes bench/coverage/measured.json. Kinds of rows
 * that this run has not measured keep their line of an earlier one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isAnswered, LEAST, placed } from './cells.ts';
import { type Job, worldText } from './simulate.ts';
import { type Found, makeStore } from './store.ts';

/** Cells of one kind of rows and one size, all base rates together. */
export interface Line {
  readonly task: string;
  readonly by: string;
  readonly n: number;
  /** Numbers with an interval in most samples, and those without. */
  readonly numbers: number;
  readonly gaps: number;
  readonly inside: number;
  readonly low: number;
  readonly high: number;
  /** Of all simulations together. */
  readonly coverage: number;
  readonly simulations: number;
  readonly worst: {
    readonly metric: string;
    readonly baseRate: number;
    readonly covered: number;
    readonly asked: number;
    readonly method: string;
  } | null;
  /** It is of a run before the last one, and of other methods. */
  readonly isEarlier?: boolean;
}

/** A number that surely holds the truth too rarely. */
export interface Outside {
  readonly where: string;
  readonly n: number;
  readonly metric: string;
  readonly covered: number;
  readonly asked: number;
  readonly method: string;
}

/** One method at one size, all metrics and worlds together. */
export interface MethodLine {
  readonly method: string;
  readonly n: number;
  readonly covered: number;
  readonly asked: number;
}

/** What a run of the bench found. */
export interface Measured {
  readonly lines: readonly Line[];
  readonly methods: readonly MethodLine[];
  /** Under 93 %, beyond the error of its simulations; the lowest first. */
  readonly outside: readonly Outside[];
  /** Simulations of a number: of half of them no more, and the most. */
  readonly simulations: readonly [median: number, most: number];
}

/** Fewer simulations are a look and no measurement. */
const FEWEST_SIMULATIONS = 20;

/** The summary of cells. */
export function summaryOf(all: readonly Found[]): Measured {
  const cells = all.filter(({ asked, gaps }) => asked + gaps >= FEWEST_SIMULATIONS);
  const lines = grouped(cells, ({ world, n }) => `${world.task}|${byOf(world)}|${n}`).map(lineOf);
  const answered = cells.filter(isAnswered);
  const methods = answered.flatMap(({ n, methods: found }) =>
    Object.entries(found).map(([method, [asked, covered]]) => ({ method, n, asked, covered })),
  );
  const times = answered.map(({ asked, gaps }) => asked + gaps).sort((x, y) => x - y);
  return {
    lines,
    methods: grouped(methods, ({ method, n }) => `${method}|${n}`)
      .map((some) => ({ ...some[0]!, covered: sum(some, 'covered'), asked: sum(some, 'asked') })) // ! a group has one
      .sort((a, b) => a.method.localeCompare(b.method, 'en') || a.n - b.n),
    outside: answered
      .filter((cell) => placed(cell).high < LEAST)
      .sort((x, y) => x.covered / x.asked - y.covered / y.asked)
      .map((cell) => {
        const { world, n, metric, covered, asked } = cell;
        return { where: worldText(world), n, metric, covered, asked, method: mostUsed(cell) };
      }),
    simulations: [times[times.length >> 1] ?? 0, times.at(-1) ?? 0],
  };
}

/** The method of most samples. */
const mostUsed = ({ methods }: Found): string =>
  Object.entries(methods).sort(([, [a]], [, [b]]) => b - a)[0]?.[0] ?? '';

const byOf = ({ days, isWeighted }: Job['world']): string =>
  days > 0 ? `${days} days` : isWeighted ? 'weights' : 'rows';

function lineOf(cells: readonly Found[]): Line {
  const [{ world, n }] = cells as readonly [Found]; // as: a group has one
  const judged = cells.filter(isAnswered);
  const places = judged.map((cell) => placed(cell).place);
  const count = (place: string): number => places.filter((one) => one === place).length;
  // The worst is the one that is surely low: few simulations of a slow metric scatter most.
  const worst = judged.reduce<Found | null>((a, b) => (a === null || placed(b).high < placed(a).high ? b : a), null);
  return {
    task: world.task,
    by: byOf(world),
    n,
    numbers: judged.length,
    gaps: cells.filter((cell) => !isAnswered(cell)).length,
    inside: count('inside'),
    low: count('low'),
    high: count('high'),
    coverage: sum(judged, 'covered') / sum(judged, 'asked'),
    simulations: sum(judged, 'asked'),
    worst: worst && {
      metric: worst.metric,
      baseRate: worst.world.baseRate,
      covered: worst.covered,
      asked: worst.asked,
      method: mostUsed(worst),
    },
  };
}

const sum = <K extends string>(some: readonly Readonly<Record<K, number>>[], key: K): number =>
  some.reduce((total, one) => total + one[key], 0);

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

/** The lines of a run, and of an earlier one those that it has none of. */
export function withEarlier(now: Measured, before: Measured): Measured {
  const keyOf = ({ task, by, n }: Line): string => `${task}|${by}|${n}`;
  const known = new Set(now.lines.map(keyOf));
  const earlier = before.lines.filter((line) => !known.has(keyOf(line))).map((line) => ({ ...line, isEarlier: true }));
  return { ...now, lines: [...now.lines, ...earlier] };
}

const [path] = process.argv.slice(2);
if (path?.endsWith('.jsonl')) {
  const file = new URL('measured.json', import.meta.url);
  const before = JSON.parse(readFileSync(file, 'utf8')) as Measured; // as: written here
  writeFileSync(file, `${JSON.stringify(withEarlier(summaryOf(makeStore(path).all()), before), null, 1)}\n`);
}
