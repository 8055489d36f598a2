import { nearest } from '../std/nearest.ts';
import { Problem } from '../std/problem.ts';
import { type Expression, parseExpression } from '../table/expression.ts';
import type { ConditionSlice, SliceSpec } from './contract.ts';
import type { JsonPath } from './lines.ts';
import type { Reading } from './reading.ts';
import type { Written } from './shape.ts';

/** The slices of a contract; `region` is one for each value of a column. Problems: CONTRACT_NAME_TWICE, EXPRESSION_. */
export function slicesOf(written: NonNullable<Written['slices']>, reading: Reading): readonly SliceSpec[] {
  const names = new Set<string>();
  const read = (slice: (typeof written)[number], i: number): SliceSpec => {
    const path = ['slices', i];
    const place = reading.place(path);
    const name = typeof slice === 'string' ? slice : slice.name;
    if (names.has(name)) throw new Problem('CONTRACT_NAME_TWICE', { what: 'slice', name, place });
    names.add(name);
    if (typeof slice === 'string') return { kind: 'column', name, column: slice, place };
    const where = parseExpression(slice.where, reading.place([...path, 'where']));
    return { kind: 'condition', name, where, place };
  };
  return written.flatMap((slice, i) => reading.attempt(() => read(slice, i)) ?? []);
}

/** The slice of a condition that was written in place; it is named after its text. */
export function conditionOf(text: string, path: JsonPath, reading: Reading): ConditionSlice {
  const place = reading.place(path);
  return { kind: 'condition', name: text, where: parseExpression(text, place), place };
}

/**
 * The slice that a guard names, or the condition that it is. A name wins over a condition; what is neither is a
 * misspelt name when it has nothing of a condition in it. Problems: CONTRACT_NAME_UNKNOWN, EXPRESSION_*.
 */
export function guardOf(text: string, path: JsonPath, reading: Reading, groups: readonly string[]): SliceSpec {
  const named = reading.slices.find((slice) => slice.name === text);
  if (named !== undefined) return named;
  const place = reading.place(path);
  if (groups.includes(text)) return { kind: 'column', name: text, column: text, place };
  if (!/[=<>'%(]|\bis\b|\bin\b|\bbetween\b/.test(text)) {
    const known = [...reading.slices.map((slice) => slice.name), ...groups];
    throw new Problem('CONTRACT_NAME_UNKNOWN', {
      what: 'slice',
      name: text,
      nearest: nearest(text, known),
      known,
      place,
    });
  }
  const where: Expression = parseExpression(text, place);
  return { kind: 'condition', name: text, where, place };
}
