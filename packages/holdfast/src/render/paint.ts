import type { VerdictWord } from '@holdfast/core/report/result.ts';

/** How a terminal is painted. Painting comes last: widths are counted on the bare text. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  /** What is shown, beside what is said of it. */
  subject(text: string): string;
  verdict(verdict: VerdictWord, text: string): string;
}

const CODES: Readonly<Record<VerdictWord, string>> = { pass: '32', warn: '1;33', fail: '1;31', unknown: '2' };

/** Sixteen colours, or none. */
export function paintWith(isColored: boolean): Paint {
  const wrapWith = (code: string, text: string): string =>
    isColored && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: (text) => wrapWith('1', text),
    dim: (text) => wrapWith('2', text),
    subject: (text) => wrapWith('34', text),
    verdict: (verdict, text) => wrapWith(CODES[verdict], text),
  };
}

/** What a renderer of a part is given: how wide, and how to paint. */
export interface Screen {
  readonly width: number;
  readonly paint: Paint;
}

/** The mark of a verdict in one letter, different without colour too. */
export const MARKS: Readonly<Record<VerdictWord, string>> = { pass: '+', warn: '!', fail: 'x', unknown: '?' };
