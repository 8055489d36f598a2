import { Problem } from '../std/problem.ts';
import type { Snapshot, SnapshotCheck, SnapshotInput, SnapshotMeasurement } from './changes.ts';
import type { VerdictWord } from './result.ts';

/** The version of the form in which an accepted result is kept. */
export const ACCEPTED_VERSION = 1;

/**
 * What a file of a result says, as far as two of them are compared: the JSON of `gate` or `evaluate`, or what was
 * accepted. Problem: RESULT_FILE, with what is there instead.
 */
export function snapshotOf(value: unknown, path: string): Snapshot {
  const refuse = (found: string): Problem => new Problem('RESULT_FILE', { path, found });
  if (!isRecord(value)) throw refuse('no object');
  const accepted = value['holdfast_accepted'];
  if (accepted !== undefined && accepted !== ACCEPTED_VERSION) throw refuse(`accepted in form ${String(accepted)}`);
  if (accepted === undefined && typeof value['holdfast'] !== 'string') throw refuse('no key "holdfast"');
  const { model, verdict = null, contract = null, inputs = [], checks, measurements } = value;
  if (!Array.isArray(checks)) throw refuse(`no list of checks (command ${JSON.stringify(value['command'] ?? null)})`);
  if (!isVerdict(verdict) && verdict !== null) throw refuse('a verdict that is none');
  const list = <T>(of: unknown, read: (item: unknown) => T | null, what: string): readonly T[] => {
    if (!Array.isArray(of)) throw refuse(`${what} that are no list`);
    return of.map((item: unknown, i) => {
      const found = read(item);
      if (found === null) throw refuse(`${what}[${i}] without what it needs`);
      return found;
    });
  };
  return {
    model: typeof model === 'string' ? model : '',
    verdict,
    contract: contractOf(contract),
    inputs: list(inputs, inputOf, 'inputs'),
    checks: list(checks, checkOf, 'checks'),
    ...(measurements !== undefined && { measurements: list(measurements, measurementOf, 'measurements') }),
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isVerdict = (value: unknown): value is VerdictWord => ['pass', 'warn', 'fail', 'unknown'].includes(String(value));

function contractOf(value: unknown): Snapshot['contract'] {
  if (!isRecord(value)) return null;
  const { path, digest } = value;
  return isText(path) && isText(digest) ? { path, digest } : null;
}

function inputOf(value: unknown): SnapshotInput | null {
  if (!isRecord(value)) return null;
  const { role, path, rows, digest } = value;
  return isText(role) && isText(path) && typeof rows === 'number' && isText(digest)
    ? { role, path, rows, digest }
    : null;
}

function valuedOf({ value, interval, n }: Fields): Pick<SnapshotCheck, 'value' | 'interval' | 'n'> | null {
  const isValue = value === null || typeof value === 'number';
  if (!isValue || typeof n !== 'number') return null;
  return { value, n, interval: intervalOf(interval) };
}

function intervalOf(value: unknown): SnapshotCheck['interval'] {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [low, high] = value.map((end: unknown) => (typeof end === 'number' ? end : null));
  return [low ?? null, high ?? null];
}

function checkOf(value: unknown): SnapshotCheck | null {
  if (!isRecord(value)) return null;
  const { id, verdict, expect } = value;
  const valued = valuedOf(value);
  return valued !== null && isText(id) && isVerdict(verdict) && isText(expect)
    ? { id, verdict, expect, ...valued }
    : null;
}

function measurementOf(value: unknown): SnapshotMeasurement | null {
  if (!isRecord(value)) return null;
  const { entry, of, slice } = value;
  const valued = valuedOf(value);
  const name = (text: unknown): string | null => (isText(text) ? text : null);
  return valued !== null && isText(entry) ? { entry, of: name(of), slice: name(slice), ...valued } : null;
}
