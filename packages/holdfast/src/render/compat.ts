import { COMPAT_SAYS, COMPAT_WHY } from '@holdfast/core/report/words/compat.ts';
import type { CompatResult, CompatRow } from '../drivers/compat/request.ts';
import { paintWith } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

const WIDTH = 80;
const NAME_MAX = 24;

/** The numbers of another program for a terminal of 80 columns, and below them why ours differ. */
export function renderCompat(result: CompatResult, isColored: boolean): string {
  const paint = paintWith(isColored);
  const parts = [
    [
      ...wrap(plain(COMPAT_SAYS.head(result.program)), WIDTH).map(paint.bold),
      COMPAT_SAYS.sides(result.reference.rows, result.current.rows),
    ],
    verdictLines(result),
    tableLines(result.rows).map((line, k) => (k === 0 ? paint.dim(line) : line)),
    result.leftOut.length === 0
      ? []
      : wrap(plain(COMPAT_SAYS.leftOut(result.leftOut.map(({ column, kind }) => `${column} (${kind})`))), WIDTH),
    whyLines(result.rows),
  ];
  const kept = parts.filter((lines) => lines.length > 0);
  return `${kept.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

function verdictLines({ program, table, rows }: CompatResult): string[] {
  if (program === 'frouros') return wrap(COMPAT_SAYS.noVerdict, WIDTH);
  if (table !== null) {
    const share = COMPAT_SAYS.share(table.share, 0.5, table.isDrift);
    return wrap(`${COMPAT_SAYS.drifted(table.drifted, table.of)}. ${share}`, WIDTH);
  }
  const names = new Set(rows.flatMap(({ column }) => column ?? []));
  const drifted = new Set(rows.flatMap((row) => ('gap' in row || !row.isDrift ? [] : (row.column ?? []))));
  const counted = `${COMPAT_SAYS.drifted(drifted.size, names.size)}.`;
  return wrap(program === 'nannyml' ? `${counted} ${COMPAT_SAYS.windows}` : counted, WIDTH);
}

function tableLines(rows: readonly CompatRow[]): string[] {
  const { heads } = COMPAT_SAYS;
  const hasP = rows.some((row) => !('gap' in row) && row.p !== null);
  const cells = rows.map((row): readonly string[] => {
    const column = plain(row.column ?? COMPAT_SAYS.table);
    if ('gap' in row) return [column, row.name, COMPAT_SAYS.refused(row.gap)];
    const verdict = row.windows
      ? COMPAT_SAYS.alerts(row.windows.filter(({ isAlert }) => isAlert).length, row.windows.length)
      : COMPAT_SAYS.drift(row.isDrift);
    const chance = hasP ? [figure(row.p)] : [figure(row.threshold), verdict];
    return [column, row.name, figure(row.statistic), ...chance];
  });
  const names = [heads.column, heads.method, heads.value, ...(hasP ? [heads.p] : [heads.limit, heads.verdict])];
  const widths = names.map((name, k) => {
    const widest = Math.max(
      columnsOf(name),
      ...cells.map((row) => (row.length < 4 && k > 1 ? 0 : columnsOf(row[k] ?? ''))),
    );
    return k < 2 ? Math.min(widest, k === 0 ? NAME_MAX : 30) : widest;
  });
  const line = (row: readonly string[]): string =>
    row.length < names.length
      ? fit(
          `${row
            .slice(0, 2)
            .map((cell, k) => fit(cell, widths[k] ?? 0))
            .join('  ')}  ${row[2] ?? ''}`,
          WIDTH,
        )
      : row.map((cell, k) => fit(cell, widths[k] ?? 0, k > 1 && k < names.length - 1 ? 'right' : 'left')).join('  ');
  return [names, ...cells].map(line);
}

/** Six digits: enough to lay it beside the other program's. */
const figure = (value: number | null): string =>
  value === null ? '' : Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);

function whyLines(rows: readonly CompatRow[]): string[] {
  const said = new Map(rows.flatMap((row) => ('gap' in row ? [] : [[row.name, COMPAT_WHY[row.why] ?? '']])));
  if (said.size === 0) return [];
  return [COMPAT_SAYS.why, ...[...said].flatMap(([name, why]) => wrap(`${name}: ${why}`, WIDTH))];
}
