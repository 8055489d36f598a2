import { aboveSlot, belowSlot, missingSlot, newSlot, otherSlot, ownBins } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';
import { chiSquaredTest } from '../../stats/contingency.ts';
import { sum } from '../../stats/sum.ts';

/** A cell of a table of counts: rows of the reference and current ones. */
type Cell = readonly [reference: number, current: number];

/** Into so many groups of equal mass numbers are put, of fewer rows into fewer. */
const GROUPS = { least: 2, most: 10, rows: 20 };
/**
 * What is expected less often than this on a side goes together. Cochran (1954) asks for 5, at levels of 0.05; here a
 * level is 0.01 over all columns, and with 5 of 40 rows the tail of the test is five times too heavy.
 */
const EXPECTED_LEAST = 10;

/**
 * The chance of such a difference where nothing moved: a chi-squared test that does not fall for bins frozen from one
 * side. A frozen reference has nothing outside its range and no text that it lacks, by construction; so what lies
 * outside is counted with the outermost groups, and texts are told apart only where both sides together have enough of
 * them. O(bins).
 */
export function byChance(reference: ColumnProfile, current: ColumnProfile): number {
  const at = (slot: number): Cell => [reference.counts[slot]!, current.counts[slot]!]; // ! a slot
  const { bins } = reference;
  const own = Array.from({ length: ownBins(bins) }, (_, slot) => at(slot));
  const [size, n] = [sum(reference.counts), sum(current.counts)];
  const cells =
    bins.kind === 'levels'
      ? own
      : groupedBy([at(belowSlot(bins)), ...own, at(aboveSlot(bins))], groupsOf(Math.min(size, n)));
  const expected = ([a, b]: Cell): number => ((a + b) * Math.min(size, n)) / (size + n);
  const all = [...cells, at(missingSlot(bins))];
  const kept = all.filter((cell) => expected(cell) >= EXPECTED_LEAST);
  const rest = all.filter((cell) => expected(cell) < EXPECTED_LEAST);
  const unnamed = bins.kind === 'levels' ? [at(otherSlot(bins)), at(newSlot(bins))] : [];
  const pooled = together([...rest, ...unnamed]);
  const table = [...kept, ...(expected(pooled) >= EXPECTED_LEAST ? [pooled] : [])];
  if (table.length < 2) return 1;
  return chiSquaredTest([table.map(([a]) => a), table.map(([, b]) => b)])?.p ?? 1;
}

const groupsOf = (rows: number): number =>
  Math.max(GROUPS.least, Math.min(GROUPS.most, Math.floor(rows / GROUPS.rows)));

const together = (cells: readonly Cell[]): Cell => [sum(cells.map(([a]) => a)), sum(cells.map(([, b]) => b))];

/** Neighbours put together to about so many groups of equal mass of both sides; a frequent number stays alone. */
function groupedBy(cells: readonly Cell[], groups: number): Cell[] {
  const total = sum(cells.map(([a, b]) => a + b));
  const found = new Map<number, Cell[]>();
  let passed = 0;
  for (const cell of cells) {
    const mass = cell[0] + cell[1];
    const group = Math.min(groups - 1, Math.floor((groups * (passed + mass / 2)) / Math.max(1, total)));
    found.set(group, [...(found.get(group) ?? []), cell]);
    passed += mass;
  }
  return [...found.values()].map(together);
}
