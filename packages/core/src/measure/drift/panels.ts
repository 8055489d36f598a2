import { aboveSlot, belowSlot, missingSlot, newSlot, otherSlot, ownBins } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';
import { sum } from '../../stats/sum.ts';

/** The shares of a column on both sides, of 100: over equal stretches of numbers, or by text. */
export type DriftPanel = {
  readonly column: string;
  readonly reference: readonly number[];
  readonly current: readonly number[];
} & (
  | { readonly kind: 'number'; readonly edges: readonly number[] }
  | { readonly kind: 'text'; readonly names: readonly string[] }
);

/** Cells of a chart of numbers, and texts of one of text. */
const [CELLS, TEXTS] = [24, 6];
/** What lies beyond this part of both sides is drawn in the outermost cells, so that one outlier presses nothing. */
const TAIL = 0.005;

/** What a chart of both sides of a column shows; null where a side has no value, or all are the same. */
export function driftPanel(reference: ColumnProfile, current: ColumnProfile, names: PanelNames): DriftPanel | null {
  const { bins } = reference;
  const missing = missingSlot(bins);
  const present = ({ counts }: ColumnProfile): number => sum(counts) - counts[missing]!; // ! a slot
  if (present(reference) === 0 || present(current) === 0) return null;
  return bins.kind === 'levels' ? textPanel(reference, current, names) : numberPanel(reference, current);
}

/** What bins without a text are called. */
export interface PanelNames {
  readonly other: string;
  readonly unseen: string;
  readonly missing: string;
}

function textPanel(reference: ColumnProfile, current: ColumnProfile, names: PanelNames): DriftPanel | null {
  const { bins } = reference;
  if (bins.kind !== 'levels') return null;
  const [n, size] = [sum(current.counts), sum(reference.counts)];
  const shareOf = (slot: number): readonly [number, number] => [
    (100 * reference.counts[slot]!) / size, // ! a slot
    (100 * current.counts[slot]!) / n, // ! a slot
  ];
  const own = bins.levels.map((name, slot) => ({ name, share: shareOf(slot) }));
  const most = [...own].sort((a, b) => Math.max(...b.share) - Math.max(...a.share)).slice(0, TEXTS);
  const left = own.filter((one) => !most.includes(one)).map(({ share }) => share);
  left.push(shareOf(otherSlot(bins)));
  const other = [sum(left.map(([before]) => before)), sum(left.map(([, now]) => now))] as const;
  const rest = [
    { name: names.other, share: other },
    { name: names.unseen, share: shareOf(newSlot(bins)) },
    { name: names.missing, share: shareOf(missingSlot(bins)) },
  ].filter(({ share }) => Math.max(...share) > 0);
  const shown = [...most, ...rest];
  return {
    kind: 'text',
    column: reference.name,
    names: shown.map(({ name }) => name),
    reference: shown.map(({ share }) => share[0]),
    current: shown.map(({ share }) => share[1]),
  };
}

/** A stretch of numbers and how many of each side are in it. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly [number, number];
}

function numberPanel(reference: ColumnProfile, current: ColumnProfile): DriftPanel | null {
  const pieces = piecesOf(reference, current);
  const totals = [0, 1].map((side) => sum(pieces.map(({ counts }) => counts[side]!))); // ! two sides
  const ends = [0, 1].map((side) => [quantile(pieces, side, TAIL), quantile(pieces, side, 1 - TAIL)] as const);
  const [low, high] = [Math.min(...ends.map(([end]) => end)), Math.max(...ends.map(([, end]) => end))];
  if (!(high > low) || !Number.isFinite(high - low)) return null;
  const edges = Array.from({ length: CELLS + 1 }, (_, k) => low + (k * (high - low)) / CELLS);
  const cellOf = (x: number): number =>
    Math.min(CELLS - 1, Math.max(0, Math.floor((CELLS * (x - low)) / (high - low))));
  const shares = [0, 1].map((side) => {
    const cells = new Array<number>(CELLS).fill(0);
    for (const { counts, ...ends } of pieces) spread(counts[side]!, ends, cells, { edges, cellOf }); // ! a side
    return cells.map((count) => (100 * count) / (totals[side] || 1));
  });
  return { kind: 'number', column: reference.name, edges, reference: shares[0] ?? [], current: shares[1] ?? [] };
}

interface Grid {
  readonly edges: readonly number[];
  readonly cellOf: (x: number) => number;
}

/** Adds so many to the cells that a stretch covers, to each by how much of the stretch lies in it. */
function spread(count: number, { from, to }: Omit<Piece, 'counts'>, cells: number[], { edges, cellOf }: Grid): void {
  const [first, last] = [cellOf(from), cellOf(to)];
  if (first === last || !(to > from)) {
    cells[first]! += count; // ! a cell
    return;
  }
  for (let cell = first; cell <= last; cell++) {
    const start = cell === first ? from : edges[cell]!; // ! a cell has ends
    const end = cell === last ? to : edges[cell + 1]!; // ! a cell has ends
    cells[cell]! += (count * (end - start)) / (to - from); // ! a cell
  }
}

/** Below, the bins and above, with the ends that both sides have. */
function piecesOf(reference: ColumnProfile, current: ColumnProfile): Piece[] {
  const { bins } = reference;
  if (bins.kind !== 'number') return [];
  const both = (slot: number): Piece['counts'] => [reference.counts[slot]!, current.counts[slot]!]; // ! a slot
  const [first = 0, last = 0] = [bins.edges[0], bins.edges.at(-1)];
  const { least = first, greatest = last } = current.moments ?? {};
  const own = Array.from({ length: ownBins(bins) }, (_, bin): Piece => {
    const [from, to] = [bins.edges[bin]!, bins.edges[bin + 1]!]; // ! a bin has ends
    return { from, to, counts: both(bin) };
  });
  return [
    { from: Math.min(least, first), to: Math.min(first, greatest), counts: both(belowSlot(bins)) },
    ...own,
    { from: Math.max(last, least), to: Math.max(greatest, last), counts: both(aboveSlot(bins)) },
  ].filter(({ counts }) => counts[0] + counts[1] > 0);
}

function quantile(pieces: readonly Piece[], side: number, share: number): number {
  const total = sum(pieces.map(({ counts }) => counts[side]!)); // ! two sides
  let left = share * total;
  for (const { from, to, counts } of pieces) {
    const count = counts[side]!; // ! two sides
    if (left <= count && count > 0) return from + (left / count) * (to - from);
    left -= count;
  }
  return pieces.at(-1)?.to ?? 0;
}
