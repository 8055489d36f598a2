import type { Column } from '../../table/table.ts';
import type { StateKind, Usual } from './states.ts';
import type { Scales, Told } from './weigh.ts';

/**
 * What may lie behind an incident. `inputs`: features moved. `source`: several columns changed their state in the same
 * rows. `schema`: one did. `outside`: rows lie where the reference has none. `deploy`: another version of the model, or
 * other answers to the same inputs. `outcomes`: labels are not what inputs say. `delay`: labels come later, or fewer
 * of them. `season`: the same a year earlier. `relation`: the same inputs end otherwise, and nothing recorded says why.
 */
export type CauseKind =
  | 'inputs'
  | 'source'
  | 'schema'
  | 'outside'
  | 'deploy'
  | 'outcomes'
  | 'delay'
  | 'season'
  | 'relation';

/** Whose change is explained: the loss of the rows, their labels, the answers; or what moved in the inputs. */
export type Explained = 'loss' | 'outcomes' | 'answers' | 'inputs';

/** One possible cause with its evidence. Shares of causes overlap: they need not sum to 1. */
export interface Cause {
  readonly kind: CauseKind;
  /** The part of the change that goes with it (of inputs: of the evidence); null: it came with it, unweighed. */
  readonly explains: number | null;
  /** Two-sided 95 %, the change taken as it is; null where windows are too few. */
  readonly interval: readonly [number, number] | null;
  /** Of columns; of a delay `missing`: fewer labels came in time. */
  readonly state: StateKind | null;
  /** Most of the change first, each with its own part. */
  readonly columns: readonly { readonly column: string; readonly explains: number | null }[];
  /** The version that came. */
  readonly version: string | null;
  /** Its own figure before the change and since: a share of rows, a mean of labels, a delay in milliseconds. */
  readonly from: number | null;
  readonly to: number | null;
  /** What that figure would be since the change, had inputs alone moved it; of inputs the part of the answers' move. */
  readonly expected: number | null;
}

/** The ranked causes of an incident, most of the change first; empty: no cause found. */
export interface Causes {
  readonly of: Explained;
  /** By how much what is explained changed, and whether that is beyond chance. */
  readonly change: { readonly from: number; readonly to: number; readonly isSure: boolean } | null;
  readonly causes: readonly Cause[];
  /** What was looked for and is not it. */
  readonly excluded: readonly CauseKind[];
  /** What could not be looked for. */
  readonly unseen: readonly CauseKind[];
}

/** Rows of a stretch: the number that is to be explained, and all that may be behind it; null where it is not known. */
export interface Stretch extends Told {
  /** All columns, other than those of ids and times. */
  readonly columns: readonly Column[];
  readonly label: Float64Array | null;
  /** What the model expected of the label, in its unit. */
  readonly answer: Float64Array | null;
  /** Milliseconds from the prediction to its label. */
  readonly delay: Float64Array | null;
  /** The share of rows whose label had come in time. */
  readonly arrived: number | null;
  readonly version: Column | null;
}

/** A number of each row before a change and since. */
export interface BeforeAndSince {
  readonly before: Pick<Told, 'target' | 'windows'>;
  readonly since: Pick<Told, 'target' | 'windows'>;
}

/** What is asked about one incident. */
export interface CauseQuestion {
  readonly of: Explained;
  readonly before: Stretch;
  readonly since: Stretch;
  /** What is followed to see a season (of inputs the column that moved most), now and a year earlier. */
  readonly season: { readonly now: BeforeAndSince; readonly yearAgo: BeforeAndSince } | null;
  /** What the number hangs on by the reference; null where that cannot be learned. */
  readonly scales: Scales | null;
  readonly usual: readonly Usual[];
  /** The columns that the model may look at. */
  readonly inputs: readonly string[];
  /** The columns of the incident with their part of its evidence. */
  readonly members: readonly { readonly column: string; readonly share: number }[];
}
