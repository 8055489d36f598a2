import { type CellKind, kindOfCell } from '../types/cell-kind.ts';
import type { Row } from './split.ts';

export interface FoundHeader {
  /** Position of its first row. */
  readonly from: number;
  /** 0 when there is no header. */
  readonly count: number;
  /** Nothing told the header from a row. */
  readonly isAssumed: boolean;
}

/** Rows that tell what a column holds. */
const LOOK = 100;

/** The header at or just before `start`, the first row of the common width. */
export function headerRowsAt(
  rows: readonly Row[],
  start: number,
  width: number,
  pinned: number | undefined,
): FoundHeader {
  const above = rows[start - 1];
  // One name more or less than cells: a delimiter at the end of every row, or row names without a name.
  const isAbove =
    above !== undefined && start >= 1 && Math.abs(above.cells.length - width) === 1 && isNames(above) && width > 2;
  const from = isAbove ? start - 1 : start;
  if (pinned !== undefined) return { from, count: pinned, isAssumed: false };
  if (isAbove) return { from, count: 1, isAssumed: false };
  const first = rows[start]?.cells ?? [];
  const body = rows.slice(start + 1, start + 1 + LOOK).map((row) => row.cells);
  if (body.length === 0) return { from, count: 1, isAssumed: first.some((cell) => isValue(kindOfCell(cell))) };
  const says = headerEvidence(first, body);
  if (says < 0) return { from, count: 0, isAssumed: false };
  const second = rows[start + 1]?.cells ?? [];
  const isDouble = body.length > 1 && isSecondHeader(first, second, body.slice(1));
  return { from, count: isDouble ? 2 : 1, isAssumed: says === 0 && !isDouble };
}

const isNames = (row: Row): boolean => {
  const named = row.cells.slice(0, -1);
  return (
    row.cells.length > 1 &&
    named.every((cell) => cell.trim() !== '' && !isValue(kindOfCell(cell))) &&
    !isValue(kindOfCell(row.cells.at(-1) ?? ''))
  );
};

const isValue = (kind: CellKind): boolean => kind !== 'text' && kind !== 'missing';

/** Above 0 for a header, below for a row, 0 when nothing tells. */
function headerEvidence(first: readonly string[], body: readonly (readonly string[])[]): number {
  if (isSequence(first, body)) return 1;
  let says = 0;
  for (const [j, cell] of first.entries()) {
    const text = cell.trim();
    if (text === '') continue;
    const below = body.map((row) => (row[j] ?? '').trim()).filter((value) => value !== '');
    if (below.length === 0) continue;
    const usual = usualKind(below);
    const kind = kindOfCell(text);
    if (isValue(usual)) says += kind === 'text' ? 1 : kind === usual ? -1 : 0;
    else if (isValue(kind)) says -= 1;
    else if (below.includes(text)) says -= 1;
  }
  return says;
}

/** The kind of at least six in ten of the values. */
function usualKind(values: readonly string[]): CellKind {
  const counts = new Map<CellKind, number>();
  let told = 0;
  for (const value of values) {
    const kind = kindOfCell(value);
    if (kind === 'missing') continue;
    told++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of counts) if (count >= told * 0.6) return kind;
  return 'text';
}

/** Years, or 0, 1, 2, ... over columns of numbers: names that are numbers. */
function isSequence(first: readonly string[], body: readonly (readonly string[])[]): boolean {
  const named = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const numbers = named.filter((cell) => /^\d{1,4}$/.test(cell)).map(Number);
  if (numbers.length < 3 || numbers.length < named.length - 2) return false;
  const isRising = numbers.every((value, i) => i === 0 || value > numbers[i - 1]!); // ! i > 0
  const isCount = isRising && numbers.every((value, i) => value === numbers[0]! + i); // ! there are three at least
  const isYears = isRising && numbers.every((value) => value >= 1900 && value <= 2100);
  const next =
    body[0]
      ?.map((cell) => cell.trim())
      .filter((cell) => /^\d{1,4}$/.test(cell))
      .map(Number) ?? [];
  const goesOn = next.length >= 3 && next.every((value, i) => i === 0 || value > next[i - 1]!); // ! i > 0
  return (isYears || isCount) && !goesOn;
}

const PHYSICAL = '[kmcµnMG]?(g|m|s|Hz|W|Wh|V|A|Pa|J|l|L|N|B)|°?[CFK]|min|h|hrs?|days?|years?|km/h|m/s|mph|kn|mm/h';
const OTHER_UNITS = '[µm]g/m[3³]|hPa|mbar|ppm|ppb|USD|EUR|GBP|€|\\$|£|%|count|units?|pcs';
const TYPE_WORDS = 'text|string|int|integer|float|date|datetime';
/** What stands below names in a row of units or types; an empty cell is one without a unit. */
const UNIT_WORD = new RegExp(`^(\\(.*\\)|\\[.*\\]|${PHYSICAL}|${OTHER_UNITS}|${TYPE_WORDS}|)$`);

/**
 * Whether the second row is a header too: names below merged cells, or units over columns of numbers. A word over
 * numbers that is neither could be a missing value, and a row of data must not be lost: then it is a row.
 */
function isSecondHeader(
  first: readonly string[],
  second: readonly string[],
  body: readonly (readonly string[])[],
): boolean {
  if (second.some((cell) => ['number', 'date', 'yes-no'].includes(kindOfCell(cell)) && cell.trim() !== ''))
    return false;
  const usual = first.map((_, j) =>
    usualKind(body.map((row) => (row[j] ?? '').trim()).filter((value) => value !== '')),
  );
  const texts = second.map((cell, j) => ({ text: cell.trim(), isOverValues: isValue(usual[j] ?? 'text') }));
  if (!texts.some(({ text, isOverValues }) => isOverValues && text !== '')) return false;
  const empty = first.flatMap((cell, j) => (cell.trim() === '' ? [j] : []));
  const isMerged = empty.length >= 2 && empty.every((j) => texts[j]?.text !== '');
  if (isMerged) return true;
  const seen = new Set(body.flat().map((cell) => cell.trim()));
  return texts.every(({ text, isOverValues }) =>
    isOverValues ? UNIT_WORD.test(text) : text === '' || (UNIT_WORD.test(text) && !seen.has(text)),
  );
}
