import { canonicalJson, parseCanonical } from '../std/canonical-json.ts';
import { type CalibratorFlaw, Problem } from '../std/problem.ts';
import { sha256 } from '../std/sha256.ts';
import type { Calibrator } from './calibrator.ts';
import type { ClassTemperature } from './class-temperature.ts';
import type { IntervalRule } from './conformal-interval.ts';

/** What was learned, as data that serving applies later. */
export type Rule = Calibrator | ClassTemperature | (IntervalRule & { readonly level: number });

/** A rule with what it is for and what it was learned from. */
export interface CalibratorFile {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast';
  readonly model: string;
  /** The class of the score, or the classes in the order of their scores; empty for numbers. */
  readonly classes: readonly string[];
  readonly rule: Rule;
  /** What it rests on: rows, the digests of their files, and the loss of held-out rows before and after. */
  readonly basis: {
    readonly rows: number;
    readonly inputs: readonly string[];
    readonly judged: number;
    readonly measure: string;
    readonly before: number | null;
    readonly after: number | null;
  };
}

const FORMAT = 'holdfast-calibrator';
/** The version of the form that this program writes and reads. */
export const CALIBRATOR_VERSION = 1;
/** A file holds a rule, not a table: more corners than this were not made here. */
const CORNERS_MAX = 100_000;

/** The one text of a calibrator: canonical JSON with its own digest, and a line feed. */
export function encodeCalibrator(file: CalibratorFile): string {
  const body = { format: FORMAT, version: CALIBRATOR_VERSION, ...file };
  return `${canonicalJson({ ...body, digest: sha256(canonicalJson(body)) })}\n`;
}

/** The calibrator in a text. Problems: CALIBRATOR_DAMAGED, CALIBRATOR_VERSION. */
export function decodeCalibrator(text: string, path: string): CalibratorFile {
  const damaged = (flaw: CalibratorFlaw): Problem => new Problem('CALIBRATOR_DAMAGED', { path, flaw });
  const value = parseCanonical(text.endsWith('\n') ? text.slice(0, -1) : text);
  if (!isRecord(value) || value['format'] !== FORMAT) throw damaged('kind');
  const { digest, ...body } = value;
  if (body['version'] !== CALIBRATOR_VERSION) {
    throw new Problem('CALIBRATOR_VERSION', { path, found: String(body['version']), known: CALIBRATOR_VERSION });
  }
  if (digest !== sha256(canonicalJson(body))) throw damaged('digest');
  const { task, model, classes, rule, basis } = body;
  if (!isTask(task) || typeof model !== 'string' || !isTexts(classes) || !isRecord(basis)) throw damaged('fields');
  if (!isRule(rule)) throw damaged('rule');
  if (!isTexts(basis['inputs']) || typeof basis['measure'] !== 'string') throw damaged('fields');
  if (![basis['rows'], basis['judged']].every((count) => Number.isSafeInteger(count))) throw damaged('fields');
  if (![basis['before'], basis['after']].every((loss) => loss === null || isNumber(loss))) throw damaged('fields');
  const tested = basis as unknown as CalibratorFile['basis']; // as: tested field by field
  return { task, model, classes, rule, basis: tested };
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const isTask = (value: unknown): value is CalibratorFile['task'] =>
  value === 'binary' || value === 'multiclass' || value === 'regression' || value === 'forecast';

/** Whether it is a rule that gives a chance for every score, or an interval for every answer. */
function isRule(rule: unknown): rule is Rule {
  if (!isRecord(rule)) return false;
  const numbers = (...names: string[]): boolean => names.every((name) => isNumber(rule[name]));
  const widths = (...names: string[]): boolean =>
    names.every((name) => rule[name] === null || isNumber(rule[name])) && isLevel(rule['level']);
  switch (rule['kind']) {
    case 'identity':
      return true;
    case 'temperature':
    case 'class-temperature':
      return numbers('temperature') && Number(rule['temperature']) > 0;
    case 'platt':
      return numbers('slope', 'intercept');
    case 'beta':
      return numbers('a', 'b', 'c') && Number(rule['a']) >= 0 && Number(rule['b']) >= 0;
    case 'isotonic':
      return isCurve(rule['x'], [rule['y']]);
    case 'venn-abers':
      return isCurve(rule['x'], [rule['low'], rule['high']]);
    case 'split':
      return widths('width');
    case 'normalised':
      return widths('times');
    case 'quantiles':
      return widths('below', 'above');
    default:
      return false;
  }
}

const isLevel = (level: unknown): boolean => isNumber(level) && level > 0 && level < 1;

/** Corners at scores that rise, with heights that are chances and never fall. */
function isCurve(x: unknown, heights: readonly unknown[]): boolean {
  if (!isList(x) || x.length === 0 || x.length > CORNERS_MAX) return false;
  if (!x.every((at, i) => i === 0 || at > (x[i - 1] ?? at))) return false;
  return heights.every(
    (y) =>
      isList(y) &&
      y.length === x.length &&
      y.every((height, i) => height >= 0 && height <= 1 && (i === 0 || height >= (y[i - 1] ?? height) - 1e-12)),
  );
}

const isList = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every(isNumber);
