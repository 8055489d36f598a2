import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import type { Assigned } from '@holdfast/core/table/assign.ts';
import type { Subject } from '@holdfast/core/verdict/subject.ts';
import { bundledEntry } from '../files/engine/child-entry.ts';
import type { Analysed } from './analyses.ts';
import { lossAllowed } from './comparison.ts';
import { fairnessOf } from './fairness.ts';
import { foundOf, type Searches } from './found-slices.ts';
import type { Plan } from './plan.ts';

/** What the analyses of groups and of slices look at: all of it can go to another thread. */
export interface Grouped {
  readonly subject: Pick<Subject, 'rows' | 'task' | 'table' | 'seed'>;
  readonly assigned: Pick<Assigned, 'table' | 'independence'>;
  readonly contract: Pick<Contract, 'costs'> | null;
  readonly plan: { readonly names: Pick<Plan['names'], 'groups'>; readonly roles: Pick<Plan['roles'], 'timestamp'> };
  /** By how much a slice may be worse than under the other model; null where there is none. */
  readonly lossAllowed: number | null;
}

/** Nothing of an evaluation but what is looked at: the rest would be copied too. */
export function groupedOf({ subject, assigned, contract, plan, compare }: Omit<Analysed, 'surveyed'>): Grouped {
  const { rows, task, seed, table } = subject;
  const { groups } = plan.names;
  const { timestamp } = plan.roles;
  const isSent = (name: string): boolean => groups.includes(name) || name === timestamp;
  const few = { n: table.n, columns: table.columns.filter(({ name }) => isSent(name)) };
  return {
    subject: { rows, task, seed, table: few },
    assigned: { table: few, independence: assigned.independence },
    contract: contract && { costs: contract.costs },
    plan: { names: { groups }, roles: { timestamp } },
    lossAllowed: compare && lossAllowed(compare, subject),
  };
}

/** For whom the model is worse: among the groups that were named, and among all slices. */
export type ForWhom = Searches & Pick<Result, 'fairness'>;

/** The analyses of groups and of slices. */
export const forWhom = (given: Grouped): ForWhom => ({ ...foundOf(given), ...fairnessOf(given) });

/** With fewer rows a thread takes longer to start than it saves. */
const MANY_ROWS = 100_000;

/**
 * The same by another thread, while this one measures. Null where that is of no use or did not come about: a problem
 * is then found again by asking here. Columns that were read are shared with the thread; what was made of them is
 * copied, some milliseconds for each column.
 */
export async function forWhomAside(given: Grouped): Promise<ForWhom | null> {
  const entry = bundledEntry('groups-worker');
  if (entry === null || availableParallelism() < 2 || given.subject.rows.n < MANY_ROWS) return null;
  const worker = new Worker(entry, { workerData: given, execArgv: [], env: {} });
  try {
    return await new Promise<ForWhom | null>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    void worker.terminate();
  }
}
