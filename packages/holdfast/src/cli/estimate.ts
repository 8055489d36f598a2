import { buildEstimateDocument } from '@holdfast/core/report/estimate-document.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { estimateFiles } from '../drivers/estimate/estimate.ts';
import type { EstimateRequest } from '../drivers/estimate/request.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { requestOf } from './request.ts';

/** `holdfast estimate`: how good answers are before their labels come. Exit code 0 always: it judges nothing. */
export async function run(invocation: Invocation): Promise<number> {
  const { files, options, line } = invocation;
  const [reference, analysis, ...more] = files;
  if (reference === undefined || analysis === undefined)
    throw new Problem('ARGUMENT_MISSING', { argument: 'second file', command: 'estimate' });
  if (more.length > 0) throw new Problem('ARGUMENT_EXCESS', { found: more[0] ?? '', command: 'estimate' });
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  try {
    const request = requestOf('evaluate', invocation, progress.report);
    if (options['compat'] === 'nannyml') {
      await printCompat({ ...request, reference, analysis }, options);
      return EXIT.pass;
    }
    const window = windowOf(options['window']);
    const next = typeof options['labelNext'] === 'string' ? options['labelNext'] : null;
    const budget = next === null ? null : budgetOf(options['labelBudget']);
    const { result, labelNext } = await estimateFiles({ ...request, reference, analysis, window, labelNext: budget });
    progress.done();
    if (next !== null) writeWhole(next, labelNext.map((line) => `${line}\n`).join(''));
    const document = buildEstimateDocument(result, { repeat: line });
    const { html, markdown } = options;
    if (typeof html === 'string') writeWhole(html, await (await import('../render/html.ts')).renderHtml(document));
    if (typeof markdown === 'string')
      writeWhole(markdown, (await import('../render/markdown.ts')).renderMarkdown(document));
    if (options['json'] === true) await print(JSON.stringify(result));
    else {
      const { renderTerminal } = await import('../render/terminal.ts');
      await print(renderTerminal(document, { width: 80, isColored: isColored(options) }));
      for (const path of [html, markdown]) if (typeof path === 'string') await print(`report ${path}`);
      if (next !== null) await print(`rows to label ${next}`);
    }
    return EXIT.pass;
  } finally {
    progress.done();
  }
}

/** The numbers of NannyML instead. Problem: OPTION_VALUE for a report beside them. */
async function printCompat(
  request: Omit<EstimateRequest, 'window' | 'labelNext'>,
  options: Invocation['options'],
): Promise<void> {
  for (const option of ['html', 'markdown'] as const) {
    if (typeof options[option] !== 'string') continue;
    const expected = 'no report beside it: the terminal or --json';
    throw new Problem('OPTION_VALUE', { option: '--compat', value: `with --${option}`, expected, command: 'estimate' });
  }
  const { jsonOf, windowsOf } = await import('./compat.ts');
  const asked = typeof options['window'] === 'string' ? options['window'] : null;
  const { nannyEstimateFiles } = await import('../drivers/compat/nannyml-estimate.ts');
  const result = await nannyEstimateFiles(request, windowsOf(asked, 'estimate'));
  const { renderCompat } = await import('../render/compat.ts');
  await print(options['json'] === true ? jsonOf(result) : renderCompat(result, isColored(options)));
}

const BUDGET = 200;

/** How many labels; 200 where nobody said. Problem: OPTION_VALUE. */
function budgetOf(value: unknown): number {
  if (value === undefined) return BUDGET;
  if (typeof value === 'string' && /^[1-9]\d{0,6}$/.test(value)) return Number(value);
  const expected = 'a number of rows';
  throw new Problem('OPTION_VALUE', { option: '--label-budget', value: String(value), expected, command: 'estimate' });
}

const HOUR_MS = 3_600_000;
const LENGTHS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS };

/** A length of time, or a number of rows; null where nobody said. Problem: OPTION_VALUE. */
function windowOf(value: unknown): EstimateRequest['window'] {
  if (typeof value !== 'string') return null;
  const named = LENGTHS[value];
  if (named !== undefined) return { ms: named };
  const [, days = ''] = /^([1-9]\d{0,3})d$/.exec(value) ?? [];
  if (days !== '') return { ms: Number(days) * 24 * HOUR_MS };
  if (/^[1-9]\d{0,8}$/.test(value)) return { rows: Number(value) };
  const expected = 'hour, day, week, days such as 28d, or a number of rows';
  throw new Problem('OPTION_VALUE', { option: '--window', value, expected, command: 'estimate' });
}
