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
  LABEL_NOT_NUMERIC: { column: string; table: string; rows: number };
  CLASSES_NOT_TWO: { column: string; table: string; found: readonly string[] };
  POSITIVE_UNKNOWN: { column: string; positive: string; found: readonly string[] };
  // expressions
  EXPRESSION_SYNTAX: { text: string; at: number; expected: string; found: string; place?: Place };
  EXPRESSION_COLUMN: { text: string; column: string; found: readonly string[]; place?: Place };
  EXPRESSION_TYPE: { text: string; column: string; type: string; literal: string; place?: Place };
  EXPRESSION_TOO_LONG: { text: string; limit: number; what: string; place?: Place };
}
