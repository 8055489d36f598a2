import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Block, Document, Section, Term } from '@holdfast/core/report/blocks.ts';
import type { VerdictWord } from '@holdfast/core/report/result.ts';
import { VERDICT_WORDS } from '@holdfast/core/report/words/checks.ts';
import { FRAME } from '@holdfast/core/report/words/frame.ts';
import { FIGURE, HEADS } from '@holdfast/core/report/words/sections.ts';
import { budgetTable, panelsTable, timelineMarkdown } from './markdown-history.ts';
import { tableOf, text, UNSEEN } from './markdown-text.ts';

/** A job summary may have 1 MiB for a whole step, and is dropped beyond it: this leaves room for others. */
const BYTES_MAX = 900_000;
const ROWS_MAX = 60;

/** Shape and word, for a reader that shows no colours of ours. */
const MARKS: Readonly<Record<VerdictWord, string>> = { pass: '✓', warn: '⚠', fail: '✕', unknown: '?' };

/**
 * The report as GitHub Markdown, for a job summary or a comment: the answer, key figures, the tables; long ones
 * folded. Names cannot become markup, links or mentions. Sections that would pass the size limit are left out, and
 * that is said.
 */
export function renderMarkdown(document: Document): string {
  const { answer } = document;
  const mark = answer.verdict === null ? '' : `${MARKS[answer.verdict]} `;
  const head = [
    `## ${mark}${text(answer.word)}: ${text(answer.sentence)}`,
    text(answer.support.join(' ')),
    `**${text(answer.action)}**`,
    answer.command === null ? '' : code(answer.command),
    factsTable(document),
  ];
  const foot = [fold(FRAME.glossary, document.terms.map(termText).join('\n')), footText(document)];
  let room = BYTES_MAX - bytes([...head, ...foot].join('\n\n'));
  const sections: string[] = [];
  for (const section of document.sections) {
    const source = sectionText(section);
    room -= bytes(source) + 2;
    if (room < 0) {
      sections.push(text(FRAME.tooLong));
      break;
    }
    sections.push(source);
  }
  return `${[...head, ...sections, ...foot].filter((part) => part !== '').join('\n\n')}\n`;
}

const bytes = (source: string): number => Buffer.byteLength(source);

/** A block of code whose fence is longer than any in it. */
function code(source: string): string {
  const clean = source.replace(UNSEEN, '').replace(/[\r\n]+/g, ' ');
  const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${clean}\n${fence}`;
}

const fold = (title: string, body: string): string =>
  body === '' ? '' : `<details><summary>${text(title)}</summary>\n\n${body}\n\n</details>`;

const factsTable = ({ facts }: Document): string =>
  facts.length === 0
    ? ''
    : tableOf({
        heads: ['', FRAME.figures, ''],
        numbers: [false, true, false],
        rows: facts.map((f) => [text(f.name), `**${text(f.value)}**`, text(f.how)]),
      });

function sectionText(section: Section): string {
  const body = section.blocks.map(blockText).filter((part) => part !== '');
  const says = [...section.says, section.note].filter((said) => said !== '').map(text);
  if (section.isBrief)
    return [`### ${text(section.heading)}`, says.join(' '), ...body].filter((part) => part !== '').join('\n\n');
  return body.length === 0
    ? ''
    : fold(section.heading, [says.join(' '), ...body].filter((part) => part !== '').join('\n\n'));
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'checks':
      return checksText(block);
    case 'table':
      return tableText(block);
    case 'forest':
      return block.sides === null ? '' : forestText(block);
    case 'list':
      return block.items.map((item) => `- ${text(item)}`).join('\n');
    case 'timeline':
      return timelineMarkdown(block);
    case 'panels':
      return tableOf(panelsTable(block));
    case 'budget':
      return tableOf(budgetTable(block));
    default:
      return '';
  }
}

const verdictText = (verdict: VerdictWord, isWaived: boolean): string =>
  `${MARKS[verdict]} ${VERDICT_WORDS[verdict]}${isWaived ? `, ${FRAME.waived}` : ''}`;

function checksText(block: Blocks.ChecksBlock): string {
  const rows = block.rows
    .slice(0, ROWS_MAX)
    .map((row) => [
      verdictText(row.verdict, row.isWaived),
      `${text(row.title)}<br><sub>${text(row.limit)}</sub>`,
      ...[row.found, row.interval, row.n, row.remark].map(text),
    ]);
  const more = [block.aside ?? '', rest(block.rows.length, FRAME.checks)].filter((part) => part !== '').map(text);
  const numbers = [false, false, true, true, true, false];
  return [tableOf({ heads: HEADS.check, numbers, rows }), ...more].join('\n\n');
}

function tableText(block: Blocks.TableBlock): string {
  const rows = block.rows.slice(0, ROWS_MAX).map((row) =>
    row.cells.map((cell) => {
      const lead = cell.lead === undefined ? '' : `**${text(cell.lead)}:** `;
      const value = `${cell.verdict === undefined ? lead : `${MARKS[cell.verdict]} `}${text(cell.text)}`;
      return cell.small ? `${value}<br><sub>${text(cell.small)}</sub>` : value;
    }),
  );
  const body = tableOf({
    heads: block.columns.map((column) => column.name),
    numbers: block.columns.map((column) => column.isNumber),
    rows,
  });
  const whole = [text(block.unit), body, text(block.rest ?? ''), text(rest(block.rows.length, FRAME.rows))]
    .filter((part) => part !== '')
    .join('\n\n');
  return block.fold === undefined ? whole : fold(block.fold, whole);
}

function forestText(block: Blocks.ForestBlock): string {
  const rows = block.rows
    .slice(0, ROWS_MAX)
    .map((row) => [
      row.verdict === null ? '' : verdictText(row.verdict, false),
      ...[row.name, row.n, row.text].map(text),
    ]);
  const heads = [HEADS.verdict, HEADS.slice, HEADS.n, block.unit || FIGURE.withInterval];
  return tableOf({ heads, numbers: [false, false, true, true], rows });
}

const rest = (n: number, what: string): string => (n > ROWS_MAX ? FRAME.more(n - ROWS_MAX, what) : '');

const termText = (term: Term): string =>
  `- **${text(term.title)}**: ${text(term.question)} ${text(term.formula)}. ${text(term.reading)}.`;

function footText({ footer }: Document): string {
  return `<sub>${footer.entries.map((entry) => `${text(entry.name)}: ${text(entry.value)}`).join('<br>')}</sub>`;
}
