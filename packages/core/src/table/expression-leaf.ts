import { Problem } from '../std/problem.ts';
import { placed, type Source } from './expression-tokens.ts';
import type { Leaf, Operator, Value } from './expression-tree.ts';
import { parseInstant } from './instant.ts';
import type { Column, NumberColumn, TextColumn } from './table.ts';

/** A test on one value of a column; its arguments are compared as the column has them. */
type Test<T> = (value: T) => boolean;

/**
 * 0|1 for each row of a column: whether the leaf holds there; 0 where the value is missing, unless the leaf asks for
 * that. Text is tested once for each level. Problem: EXPRESSION_TYPE. Cost: n, for text n + levels x values.
 */
export function leafMask(leaf: Leaf, column: Column, source: Source): Uint8Array {
  if (leaf.kind === 'missing') return missingMask(column, leaf.isNegated);
  if (column.kind === 'number') return numberMask(column, numberTest(leaf, column, source));
  return levelMask(
    column,
    column.type === 'big-integer' ? bigTest(leaf, column, source) : textTest(leaf, column, source),
  );
}

function missingMask(column: Column, isNegated: boolean): Uint8Array {
  if (column.kind === 'text') return Uint8Array.from(column.codes, (code) => (code < 0 !== isNegated ? 1 : 0));
  const { values, missing } = column;
  const mask = new Uint8Array(values.length);
  for (let i = 0; i < mask.length; i++) mask[i] = (missing?.[i] === 1) !== isNegated ? 1 : 0;
  return mask;
}

function numberMask(column: NumberColumn, test: Test<number>): Uint8Array {
  const { values, missing } = column;
  const mask = new Uint8Array(values.length);
  for (let i = 0; i < mask.length; i++) mask[i] = missing?.[i] !== 1 && test(values[i]!) ? 1 : 0; // ! i < n
  return mask;
}

function levelMask(column: TextColumn, test: Test<string>): Uint8Array {
  const { codes, levels } = column;
  const holds = Uint8Array.from(levels, (level) => (test(level.trim()) ? 1 : 0));
  const mask = new Uint8Array(codes.length);
  for (let i = 0; i < mask.length; i++) mask[i] = codes[i]! < 0 ? 0 : holds[codes[i]!]!; // ! i < n, codes are levels
  return mask;
}

function numberTest(leaf: Exclude<Leaf, { kind: 'missing' }>, column: NumberColumn, source: Source): Test<number> {
  const { modulo } = leaf.left;
  if (modulo !== null && column.type !== 'integer' && column.type !== 'number') throw remainderProblem(column, source);
  const test = testOf(leaf, (value) => numberOf(value, column, source));
  return modulo === null ? test : (value) => test(value % modulo);
}

/** Text orders by code unit, so that the result does not depend on a locale. */
function textTest(leaf: Exclude<Leaf, { kind: 'missing' }>, column: TextColumn, source: Source): Test<string> {
  if (leaf.left.modulo !== null) throw remainderProblem(column, source);
  return testOf(leaf, (value) => {
    if (value.kind !== 'text') throw typeProblem(column, value, source);
    return value.text.trim();
  });
}

/** Long ids may be written bare or in quotes; they keep their digits either way. */
function bigTest(leaf: Exclude<Leaf, { kind: 'missing' }>, column: TextColumn, source: Source): Test<string> {
  const test = testOf(leaf, (value) => {
    const text = value.text.trim();
    if (value.kind === 'boolean' || !WHOLE.test(text)) throw typeProblem(column, value, source);
    return BigInt(text);
  });
  const modulo = leaf.left.modulo === null ? null : BigInt(leaf.left.modulo);
  return (level) => WHOLE.test(level) && test(modulo === null ? BigInt(level) : BigInt(level) % modulo);
}
const WHOLE = /^-?\d+$/;

/** The test of a leaf on values that JavaScript orders. */
function testOf<T extends number | string | bigint>(
  leaf: Exclude<Leaf, { kind: 'missing' }>,
  read: (value: Value) => T,
): Test<T> {
  if (leaf.kind === 'compare') return compareTest(leaf.operator, read(leaf.value));
  const { isNegated } = leaf;
  if (leaf.kind === 'in') {
    const values = new Set(leaf.values.map(read));
    return (value) => values.has(value) !== isNegated;
  }
  const [low, high] = [read(leaf.low), read(leaf.high)];
  return (value) => (value >= low && value <= high) !== isNegated;
}

function compareTest<T extends number | string | bigint>(operator: Operator, limit: T): Test<T> {
  switch (operator) {
    case '=':
      return (value) => value === limit;
    case '!=':
      return (value) => value !== limit;
    case '<':
      return (value) => value < limit;
    case '<=':
      return (value) => value <= limit;
    case '>':
      return (value) => value > limit;
    case '>=':
      return (value) => value >= limit;
  }
}

function numberOf(value: Value, column: NumberColumn, source: Source): number {
  const { type } = column;
  if (type === 'timestamp') {
    const instant = value.kind === 'text' ? parseInstant(value.text) : null;
    if (instant !== null) return instant;
  } else if (value.kind === 'boolean' && type === 'boolean') {
    return value.boolean ? 1 : 0;
  } else if (value.kind === 'number') {
    return value.number;
  }
  throw typeProblem(column, value, source);
}

const typeProblem = (column: Column, value: Value, source: Source): Problem => {
  const literal = value.kind === 'text' ? `'${value.text.replaceAll("'", "''")}'` : value.text;
  return new Problem('EXPRESSION_TYPE', {
    text: source.text,
    column: column.name,
    type: column.type,
    literal,
    ...placed(source),
  });
};
const remainderProblem = (column: Column, source: Source): Problem =>
  new Problem('EXPRESSION_TYPE', {
    text: source.text,
    column: column.name,
    type: column.type,
    literal: '%',
    ...placed(source),
  });
