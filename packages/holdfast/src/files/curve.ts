import { readFileSync } from 'node:fs';
import type { Curve, Losses } from '@holdfast/core/measure/stability/curve.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

/** A learning curve as a training program wrote it down. */
export interface CurveFile {
  readonly path: string;
  readonly curve: Curve;
  readonly columns: {
    readonly step: string | null;
    readonly train: string;
    readonly validation: string | null;
    readonly gradient: string | null;
  };
}

const BYTES_MAX = 64 * 2 ** 20;

/**
 * The learning curve in a file: CSV with a head, or JSON lines, either a column for each loss or a line for each number
 * with its tag (as TensorBoard exports). NaN and Infinity are read as what they are, also in JSON, where they do not
 * belong but stand. Columns are known by their names. Problems: FILE_MISSING, FILE_LIMIT, CURVE_COLUMNS.
 */
export function readCurve(path: string): CurveFile {
  const records = recordsOf(textOf(path));
  const series = seriesOf(records);
  const names = [...series.keys()];
  const named = (isMeant: (name: string) => boolean): string | null => names.find(isMeant) ?? null;
  const gradient = named((name) => /grad/.test(plain(name)));
  const validation = named((name) => name !== gradient && VALIDATION.test(plain(name)) && LOSS.test(plain(name)));
  const isTrain = (name: string): boolean => name !== gradient && !VALIDATION.test(plain(name));
  const train = named((name) => isTrain(name) && LOSS.test(plain(name))) ?? named((name) => plain(name) === 'value');
  if (train === null)
    throw new Problem('CURVE_COLUMNS', { path, found: [...new Set([...namesOf(records), ...names])].slice(0, 20) });
  const at = (name: string): Losses => series.get(name)!; // ! a key
  return {
    path,
    curve: {
      train: at(train),
      validation: validation === null ? null : at(validation),
      gradient: gradient === null ? null : at(gradient),
    },
    columns: { step: stepName(records), train, validation, gradient },
  };
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
const VALIDATION = /(^|_)(val|valid|validation|eval|evaluation|test|dev|holdout)(_|$)|^val/;
const LOSS = /loss|error|objective|rmse|mae|mse|nll|entropy|deviance/;
const STEP = /^(global_)?(step|steps|epoch|iteration|iter|round|batch|n_trees)$/;

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_MISSING', { path, found }, { cause });
  }
  if (bytes.length <= BYTES_MAX) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  throw new Problem('FILE_LIMIT', { path, what: 'learning curve', limit: '64 MB', found: `${bytes.length} bytes` });
}

type Line = ReadonlyMap<string, string>;

/** Lines of names and values, as text. */
function recordsOf(text: string): readonly Line[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  if (lines[0]?.trimStart().startsWith('{')) return lines.flatMap(fromJson);
  const mark = [',', ';', '\t'].find((candidate) => lines[0]?.includes(candidate)) ?? ',';
  const cells = (line: string): string[] => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const names = cells(lines[0] ?? '');
  return lines.slice(1).map((line) => new Map(cells(line).map((cell, k) => [names[k] ?? '', cell])));
}

/** Python writes NaN and Infinity into JSON; a line that is cut off is the end of a run that was stopped. */
function fromJson(line: string): Line[] {
  try {
    const value: unknown = JSON.parse(line.replace(/:\s*(NaN|-?Infinity)(?=\s*[,}])/g, ': "$1"'));
    if (typeof value !== 'object' || value === null) return [];
    return [new Map(Object.entries(value).map(([name, cell]) => [name, String(cell)]))];
  } catch {
    return [];
  }
}

const namesOf = (records: readonly Line[]): readonly string[] => [
  ...new Set(records.slice(0, 100).flatMap((line) => [...line.keys()])),
];
const stepName = (records: readonly Line[]): string | null =>
  namesOf(records).find((name) => STEP.test(plain(name))) ?? null;

/** The numbers by name and step: of tags where there are tags, else of columns. */
function seriesOf(records: readonly Line[]): ReadonlyMap<string, Losses> {
  const step = stepName(records);
  const tag = namesOf(records).find((name) => /^(tag|metric|name|key)$/.test(plain(name))) ?? null;
  const value = namesOf(records).find((name) => plain(name) === 'value') ?? null;
  const points = new Map<string, { step: number[]; value: number[] }>();
  records.forEach((line, i) => {
    const at = step === null ? i : numberOf(line.get(step) ?? '');
    const cells: readonly (readonly [string, string])[] =
      tag !== null && value !== null ? [[line.get(tag) ?? '', line.get(value) ?? '']] : [...line];
    for (const [name, cell] of cells) {
      const number = numberOf(cell);
      if (number === null || name === step || name === '') continue;
      const series = points.get(name) ?? { step: [], value: [] };
      points.set(name, series);
      series.step.push(at ?? i);
      series.value.push(number);
    }
  });
  return new Map([...points].map(([name, series]) => [name, ordered(series)]));
}

/** A number, also one that is none; null where the cell is empty or text. */
function numberOf(cell: string): number | null {
  if (/^[-+]?(nan)$/i.test(cell)) return Number.NaN;
  if (/^[-+]?inf(inity)?$/i.test(cell))
    return cell.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return cell === '' || !/^[-+\d.]/.test(cell) || Number.isNaN(Number(cell)) ? null : Number(cell);
}

function ordered({ step, value }: { step: readonly number[]; value: readonly number[] }): Losses {
  const order = step.map((_, i) => i).sort((a, b) => step[a]! - step[b]! || a - b); // ! keys
  return {
    step: Float64Array.from(order, (i) => step[i]!), // ! keys
    value: Float64Array.from(order, (i) => value[i]!), // ! keys
  };
}
