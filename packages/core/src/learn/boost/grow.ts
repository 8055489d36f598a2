import { assert } from '../../std/assert.ts';
import type { Binned } from './binned.ts';
import type { GrowthRules, Judge, NodeSums } from './candidate.ts';
import {
  fillHistogram,
  partList,
  partRows,
  type RowBuffer,
  type Segment,
  SLOTS,
  subtractHistogram,
} from './histogram.ts';
import type { Packed } from './packed.ts';
import { bestSplit, type Split } from './split.ts';

/** Room for the rows of a table while trees grow; made once for a model. */
export interface Workshop {
  readonly binned: Binned;
  readonly root: Segment;
  /** Nodes of odd depth lie in the first, of even depth in the second. */
  readonly buffers: readonly [RowBuffer, RowBuffer];
  /** The bins of each feature by row, where rows do not move. */
  readonly columns: readonly Uint8Array[] | null;
  readonly idle: Float64Array[];
}

/** A node of a tree that was grown; a leaf has no split. */
export interface Grown {
  readonly sums: NodeSums;
  readonly segment: Segment;
  readonly split: Split | null;
  readonly left: number;
  readonly right: number;
}

/** Words and slopes of so few bytes stay near, where a list of rows is read as fast as rows in order are moved. */
const LISTED_BYTES = 3e6;

/**
 * The room that trees on these rows need: up to 31 histograms, and the words and slopes of the rows, of a large table
 * three times.
 */
export function makeWorkshop(binned: Binned): Workshop {
  const { n, width, words } = binned;
  const isMoved = n * (4 * width + 8) > LISTED_BYTES;
  const ids = Uint32Array.from({ length: n }, (_, i) => i);
  const all: RowBuffer = { ids, words, values: new Float64Array(n), isMoved };
  const makeBuffer = (): RowBuffer =>
    isMoved
      ? { ids: new Uint32Array(n), words: new Uint32Array(n * width), values: new Float64Array(n), isMoved }
      : { ...all, ids: new Uint32Array(n) };
  const root = { buffer: all, start: 0, end: n };
  const columns = isMoved ? null : binned.features.map((_, f) => columnOf(binned, f));
  return { binned, root, buffers: [makeBuffer(), makeBuffer()], columns, idle: [] };
}

function columnOf({ n, width, words }: Binned, feature: number): Uint8Array {
  const [word, shift] = [feature >> 2, (feature & 3) << 3];
  const bins = new Uint8Array(n);
  for (let i = 0; i < n; i++) bins[i] = words[i * width + word]! >>> shift; // ! i < n; the low byte is kept
  return bins;
}

/** A leaf that may still be parted. */
interface Leaf {
  readonly node: number;
  readonly depth: number;
  readonly sums: Float64Array;
  readonly split: Split;
}

/**
 * The nodes of a tree that lowers the loss of the slopes: the leaf whose split gains most is parted first (best-first,
 * as LightGBM grows). The slopes stand in `workshop.root`. O(rows × features × depth).
 */
export function growTree(workshop: Workshop, packed: Packed, rules: GrowthRules): Grown[] {
  const { binned, root, idle } = workshop;
  const totals = totalOf(packed, root.end);
  const nodes: Grown[] = [{ sums: totals, segment: root, split: null, left: -1, right: -1 }];
  const open: Leaf[] = [];
  const consider = (node: number, depth: number, sums: Float64Array): void => {
    const split = bestSplit(binned, sums, judgeOf(nodes[node]!.sums, packed, rules)); // ! a node
    if (split === null) idle.push(sums);
    else open.push({ node, depth, sums, split });
  };
  const whole = takeSums(workshop);
  fillHistogram(root, binned.width, whole);
  consider(0, 0, whole);
  for (let leaves = 1; leaves < rules.leavesMax && open.length > 0; leaves++) {
    const leaf = takeBest(open);
    const { split, depth } = leaf;
    const parent = nodes[leaf.node]!; // ! a node
    const [left, right] = partSegment(workshop, parent.segment, { split, depth });
    nodes[leaf.node] = { ...parent, split, left: nodes.length, right: nodes.length + 1 };
    const sumsOf = (sums: NodeSums, { start, end }: Segment): NodeSums => ({ ...sums, rows: end - start });
    nodes.push({ sums: sumsOf(split.left, left), segment: left, split: null, left: -1, right: -1 });
    nodes.push({ sums: sumsOf(split.right, right), segment: right, split: null, left: -1, right: -1 });
    if (leaves + 1 === rules.leavesMax) {
      idle.push(leaf.sums);
      break;
    }
    const isLeftLess = left.end - left.start <= right.end - right.start;
    const fewer = takeSums(workshop);
    fillHistogram(isLeftLess ? left : right, binned.width, fewer);
    subtractHistogram(leaf.sums, fewer);
    consider(nodes.length - 2, depth + 1, isLeftLess ? fewer : leaf.sums);
    consider(nodes.length - 1, depth + 1, isLeftLess ? leaf.sums : fewer);
  }
  for (const { sums } of open) idle.push(sums);
  return nodes;
}

function totalOf({ values, shift }: Packed, n: number): NodeSums {
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i]!; // ! i < n
  const gradient = Math.floor(total / shift);
  return { rows: n, gradient, curvature: total - gradient * shift, low: -Infinity, high: Infinity };
}

function judgeOf(node: NodeSums, packed: Packed, rules: GrowthRules): Judge {
  const least = (rules.rowsMin * node.curvature) / node.rows;
  return {
    node,
    rules,
    packed,
    curvatureMin: Math.max(least, rules.curvatureMin / packed.curvatureUnit, 1),
    ridge: rules.ridge / packed.curvatureUnit,
  };
}

const takeSums = ({ binned, idle }: Workshop): Float64Array => idle.pop() ?? new Float64Array(binned.width * 4 * SLOTS);

/** Takes the leaf with the largest gain out of the open ones; of equals the first. */
function takeBest(open: Leaf[]): Leaf {
  let best = 0;
  for (let k = 1; k < open.length; k++) if (open[k]!.split.gain > open[best]!.split.gain) best = k; // ! k < length
  const [leaf] = open.splice(best, 1);
  assert(leaf !== undefined, 'a leaf is open');
  return leaf;
}

function partSegment(
  { binned, buffers, columns }: Workshop,
  segment: Segment,
  { split, depth }: { readonly split: Split; readonly depth: number },
): [Segment, Segment] {
  const to = buffers[depth % 2]!; // ! 0 or 1
  const { feature, goesLeft } = split;
  const lefts =
    columns === null
      ? partRows(segment, to, { feature, width: binned.width, goesLeft })
      : partList(segment, to.ids, { bins: columns[feature]!, goesLeft }); // ! a feature
  const middle = segment.start + lefts;
  return [
    { buffer: to, start: segment.start, end: middle },
    { buffer: to, start: middle, end: segment.end },
  ];
}
