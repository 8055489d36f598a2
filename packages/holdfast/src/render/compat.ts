import { COMPAT_SAYS, COMPAT_WHY } from '@holdfast/core/report/words/compat.ts';
import type { CompatFound, CompatResult, CompatRow } from '../drivers/compat/request.ts';
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
    tableLines(result).map((line, k) => (k === 0 ? paint.dim(line) : line)),
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
  const estimates = rows.filter(isEstimate);
  if (estimates.length > 0) {
    const alerting = estimates.filter((row) => !('gap' in row) && row.isDrift === true).length;
    return wrap(COMPAT_SAYS.estimates(alerting, estimates.length), WIDTH);
  }
  const names = new Set(rows.flatMap(({ column }) => column ?? []));
  const drifted = new Set(rows.flatMap((row) => ('gap' in row || !row.isDrift ? [] : (row.column ?? []))));
  const whole = rows.filter((row) => !('gap' in row) && row.column === null);
  const told = whole.filter((row) => !('gap' in row) && row.isDrift === true).length;
  const counts =
    names.size > 0 ? COMPAT_SAYS.drifted(drifted.size, names.size) : COMPAT_SAYS.driftedWhole(told, whole.length);
  const counted = `${counts}.`;
  return wrap(program === 'nannyml' ? `${counted} ${COMPAT_SAYS.windows}` : counted, WIDTH);
}

const isEstimate = (row: CompatRow): boolean => !('gap' in row) && row.windows?.[0]?.stray !== undefined;

/** A row: whose and what, its figures, a word at the end; or why there are none. */
interface Line {
  readonly heads: readonly [column: string, method: string];
  readonly figures: readonly string[];
  readonly last: string;
}

function tableLines({ program, rows }: CompatResult): string[] {
  const { heads } = COMPAT_SAYS;
  const hasVerdict = program !== 'frouros';
  const hasP = !hasVerdict && rows.some((row) => !('gap' in row) && row.p !== null);
  const title: Line = {
    heads: [heads.column, heads.method],
    figures: [heads.value, ...(hasVerdict ? [heads.limit] : hasP ? [heads.p] : [])],
    last: !hasVerdict ? '' : rows.some(isEstimate) ? heads.alerts : heads.verdict,
  };
  const lines = rows.map((row): Line => {
    const own = [
      plain(row.column ?? (isEstimate(row) ? COMPAT_SAYS.performance : COMPAT_SAYS.table)),
      row.name,
    ] as const;
    if ('gap' in row) return { heads: own, figures: [], last: COMPAT_SAYS.refused(row.gap) };
    const beside = hasVerdict ? [figure(row.threshold)] : hasP ? [figure(row.p)] : [];
    return { heads: own, figures: [figure(row.statistic), ...beside], last: verdictOf(row) };
  });
  const all = [title, ...lines];
  const widest = (of: (line: Line) => string): number => Math.max(...all.map((line) => columnsOf(of(line))));
  const [name, method] = [
    Math.min(
      NAME_MAX,
      widest(({ heads }) => heads[0]),
    ),
    widest(({ heads }) => heads[1]),
  ];
  const widths = title.figures.map((_, k) => widest(({ figures }) => figures[k] ?? ''));
  return all.map(({ heads, figures, last }) => {
    const own = [fit(heads[0], name), fit(heads[1], method)];
    const cells = figures.map((cell, k) => fit(cell, widths[k] ?? 0, 'right'));
    const used = name + method + 4 + (figures.length === 0 ? 0 : widths.reduce((sum, width) => sum + width + 2, 0));
    return [...own, ...cells, fit(last, Math.max(0, WIDTH - used))].join('  ');
  });
}

const verdictOf = ({ windows, isDrift }: CompatFound): string =>
  windows
    ? COMPAT_SAYS.alerts(windows.filter(({ isAlert }) => isAlert).length, windows.length)
    : COMPAT_SAYS.drift(isDrift);

/** Six digits: enough to lay it beside the other program's. */
const figure = (value: number | null): string =>
  value === null ? '' : Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);

/** Methods that differ for one reason are told together. */
function whyLines(rows: readonly CompatRow[]): string[] {
  const said = new Map<string, Set<string>>();
  for (const row of rows) {
    if ('gap' in row) continue;
    const why = COMPAT_WHY[row.why] ?? '';
    said.set(why, (said.get(why) ?? new Set()).add(row.name));
  }
  if (said.size === 0) return [];
  return [COMPAT_SAYS.why, ...[...said].flatMap(([why, names]) => wrap(`${[...names].join(', ')}: ${why}`, WIDTH))];
}
