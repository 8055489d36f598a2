import { buildBacktestDocument } from '@holdfast/core/report/backtest-document.ts';
import { type Backtested, backtestFiles } from '../drivers/backtest/backtest.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { requestOf } from './request.ts';

/** `holdfast backtest`: what the policy would have told over a history, and how often for nothing. Judges nothing. */
export async function run(invocation: Invocation): Promise<number> {
  await backtest(invocation);
  return EXIT.pass;
}

/** The same, and what was found. */
export async function backtest(invocation: Invocation): Promise<Backtested> {
  const { options, line } = invocation;
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const ledgerPath = typeof options['ledger'] === 'string' ? options['ledger'] : 'backtest.hfledger';
  try {
    const { against: _against, unknown: _unknown, ...request } = requestOf('evaluate', invocation, progress.report);
    const found = await backtestFiles({
      ...request,
      against: null,
      unknown: null,
      ledger: ledgerPath,
      estimate: options['estimate'] === true || typeof options['html'] === 'string',
      answers: typeof options['answers'] === 'string' ? options['answers'] : null,
      sweep: options['sweep'] === true,
    });
    const { result, ledger } = found;
    progress.done();
    writeWhole(ledgerPath, ledger.map((event) => `${event}\n`).join(''));
    const document = buildBacktestDocument(result, { repeat: line });
    const { html, markdown } = options;
    if (typeof html === 'string') writeWhole(html, await (await import('../render/html.ts')).renderHtml(document));
    if (typeof markdown === 'string')
      writeWhole(markdown, (await import('../render/markdown.ts')).renderMarkdown(document));
    if (options['json'] === true) await print(JSON.stringify(result));
    else {
      const { renderTerminal } = await import('../render/terminal.ts');
      await print(renderTerminal(document, { width: 80, isColored: isColored(options) }));
      for (const path of [html, markdown]) if (typeof path === 'string') await print(`report ${path}`);
    }
    return found;
  } finally {
    progress.done();
  }
}
