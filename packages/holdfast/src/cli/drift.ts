import { buildDriftDocument } from '@holdfast/core/report/drift-document.ts';
import { DRIFT } from '@holdfast/core/report/words/drift.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { driftFiles } from '../drivers/drift/drift.ts';
import type { DriftRequest } from '../drivers/drift/request.ts';
import { VERSION } from '../version.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { givenRoles, seedOf } from './request.ts';

/** `holdfast drift`: what moved between two files, and whether it matters. Exit code 0 always: it judges nothing. */
export async function run({ files, options, line, signal }: Invocation): Promise<number> {
  const [reference, current, ...more] = files;
  if (reference === undefined || current === undefined)
    throw new Problem('ARGUMENT_MISSING', { argument: 'second file', command: 'drift' });
  if (more.length > 0) throw new Problem('ARGUMENT_EXCESS', { found: more[0] ?? '', command: 'drift' });
  if (typeof options['compat'] === 'string')
    return (await import('./compat.ts')).runCompat(reference, current, { options, signal });
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const { html, markdown, contract } = options;
  try {
    const request: DriftRequest = {
      reference,
      current,
      contract: typeof contract === 'string' ? contract : null,
      given: givenRoles('drift', options),
      seed: seedOf('drift', options),
      version: VERSION,
      onProgress: progress.report,
      onColumn: (name, look) => progress.say(DRIFT.soFar(name, look.value ?? 0, look.noise ?? 0)),
      signal,
    };
    const { result, figures } = await driftFiles(request, killable);
    progress.done();
    const document = buildDriftDocument(result, figures, { repeat: line });
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
