import type * as Blocks from '@holdfast/core/report/blocks.ts';
import { VERDICT_WORDS } from '@holdfast/core/report/words/checks.ts';
import { FRAME } from '@holdfast/core/report/words/frame.ts';
import { HEADS } from '@holdfast/core/report/words/sections.ts';
import { say } from './glyphs.ts';
import { type Markup, markup, prose } from './markup.ts';

/** The id of an entry's explanation at the end of the page. Ids of entries are lower case and dashes. */
export const termId = (entry: string): string => `term-${entry}`;

const linked = (text: string, term: string | null | undefined): Markup =>
  term == null ? markup`${text}` : markup`<a class="term" href="#${termId(term)}">${text}</a>`;

const small = (text: string | undefined): Markup | null => (text ? markup`<small>${text}</small>` : null);

/** The checks; each row on a phone is a record. A row that fails has a tinted ground, no other. */
export function checksHtml(block: Blocks.ChecksBlock): Markup {
  const [verdict, check, found, interval, n, words] = HEADS.check;
  const hasWords = block.aside !== null || block.rows.some((row) => row.remark !== '');
  const remark = (text: string): Markup | null =>
    hasWords ? markup`<td class="words" data-h="${words}">${prose(text)}</td>` : null;
  const rows = block.rows.map((row) => {
    const isHot = row.verdict === 'fail' && !row.isWaived;
    return markup`<tr${hot(isHot)}>
<td>${say(row.verdict, VERDICT_WORDS[row.verdict])}${small(row.isWaived ? FRAME.waived : '')}</td>
<th scope="row">${linked(row.title, row.term)}${small(row.limit)}</th>
${figure(found, row.found)}${figure(interval, row.interval)}${figure(n, row.n)}
${remark(row.remark)}</tr>`;
  });
  const aside =
    block.aside === null
      ? null
      : markup`<tr><td>${say('unknown', VERDICT_WORDS.unknown)}</td>
<th scope="row">${block.aside.split(':')[0] ?? ''}</th><td></td><td></td><td></td>
${remark(afterColon(block.aside))}</tr>`;
  return scrolled(
    FRAME.checksCaption,
    markup`<table class="stack checks"><caption class="sr">${FRAME.checksCaption}</caption>
<thead><tr><th scope="col">${verdict}</th><th scope="col">${check}</th><th scope="col" class="num">${found}</th>
<th scope="col" class="num">${interval}</th><th scope="col" class="num">${n}</th>
${hasWords ? markup`<th scope="col">${words}</th>` : null}</tr></thead><tbody>${rows}${aside}</tbody></table>`,
  );
}

const hot = (isHot: boolean): Markup | null => (isHot ? markup` class="hot fail"` : null);
const figure = (name: string, text: string): Markup =>
  text === '' ? markup`<td class="num"></td>` : markup`<td class="num" data-h="${name}"><span>${text}</span></td>`;
const afterColon = (text: string): string =>
  text
    .slice(text.indexOf(':') + 1)
    .trim()
    .replace(/^./u, (c) => c.toUpperCase());

/** A table whose first column names the row. */
export function tableHtml(block: Blocks.TableBlock): Markup {
  const heads = block.columns.map(
    (column) => markup`<th scope="col"${column.isNumber ? markup` class="num"` : null}>${column.name}</th>`,
  );
  const rows = block.rows.map((row) => {
    const cells = row.cells.map((cell, i) =>
      cellHtml(cell, block.columns[i] ?? { name: '', isNumber: false }, i === 0),
    );
    return markup`<tr${row.isTotal ? markup` class="sum"` : hot(row.isHot)}>${cells}</tr>`;
  });
  const caption = block.unit === '' ? block.caption : `${block.caption}, ${block.unit}`;
  const rest = block.rest === null ? null : markup`<p class="rest">${block.rest}</p>`;
  const table = markup`<table class="stack"><caption class="sr">${caption}</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
  const unit = block.unit === '' ? null : markup`<p class="rest">${block.unit}</p>`;
  const whole = markup`${unit}${scrolled(caption, table)}${rest}`;
  return block.fold === undefined
    ? markup`<div>${whole}</div>`
    : markup`<details class="fold"><summary>${block.fold}</summary>${whole}</details>`;
}

function cellHtml(cell: Blocks.Cell, column: { name: string; isNumber: boolean }, isFirst: boolean): Markup {
  const text = cellText(cell);
  const number = cell.ring === undefined ? null : markup` class="no"`;
  if (isFirst) return markup`<th scope="row"${number}>${text}${small(cell.small)}</th>`;
  const shade = cell.shade ? ` q${cell.shade}` : '';
  const name = `${column.isNumber ? 'num' : 'words'}${shade}`;
  if (cell.text === '' && !cell.small) return markup`<td class="${name}"></td>`;
  return markup`<td class="${name}" data-h="${column.name}"><span>${text}${small(cell.small)}</span></td>`;
}

function cellText(cell: Blocks.Cell): Markup {
  if (cell.ring !== undefined) return markup`<span class="ring ${cell.ring}">${cell.text}</span>`;
  const text = cell.verdict === undefined ? linked(cell.text, cell.term) : say(cell.verdict, cell.text);
  return cell.lead === undefined ? text : markup`<b>${cell.lead}:</b> ${text}`;
}

/** A wide table scrolls in its own box, which the keyboard can reach; the page never does. */
const scrolled = (name: string, table: Markup): Markup =>
  markup`<div class="scroll" role="group" tabindex="0" aria-label="${name}">${table}</div>`;
