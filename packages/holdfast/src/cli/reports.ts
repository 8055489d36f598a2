import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildDocument } from '@holdfast/core/report/document.ts';
import type { Judged } from '../drivers/judge.ts';
import type { Invocation } from './command.ts';
import { isColored, print, writeWhole } from './output.ts';

/** Everything that was asked to be written about a result. Renderers are loaded when they are wanted. */
export async function report({ result, figures }: Judged, { options, line }: Invocation): Promise<void> {
  const document = buildDocument(result, figures, { repeat: line });
  const { html, junit, sarif, markdown, github } = options;
  const written: string[] = [];
  const write = (path: string, text: string): void => {
    writeWhole(path, text);
    written.push(path);
  };
  if (typeof html === 'string') write(html, await (await import('../render/html.ts')).renderHtml(document));
  if (typeof junit === 'string') write(junit, (await import('../render/junit.ts')).renderJunit(result));
  if (typeof sarif === 'string') write(sarif, (await import('../render/sarif.ts')).renderSarif(result));
  if (typeof markdown === 'string') write(markdown, (await import('../render/markdown.ts')).renderMarkdown(document));
  if (options['json'] === true) await print(JSON.stringify(result));
  else {
    const { renderTerminal } = await import('../render/terminal.ts');
    await print(renderTerminal(document, { width: 80, isColored: isColored(options) }));
    for (const path of written) await print(`report ${path}`);
  }
  if (github === true) await onGitHub({ result, figures }, line);
}

async function onGitHub({ result, figures }: Judged, repeat: string): Promise<void> {
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  const document = buildDocument(result, figures, { repeat });
  if (summary) {
    const markdown = (await import('../render/markdown.ts')).renderMarkdown(document);
    const before = existsSync(summary) ? readFileSync(summary, 'utf8') : '';
    const { summaryWith } = await import('../render/github-summary.ts');
    writeFileSync(summary, summaryWith(before, result, markdown));
  }
  // Annotations are read from standard output; with --json that belongs to the document, so they go to standard error.
  const { renderAnnotations } = await import('../render/github.ts');
  process.stderr.write(renderAnnotations(result));
}
