import { nearest } from '../std/nearest.ts';
import { type Place, Problem } from '../std/problem.ts';
import { treeOf } from './expression-grammar.ts';
import { leafMask } from './expression-leaf.ts';
import { placed, type Source } from './expression-tokens.ts';
import { columnsIn, isJoin, type Leaf, type Tree } from './expression-tree.ts';
import { findColumn, type Table } from './table.ts';

/** A condition on rows, read but not yet tied to a table: `hour >= 17 and region in ('N', 'S')`. */
export interface Expression {
  /** As it was written. */
  readonly text: string;
  /** Where it was written, for problems that show up later. */
  readonly place: Place | undefined;
  readonly tree: Tree;
  /** Columns that it reads, each once. */
  readonly columns: readonly string[];
}

/**
 * The condition that the text says; the grammar is in expression-grammar.ts. Text is compared without outer blanks; no
 * comparison holds for a missing value, negated or not. Problems: EXPRESSION_SYNTAX with the character, counted from 1,
 * EXPRESSION_TOO_LONG. Example: `maskOf(parseExpression("sex = 'Female' and age >= 40"), table)`.
 */
export function parseExpression(text: string, place?: Place): Expression {
  const tree = treeOf({ text, place });
  return { text, place, tree, columns: columnsIn(tree) };
}

/**
 * n of 0|1: the rows of the table where the condition holds. A table without rows gives none. Problems:
 * EXPRESSION_COLUMN with the nearest name, EXPRESSION_TYPE where a value does not fit its column. Cost: n x conditions.
 */
export function maskOf(expression: Expression, table: Table): Uint8Array {
  return treeMask(expression.tree, table, expression);
}

function treeMask(tree: Tree, table: Table, source: Source): Uint8Array {
  if (!isJoin(tree)) return leafMask(tree, columnOf(tree, table, source), source);
  const [first, ...others] = tree.parts;
  const mask = treeMask(first!, table, source); // ! a tree has two parts at least
  for (const part of others) {
    const other = treeMask(part, table, source);
    if (tree.kind === 'and')
      for (let i = 0; i < mask.length; i++) mask[i]! &= other[i]!; // ! same length
    else for (let i = 0; i < mask.length; i++) mask[i]! |= other[i]!; // ! same length
  }
  return mask;
}

function columnOf(leaf: Leaf, table: Table, { text, place }: Source) {
  const name = leaf.kind === 'missing' ? leaf.column : leaf.left.column;
  const column = findColumn(table, name);
  if (column !== null) return column;
  const found = table.columns.map((candidate) => candidate.name);
  throw new Problem('EXPRESSION_COLUMN', {
    text,
    column: name,
    nearest: nearest(name, found),
    found,
    ...placed({ text, place }),
  });
}
