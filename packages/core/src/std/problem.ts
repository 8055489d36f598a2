/**
 * A bad input from outside: a stable code and typed details. The sentences that people read are in
 * `report/words/problems.ts`, one for each code; the compiler sees to it that none is missing.
 */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C;
  readonly details: ProblemDetails[C];

  constructor(code: C, details: ProblemDetails[C], options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

/** The codes of all problems. */
export type ProblemCode = keyof ProblemDetails;

/** A place in a file that a person wrote: lines and columns count from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** Each code with what its sentence needs. Ids are never reused. */
export interface ProblemDetails {
  // tables and roles
  TABLE_COLUMN_MISSING: { column: string; role: string; table: string; found: readonly string[]; place?: Place };
  TABLE_EMPTY: { table: string };
  ROLE_UNKNOWN: { role: string; table: string; found: readonly string[] };
  IDS_DUPLICATE: { table: string; column: string; duplicates: number; rows: number };
  LABELS_UNMATCHED: { table: string; rows: number; shape: string; other: string; otherShape: string };
  SEEDS_COLUMNS: { table: string; pattern: string | null; columns: number; found: readonly string[] };
  CURVE_COLUMNS: { path: string; found: readonly string[] };
  LABEL_NOT_NUMERIC: { column: string; table: string; rows: number; isPrice?: boolean; place?: Place };
  CLASSES_NOT_TWO: { column: string; table: string; found: readonly string[] };
  TASK_UNKNOWN: { table: string; found: readonly string[] };
  WHERE_EMPTY: { where: string; table: string; rows: number };
  GROUPS_TOO_MANY: { column: string };
  AVERAGE_UNKNOWN: { entry: string; average: string; nearest: string | null; known: readonly string[] };
  PREDICTION_CLASSES: { column: string; found: readonly string[]; classes: readonly string[] };
  POSITIVE_AMBIGUOUS: { column: string; found: readonly string[] };
  POSITIVE_UNKNOWN: { column: string; positive: string; found: readonly string[] };
  COSTS_TASK: { key: string; task: string; known: readonly string[]; place?: Place };
  COSTS_CLASS_UNKNOWN: {
    class: string;
    path: readonly string[];
    nearest: string | null;
    known: readonly string[];
    place?: Place;
  };
  // history
  ANSWER_WORD: { table: string; incident: string; found: string; words: readonly string[] };
  BACKTEST_NO_TIME: { table: string; column: string | null; type: string | null; found: readonly string[] };
  REFERENCE_SMALL: { table: string; rows: number; needed: number };
  TWO_MODELS: { table: string; column: string; found: readonly string[] };
  ESTIMATE_TASK: { table: string; task: string };
  HISTORY_SHORT: { table: string; windows: number; needed: number; windowMs: number };
  WINDOWS_TOO_MANY: { table: string; windows: number; most: number; windowMs: number };
  // the command line and files that we write
  COMMAND_UNKNOWN: { command: string; nearest: string | null; commands: readonly string[] };
  OPTION_UNKNOWN: { option: string; found: string; nearest: string | null; command: string };
  OPTION_VALUE: { option: string; value: string; expected: string; command: string };
  ARGUMENT_MISSING: { argument: string; command: string };
  ARGUMENT_EXCESS: { found: string; command: string };
  FILE_UNWRITABLE: { path: string; reason: string };
  FILE_EXISTS: { path: string };
  NO_CONTRACT: { path: string };
  ACCEPT_NO_CONTRACT: { file: string };
  RESULT_FILE: { path: string; found: string };
  // the catalogue and the demo as commands
  CATALOGUE_ENTRY_UNKNOWN: { entry: string; nearest: string | null };
  CATALOGUE_FAMILY_UNKNOWN: { family: string; nearest: string | null; known: readonly string[] };
  DEMO_FOLDER_TAKEN: { path: string };
  // ledgers
  LEDGER_KIND: { path: string; found: string };
  LEDGER_LOCKED: { path: string };
  LEDGER_DURABILITY: { path: string; setting: string; found: string; expected: string };
  LEDGER_NETWORK: { path: string; system: string };
  LEDGER_ACTION: { action: string; nearest: string | null; known: readonly string[] };
  LEDGER_KEY_PLACE: { path: string; folder: string };
  LEDGER_KEY_RIGHTS: { path: string; mode: string };
  LEDGER_KEY_KIND: { path: string; found: string };
  LEDGER_CHECKPOINT: { path: string; found: string };
  // learners
  TRAIN_LABEL: { column: string; table: string; values: number };
  TRAIN_CLASSES: { column: string; table: string; classes: number };
  TRAIN_FEW: { table: string; rows: number; rarer: number | null; needed: number; each: number };
  TRAIN_FEATURES: { table: string; found: readonly string[] };
  // detectors
  DETECT_UNSAID: { unsaid: readonly string[]; found: readonly string[]; detectors: readonly string[] };
  DETECT_COLUMN: { column: string; table: string; found: readonly string[]; nearest: string | null };
  DETECT_TEXT: { column: string; table: string; found: readonly string[] };
  DETECT_ERRORS: { column: string; detector: string; rows: number };
  // profiles
  PROFILE_DAMAGED: { path: string; flaw: ProfileFlaw; at: number };
  PROFILE_VERSION: { path: string; found: number; known: number };
  CALIBRATOR_DAMAGED: { path: string; flaw: CalibratorFlaw };
  CALIBRATOR_VERSION: { path: string; found: string; known: number };
  CALIBRATOR_TASK: { path: string; found: string; expected: string };
  RECALIBRATE_FEW: { table: string; rows: number; rarer: number | null; needed: number };
  RECALIBRATE_SCORES: { column: string; table: string };
  RECALIBRATE_TASK: { table: string; task: string };
  PROFILE_REFERENCE: { path: string; named: string; given: string | null };
  // expressions
  EXPRESSION_SYNTAX: { text: string; at: number; expected: ExpressionExpected; found: string; place?: Place };
  EXPRESSION_COLUMN: {
    text: string;
    column: string;
    nearest: string | null;
    found: readonly string[];
    place?: Place;
  };
  EXPRESSION_TYPE: { text: string; column: string; type: string; literal: string; place?: Place };
  EXPRESSION_TOO_LONG: {
    text: string;
    limit: number;
    what: 'characters' | 'words' | 'parentheses';
    place?: Place;
  };
  // contracts
  CONTRACT_TOO_LARGE: { path: string; bytes: number; limit: number };
  CONTRACT_YAML: { reason: string; place: Place };
  CONTRACT_TAG: { tag: string; place: Place };
  CONTRACT_KEY_UNKNOWN: { key: string; inside: string; nearest: string | null; known: readonly string[]; place: Place };
  CONTRACT_KEY_MISSING: { key: string; inside: string; place: Place };
  CONTRACT_VALUE: {
    at: string;
    expected: ContractExpected;
    /** For expected `one-of`: what it may be. */
    allowed: readonly (string | number)[];
    nearest: string | null;
    found: string;
    place: Place;
  };
  CONTRACT_CHECK_SYNTAX: { text: string; at: number; expected: ExpressionExpected; found: string; place: Place };
  CONTRACT_ENTRY_UNKNOWN: { entry: string; nearest: string | null; place: Place };
  CONTRACT_ENTRY_WINDOW: { entry: string; place: Place };
  CONTRACT_NAME_UNKNOWN: {
    what: 'slice' | 'check';
    name: string;
    nearest: string | null;
    known: readonly string[];
    place: Place;
  };
  CONTRACT_NAME_TWICE: { what: 'slice' | 'check' | 'column' | 'detector'; name: string; place: Place };
  CONTRACT_CONFLICT: { first: string; second: string; place: Place };
  // files: what cannot be read, and (as notes of a description) what was found while reading
  FILE_MISSING: { path: string; found: string };
  FILE_EMPTY: { path: string; found: string };
  FILE_KIND: { path: string; found: string };
  FILES_DIFFER: { path: string; first: string; found: string };
  FILE_DAMAGED: { path: string; found: string; line?: number };
  FILE_LIMIT: { path: string; what: string; limit: string; found: string; line?: number };
  FILE_STOPPED: { path: string; found: string };
  CSV_NO_TABLE: { path: string; found: string };
  CSV_CELLS: { path: string; line: number; found: number; expected: number; rows: number };
  CSV_QUOTE_OPEN: { path: string; line: number };
  CSV_QUOTE_STRAY: { path: string; line: number; rows: number };
  CSV_NUL: { path: string; line: number };
  CSV_ENCODING: { path: string; encoding: string; found: string };
  PIN_COLUMN: { path: string; column: string; found: string };
  PIN_TYPE: { path: string; column: string; type: string; rows: number; line?: number };
  CSV_STRAY_BYTES: { path: string; lines: number; line: number; encoding: string };
  CSV_ENCODING_ASSUMED: { path: string; encoding: string };
  CSV_NAMES_REPEATED: { path: string; column: string; times: number; renamed: string };
  CSV_NAMES_EMPTY: { path: string; at: number; renamed: string };
  CSV_NO_HEADER: { path: string };
  CSV_HEADER_ASSUMED: { path: string };
  CSV_HEADER_MERGED: { path: string; rows: number };
  CSV_ROWS_SHORT: { path: string; line: number; rows: number; found: number; expected: number };
  CSV_ROWS_LONG: { path: string; line: number; rows: number; found: number; expected: number };
  CSV_ROWS_EMPTY: { path: string; line: number; rows: number };
  CSV_LINES_SKIPPED: { path: string; rows: number };
  CSV_COMMENTS: { path: string; line: number; rows: number; mark: string };
  CSV_FOOTER: { path: string; line: number; rows: number };
  CSV_QUOTE_MENDED: { path: string; line: number; rows: number };
  COLUMN_MIXED: { column: string; type: string; rows: number; of: number };
  COLUMN_DATE_ORDER: { column: string; assumed: string };
  COLUMN_DECIMAL: { column: string; mark: string; assumed: string };
  COLUMN_NOT_FINITE: { column: string; rows: number };
  COLUMN_TEXT_NUMBERS: { path: string; column: string; type: string; rows: number };
}

/** What is wrong with a calibrator. */
export type CalibratorFlaw = 'kind' | 'digest' | 'fields' | 'rule';

/** What is wrong with the bytes of a profile. */
export type ProfileFlaw =
  | 'kind'
  | 'short'
  | 'digest'
  | 'length'
  | 'left-over'
  | 'flag'
  | 'whole'
  | 'number'
  | 'text'
  | 'names'
  | 'edges'
  | 'rising'
  | 'classes'
  | 'groups'
  | 'span'
  | 'sum'
  | 'moments'
  | 'sketch'
  | 'distinct';

/** What could have stood in a condition where something else was found. */
export type ExpressionExpected =
  | 'column'
  | 'comparison'
  | 'value'
  | 'number'
  | 'whole'
  | 'single-quotes'
  | 'closing-quote'
  | 'open'
  | 'close'
  | 'no-close'
  | 'comma-or-close'
  | 'and'
  | 'and-or-end'
  | 'missing'
  | 'single-equals'
  | 'word-and'
  | 'word-or'
  | 'known-character'
  | 'entry'
  | 'no-nesting'
  | 'by-column'
  | 'to-overall'
  | 'parameter'
  | 'expectation'
  | 'where-or-end';

/** What a value of a contract should have been. */
export type ContractExpected =
  | 'text'
  | 'number'
  | 'whole-number'
  | 'boolean'
  | 'list'
  | 'mapping'
  | 'one-of'
  | 'at-least'
  | 'at-most'
  | 'above'
  | 'quantile-level'
  | 'star-pattern'
  | 'text-or-mapping'
  | 'price'
  | 'duration'
  | 'size'
  | 'share'
  | 'threshold'
  | 'alarm-budget'
  | 'day'
  | 'name'
  | 'other';
