/**
 * The cells of a run in few lines, for docs/reference/coverage.md and ADR 39:
 * `HOLDFAST_BENCH_OUT=cells.jsonl npm run bench -- coverage`, then
 * `node --import tsx bench/coverage/summary.ts cells.jsonl > bench/coverage/measured.json`.
 */
import { isAnswered, placed } from './cells.ts';
import type { Job } from './simulate.ts';
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
}

/** The summary of cells. */
export function summaryOf(cells: readonly Found[]): Measured {
  const lines = grouped(cells, ({ world, n }) => `${world.task}|${byOf(world)}|${n}`).map(lineOf);
  const methods = cells
    .filter(isAnswered)
    .flatMap(({ n, methods: found }) =>
      Object.entries(found).map(([method, [asked, covered]]) => ({ method, n, asked, covered })),
    );
  return {
    lines,
    methods: grouped(methods, ({ method, n }) => `${method}|${n}`)
      .map((some) => ({ ...some[0]!, covered: sum(some, 'covered'), asked: sum(some, 'asked') })) // ! a group has one
      .sort((a, b) => a.method.localeCompare(b.method, 'en') || a.n - b.n),
  };
}

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
      method: Object.entries(worst.methods).sort(([, [a]], [, [b]]) => b - a)[0]![0], // ! it was asked
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

const [path] = process.argv.slice(2);
if (path?.endsWith('.jsonl')) process.stdout.write(`${JSON.stringify(summaryOf(makeStore(path).all()), null, 1)}\n`);
