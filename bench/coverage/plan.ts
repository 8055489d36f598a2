import { askedOf, type Cell, type Job, type Kind, populationKey } from './simulate.ts';
import type { Store } from './store.ts';
import type { World } from './worlds.ts';

const SIZES = [20, 50, 200, 1000, 10_000];
const DAYS = [10, 20, 60];
const BASE_RATES = [0.02, 0.1, 0.5];
/** Those with the most numbers come last. */
const TASKS: readonly World['task'][] = ['binary', 'regression', 'ranking', 'forecast', 'multiclass'];

/** What is asked for; the default is everything. */
export interface Asking {
  readonly simulations: number;
  readonly isFull: boolean;
  readonly tasks: readonly string[] | null;
  readonly sizes: readonly number[] | null;
  readonly days: readonly number[] | null;
  readonly metrics: readonly string[] | null;
}

/** The first simulations of a cell: they show which of its numbers are resampled. */
const PROBED = 5;
/** How many simulations there are after each further batch: all cells get the first one before any gets the second. */
const REACHED = [200, 1000, 2500, 5000];
/** A number that is resampled costs as much as a hundred others; it gets the first batches and a tenth, then a part. */
const RESAMPLED = [25, 60, 120, 250];
/** Of tables of 10,000 rows a short run has a fifth. */
const LARGE = 10_000;

interface Planned extends Job {
  readonly level: number;
}

/** Jobs that are still to do, those of one population together: first a few simulations everywhere, then more. */
export function jobsOf(asking: Asking, store: Store): readonly (readonly Job[])[] {
  const planned = cellsOf(asking).flatMap(({ world, n }) => plannedOf(world, n, asking, store));
  const groups = new Map<string, Planned[]>();
  for (const job of planned.sort((a, b) => a.level - b.level)) {
    const key = `${job.level} ${populationKey(job.world)}`;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  const least = planned[0]?.level ?? 0;
  // What a batch finds to be resampled is measured less often in the next one.
  return [...groups.values()].filter(([first]) => first?.level === least);
}

function plannedOf(world: World, n: number, asking: Asking, store: Store): readonly Planned[] {
  const { metrics: only, isFull, simulations } = asking;
  const later = n >= LARGE ? 1 : 0;
  const probe = { world, n, kind: 'probe' as const, batch: 0, simulations: PROBED, only, truths: null, level: later };
  if (!store.has(probe)) return [probe];
  const truths = byKind(world, only, store.cellsOf(world, n));
  const all = isFull || n < LARGE ? simulations : Math.ceil(simulations / 5);
  const found: Planned[] = [];
  for (const [batch, reached] of REACHED.entries()) {
    if (batch > 0 && REACHED[batch - 1]! >= all) break; // ! batch > 0
    for (const kind of ['counts', 'rows', 'resampled'] as const) {
      const to = kind === 'resampled' ? RESAMPLED : REACHED;
      const before = batch === 0 ? PROBED : to[batch - 1]!; // ! batch > 0
      const upTo = Math.ceil(to[batch]! * Math.min(1, all / reached)); // ! as many
      const job = { world, n, kind, batch, simulations: upTo - before, only, truths: truths[kind] };
      const isLeft = upTo > before && Object.keys(truths[kind]).length > 0 && !store.has(job);
      // What takes longest comes after the rest of its level.
      const level = 1 + batch + later + (kind === 'resampled' ? 0.5 : 0);
      if (isLeft) found.push({ ...job, level });
    }
  }
  return found;
}

type Truths = Readonly<Record<string, number>>;

/** The numbers of a cell with their truths, by how they are measured from what is known of them. */
function byKind(
  world: World,
  only: Job['only'],
  cells: readonly Cell[],
): Readonly<Record<Exclude<Kind, 'probe'>, Truths>> {
  const isOfCounts = new Map(askedOf(world, only).map((asked) => [asked.name, asked.isOfCounts]));
  const truths: Record<Exclude<Kind, 'probe'>, Record<string, number>> = { counts: {}, rows: {}, resampled: {} };
  for (const cell of cells) {
    const is = isOfCounts.get(cell.metric);
    if (is === undefined) continue;
    truths[isResampled(cell) ? 'resampled' : is ? 'counts' : 'rows'][cell.metric] = cell.truth;
  }
  return truths;
}

const WAYS = ['bca', 'basic', 'corrected'].flatMap((way) => [way, `cluster-${way}`]);

/** Whether a number is resampled in more than a few samples. */
export function isResampled({ methods, asked, gaps }: Pick<Cell, 'methods' | 'asked' | 'gaps'>): boolean {
  const times = WAYS.reduce((sum, way) => sum + (methods[way]?.[0] ?? 0), 0);
  return times > 0.03 * (asked + gaps);
}

/** Worlds and sizes: by day and with weights where there are rows enough. */
function cellsOf({ tasks, sizes, days }: Asking): readonly { readonly world: World; readonly n: number }[] {
  return worlds().flatMap((world) => {
    if (!(tasks?.includes(world.task) ?? true) || !(days?.includes(world.days) ?? true)) return [];
    const few = world.isWeighted || world.days > 0 ? SIZES.filter((n) => n >= Math.max(200, 3 * world.days)) : SIZES;
    return few.filter((size) => sizes?.includes(size) ?? true).map((n) => ({ world, n }));
  });
}

function worlds(): readonly World[] {
  const plain = TASKS.flatMap((task) =>
    BASE_RATES.map((baseRate): World => ({ task, baseRate, days: 0, isWeighted: false })),
  );
  const some = plain.filter(({ task }) => task !== 'forecast' && task !== 'ranking');
  return [
    ...plain,
    ...DAYS.flatMap((days) => some.map((world) => ({ ...world, days }))),
    ...some.map((world) => ({ ...world, isWeighted: true })),
  ];
}
