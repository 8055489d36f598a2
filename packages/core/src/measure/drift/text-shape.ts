import type { NumberColumn, TextColumn } from '../../table/table.ts';

/** What is measured of a text that is no level, such as a comment or a name. */
const SHAPES: readonly (readonly [name: string, of: (text: string) => number])[] = [
  ['length', (text) => text.length],
  ['words', (text) => text.split(/\s+/u).filter((word) => word !== '').length],
  ['share of letters', (text) => shareOf(text, /\p{L}/gu)],
  ['share of digits', (text) => shareOf(text, /\p{N}/gu)],
  ['share of other signs', (text) => shareOf(text, /[^\p{L}\p{N}\s]/gu)],
];

const shareOf = (text: string, pattern: RegExp): number =>
  text.length === 0 ? 0 : (text.match(pattern) ?? []).reduce((total, found) => total + found.length, 0) / text.length;

/**
 * The length of each text of a column, its words, and its shares of letters, digits and other signs, outer blanks
 * aside; missing where the text is. O(characters of the levels).
 */
export function textShapes({ name, codes, levels }: TextColumn): NumberColumn[] {
  const missing = codes.includes(-1) ? Uint8Array.from(codes, (code) => (code < 0 ? 1 : 0)) : null;
  return SHAPES.map(([shape, of]) => {
    const byCode = Float64Array.from(levels, (level) => of(level.trim()));
    const values = Float64Array.from(codes, (code) => byCode[code] ?? 0);
    return { name: `${name}: ${shape}`, kind: 'number', type: 'number', values, missing };
  });
}
