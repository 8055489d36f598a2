import type { z } from 'zod';
import { nearest } from '../std/nearest.ts';
import { type ContractExpected, type Place, Problem, type ProblemCode } from '../std/problem.ts';
import { PROBLEMS_MAX } from '../std/several-problems.ts';
import type { JsonPath } from './lines.ts';
import { nameOf } from './reading.ts';
import { keysAt, type ScalarKind } from './shape.ts';

type Issue = z.core.$ZodIssue;

/** The problems of a value without the shape of a contract, as they come. */
export function shapeProblems(
  issues: readonly Issue[],
  value: unknown,
  place: (path: JsonPath) => Place,
): readonly Problem[] {
  const all = issues.slice(0, PROBLEMS_MAX).flatMap((issue) => flat(issue, [], value).flatMap(byKey));
  const problems = all.slice(0, PROBLEMS_MAX).map((issue) => problemOf(issue, value, place));
  // A key that is missing because it is misspelt is told once: as the misspelt one.
  const misspelt = new Set(
    problems.filter((one) => is(one, 'CONTRACT_KEY_UNKNOWN')).map(({ details: d }) => `${d.inside} ${d.nearest}`),
  );
  return problems.filter(
    (one) => !is(one, 'CONTRACT_KEY_MISSING') || !misspelt.has(`${one.details.inside} ${one.details.key}`),
  );
}

const is = <C extends ProblemCode>(problem: Problem, code: C): problem is Problem<C> => problem.code === code;

/** An issue for each key that is too many. */
const byKey = (issue: Flat): readonly Flat[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];

type Flat = Exclude<Issue, { code: 'invalid_union' }> & { readonly way: JsonPath; readonly isUnion?: boolean };

/** Issues without unions: of the alternatives the one that came furthest. */
function flat(issue: Issue, before: JsonPath, value: unknown): readonly Flat[] {
  const way = [...before, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code !== 'invalid_union') return [{ ...issue, way }];
  const branches = issue.errors.map((errors) => errors.flatMap((error) => flat(error, way, value)));
  const isEntered = (branch: readonly Flat[]): boolean =>
    branch.some((found) => found.way.length > way.length || isInside(found));
  const strangers = (branch: readonly Flat[]): number =>
    branch.filter((found) => found.code === 'unrecognized_keys').length;
  const [entered] = branches.filter(isEntered).sort((a, b) => strangers(a) - strangers(b));
  if (entered !== undefined) {
    // With a key that it does not have, another alternative may be meant: what this one lacks would mislead.
    const isMissing = (found: Flat): boolean =>
      found.code === 'invalid_type' && valueAt(value, found.way) === undefined;
    return strangers(entered) === 0 ? entered : entered.filter((found) => !isMissing(found));
  }
  const enums = branches.flat().filter((found) => found.code === 'invalid_value');
  const values = enums.flatMap((found) => (found.code === 'invalid_value' ? found.values : []));
  const first = branches.flat().find((found) => found.code === 'custom') ?? branches.flat()[0];
  if (values.length > 0) return [{ code: 'invalid_value', values, path: [], message: '', way }];
  return [{ ...(first as Flat), way, isUnion: true }]; // as: a union has branches, and each that failed an issue
}

/** Whether an issue shows that the alternative was meant: its value was of the right kind. */
const isInside = (issue: Flat): boolean =>
  issue.code === 'unrecognized_keys' ||
  issue.code === 'custom' ||
  issue.code === 'too_small' ||
  issue.code === 'too_big';

function problemOf(issue: Flat, value: unknown, place: (path: JsonPath) => Place): Problem {
  const { way } = issue;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = keysAt(way);
    const inside = nameOf(way);
    return new Problem('CONTRACT_KEY_UNKNOWN', {
      key,
      inside,
      nearest: nearest(key, known),
      known,
      place: place([...way, key]),
    });
  }
  const found = valueAt(value, way);
  if (found === undefined && way.length > 0) {
    const key = String(way.at(-1));
    const around = way.slice(0, -1);
    return new Problem('CONTRACT_KEY_MISSING', { key, inside: nameOf(around), place: place(around) });
  }
  const [expected, allowed] = expectedOf(issue);
  const texts = allowed.filter((candidate) => typeof candidate === 'string');
  const near = typeof found === 'string' ? nearest(found, texts) : null;
  return new Problem('CONTRACT_VALUE', {
    at: nameOf(way),
    expected,
    allowed,
    nearest: near,
    found: shown(found),
    place: place(way),
  });
}

function expectedOf(issue: Flat): readonly [ContractExpected, readonly (string | number)[]] {
  switch (issue.code) {
    case 'invalid_value':
      return ['one-of', issue.values.filter((value) => typeof value === 'string' || typeof value === 'number')];
    case 'too_small':
      return [issue.inclusive === false ? 'above' : 'at-least', [Number(issue.minimum)]];
    case 'too_big':
      return ['at-most', [Number(issue.maximum)]];
    case 'custom':
      return [issue.params?.['kind'] as ScalarKind, []]; // as: shape.ts makes no other custom issue
    case 'invalid_type':
      // Of all alternatives, only those of a price begin with a number.
      if (issue.isUnion) return [issue.expected === 'number' ? 'price' : 'text-or-mapping', []];
      return [TYPES.get(issue.expected) ?? 'other', []];
    default:
      return ['other', []];
  }
}

const TYPES = new Map<string, ContractExpected>([
  ['string', 'text'],
  ['number', 'number'],
  ['int', 'whole-number'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['object', 'mapping'],
  ['record', 'mapping'],
]);

/** What stands at a path of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: JsonPath): unknown {
  let inner = value;
  for (const part of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, part)) return undefined;
    inner = (inner as Record<string | number, unknown>)[part]; // as: an object that has this key
  }
  return inner;
}

/** A value as a contract shows it, short: a contract holds names and limits, never rows. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
