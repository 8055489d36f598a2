import type { Task } from '../catalogue/define.ts';
import type { Place } from '../std/problem.ts';
import type { Expression } from '../table/expression.ts';
import type { RoleNames } from '../table/roles.ts';
import type { Prices } from '../table/row-prices.ts';
import type { CheckSpec, QuantitySpec } from './check.ts';
import type { DetectorSpec } from './detectors.ts';
import type { Lines } from './lines.ts';
import type { AlarmBudget, LastDay, Threshold } from './scalars.ts';

/** A contract as it was written, with every name in it looked up. What it leaves open is in defaults.ts. */
export interface Contract {
  /** The file. */
  readonly path: string;
  /** Where its parts stand in the file, for problems that show up when it meets a table. */
  readonly lines: Lines;
  readonly model: string;
  readonly task: Task | null;
  readonly columns: ContractColumns;
  readonly slices: readonly SliceSpec[];
  /** A file, relative to the contract. */
  readonly reference: string | null;
  readonly costs: Costs | null;
  /** Before training. */
  readonly data: { readonly checks: readonly CheckSpec[] };
  readonly release: Release;
  /** In production; the rules of live data and of history. */
  readonly watch: Watch | null;
  readonly serving: Serving | null;
}

/** What the contract says about columns. */
export interface ContractColumns {
  /** Columns by role. A role that is absent is inferred; null, or an empty list, says that there is none. */
  readonly roles: Partial<RoleNames>;
  /** Names of columns with the class as star, `p_*`; null when classes are named one by one. */
  readonly scoresPattern: string | null;
  /** Names of the columns with the answers of several seeds or folds, with a star: `score_seed*`. */
  readonly seedsPattern: string | null;
  /** What parts a table of forecasts into series: item, shop. */
  readonly series: readonly string[];
  /** The column that says which version of the model answered. */
  readonly version: string | null;
  readonly threshold: Threshold | null;
  /** The class that the score speaks of, as text. */
  readonly positive: string | null;
  /** For times that are written without a zone. */
  readonly timeZone: string | null;
  /** Text that stands for a missing value in any column; null leaves the reader's own words. */
  readonly missing: readonly string[] | null;
  /** "items", "EUR": the unit of label and prediction in regression and forecast. */
  readonly labelUnit: string | null;
  readonly features: readonly Feature[];
}

/** What is said about one column that the model reads. */
export interface Feature {
  readonly name: string;
  readonly type: 'number' | 'integer' | 'text' | 'category' | 'boolean' | 'timestamp' | null;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** All values that it may have. */
  readonly values: readonly string[] | null;
  /** Values that stand for a missing one in this column. */
  readonly missing: readonly string[];
  readonly pii: 'keep' | 'drop' | 'hash';
  readonly place: Place;
}

/** A slice by a condition, or one slice for each value of a column. */
export type SliceSpec = ConditionSlice | ColumnSlice;
/** The same wherever it was written. */
export type SliceRule = Omit<ConditionSlice, 'place'> | Omit<ColumnSlice, 'place'>;
/** The rows where a condition holds. */
export interface ConditionSlice {
  readonly kind: 'condition';
  /** As in the contract, or the condition itself where it was written in place. */
  readonly name: string;
  readonly where: Expression;
  readonly place: Place;
}
/** A slice for each value of a column. */
export interface ColumnSlice {
  readonly kind: 'column';
  readonly name: string;
  readonly column: string;
  readonly place: Place;
}

/** What answers cost. A gain is a negative cost; null was not given. */
export interface Costs extends Prices {
  readonly currency: string | null;
  /** How many positive predictions people can follow up in a day. */
  readonly capacityPerDay: number | null;
  /** Of a new model, of scores set right, of a label and of looking at an alarm; null where the contract is silent. */
  readonly upkeep: {
    readonly retrain: number | null;
    readonly recalibrate: number | null;
    readonly label: number | null;
    readonly alarm: number | null;
  };
}

/** What lets a version through. */
export interface Release {
  /** Null when the contract says nothing about checks: defaults.ts then decides what is judged. */
  readonly checks: readonly CheckSpec[] | null;
  readonly compare: CompareSpec | null;
  /** What an `unknown` verdict of a check does to the gate; null is the default, fail. */
  readonly unknown: 'fail' | 'pass' | null;
  readonly waivers: readonly Waiver[];
  /** Files, relative to the contract: answers of several seeds, and a learning curve. */
  readonly seeds: string | null;
  readonly curves: string | null;
  readonly rollout: readonly RolloutStep[];
}

/** How a candidate is compared with the version that it would replace. */
export interface CompareSpec {
  /** The alias that it is compared with. */
  readonly to: string;
  readonly metric: QuantitySpec;
  /** By how much it may be worse, in the unit of the metric; a guard by twice as much. */
  readonly margin: number;
  readonly guard: readonly SliceSpec[];
  /** By how much its scores may be worse as chances; null: nobody said, and only a sure loss stands in the way. */
  readonly calibration: number | null;
  readonly place: Place;
}

/** A check that may fail until a day, with the person who answers for it. */
export interface Waiver {
  readonly check: string;
  readonly owner: string;
  readonly until: LastDay;
  readonly why: string;
  readonly place: Place;
}

/** One step by which a version takes over; without a duration it ends by a decision. */
export type RolloutStep =
  | { readonly step: 'shadow'; readonly forMs: number }
  | { readonly step: 'canary'; readonly weight: number; readonly forMs: number | null }
  | { readonly step: 'champion' };

/** What is judged in production; null leaves the program's own choice. */
export interface Watch {
  /** Null is `auto`: the shortest of hour, day and week that has enough rows. */
  readonly window: { readonly ms: number } | { readonly rows: number } | null;
  /** Null is `auto`. */
  readonly season: readonly ('day' | 'week' | 'year')[] | null;
  readonly labelDelayMs: number | null;
  readonly falseAlarms: AlarmBudget | null;
  /** Columns whose rows are independent of each other, so that one window may tell by its rows; null: all. */
  readonly independentRows: readonly string[] | null;
  readonly monitors: readonly CheckSpec[];
  /** Run beside the evidence: their alarms are shown, spend no budget and open no incident. */
  readonly detectors: readonly DetectorSpec[];
  readonly retrain: Retrain | null;
}
/** When and how a new version is trained. */
export interface Retrain {
  readonly trainer: readonly { readonly name: string; readonly value: string | number | boolean }[];
  readonly everyMs: number | null;
  readonly cooldownMs: number | null;
  /** Who has to agree. */
  readonly approval: 'operator' | 'none';
}

/** Limits of the server; null is none. */
export interface Serving {
  readonly p99Ms: number | null;
  readonly memoryBytes: number | null;
  /** `previous` version, or a value to answer with. */
  readonly fallback: string | null;
}
