/** A tree as plain data: one place a node, node 0 is the root, children come after their parent. */
export interface Tree {
  /** The feature that a node asks; -1 in a leaf. */
  readonly feature: readonly number[];
  /** Numbers up to this go left; null for levels, and where all numbers go left. */
  readonly cut: readonly (number | null)[];
  /** Codes of the levels that go left; null for numbers. */
  readonly levels: readonly (readonly number[] | null)[];
  /** Whether what is missing, or a level that was not seen, goes left. */
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What a leaf adds to the margin; 0 inside. */
  readonly value: readonly number[];
  /** Rows that the tree was fitted on and that came through the node. */
  readonly rows: readonly number[];
}
