import { type LevelBins, newSlot } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';
import { makeLevelTally } from '../../profile/column.ts';

/** How a text is written otherwise. */
export type FormatKind = 'dot' | 'case' | 'blanks';

/** Texts of a column that the reference writes otherwise, and the column as it is when they are read as the same. */
export interface FormatDifference {
  readonly column: string;
  readonly kinds: readonly FormatKind[];
  /** As it stands in the current rows, as in the reference, and in how many rows; the most frequent first. */
  readonly texts: readonly { readonly current: string; readonly reference: string; readonly rows: number }[];
  readonly rows: number;
  readonly readAlike: ColumnProfile;
}

/**
 * The levels that are new in the current rows and differ from one of the reference by a trailing dot, letter case or
 * blanks alone; null where there are none. `own`: the same column of the current rows on bins of its own, which has the
 * names. Levels that one value in 1,000 does not have are not looked at.
 */
export function formatDifference(
  reference: ColumnProfile,
  current: ColumnProfile,
  own: ColumnProfile,
): FormatDifference | null {
  const { bins } = reference;
  if (bins.kind !== 'levels' || own.bins.kind !== 'levels' || current.counts[newSlot(bins)] === 0) return null;
  const known = new Set(bins.levels);
  const byForm = new Map([...bins.levels].reverse().map((level) => [formOf(level), level]));
  const texts = own.bins.levels.flatMap((level, slot) => {
    const same = known.has(level) || !isNew(bins, level) ? undefined : byForm.get(formOf(level));
    return same === undefined ? [] : [{ current: level, reference: same, rows: own.counts[slot] ?? 0 }];
  });
  if (texts.length === 0) return null;
  const tally = makeLevelTally(bins);
  for (const { current: level, reference: same, rows } of texts) {
    tally.add(level, -rows);
    tally.add(same, rows);
  }
  return {
    column: reference.name,
    kinds: KINDS.filter(([, differs]) => texts.some((text) => differs(text.current, text.reference))).map(
      ([kind]) => kind,
    ),
    texts: texts.sort((a, b) => b.rows - a.rows),
    rows: texts.reduce((total, { rows }) => total + rows, 0),
    readAlike: tally.addedTo(current),
  };
}

/** Whether the reference has never seen a level, not even as a rare one. */
function isNew(bins: LevelBins, level: string): boolean {
  const tally = makeLevelTally(bins);
  tally.add(level, 1);
  const empty = { name: '', bins, counts: new Float64Array(bins.levels.length + 3), moments: null };
  return tally.addedTo(empty).counts[newSlot(bins)] === 1;
}

const bare = (text: string): string => text.trim().replace(/[\s.]+$/u, '');
const tight = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const formOf = (text: string): string => tight(bare(text)).toLowerCase();

const KINDS: readonly (readonly [FormatKind, (a: string, b: string) => boolean])[] = [
  ['dot', (a, b) => bare(a).length - a.trim().length !== bare(b).length - b.trim().length],
  ['case', (a, b) => tight(bare(a)) !== tight(bare(b)) && tight(bare(a)).toLowerCase() === formOf(b)],
  ['blanks', (a, b) => tight(bare(a)) !== bare(a) || tight(bare(b)) !== bare(b)],
];
