import type { z } from 'zod';
import type { Place, Problem } from '../std/problem.ts';
import type { JsonPath } from './lines.ts';
import { contractShape, type Written } from './shape.ts';
import { shapeProblems, valueAt } from './shape-problem.ts';
import { type Pruned, without } from './without.ts';

/** What a value says in the shape of a contract. */
export interface Read {
  /** Null when so much is wrong that nothing can be said about the rest. */
  readonly written: Written | null;
  readonly problems: readonly Problem[];
  /** Where a part of `written` stands in the value: what has not the shape was left out of it. */
  original(path: JsonPath): JsonPath;
}

/** Without these two a contract has no shape, whatever else it says. */
const NEEDED = { holdfast: 1, model: 'unnamed' };

/** What a part leaves out may leave another one without what it needs; deeper than this no contract is nested. */
const ROUNDS_MAX = 10;

/** The value in the shape of a contract, without what has another one; a problem for each of these. */
export function readWritten(value: unknown, place: (path: JsonPath) => Place): Read {
  const read = contractShape.safeParse(value);
  if (read.success) return { written: read.data, problems: [], original: (path) => path };
  const problems = shapeProblems(read.error.issues, value, place);
  let pruned: Pruned = { value, original: (path) => path };
  let issues = read.error.issues;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const inner = pruned;
    if (typeof inner.value !== 'object' || inner.value === null || Array.isArray(inner.value)) break;
    const paths = issues.flatMap((issue) => unreadable(issue, inner.value));
    const next = without(inner.value, paths);
    pruned = { value: next.value, original: (path) => inner.original(next.original(path)) };
    const again = contractShape.safeParse({ ...NEEDED, ...(next.value as object) }); // as: a copy of a mapping
    if (again.success) return { written: again.data, problems, original: pruned.original };
    issues = again.error.issues;
  }
  return { written: null, problems, original: (path) => path };
}

/** What has to go so that an issue goes: the keys that are too many, the value, or what lacks a value. */
function unreadable(issue: z.core.$ZodIssue, value: unknown): readonly JsonPath[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [valueAt(value, path) === undefined ? path.slice(0, -1) : path];
}
