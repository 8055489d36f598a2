import { changesBetween, worstChange } from '@holdfast/core/report/changes.ts';
import { changesDocument } from '@holdfast/core/report/changes-document.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { readSnapshot } from '../drivers/accepted.ts';
import { VERSION } from '../version.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print, writeWhole } from './output.ts';

/** `holdfast compare`: what changed from one result to another. A check that fails now and did not is exit code 1. */
export async function run({ files, options, line }: Invocation): Promise<number> {
  const [first, second, ...more] = files;
  if (first === undefined || second === undefined)
    throw new Problem('ARGUMENT_MISSING', { argument: 'second file', command: 'compare' });
  if (more.length > 0) throw new Problem('ARGUMENT_EXCESS', { found: more[0] ?? '', command: 'compare' });
  const changes = changesBetween(readSnapshot(first), readSnapshot(second));
  const document = changesDocument(changes, { paths: [first, second], version: VERSION, repeat: line });
  const { html, markdown } = options;
  const written: string[] = [];
  if (typeof html === 'string') {
    writeWhole(html, await (await import('../render/html.ts')).renderHtml(document));
    written.push(html);
  }
  if (typeof markdown === 'string') {
    writeWhole(markdown, (await import('../render/markdown.ts')).renderMarkdown(document));
    written.push(markdown);
  }
  if (options['json'] === true) await print(JSON.stringify({ holdfast: VERSION, command: 'compare', ...changes }));
  else {
    const { renderTerminal } = await import('../render/terminal.ts');
    await print(renderTerminal(document, { width: 80, isColored: isColored(options) }));
    for (const path of written) await print(`report ${path}`);
  }
  const worst = worstChange(changes);
  return worst === 'fail' ? EXIT.fail : worst === 'unknown' ? EXIT.unknown : EXIT.pass;
}
