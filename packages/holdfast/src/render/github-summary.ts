import type { Result } from '@holdfast/core/report/result.ts';
import { VERDICT_WORDS } from '@holdfast/core/report/words/checks.ts';
import { SUMMARY } from '@holdfast/core/report/words/summary.ts';
import { tableOf, text } from './markdown-text.ts';

/** GitHub drops the summary of a step that is larger than 1 MiB, all of it. */
const BYTES_MAX = 1_000_000;
const [BEGIN, END] = ['<!-- holdfast: all -->', '<!-- holdfast: end of all -->'];
const MARK = /^<!-- holdfast: one (.*) -->$/gm;

/**
 * The summary of a step with one more report: what stood there before, and the report below it. From the second report
 * on a table of all of them comes first, so that a repository with many contracts is read at one look. The rows are
 * kept in comments, which pages do not show. A report that would make the whole too large is left out, which is said.
 */
export function summaryWith(before: string, result: Result, report: string): string {
  const bare = withoutHead(before);
  const mark = `<!-- holdfast: one ${rowOf(result)} -->`;
  const isRoom = Buffer.byteLength(bare) + Buffer.byteLength(report) + 10_000 < BYTES_MAX;
  const above = bare === '' || bare.endsWith('\n') ? bare : `${bare}\n`;
  const whole = `${above}${mark}\n${isRoom ? report : SUMMARY.tooLong}\n`;
  const rows = [...whole.matchAll(MARK)].map(([, row = '']) => row.split('|'));
  return rows.length < 2 ? whole : `${headOf(rows)}\n${whole}`;
}

function withoutHead(before: string): string {
  const [start, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  return start < 0 || end < start
    ? before
    : before.slice(0, start) + before.slice(end + END.length).replace(/^\n+/, '');
}

/** Cells without what would end a comment or a cell. */
function rowOf({ model, verdict, headline }: Result): string {
  const cell = (words: string): string => text(words).replaceAll('|', '/').replaceAll('--', '- -').replace(/\s+/g, ' ');
  return [verdict ?? 'none', cell(model), cell(headline.sentence)].join('|');
}

function headOf(rows: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>();
  for (const [verdict = ''] of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const said = ['fail', 'unknown', 'warn', 'pass', 'none'].flatMap((verdict) => {
    const n = counts.get(verdict) ?? 0;
    return n === 0 ? [] : [`${n} ${SUMMARY.words[verdict] ?? verdict}`];
  });
  const table = tableOf({
    heads: SUMMARY.heads,
    numbers: [false, false, false],
    rows: rows.map(([verdict = '', model = '', sentence = '']) => [wordOf(verdict), `**${model}**`, sentence]),
  });
  return `${BEGIN}\n## ${SUMMARY.heading(rows.length)}: ${said.join(', ')}\n\n${table}\n\n${END}\n`;
}

const wordOf = (verdict: string): string => {
  const words: Readonly<Record<string, string>> = VERDICT_WORDS;
  return words[verdict] ?? SUMMARY.measured;
};
