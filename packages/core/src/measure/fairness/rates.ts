import { defaults, type Each, type Task } from '../../catalogue/define.ts';
import { entryById } from '../../catalogue/index.ts';
import type { RoleName, Rows } from '../../table/rows.ts';

/** What is asked of groups. */
export type RateId =
  | 'selection-rate'
  | 'recall'
  | 'false-negative-rate'
  | 'false-positive-rate'
  | 'precision'
  | 'accuracy'
  | 'calibration'
  | 'mean-score'
  | 'mae'
  | 'bias'
  | 'mean-prediction';

/** A number by group that is a sum over rows divided by another. */
export interface Rate {
  readonly id: RateId;
  /** A share of rows: each row that counts says yes or no. */
  readonly isShare: boolean;
  readonly touches: readonly RoleName[];
  /** Rows that have the roles. */
  each(rows: Rows): Each;
}

const entryRate = (
  id: RateId,
  entry: string,
  isShare: boolean,
  { isTurned }: { isTurned: boolean } = { isTurned: false },
): Rate => {
  const card = entryById(entry)!; // ! each is in the catalogue
  const touches = ('rows' in card.needs ? card.needs.rows : []) as readonly RoleName[]; // as: answers alone
  return {
    id,
    isShare,
    touches,
    each(rows) {
      const given = { n: rows.n, weight: rows.weight, classes: rows.classes.length, ...rows.roles };
      const each = card.each!(given as never, defaults(card)); // ! a ratio entry; as: the rows have what it touches
      return isTurned ? { top: each.bottom.map((b, i) => b - each.top[i]!), bottom: each.bottom } : each; // ! n rows
    },
  };
};

/** Cases less what the scores promised: 0 on average where scores are chances that can be taken at their word. */
const CALIBRATION: Rate = {
  id: 'calibration',
  isShare: false,
  touches: ['label', 'score'],
  each: ({ roles, weight }) => ({
    top: roles.label!.map((y, i) => y - roles.score![i]!), // ! the roles that it touches
    bottom: weight.map(() => 1),
  }),
};

/** A false positive rate is 1 - specificity, a false negative rate 1 - recall: no entry says what another one says. */
/** The two that thresholds by group make equal. */
export const SELECTION: Rate = entryRate('selection-rate', 'selection-rate', true);
/** As SELECTION. */
export const RECALL: Rate = entryRate('recall', 'recall', true);

const BINARY: readonly Rate[] = [
  SELECTION,
  RECALL,
  entryRate('false-negative-rate', 'recall', true, { isTurned: true }),
  entryRate('false-positive-rate', 'specificity', true, { isTurned: true }),
  entryRate('precision', 'precision', true),
  entryRate('accuracy', 'accuracy', true),
  entryRate('mean-score', 'mean-score', false),
  CALIBRATION,
];
const NUMBERS: readonly Rate[] = [
  entryRate('mae', 'mae', false),
  entryRate('bias', 'bias', false),
  entryRate('mean-prediction', 'mean-prediction', false),
];
const BY_TASK: Readonly<Record<Task, readonly Rate[]>> = {
  binary: BINARY,
  multiclass: [entryRate('accuracy', 'accuracy', true)],
  regression: NUMBERS,
  forecast: NUMBERS,
  ranking: [],
};

/** The rates that rows of a task can be asked; calibration only where scores may be chances. */
export function ratesOf(rows: Rows, task: Task): readonly Rate[] {
  const { score } = rows.roles;
  const isChance = score?.every((s) => s >= 0 && s <= 1) ?? false;
  return BY_TASK[task].filter(
    ({ id, touches }) => touches.every((role) => rows.roles[role] !== undefined) && (id !== 'calibration' || isChance),
  );
}
