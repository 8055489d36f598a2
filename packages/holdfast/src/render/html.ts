import { createHash } from 'node:crypto';
import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Block, Document, Section } from '@holdfast/core/report/blocks.ts';
import type * as History from '@holdfast/core/report/history-blocks.ts';
import { FRAME } from '@holdfast/core/report/words/frame.ts';
import { DEFINITIONS, say } from './glyphs.ts';
import { checksHtml, tableHtml, termId } from './html-tables.ts';
import { Markup, markup, NOTHING, prose } from './markup.ts';
import { EVIDENCE } from './style/evidence.ts';
import { HISTORY } from './style/history.ts';
import { PAGE } from './style/page.ts';
import { TOKENS } from './style/tokens.ts';
import { budgetSvg } from './svg/budget.ts';
import { costSvg } from './svg/cost.ts';
import { curveSvg, reliabilitySvg } from './svg/curve.ts';
import { makePen, type Pen } from './svg/draw.ts';
import { forestSvg } from './svg/forest.ts';
import { histogramSvg } from './svg/histogram.ts';
import { linesSvg } from './svg/lines.ts';
import { panelSvg } from './svg/panels.ts';
import { sideSvg } from './svg/sides.ts';
import { timelineSvg } from './svg/timeline.ts';

/** Line ends and blanks at the margins of the source say nothing to a browser. */
const STYLE = [TOKENS, PAGE, EVIDENCE, HISTORY].join('').replace(/\n\s*/g, '\n').trim();

/** Nothing may run, load or be sent: one style by its hash, pictures only as data. */
const HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * The report as one file that needs nothing else: no script, no request, light and dark, for screens, phones and paper.
 * Every text is escaped in one place (`markup`). Cost: 200 ms to load the drawing library, then some 10 ms a chart.
 */
