import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type Cell, type Job, type Kind, worldText } from './simulate.ts';
import type { World } from './worlds.ts';

/** All simulations of one number in one world at one size, by now. */
export interface Found extends Cell {
  readonly world: World;
  readonly n: number;
}

/** One batch, as a line of JSON: a line that was cut off when a run was stopped is no batch. */
interface Batch {
  readonly world: World;
  readonly n: number;
  readonly kind: Kind;
  readonly batch: number;
  readonly only: readonly string[] | null;
  readonly cells: readonly Cell[];
}

/** What was simulated, batch by batch: in a file, so that a run can be stopped and go on where it was. */
export interface Store {
  has(job: Pick<Job, 'world' | 'n' | 'kind' | 'batch' | 'only'>): boolean;
  add(job: Job, cells: readonly Cell[]): void;
  /** The cells of a world and size, batches added up. */
  cellsOf(world: World, n: number): readonly Found[];
  all(): readonly Found[];
}

/** The store of a file; without one it is kept in memory. */
export function makeStore(path: string | undefined): Store {
  const batches = new Map<string, Batch[]>();
  const put = (batch: Batch): void => {
    const key = cellKey(batch);
    batches.set(key, [...(batches.get(key) ?? []), batch]);
  };
  if (path !== undefined && existsSync(path)) for (const batch of batchesIn(readFileSync(path, 'utf8'))) put(batch);
  const cellsOf = (world: World, n: number): readonly Found[] => added(batches.get(cellKey({ world, n })) ?? []);
  return {
    has: (job) => (batches.get(cellKey(job)) ?? []).some((batch) => batchKey(batch) === batchKey(job)),
    add(job, cells) {
      const { world, n, kind, batch, only } = job;
      put({ world, n, kind, batch, only, cells });
      if (path !== undefined) appendFileSync(path, `${JSON.stringify({ world, n, kind, batch, only, cells })}\n`);
    },
    cellsOf,
    all: () => [...batches.values()].flatMap(([first]) => (first ? cellsOf(first.world, first.n) : [])),
  };
}

/** The batches of a file. */
export function batchesIn(text: string): readonly Batch[] {
  return text.split('\n').flatMap((line): Batch[] => {
    if (!line.endsWith('}')) return [];
    try {
      return [JSON.parse(line) as Batch]; // as: written above
    } catch {
      return [];
    }
  });
}

const cellKey = ({ world, n }: Pick<Job, 'world' | 'n'>): string => `${worldText(world)} ${n}`;
const batchKey = ({ kind, batch, only }: Pick<Job, 'kind' | 'batch' | 'only'>): string =>
  `${kind} ${batch} ${only?.join() ?? ''}`;

/** Batches of one world and size added up, number by number. */
export function added(batches: readonly Batch[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const { world, n, cells } of batches)
    for (const cell of cells) {
      const before = found.get(cell.metric);
      found.set(cell.metric, { world, n, ...(before ? both(before, cell) : cell) });
    }
  return [...found.values()];
}

function both(a: Cell, b: Cell): Cell {
  const methods: Record<string, readonly [number, number]> = { ...a.methods };
  for (const [method, [asked, covered]] of Object.entries(b.methods)) {
    const [before, held] = methods[method] ?? [0, 0];
    methods[method] = [before + asked, held + covered];
  }
  return {
    metric: a.metric,
    truth: a.truth,
    covered: a.covered + b.covered,
    asked: a.asked + b.asked,
    below: a.below + b.below,
    above: a.above + b.above,
    gaps: a.gaps + b.gaps,
    methods,
  };
}
