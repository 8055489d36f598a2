import type { Contract } from '@holdfast/core/contract/contract.ts';
import { type CurveFile, readCurve } from '../files/curve.ts';
import { type Seeds, type SeedsFrom, seedsOf } from './seeds.ts';
import type { Opened } from './tables.ts';

/** What is left of training: answers of several seeds, a learning curve. */
export interface Training {
  readonly seeds: Seeds | null;
  readonly curve: CurveFile | null;
}

/** What is needed to read it. */
export interface TrainingFrom extends Pick<SeedsFrom, 'plan' | 'assigned' | 'subject'> {
  readonly contract: Contract | null;
  readonly opened: Opened;
  /** The file of a learning curve. */
  readonly curves: string | null;
}

/** Seeds, folds and learning curves as they were given. Problems: SEEDS_COLUMNS, CURVE_COLUMNS, FILE_MISSING. */
export function trainingOf({ plan, assigned, subject, contract, opened, curves }: TrainingFrom): Training {
  const pattern = contract?.columns.seedsPattern ?? null;
  const path = opened.candidate.input.path;
  return {
    seeds: seedsOf({ file: opened.seeds, pattern, plan, assigned, subject, path }),
    curve: curves === null ? null : readCurve(curves),
  };
}
