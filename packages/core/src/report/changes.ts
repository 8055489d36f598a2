import type { VerdictWord } from './result.ts';

/** What two evaluations are compared by: a result is one, and so is what was accepted. */
export interface Snapshot {
  readonly model: string;
  readonly verdict: VerdictWord | null;
  readonly contract: { readonly path: string; readonly digest: string } | null;
  readonly inputs: readonly SnapshotInput[];
  readonly checks: readonly SnapshotCheck[];
  /** Absent in what was accepted. */
  readonly measurements?: readonly SnapshotMeasurement[];
}
/** A file that was read. */
export interface SnapshotInput {
  readonly role: string;
  readonly path: string;
  readonly rows: number;
  readonly digest: string;
}
/** A value with its interval. */
export interface Valued {
  readonly value: number | null;
  readonly interval: readonly [number | null, number | null] | null;
  readonly n: number;
}
/** A check with its verdict. */
export interface SnapshotCheck extends Valued {
  readonly id: string;
  readonly verdict: VerdictWord;
  readonly expect: string;
}
/** One number of a survey. */
export interface SnapshotMeasurement extends Valued {
  readonly entry: string;
  readonly of: string | null;
  readonly slice: string | null;
}

/** What changed from one evaluation to another. */
export interface Changes {
  readonly before: { readonly model: string; readonly verdict: VerdictWord | null };
  readonly after: { readonly model: string; readonly verdict: VerdictWord | null };
  readonly contract: 'same' | 'other' | 'added' | 'removed' | 'none';
  /** Files that are not the same on both sides, by role. */
  readonly inputs: readonly {
    readonly role: string;
    readonly before: SnapshotInput | null;
    readonly after: SnapshotInput | null;
  }[];
  /** Checks with another verdict, another expectation or a value that moved; and those on one side only. */
  readonly checks: readonly CheckChange[];
  /** Measurements that moved beyond their intervals, the farthest first; and those on one side only. */
  readonly moved: readonly MeasurementChange[];
  /** How much stands on both sides. */
  readonly compared: { readonly checks: number; readonly measurements: number };
}

/** How a check changed. `worse` and `better` are verdicts; `moved` is the value, `expectation` what is asked. */
export interface CheckChange {
  readonly id: string;
  readonly kind: 'worse' | 'better' | 'expectation' | 'moved' | 'added' | 'removed';
  readonly before: SnapshotCheck | null;
  readonly after: SnapshotCheck | null;
}

/** How a measurement changed: beyond its interval, to a gap or from one, or it is on one side only. */
export interface MeasurementChange {
  readonly entry: string;
  readonly of: string | null;
  readonly slice: string | null;
  readonly kind: 'moved' | 'lost' | 'found' | 'added' | 'removed';
  readonly before: Valued | null;
  readonly after: Valued | null;
}

const RANK: Readonly<Record<VerdictWord, number>> = { pass: 0, warn: 1, unknown: 2, fail: 3 };

/**
 * What changed between two evaluations. A value moved when each of the two lies outside of the other's interval: what
 * lies within could be chance. Values without an interval (counts of a file) moved when they differ. Cost: linear.
 */
export function changesBetween(before: Snapshot, after: Snapshot): Changes {
  const checks = pairs(before.checks, after.checks, ({ id }) => id);
  const keyOf = ({ entry, of, slice }: SnapshotMeasurement): string => JSON.stringify([entry, of, slice]);
  const hasBoth = before.measurements !== undefined && after.measurements !== undefined;
  const measured = hasBoth ? pairs(before.measurements ?? [], after.measurements ?? [], keyOf) : [];
  const changed = measured.flatMap(([a, b]) => measurementChange(a, b));
  return {
    before: { model: before.model, verdict: before.verdict },
    after: { model: after.model, verdict: after.verdict },
    contract: contractChange(before, after),
    inputs: pairs(before.inputs, after.inputs, ({ role }) => role)
      .filter(([a, b]) => a?.digest !== b?.digest)
      .map(([a, b]) => ({ role: (a ?? b)?.role ?? '', before: a && inputOf(a), after: b && inputOf(b) })),
    checks: checks.flatMap(([a, b]) => checkChange(a, b)).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    moved: changed.sort((a, b) => distance(b) - distance(a)),
    compared: { checks: both(checks), measurements: both(measured) },
  };
}

