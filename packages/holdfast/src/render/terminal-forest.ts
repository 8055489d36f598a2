import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Screen } from './paint.ts';
import { columnsOf, fit, plain } from './plain.ts';
import { tickText } from './svg/ticks.ts';

const ROWS_MAX = 16;

/**
 * Differences on one axis, a row each: `---o---` the interval and the value, `|` no difference. The axis is never cut.
 */
export function forestText(block: Blocks.ForestBlock, { width, paint }: Screen): string[] {
  const rows = block.rows.slice(0, ROWS_MAX);
  if (rows.length === 0) return [];
  const names = Math.min(Math.floor(width * 0.36), Math.max(...rows.map((row) => columnsOf(plain(row.name)))));
  const sizes = Math.max(...rows.map((row) => columnsOf(plain(row.n))));
  const chart = width - names - sizes - 4;
  if (chart < 12) return [];
  const ends = rows.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  const at = (value: number): number =>
    Math.min(chart - 1, Math.max(0, Math.round(((value - low) / span) * (chart - 1))));
  const lines = rows.map((row) => {
    const drawn = drawRow(row, { chart, at });
    const painted = row.verdict === null ? drawn : paint.verdict(row.verdict, drawn);
    return `${fit(plain(row.name), names)}  ${fit(plain(row.n), sizes, 'right')}  ${painted}`;
  });
  const more =
    block.rows.length > rows.length ? [paint.dim(`and ${block.rows.length - rows.length} more in the report`)] : [];
  const axis = `${' '.repeat(names + sizes + 4)}${axisText({ low, high, chart, at })}`;
  return [...lines, paint.dim(axis.slice(0, width)), ...more];
}

function drawRow(row: Blocks.ForestRow, { chart, at }: { chart: number; at: (value: number) => number }): string {
  const cells = Array.from({ length: chart }, () => ' ');
  const from = at(row.low ?? row.value);
  const to = at(row.high ?? row.value);
  for (let i = from; i <= to; i++) cells[i] = '-';
  const zero = at(0);
  cells[zero] = '|';
  // An undecided value is hollow: it does not hide where zero is.
  cells[at(row.value)] = row.verdict === 'unknown' ? '.' : 'o';
  return cells.join('').trimEnd();
}

/** The ends and zero, where they do not overlap. */
function axisText({
  low,
  high,
  chart,
  at,
}: {
  low: number;
  high: number;
  chart: number;
  at: (value: number) => number;
}): string {
  const cells = Array.from({ length: chart }, () => ' ');
  for (const [value, text] of [
    [0, '0'],
    [low, label(low)],
    [high, label(high)],
  ] as const) {
    const start = Math.min(chart - text.length, Math.max(0, at(value) - Math.floor(text.length / 2)));
    const isFree = cells.slice(Math.max(0, start - 1), start + text.length + 1).every((cell) => cell === ' ');
    if (isFree) for (let i = 0; i < text.length; i++) cells[start + i] = text[i] ?? ' ';
  }
  return cells.join('').trimEnd();
}

const label = (value: number): string => tickText(Number(value.toPrecision(3)), { isSigned: true });
