import { encodeCalibrator } from '@holdfast/core/learn/calibrator-file.ts';
import { buildRecalibrationDocument } from '@holdfast/core/report/recalibration-document.ts';
import type { RecalibrationResult } from '@holdfast/core/report/recalibration-result.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { recordChoice } from '../drivers/recalibrate/chosen.ts';
import { recalibrateFiles } from '../drivers/recalibrate/recalibrate.ts';
import type { Ports } from '../ports/ledgers.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { requestOf } from './request.ts';

/**
 * `holdfast recalibrate`: learns a calibrator, judges it on held-out rows, writes it as data, and records the choice in
 * the ledger of a data directory. Exit code 0 always.
 */
export async function run(invocation: Invocation, ports: Ports): Promise<number> {
  const { options, line } = invocation;
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const out = typeof options['out'] === 'string' ? options['out'] : null;
  const folder = typeof options['dataDir'] === 'string' ? options['dataDir'] : null;
  // What is recorded must be there to be applied.
  if (folder !== null && out === null)
    throw new Problem('ARGUMENT_MISSING', { argument: '--out FILE', command: 'recalibrate --data-dir' });
  try {
    const request = { ...requestOf('evaluate', invocation, progress.report), level: levelOf(options['level']), out };
    const { result, figures } = await recalibrateFiles(request, killable);
    progress.done();
    if (out !== null) writeWhole(out, encodeCalibrator(result.calibrator));
    if (folder !== null) await recordIn(folder, result, { ports, nowMs: request.nowMs });
    const document = buildRecalibrationDocument(result, figures, { repeat: line });
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
    return EXIT.pass;
  } finally {
    progress.done();
  }
}

interface At {
  readonly ports: Ports;
  readonly nowMs: number;
}

async function recordIn(folder: string, result: RecalibrationResult, { ports, nowMs }: At): Promise<void> {
  const ledger = await (await ports.ledgers()).open(folder);
  try {
    await recordChoice(ledger, result, nowMs);
  } finally {
    await ledger.close();
  }
}

function levelOf(value: string | boolean | undefined): number | null {
  if (typeof value !== 'string') return null;
  const level = Number(value);
  if (level >= 0.5 && level <= 0.999) return level;
  const expected = 'a share from 0.5 to 0.999, such as 0.9';
  throw new Problem('OPTION_VALUE', { option: '--level', value, expected, command: 'recalibrate' });
}
