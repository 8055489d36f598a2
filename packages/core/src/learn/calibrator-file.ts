import { canonicalJson, parseCanonical } from '../std/canonical-json.ts';
import { type CalibratorFlaw, Problem } from '../std/problem.ts';
import { sha256 } from '../std/sha256.ts';
import type { Calibrator } from './calibrator.ts';
import type { ClassTemperature } from './class-temperature.ts';
import type { SliceRule } from './conformal-by-slice.ts';
import type { IntervalRule } from './conformal-interval.ts';
import type { SetRule } from './conformal-sets.ts';
import type { Level } from './level.ts';

/** What was learned, as data that serving applies later. */
export type Rule = Calibrator | ClassTemperature | IntervalsRule;

/** Intervals that hold a share of labels; in the slices named, by rules of their own. */
export type IntervalsRule = IntervalRule & {
  readonly level: number;
  readonly slices?: readonly SliceRule<IntervalRule>[];
};

/** Sets of classes that hold the label of a share of rows; in the slices named, by rules of their own. */
export interface SetsRule {
  readonly level: number;
  readonly whole: SetRule;
  readonly slices: readonly SliceRule<SetRule>[];
}

/** A rule with what it is for and what it was learned from. */
export interface CalibratorFile {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast';
  readonly model: string;
  /** The class of the score, or the classes in the order of their scores; empty for numbers. */
  readonly classes: readonly string[];
  /** What sets numbers right before the rule makes intervals of them; absent where they stay as they are. */
  readonly answers?: Level;
  readonly rule: Rule;
  /** Sets of classes made of the scores that the rule gives; absent where there are none. */
  readonly sets?: SetsRule;
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
/** A file holds a rule, not a table: more corners, or slices, than these were not made here. */
const CORNERS_MAX = 100_000;
const SLICES_MAX = 1000;

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
  const { task, model, classes, answers, rule, sets, basis } = body;
  if (!isTask(task) || typeof model !== 'string' || !isTexts(classes) || !isRecord(basis)) throw damaged('fields');
  if (!isRule(rule) || !(sets === undefined || isSets(sets))) throw damaged('rule');
  if (!(answers === undefined || isShift(answers))) throw damaged('rule');
  if (!isTexts(basis['inputs']) || typeof basis['measure'] !== 'string') throw damaged('fields');
  if (![basis['rows'], basis['judged']].every((count) => Number.isSafeInteger(count))) throw damaged('fields');
  if (![basis['before'], basis['after']].every((loss) => loss === null || isNumber(loss))) throw damaged('fields');
  const tested = basis as unknown as CalibratorFile['basis']; // as: tested field by field
  return { task, model, classes, ...(answers && { answers }), rule, ...(sets && { sets }), basis: tested };
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
    default: {
      const { level, slices = [] } = rule;
      return isLevel(level) && isInterval(rule) && isSlices(slices, isInterval);
    }
  }
}

function isInterval(rule: unknown): boolean {
  if (!isRecord(rule)) return false;
  const names = { split: ['width'], normalised: ['times'], quantiles: ['below', 'above'] }[String(rule['kind'])];
  return names?.every((name) => rule[name] === null || isNumber(rule[name])) ?? false;
}

const isShift = (answers: unknown): answers is Level =>
  isRecord(answers) &&
  (answers['kind'] === 'times'
    ? isNumber(answers['factor']) && answers['factor'] > 0
    : answers['kind'] === 'plus' && isNumber(answers['more']));

const isSets = (sets: unknown): sets is SetsRule =>
  isRecord(sets) && isLevel(sets['level']) && isSet(sets['whole']) && isSlices(sets['slices'], isSet);

/** Rules without chance: with it serving could not be told again. */
function isSet(rule: unknown): boolean {
  if (!isRecord(rule) || rule['isRandom'] !== false) return false;
  const { kind, limit, price, freeClasses } = rule;
  const isKnown = (kind === 'lac' || kind === 'aps') && (limit === null || isNumber(limit));
  return isKnown && isNumber(price) && price >= 0 && Number.isSafeInteger(freeClasses) && Number(freeClasses) >= 0;
}

const isSlices = (slices: unknown, isOne: (rule: unknown) => boolean): boolean =>
  Array.isArray(slices) &&
  slices.length <= SLICES_MAX &&
  slices.every((one) => isRecord(one) && isTexts([one['name'], one['where']]) && isOne(one['rule']));

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
