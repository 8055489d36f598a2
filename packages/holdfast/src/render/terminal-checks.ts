import type * as Blocks from '@holdfast/core/report/blocks.ts';
import { FRAME } from '@holdfast/core/report/words/frame.ts';
import { MARKS, type Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

/** Checks that pass are the least news: beyond this many they are counted. */
const PASSES_MAX = 12;
const ROWS_MAX = 40;
const MARK_WIDTH = 10;

/** The checks: mark, word, name with limit, what was found, interval, n. A long name goes on below itself. */
export function checksText(block: Blocks.ChecksBlock, screen: Screen): string[] {
  const passes = block.rows.filter((row) => row.verdict === 'pass');
  const others = block.rows.filter((row) => row.verdict !== 'pass');
  const shown = [...others.slice(0, ROWS_MAX), ...passes.slice(0, PASSES_MAX)];
  const texts = (pick: (row: Blocks.CheckRow) => string, head: string): number =>
    Math.max(columnsOf(head), ...shown.map((row) => columnsOf(plain(pick(row)))));
  const [found, interval, n] = [
    texts((r) => r.found, 'found'),
    texts((r) => r.interval, 'interval'),
    texts((r) => r.n, 'n'),
  ];
  const name = Math.max(16, screen.width - MARK_WIDTH - found - interval - n - 6);
  const isNarrow = MARK_WIDTH + name + found + interval + n + 6 > screen.width;
  const widths = { name: isNarrow ? screen.width - MARK_WIDTH : name, found, interval, n };
  const head = isNarrow
    ? []
    : [
        screen.paint.dim(
          `${' '.repeat(MARK_WIDTH)}${fit('check', name)}  ${fit('found', found, 'right')}  ${fit('interval', interval)}  ${fit('n', n, 'right')}`,
        ),
      ];
  const lines = [...head, ...shown.flatMap((row) => rowLines(row, widths, { ...screen, isNarrow }))];
  const left = block.rows.length - shown.length;
  if (left > 0) lines.push(screen.paint.dim(`${' '.repeat(MARK_WIDTH)}and ${left} more in the JSON and the report`));
  if (block.aside !== null)
    lines.push(...marked('unknown', 'unknown', wrap(plain(block.aside), screen.width - MARK_WIDTH), screen));
  return lines;
}

interface Widths {
  readonly name: number;
  readonly found: number;
  readonly interval: number;
  readonly n: number;
}

function rowLines(row: Blocks.CheckRow, widths: Widths, screen: Screen & { readonly isNarrow: boolean }): string[] {
  // The limit of a comparison is long and stands in the report; its unit must be said all the same.
  const limit = row.isComparison ? row.unit : row.limit;
  const name = wrap(plain(limit === '' ? row.title : `${row.title}, ${limit}`), widths.name);
  const [found, interval, n] = [row.found, row.interval, row.n].map(plain);
  const figures = [
    fit(found ?? '', widths.found, 'right'),
    fit(interval ?? '', widths.interval),
    fit(n ?? '', widths.n, 'right'),
  ].join('  ');
  const remark = row.verdict === 'unknown' || row.isWaived ? wrap(plain(row.remark), screen.width - MARK_WIDTH) : [];
  const first = row.found === '' ? fit(name[0] ?? '', widths.name) : `${fit(name[0] ?? '', widths.name)}  ${figures}`;
  const lines = screen.isNarrow
    ? [...name, ...(row.found === '' ? [] : wrap(figures.trim().replace(/\s+/g, ' '), widths.name))]
    : [first, ...name.slice(1)];
  return marked(row.verdict, row.isWaived ? FRAME.waived : row.verdict, [...lines, ...remark], screen);
}

function marked(
  verdict: Blocks.CheckRow['verdict'],
  word: string,
  lines: readonly string[],
  { paint }: Screen,
): string[] {
  return lines.map((line, i) =>
    i === 0
      ? paint.verdict(verdict, fit(`${MARKS[verdict]} ${word}`, MARK_WIDTH)) + line
      : ' '.repeat(MARK_WIDTH) + line,
  );
}
