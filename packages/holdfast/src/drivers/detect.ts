import { withDefaults } from '@holdfast/core/catalogue/define.ts';
import type { Detector } from '@holdfast/core/catalogue/detector.ts';
import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import { type ByChance, type Detected, detect, detectByChance } from '@holdfast/core/measure/detect.ts';
import { orderOf } from '@holdfast/core/stats/order.ts';
import { nearest } from '@holdfast/core/std/nearest.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import {
  type Column,
  findColumn,
  isMissing,
  type NumberColumn,
  rowsOf,
  type Table,
} from '@holdfast/core/table/table.ts';
import type { Pins } from '../files/pins.ts';
import { readFiles } from './tables.ts';

/** What `detect` is asked, once options are understood. */
export interface DetectRequest {
  readonly files: readonly string[];
  /** Without these two it is said what there is to name. */
  readonly column: string | null;
  readonly detector: string | null;
  /** `delta=0.01,clock=1`: parameters of the detector. */
  readonly settings: string | null;
  /** The rows are taken in the order of this column; without it as they stand. */
  readonly timestamp: string | null;
  readonly seed: number;
  readonly onProgress: (share: number | null, what: string) => void;
  readonly signal: AbortSignal;
}

/** What a detector said of a column. */
export interface DetectResult extends Detected {
  readonly path: string;
  readonly column: string;
  readonly detector: string;
  readonly params: Readonly<Record<string, number>>;
  readonly n: number;
  readonly missing: number;
  readonly chance: ByChance;
  /** The values in their order, and their times where there are any. */
  readonly values: Float64Array;
  readonly times: Float64Array | null;
}

/** Copies of the stream that chance is judged by, and steps that they may take together. */
const [COPIES, STEPS_MAX] = [20, 4e6];
const COPIES_MIN = 3;

/**
 * Runs a detector over a column, row by row, and over copies of it in random order. Problems: those of files,
 * CATALOGUE_ENTRY_UNKNOWN, DETECT_*, OPTION_VALUE.
 */
export async function detectFiles(request: DetectRequest, pins: Pins): Promise<DetectResult> {
  const { column, timestamp, seed } = request;
  const entry = request.detector === null ? null : detectorOf(request.detector);
  const given = entry && settingsOf(entry, request.settings);
  const { table, input } = await readFiles(request.files, 'candidate', { ...request, pins });
  if (column === null || entry === null || given === null) {
    const unsaid = [...(column === null ? ['column'] : []), ...(entry === null ? ['detector'] : [])];
    throw new Problem('DETECT_UNSAID', { unsaid, found: numbersOf(table), detectors: DETECTORS.map(({ id }) => id) });
  }
  const own = columnOf(table, column, input.path);
  const kept = rowsOf(Uint8Array.from({ length: table.n }, (_, i) => (isMissing(own, i) ? 0 : 1)));
  const time = timestamp === null ? null : columnOf(table, timestamp, input.path);
  const order = time === null ? kept : inTime(kept, time);
  const values = Float64Array.from(order, (row) => own.values[row]!); // ! a row
  if (entry.takes === 'errors') requireErrors(values, { column, detector: entry.id });
  request.onProgress(null, 'looking');
  return {
    path: input.path,
    column,
    detector: entry.id,
    params: withDefaults(entry, given),
    n: values.length,
    missing: table.n - kept.length,
    ...detect(entry, values, given),
    chance: chanceOf(entry, values, { given, seed }),
    values,
    times: time && Float64Array.from(order, (row) => time.values[row]!), // ! a row
  };
}

/** What chance alone gives, from as many copies as are quickly made. */
export function chanceOf(
  entry: Detector,
  values: Float64Array,
  { given, seed }: { readonly given: Readonly<Record<string, number>>; readonly seed: number },
): ByChance {
  const copies = Math.max(COPIES_MIN, Math.min(COPIES, Math.floor(STEPS_MAX / Math.max(1, values.length))));
  return detectByChance(entry, values, { given, copies, seed });
}

function detectorOf(id: string): Detector {
  const entry = DETECTORS.find((one) => one.id === id);
  if (entry !== undefined) return entry;
  const ids = DETECTORS.map((one) => one.id);
  throw new Problem('CATALOGUE_ENTRY_UNKNOWN', { entry: id, nearest: nearest(id, ids) });
}

/** A column of numbers; yes and no are 1 and 0. Problems: DETECT_COLUMN, DETECT_TEXT. */
function columnOf(table: Table, name: string, path: string): NumberColumn {
  const found: Column | null = findColumn(table, name);
  if (found?.kind === 'number') return found;
  const names = numbersOf(table);
  if (found === null) {
    throw new Problem('DETECT_COLUMN', { column: name, table: path, found: names, nearest: nearest(name, names) });
  }
  throw new Problem('DETECT_TEXT', { column: name, table: path, found: names });
}

const numbersOf = ({ columns }: Table): string[] =>
  columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);

/** Rows by their time; those without one stand last, equal ones as they stood. */
function inTime(rows: Int32Array, time: NumberColumn): Int32Array {
  const stamps = Float64Array.from(rows, (row) => (isMissing(time, row) ? Number.NaN : time.values[row]!)); // ! a row
  return Int32Array.from(orderOf(stamps), (place) => rows[place]!); // ! a place among the rows
}

function requireErrors(values: Float64Array, { column, detector }: { column: string; detector: string }): void {
  const rows = values.reduce((total, value) => total + (value === 0 || value === 1 ? 0 : 1), 0);
  if (rows > 0) throw new Problem('DETECT_ERRORS', { column, detector, rows });
}

/** Parameters as they are typed. Problem: OPTION_VALUE. */
function settingsOf(entry: Detector, text: string | null): Record<string, number> {
  if (text === null) return {};
  const known = Object.entries(entry.params);
  const expected = known.map(([name, { min, max }]) => `${name}=${min} to ${max}`).join(', ');
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=').map((word) => word.trim());
      const param = entry.params[name];
      const number = value === '' ? Number.NaN : Number(value);
      if (param !== undefined && number >= param.min && number <= param.max) return [name, number];
      throw new Problem('OPTION_VALUE', { option: '--set', value: part, expected, command: 'detect' });
    }),
  );
}
