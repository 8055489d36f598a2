/** Markup that was made here; everything else is text and is escaped. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Part = Markup | string | number | null | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that change how others are read (directions, line ends, controls) are shown by their number instead. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const shown = (letter: string): string =>
  /[\t\n\r]/.test(letter) ? ' ' : `⟨U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/**
 * Text as it may stand between tags and in quoted attributes of HTML, SVG and XML: the one place where it is escaped.
 */
export const escapeText = (text: string): string =>
  text.replace(UNSEEN, shown).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** A template whose texts are escaped and whose markup is kept; lists are joined, null is nothing. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let source = strings[0] ?? '';
  parts.forEach((part, i) => {
    source += sourceOf(part) + (strings[i + 1] ?? '');
  });
  return new Markup(source);
}

function sourceOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return part.map(sourceOf).join('');
}

export const NOTHING = new Markup('');

/** A figure and its sign stay on one line. */
export const prose = (text: string): string =>
  text.replace(/(\d) %/g, '$1\u00a0%').replace(/\b([A-Z]{3}) (\d)/g, '$1\u00a0$2');
