/** A condition on rows. `not` has been moved inwards, so a leaf is never negated from outside. */
export type Tree = Join | Leaf;
/** Conditions that all hold, or of which one does. */
export interface Join {
  readonly kind: 'and' | 'or';
  /** Two at least. */
  readonly parts: readonly Tree[];
}
/** A test of one column. */
export type Leaf =
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Operator; readonly value: Value }
  | { readonly kind: 'in'; readonly left: Operand; readonly values: readonly Value[]; readonly isNegated: boolean }
  | {
      readonly kind: 'between';
      readonly left: Operand;
      readonly low: Value;
      readonly high: Value;
      readonly isNegated: boolean;
    }
  | { readonly kind: 'missing'; readonly column: string; readonly isNegated: boolean };

/** Whether a tree joins others. */
export const isJoin = (tree: Tree): tree is Join => tree.kind === 'and' || tree.kind === 'or';

/** A column, or its remainder by a whole number: `id % 4`. */
export interface Operand {
  readonly column: string;
  readonly modulo: number | null;
}

/** How a column and a value compare. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A value as it was written; what it means depends on the column beside it. */
export type Value =
  | { readonly kind: 'number'; readonly number: number; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean; readonly text: string };

const OPPOSITE: { readonly [O in Operator]: Operator } = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/**
 * The condition that holds where `tree` does not, by De Morgan. A missing value satisfies neither of them, as in SQL:
 * `not (age < 18)` is `age >= 18`, and a row without an age is in no such slice.
 */
export function negate(tree: Tree): Tree {
  if (isJoin(tree)) return { kind: tree.kind === 'and' ? 'or' : 'and', parts: tree.parts.map(negate) };
  if (tree.kind === 'compare') return { ...tree, operator: OPPOSITE[tree.operator] };
  return { ...tree, isNegated: !tree.isNegated };
}

/** Names of the columns that a condition reads, each once, in the order of the text. */
export function columnsIn(tree: Tree): readonly string[] {
  const names = new Set<string>();
  const visit = (node: Tree): void => {
    if (isJoin(node)) node.parts.forEach(visit);
    else names.add(node.kind === 'missing' ? node.column : node.left.column);
  };
  visit(tree);
  return [...names];
}
