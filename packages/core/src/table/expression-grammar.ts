import { Cursor } from './expression-cursor.ts';
import { type Source, tooLong } from './expression-tokens.ts';
import { negate, type Operand, type Operator, type Tree, type Value } from './expression-tree.ts';

/** Deeper than a person nests; keeps the recursion far from the end of the stack. */
const DEPTH_MAX = 64;
const OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies Operator[];
/** Words that cannot be column names unless they are quoted. */
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'between', 'true', 'false']);

/**
 * The tree of a condition. The grammar is closed: there are no functions, no members, no arithmetic but `column % whole
 * number`, so that a contract from a stranger can be evaluated.
 *
 *     any      = all { "or" all }
 *     all      = one { "and" one }
 *     one      = "not" one | "(" any ")" | test
 *     test     = column [ "%" whole ] ( operator value | ["not"] "in" "(" value { "," value } ")"
 *              | ["not"] "between" value "and" value ) | column "is" ["not"] "missing"
 *     operator = "=" | "!=" | "<" | "<=" | ">" | ">="
 *     value    = number | 'text' | "true" | "false"
 *
 * Problems: EXPRESSION_SYNTAX, EXPRESSION_TOO_LONG. Cost: tokens x depth of `not`.
 */
export function treeOf(source: Source): Tree {
  const cursor = new Cursor(source);
  const tree = readAny(cursor, 0);
  if (cursor.token.kind !== 'end') throw cursor.problem(cursor.isSymbol(')') ? 'no-close' : 'and-or-end');
  return tree;
}

function readAny(cursor: Cursor, depth: number): Tree {
  const parts = [readAll(cursor, depth)];
  while (cursor.takeWord('or')) parts.push(readAll(cursor, depth));
  return joined('or', parts);
}

function readAll(cursor: Cursor, depth: number): Tree {
  const parts = [readOne(cursor, depth)];
  while (cursor.takeWord('and')) parts.push(readOne(cursor, depth));
  return joined('and', parts);
}

function joined(kind: 'and' | 'or', parts: readonly Tree[]): Tree {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first : { kind, parts };
}

function readOne(cursor: Cursor, depth: number): Tree {
  let isNegated = false;
  while (cursor.takeWord('not')) isNegated = !isNegated;
  const tree = cursor.takeSymbol('(') ? readInside(cursor, depth + 1) : readTest(cursor);
  return isNegated ? negate(tree) : tree;
}

function readInside(cursor: Cursor, depth: number): Tree {
  if (depth > DEPTH_MAX) throw tooLong(cursor.source, 'parentheses', DEPTH_MAX);
  const tree = readAny(cursor, depth);
  if (!cursor.takeSymbol(')')) throw cursor.problem('close');
  return tree;
}

function readTest(cursor: Cursor): Tree {
  const column = readColumn(cursor);
  if (cursor.takeWord('is')) {
    const isNegated = cursor.takeWord('not');
    if (!cursor.takeWord('missing')) throw cursor.problem('missing');
    return { kind: 'missing', column, isNegated };
  }
  const left: Operand = { column, modulo: cursor.takeSymbol('%') ? readDivisor(cursor) : null };
  const isNegated = cursor.takeWord('not');
  if (cursor.takeWord('in')) return { kind: 'in', left, values: readValues(cursor), isNegated };
  if (cursor.takeWord('between')) return readBetween(cursor, left, isNegated);
  const { kind, text } = cursor.token;
  if (isNegated || kind !== 'symbol' || !OPERATORS.includes(text)) throw cursor.problem('comparison');
  cursor.take();
  return { kind: 'compare', left, operator: text as Operator, value: readValue(cursor) }; // as: one of OPERATORS
}

function readColumn(cursor: Cursor): string {
  const { kind, text } = cursor.token;
  const isName = kind === 'quoted-name' || (kind === 'name' && !RESERVED.has(text.toLowerCase()));
  if (!isName) throw cursor.problem('column');
  return cursor.take().text;
}

function readDivisor(cursor: Cursor): number {
  const divisor = Number(cursor.token.text);
  if (cursor.token.kind !== 'number' || !Number.isSafeInteger(divisor) || divisor < 1) throw cursor.problem('whole');
  cursor.take();
  return divisor;
}

function readBetween(cursor: Cursor, left: Operand, isNegated: boolean): Tree {
  const low = readValue(cursor);
  if (!cursor.takeWord('and')) throw cursor.problem('and');
  return { kind: 'between', left, low, high: readValue(cursor), isNegated };
}

function readValues(cursor: Cursor): readonly Value[] {
  if (!cursor.takeSymbol('(')) throw cursor.problem('open');
  const values = [readValue(cursor)];
  while (cursor.takeSymbol(',')) values.push(readValue(cursor));
  if (!cursor.takeSymbol(')')) throw cursor.problem('comma-or-close');
  return values;
}

function readValue(cursor: Cursor): Value {
  const { kind, text } = cursor.token;
  if (kind === 'number') return { kind, number: Number(cursor.take().text), text };
  if (kind === 'text') return { kind, text: cursor.take().text };
  if (cursor.isWord('true') || cursor.isWord('false')) {
    return { kind: 'boolean', boolean: cursor.take().text.toLowerCase() === 'true', text };
  }
  // `sex = Female` and `sex = "Female"` are the commonest mistakes, and columns never stand on the right.
  throw cursor.problem(kind === 'name' || kind === 'quoted-name' ? 'single-quotes' : 'value');
}
