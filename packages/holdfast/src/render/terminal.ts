import type { Block, Document, Section } from '@holdfast/core/report/blocks.ts';
import type { Remark } from '@holdfast/core/report/remarks.ts';
import { FRAME } from '@holdfast/core/report/words/frame.ts';
import { commandLines } from './command-lines.ts';
import { paintWith, type Screen } from './paint.ts';
import { plain, wrap } from './plain.ts';
import { checksText } from './terminal-checks.ts';
import { forestText } from './terminal-forest.ts';
import { reliabilityText } from './terminal-reliability.ts';
import { tableText } from './terminal-table.ts';
import { timelineText } from './terminal-timeline.ts';

export interface TerminalOptions {
  /** Columns; no line is longer. At least 40. */
  readonly width: number;
  /** Sixteen colours, bold and dim; without it nothing but text. */
  readonly isColored: boolean;
}

/**
 * The report for a terminal: is it good enough, where is it not, what do I do. Ends with a line feed. Names are
 * stripped of escape sequences and control characters. Cost: linear in the document.
 */
export function renderTerminal(document: Document, options: TerminalOptions): string {
  const screen: Screen = { width: Math.max(40, options.width), paint: paintWith(options.isColored) };
  const brief = document.sections.filter((section) => section.isBrief);
  const parts = [
    [...titleLines(document, screen), '', ...answerLines(document, screen)],
    ...brief.map((section) => sectionLines(section, screen)),
    remarkLines(document.inShort ?? [], screen),
    doLines(document, screen),
    remarkLines(document.remarks, screen),
    endLines(document, screen),
  ];
  const shown = parts.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

const titleLines = (document: Document, { width, paint }: Screen): string[] =>
  wrap(plain(`${document.bar.what.toLowerCase()}  ${document.bar.subject}`), width).map(paint.dim);

/** The verdict stands left in capitals; sentence and support hang beside it. */
function answerLines({ answer }: Document, { width, paint }: Screen): string[] {
  const label = answer.verdict === null ? '' : answer.verdict.toUpperCase();
  const indent = Math.max(6, label.length + 2);
  const sentence = wrap(plain(answer.sentence), width - indent).map(paint.bold);
  const support = wrap(plain(answer.support.join(' ')), width - indent);
  return [...sentence, ...support].map((line, i) => {
    if (i > 0 || answer.verdict === null) return (answer.verdict === null ? '' : ' '.repeat(indent)) + line;
    return paint.verdict(answer.verdict, label) + ' '.repeat(indent - label.length) + line;
  });
}

function sectionLines(section: Section, screen: Screen): string[] {
  const { brief } = section;
  if (brief) return [...heading(section, '', screen), ...brief.flatMap((text) => wrap(plain(text), screen.width))];
  return section.blocks.flatMap((block) => blockLines(block, section, screen));
}

function blockLines(block: Block, section: Section, screen: Screen): string[] {
  switch (block.kind) {
    case 'checks':
      return checksText(block, screen);
    case 'forest':
      // A page draws the figures of the metrics table as well; in a terminal the table says it all.
      return block.sides === null ? [] : [...heading(section, block.key, screen), ...forestText(block, screen)];
    case 'timeline':
      return timelineText(block, screen);
    case 'table':
      return block.fold !== undefined ? [] : [...heading(section, block.unit, screen), ...tableText(block, screen)];
    case 'reliability':
      return [...heading(section, '', screen), ...reliabilityText(block, screen)];
    case 'list':
      return block.items.flatMap((item) => wrap(plain(item), screen.width));
    default:
      return [];
  }
}

/** The finding, and in small what the figures below it are. */
function heading(section: Section, key: string, { width, paint }: Screen): string[] {
  const line = plain(`${section.heading}  ${key}`);
  if (key === '' || line.length > width) {
    return [...wrap(plain(section.heading), width).map(paint.bold), ...wrap(plain(key), width).map(paint.dim)];
  }
  return [`${paint.bold(plain(section.heading))}  ${paint.dim(plain(key))}`];
}

/**
 * The one action, and a command line that can be copied: it is broken between words, each line but the last with "\".
 */
function doLines({ answer }: Document, { width, paint }: Screen): string[] {
  const action = wrap(plain(answer.action), width - 8);
  const lines = action.map((line, i) => (i === 0 ? `${paint.bold('Do')}      ${line}` : `        ${line}`));
  if (answer.command === null) return lines;
  return [...lines, `        ${FRAME.command}:`, ...commandLines(plain(answer.command), width)];
}

/** One head for all remarks of a kind. */
function remarkLines(remarks: readonly Remark[], { width, paint }: Screen): string[] {
  const indent = Math.max(8, ...remarks.map(({ head }) => head.length + 1));
  return remarks.flatMap(({ head, text }, k) => {
    const isFirst = remarks[k - 1]?.head !== head;
    const lines = wrap(plain(text), width - indent - 2);
    return lines.map((line, i) => {
      const left =
        i > 0
          ? ' '.repeat(indent + 2)
          : isFirst
            ? paint.bold(head) + ' '.repeat(indent - head.length)
            : ' '.repeat(indent);
      return left + line;
    });
  });
}

function endLines(document: Document, { width, paint }: Screen): string[] {
  return [plain(document.reading), plain(document.closing)]
    .filter((text) => text !== '')
    .flatMap((text) => wrap(text, width))
    .map(paint.dim);
}
