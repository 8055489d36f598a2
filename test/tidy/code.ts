/** A line of a program: its code with the contents of strings blanked, and its comment. */
export interface Line {
  readonly code: string;
  readonly comment: string;
}

/**
 * The lines of a TypeScript text, code apart from comments; contents of strings, templates and regular expressions are
 * blanks, code inside `${}` stays code. A small reader, exact on formatted code; its test is in text.test.ts.
 */
export function linesOf(text: string): readonly Line[] {
  const lines = known.get(text) ?? readLines(text);
  known.set(text, lines);
  return lines;
}

/** Several rules look at each text. */
const known = new Map<string, readonly Line[]>();

/** Code up to the next mark that may begin something else, or end it. */
const PLAIN = /[^'"`/{}]+/y;

function readLines(text: string): readonly Line[] {
  const code: string[] = [];
  const comment: string[] = [];
  /** Brace depths at which a template's `${` was opened. */
  const templates: number[] = [];
  let depth = 0;
  let i = 0;
  const put = (to: string[], end: number): void => {
    to.push(text.slice(i, end));
    (to === code ? comment : code).push(text.slice(i, end).replace(/[^\n]/g, ''));
    i = end;
  };
  const blank = (end: number): void => {
    const inside = text.slice(i, end).replace(/[^\n]/g, ' ');
    code.push(inside);
    comment.push(inside.replaceAll(' ', ''));
    i = end;
  };
  const template = (): void => {
    const end = endOfTemplate(text, i);
    blank(end);
    if (text[end - 1] === '{') templates.push(depth++);
  };
  while (i < text.length) {
    const two = text.slice(i, i + 2);
    const one = text.charAt(i);
    if (two === '//') put(comment, endAt(text, '\n', i));
    else if (two === '/*') put(comment, Math.min(text.length, endAt(text, '*/', i + 2) + 2));
    else if (one === "'" || one === '"') quoted(one);
    else if (one === '/' && startsRegex(code.slice(-80).join('').slice(-80))) quoted('/');
    else if (one === '`') {
      put(code, i + 1);
      template();
    } else {
      if (one === '{') depth++;
      if (one === '}') depth--;
      PLAIN.lastIndex = i;
      put(code, PLAIN.test(text) ? PLAIN.lastIndex : i + 1);
      if (one === '}' && templates.at(-1) === depth) {
        templates.pop();
        template();
      }
    }
  }
  return join(code.join(''), comment.join(''));

  function quoted(mark: string): void {
    put(code, i + 1);
    blank(endOfQuoted(text, i, mark));
    put(code, Math.min(text.length, i + 1));
  }
}

function join(code: string, comment: string): Line[] {
  const comments = comment.split('\n');
  return code.split('\n').map((line, at) => ({ code: line, comment: comments[at] ?? '' }));
}

const endAt = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

/** Where the closing mark stands; a slash inside a character class of a regular expression does not close it. */
function endOfQuoted(text: string, from: number, mark: string): number {
  let isClass = false;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (mark === '/' && text[i] === '[') isClass = true;
    else if (mark === '/' && text[i] === ']') isClass = false;
    else if (text[i] === '\n' || (text[i] === mark && !isClass)) return i;
  }
  return text.length;
}

/** After the closing backtick, or after the next `${`. */
function endOfTemplate(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '`') return i + 1;
    else if (text[i] === '$' && text[i + 1] === '{') return i + 2;
  }
  return text.length;
}

/** Whether a slash after this code begins a regular expression rather than divides (after a postfix `!` it divides). */
const startsRegex = (before: string): boolean =>
  /(^|[(,=:[&|?{};\n+]|=>|(?<![\w)\]])!|\b(return|typeof|case|in|of|await|yield))\s*$/.test(before);
