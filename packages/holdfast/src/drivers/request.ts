import type { Task } from '@holdfast/core/catalogue/define.ts';
import type { Threshold } from '@holdfast/core/contract/scalars.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';

/** What `evaluate` and `gate` are asked, once options are understood. */
export interface Request {
  readonly command: 'evaluate' | 'gate' | 'train';
  readonly files: readonly string[];
  readonly labels: string | null;
  readonly against: string | null;
  readonly reference: string | null;
  /** Columns of the other table where they differ from those of the contract. */
  readonly againstScore: string | null;
  readonly againstPrediction: string | null;
  /** Answers of several seeds or folds, and a learning curve. */
  readonly seeds?: string | null;
  readonly curves?: string | null;
  readonly where: string | null;
  /** A calibrator by which the answers are set right before they are judged. */
  readonly calibrator?: string | null;
  readonly contract: string | null;
  /** Roles that were said on the command line; they win over the contract. */
  readonly given: GivenRoles;
  readonly unknown: 'fail' | 'pass' | null;
  readonly seed: number;
  readonly version: string;
  readonly nowMs: number;
  readonly onProgress: (share: number | null, what: string) => void;
  readonly signal: AbortSignal;
}

export interface GivenRoles {
  readonly task: Task | null;
  readonly roles: Partial<RoleNames>;
  readonly scoresPattern: string | null;
  readonly positive: string | null;
  readonly threshold: Threshold | null;
}
