import { hashText } from '../std/hash-text.ts';
import type { TextColumn } from '../table/table.ts';
import type { LevelBins } from './bins.ts';

/** A level of at least so many-th part of the values has a bin, so many levels at most. */
const PARTS = 1000;
const LEVELS_MAX = 200;
/** A longer level is a sentence, not a level: it counts as other, and its text is not kept. */
const LENGTH_MAX = 256;
/** Of rarer levels so many hashes are kept: 256 KB. */
const RARE_MAX = 65_536;

/**
 * Bins for the text of a reference (STATISTICS 1.1): levels that 0.1 % of its values have, the 200 most frequent at
 * most, by falling count and then by name; the others are known as rare. `counts`: of texts without outer blanks.
 * O(levels).
 */
export function freezeLevels(counts: ReadonlyMap<string, number>): LevelBins {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const falling = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const isOwn = ([level, count]: readonly [string, number]): boolean =>
    count * PARTS >= total && level.length <= LENGTH_MAX;
  const levels = falling
    .filter(isOwn)
    .slice(0, LEVELS_MAX)
    .map(([level]) => level);
  const own = new Set(levels);
  const others = falling.filter(([level]) => !own.has(level));
  if (others.length > RARE_MAX) return { kind: 'levels', levels, rare: new Uint32Array(), isOpen: true };
  const rare = Uint32Array.from(new Set(others.map(([level]) => hashText(level)))).sort();
  return { kind: 'levels', levels, rare, isOpen: false };
}

/** How often each level stands in the column, outer blanks aside; those that never do are left out. */
export function levelCounts({ codes, levels }: TextColumn): Map<string, number> {
  const byCode = new Float64Array(levels.length);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) byCode[codes[i]!]!++; // ! codes are places of levels
  const counts = new Map<string, number>();
  for (const [code, level] of levels.entries()) {
    const count = byCode[code]!; // ! as long as levels
    if (count > 0) counts.set(level.trim(), (counts.get(level.trim()) ?? 0) + count);
  }
  return counts;
}
