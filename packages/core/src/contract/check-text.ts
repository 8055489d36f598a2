import { Cursor } from '../table/expression-cursor.ts';
import type { Expected } from '../table/expression-tokens.ts';

/** What a check says in its short form, before names are looked up. */
export interface CheckText {
  readonly quantity: QuantityText;
  readonly expect: Expectation;
  /** The condition after `where`. */
  readonly where: string | null;
}
/** A number that a check is about. */
export interface QuantityText {
  readonly entry: string;
  readonly params: ReadonlyMap<string, number>;
  readonly column: string | null;
  readonly average: string | null;
  readonly combinator: 'plain' | 'gap' | 'ratio' | 'seed-spread';
  readonly by: string | null;
  /** What groups are compared with: one another, or all rows. */
  readonly to: 'groups' | 'overall';
}

/** What is expected of a number. */
export interface Expectation {
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly limit: number;
}

const AVERAGES = new Set(['macro', 'micro', 'weighted', 'pairs', 'skill', 'queries', 'mean']);
/** After the column: groups are compared with all rows. */
const TO_OVERALL = 'to-overall';
const COMBINATORS = new Set(['gap', 'ratio']);
/** How much a metric varies over seeds of training: around it, and without a column. */
const SPREAD = 'seed-spread';
const OPERATORS: readonly string[] = ['>', '>=', '<', '<='] satisfies Expectation['operator'][];

/**
 * A check in its short form. Problem: EXPRESSION_SYNTAX.
 *
 *     check    = quantity operator limit [ "where" condition ]
 *     quantity = ("gap" | "ratio") "(" quantity "," column [ "," "to-overall" ] ")" | average "(" quantity ")"
 *              | "seed-spread" "(" quantity ")" | entry [ "(" argument { "," argument } ")" ]
 *     average  = "macro" | "micro" | "weighted" | "pairs" | "skill" | "queries" | "mean"
 *     argument = column | parameter "=" number
 *     operator = ">=" | ">" | "<=" | "<"
 *     limit    = number [ "%" ]
 *
 * Examples: `accuracy >= 0.86` · `gap(macro(recall), sex) <= 10%` · `ratio(selection-rate, sex, to-overall) >= 0.8` ·
 * `gap(equalised-odds, sex) <= 0.1` · `f1(beta = 2) >= 0.6` · `mae <= 4 where item = 'Tea'`.
 */
export function readCheckText(text: string): CheckText {
  const cursor = cursorOf(beforeWhere(text));
  const quantity = readQuantity(cursor, 0);
  const expect = readExpectation(cursor);
  const { at } = cursor.token;
  if (cursor.takeWord('where')) return { quantity, expect, where: text.slice(at + 'where'.length - 1).trim() };
  readEnd(cursor);
  return { quantity, expect, where: null };
}

/** A quantity alone: what `compare.metric` and the object form of a check name. Problem: EXPRESSION_SYNTAX. */
export function readQuantityText(text: string): QuantityText {
  const cursor = cursorOf(text);
  const quantity = readQuantity(cursor, 0);
  readEnd(cursor);
  return quantity;
}

/** An expectation alone: `>= 0.86`. Problem: EXPRESSION_SYNTAX. */
export function readExpectationText(text: string): Expectation {
  const cursor = cursorOf(text);
  const expect = readExpectation(cursor);
  readEnd(cursor);
  return expect;
}

/** The condition after `where` is read by its own parser, with its own messages. */
const beforeWhere = (text: string): string => {
  const at = text.search(/\swhere\s/);
  return at < 0 ? text : text.slice(0, at + ' where'.length);
};

const cursorOf = (text: string): Cursor => new Cursor({ text, place: undefined });

function readQuantity(cursor: Cursor, depth: number): QuantityText {
  const { token } = cursor;
  const isCall = cursor.following.kind === 'symbol' && cursor.following.text === '(';
  if (token.kind === 'name' && isCall && depth < 3) {
    if (COMBINATORS.has(token.text)) return readCombined(cursor, depth);
    if (AVERAGES.has(token.text)) return readAveraged(cursor, depth);
    if (token.text === SPREAD) return readSpread(cursor, depth);
  }
  const entry = readName(cursor, 'entry');
  const given = isCall ? readArguments(cursor) : { column: null, params: new Map<string, number>() };
  return { entry, ...given, average: null, combinator: 'plain', by: null, to: 'groups' };
}

function readCombined(cursor: Cursor, depth: number): QuantityText {
  const combinator = cursor.take().text;
  cursor.need('(', 'open');
  const inner = readQuantity(cursor, depth + 1);
  if (inner.combinator !== 'plain') throw cursor.problem('no-nesting');
  cursor.need(',', 'by-column');
  const by = readName(cursor, 'column');
  const to = readTo(cursor);
  cursor.need(')', 'close');
  return { ...inner, combinator: combinator === 'gap' ? 'gap' : 'ratio', by, to };
}

function readTo(cursor: Cursor): QuantityText['to'] {
  if (!cursor.takeSymbol(',')) return 'groups';
  if (cursor.token.text !== TO_OVERALL) throw cursor.problem('to-overall');
  cursor.take();
  return 'overall';
}

function readSpread(cursor: Cursor, depth: number): QuantityText {
  cursor.take();
  cursor.need('(', 'open');
  const inner = readQuantity(cursor, depth + 1);
  if (inner.combinator !== 'plain') throw cursor.problem('no-nesting');
  cursor.need(')', 'close');
  return { ...inner, combinator: SPREAD };
}

function readAveraged(cursor: Cursor, depth: number): QuantityText {
  const average = cursor.take().text;
  cursor.need('(', 'open');
  const inner = readQuantity(cursor, depth + 1);
  if (inner.average !== null || inner.combinator !== 'plain') throw cursor.problem('no-nesting');
  cursor.need(')', 'close');
  return { ...inner, average };
}

function readArguments(cursor: Cursor): { column: string | null; params: ReadonlyMap<string, number> } {
  const params = new Map<string, number>();
  let column: string | null = null;
  cursor.need('(', 'open');
  do {
    if (column !== null && cursor.following.text !== '=') throw cursor.problem('parameter');
    const name = readName(cursor, 'column');
    if (cursor.takeSymbol('=')) {
      if (cursor.token.kind !== 'number') throw cursor.problem('number');
      params.set(name, Number(cursor.take().text));
    } else column = name;
  } while (cursor.takeSymbol(','));
  cursor.need(')', 'comma-or-close');
  return { column, params };
}

function readExpectation(cursor: Cursor): Expectation {
  const { kind, text } = cursor.token;
  if (kind !== 'symbol' || !OPERATORS.includes(text)) throw cursor.problem('expectation');
  cursor.take();
  if (cursor.token.kind !== 'number') throw cursor.problem('number');
  const number = Number(cursor.take().text);
  const limit = cursor.takeSymbol('%') ? number / 100 : number;
  return { operator: text as Expectation['operator'], limit }; // as: one of OPERATORS
}

function readName(cursor: Cursor, expected: Expected): string {
  if (cursor.token.kind !== 'name' && cursor.token.kind !== 'quoted-name') throw cursor.problem(expected);
  return cursor.take().text;
}

function readEnd(cursor: Cursor): void {
  if (cursor.token.kind !== 'end') throw cursor.problem('where-or-end');
}