export async function renderHtml(document: Document): Promise<string> {
  const hasCharts = document.sections.some((section) => section.blocks.some(isDrawn));
  const pen = hasCharts ? await makePen() : null;
  const sections = document.sections.map((section) => sectionHtml(section, pen));
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<title>${document.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style></head>
<body>${DEFINITIONS}<a class="skip" href="#answer">${FRAME.skip}</a>
${barHtml(document)}
<main id="answer">${answerHtml(document)}
${factsHtml(document)}${contentsHtml(document)}
${sections}${termsHtml(document)}</main>
${footHtml(document)}
</body></html>
`;
  return page.source;
}

const isDrawn = (block: Block): boolean => !['checks', 'table', 'list'].includes(block.kind);

const barHtml = ({ bar }: Document): Markup =>
  markup`<header class="bar">
<a class="brand" href="#answer"><svg aria-hidden="true"><use href="#mark"/></svg>${FRAME.product}</a>
<span>${bar.what}</span><span>${bar.subject}</span><span class="end">${bar.end}</span></header>`;

function answerHtml({ answer }: Document): Markup {
  const word =
    answer.verdict === null ? markup`<span class="say plain">${answer.word}</span>` : say(answer.verdict, answer.word);
  const command =
    answer.command === null
      ? NOTHING
      : markup`<details><summary>${FRAME.command}</summary><pre>${answer.command}</pre></details>`;
  const support =
    answer.support.length === 0 ? NOTHING : markup`<p class="lead">${prose(answer.support.join(' '))}</p>`;
  return markup`<div class="answer ${answer.verdict ?? 'measured'}">${word}
<h1>${prose(answer.sentence)}</h1>${support}
<p class="do">${spoken(answer.action)}</p>${command}</div>`;
}

/** Sentences of our own, in which a command stands between backticks. */
const spoken = (said: string): Markup[] =>
  prose(said)
    .split('`')
    .map((part, i) => (i % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));

function factsHtml({ facts }: Document): Markup {
  if (facts.length === 0) return NOTHING;
  const items = facts.map(
    (fact) =>
      markup`<div><dt>${fact.name}</dt>
<dd class="v">${prose(fact.value)}${unitHtml(fact.unit)}</dd><dd class="how">${prose(fact.how)}</dd></div>`,
  );
  return markup`<dl class="facts">${items}</dl>`;
}

const unitHtml = (unit: string): Markup | null => (unit === '' ? null : markup` <small>${unit}</small>`);

/** The questions, each a way to where it is answered. */
function contentsHtml({ sections }: Document): Markup {
  const asked = sections.filter((section) => section.question !== undefined);
  if (asked.length < 3) return NOTHING;
  const links = asked.map(({ id, question }) => markup`<li><a href="#${id}">${question ?? ''}</a></li>`);
  return markup`<nav class="contents" aria-label="${FRAME.contents}"><ul>${links}</ul></nav>`;
}

function sectionHtml(section: Section, pen: Pen | null): Markup {
  const says = section.says.map((said) => markup`<p>${spoken(said)}</p>`);
  const note = section.note === '' ? NOTHING : markup`<p class="note">${prose(section.note)}</p>`;
  const asks = section.question === undefined ? NOTHING : markup`<p class="asks">${section.question}</p>`;
  const blocks = section.blocks.map((block) => blockHtml(block, pen));
  return markup`<section aria-labelledby="${section.id}">
<div class="says">${asks}<h2 id="${section.id}">${section.heading}</h2>${says}${note}</div>
<div class="evidence">${blocks}</div></section>
`;
}

function blockHtml(block: Block, pen: Pen | null): Markup {
  switch (block.kind) {
    case 'checks':
      return checksHtml(block);
    case 'table':
      return tableHtml(block);
    case 'list':
      return markup`<ul class="list">${block.items.map((item) => markup`<li>${item}</li>`)}</ul>`;
    case 'pair':
      return pairHtml(block, pen);
    case 'panels':
      return panelsHtml(block, pen);
    case 'sides':
      return sidesHtml(block, pen);
    default:
      return figureHtml(block, pen, false);
  }
}

const pairHtml = ({ blocks }: Blocks.PairBlock, pen: Pen | null): Markup =>
  markup`<div class="two">${blocks.map((figure) => figureHtml(figure, pen, blocks.length > 1))}</div>`;

const panelsHtml = (block: History.PanelsBlock, pen: Pen | null): Markup =>
  pen === null
    ? NOTHING
    : markup`<div class="multi">${block.panels.map((panel) => panelHtml(block, panel, pen))}</div>`;

const panelHtml = (block: History.PanelsBlock, panel: History.Panel, pen: Pen): Markup =>
  markup`<figure>${panelSvg(pen, block, panel)}</figure>`;

const sidesHtml = ({ panels }: Blocks.SidesBlock, pen: Pen | null): Markup =>
  pen === null ? NOTHING : markup`<div class="multi">${panels.map((panel) => sideHtml(panel, pen))}</div>`;

const sideHtml = (panel: Blocks.SidePanel, pen: Pen): Markup =>
  markup`<figure><figcaption><b>${panel.caption}</b></figcaption>${sideSvg(pen, panel)}</figure>`;

/** Blocks that are one chart with its caption. */
type FigureBlock = Exclude<
  Block,
  Blocks.ChecksBlock | Blocks.TableBlock | Blocks.ListBlock | Blocks.PairBlock | Blocks.SidesBlock | History.PanelsBlock
>;

function figureHtml(block: FigureBlock, pen: Pen | null, isHalf: boolean): Markup {
  if (pen === null) return NOTHING;
  const explains = block.explains === '' ? null : markup` ${block.explains}`;
  const caption = block.caption === '' ? NOTHING : markup`<figcaption><b>${block.caption}</b>${explains}</figcaption>`;
  return markup`<figure>${caption}${svgOf(block, pen, isHalf)}</figure>`;
}

function svgOf(block: FigureBlock, pen: Pen, isHalf: boolean): Markup {
  switch (block.kind) {
    case 'forest':
      return forestSvg(pen, block);
    case 'curve':
      return curveSvg(pen, block);
    case 'reliability':
      return reliabilitySvg(pen, block);
    case 'cost':
      return costSvg(pen, block);
    case 'lines':
      return linesSvg(pen, block);
    case 'histogram':
      return histogramSvg(pen, block, { isHalf });
    case 'timeline':
      return timelineSvg(pen, block);
    case 'budget':
      return budgetSvg(pen, block);
  }
}

function termsHtml({ terms }: Document): Markup {
  if (terms.length === 0) return NOTHING;
  const items = terms.map((term) => {
    const sources =
      term.sources.length === 0 ? null : markup`<p class="small">${FRAME.sources}: ${term.sources.join('; ')}</p>`;
    // The target of links is inside, because a browser opens what hides the place that it goes to.
    return markup`<details><summary>${term.title}</summary><div id="${termId(term.id)}">
<p>${term.question}</p>
<p><code>${term.formula}</code></p>
<p class="small">${term.reading}. ${term.edges}</p>${sources}</div></details>`;
  });
  return markup`<section aria-labelledby="terms">
<div class="says"><h2 id="terms">${FRAME.glossary}</h2><p>${FRAME.glossarySay}</p></div>
<div class="evidence"><div class="terms">${items}</div></div></section>
`;
}

function footHtml({ footer }: Document): Markup {
  const entries = footer.entries.map((entry) => markup`<dt>${entry.name}</dt><dd><code>${entry.value}</code></dd>`);
  return markup`<footer class="foot"><dl>${entries}</dl><p>${footer.note}</p></footer>`;
}