const ORDER: readonly CheckChange['kind'][] = ['worse', 'better', 'expectation', 'moved', 'added', 'removed'];

const both = (all: readonly (readonly [unknown, unknown])[]): number =>
  all.filter(([a, b]) => a !== null && b !== null).length;

/** Only what is compared: a result says more of its files. */
const inputOf = ({ role, path, rows, digest }: SnapshotInput): SnapshotInput => ({ role, path, rows, digest });

/** What has the same key on both sides, in the order of the second; then what only the first has. */
function pairs<T>(first: readonly T[], second: readonly T[], keyOf: (one: T) => string): [T | null, T | null][] {
  const known = new Map(first.map((one) => [keyOf(one), one]));
  const keys = new Set(second.map(keyOf));
  return [
    ...second.map((one): [T | null, T | null] => [known.get(keyOf(one)) ?? null, one]),
    ...first.filter((one) => !keys.has(keyOf(one))).map((one): [T | null, T | null] => [one, null]),
  ];
}

function contractChange({ contract: a }: Snapshot, { contract: b }: Snapshot): Changes['contract'] {
  if (a === null || b === null) return a === b ? 'none' : a === null ? 'added' : 'removed';
  return a.digest === b.digest ? 'same' : 'other';
}

function checkChange(a: SnapshotCheck | null, b: SnapshotCheck | null): CheckChange[] {
  const change = (kind: CheckChange['kind']): CheckChange[] => [
    { id: (a ?? b)?.id ?? '', kind, before: a && checkOf(a), after: b && checkOf(b) },
  ];
  if (a === null || b === null) return change(a === null ? 'added' : 'removed');
  if (a.verdict !== b.verdict) return change(RANK[b.verdict] > RANK[a.verdict] ? 'worse' : 'better');
  if (a.expect !== b.expect) return change('expectation');
  return hasMoved(a, b) ? change('moved') : [];
}

/** A check as it is kept: what two evaluations are compared by. */
export const checkOf = ({ id, verdict, expect, value, interval, n }: SnapshotCheck): SnapshotCheck => ({
  id,
  verdict,
  expect,
  value,
  interval,
  n,
});

function measurementChange(a: SnapshotMeasurement | null, b: SnapshotMeasurement | null): MeasurementChange[] {
  const of = a ?? b;
  if (of === null) return [];
  const change = (kind: MeasurementChange['kind']): MeasurementChange[] => [
    { entry: of.entry, of: of.of, slice: of.slice, kind, before: a && valuedOf(a), after: b && valuedOf(b) },
  ];
  if (a === null || b === null) return change(a === null ? 'added' : 'removed');
  if (a.value === null || b.value === null)
    return a.value === b.value ? [] : change(b.value === null ? 'lost' : 'found');
  return hasMoved(a, b) ? change('moved') : [];
}

const valuedOf = ({ value, interval, n }: Valued): Valued => ({ value, interval, n });

function hasMoved(a: Valued, b: Valued): boolean {
  if (a.value === null || b.value === null) return a.value !== b.value;
  return isOutside(b.value, a) && isOutside(a.value, b);
}

function isOutside(value: number, { value: own, interval }: Valued): boolean {
  if (interval === null) return value !== own;
  return value < (interval[0] ?? Number.NEGATIVE_INFINITY) || value > (interval[1] ?? Number.POSITIVE_INFINITY);
}

/** How far a value moved, in half widths of its interval; what appeared or went comes last. */
function distance({ kind, before, after }: MeasurementChange): number {
  if (kind !== 'moved' || before?.value == null || after?.value == null) return kind === 'lost' ? 0 : -1;
  const [low, high] = before.interval ?? [null, null];
  const half = low === null || high === null ? 0 : (high - low) / 2;
  return half > 0 ? Math.abs(after.value - before.value) / half : Number.MAX_VALUE;
}

/** The worst that became of a check: what a script asks first. */
export function worstChange({ checks }: Pick<Changes, 'checks'>): 'fail' | 'unknown' | 'pass' {
  const worse = checks.filter(({ kind, before }) => kind === 'worse' || (kind === 'added' && before === null));
  if (worse.some(({ after }) => after?.verdict === 'fail')) return 'fail';
  return worse.some(({ after }) => after?.verdict === 'unknown') ? 'unknown' : 'pass';
}
