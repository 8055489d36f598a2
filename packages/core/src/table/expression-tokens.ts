import { type Place, Problem, type ProblemDetails } from '../std/problem.ts';

/** A piece of a condition; `at` counts characters from 1. */
export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'number' | 'text' | 'symbol' | 'end';
  /** What it says: without quotes, doubled quotes made single. */
  readonly text: string;
  readonly at: number;
}
/** A text to be read, and where it was written. */
export interface Source {
  readonly text: string;
  readonly place: Place | undefined;
}

/** Longer than any condition that a person writes; a list of ids of this size belongs into a column. */
const CHARACTERS_MAX = 16_384;
const TOKENS_MAX = 2_048;

const SYMBOLS = ['!=', '<>', '<=', '>=', '==', '&&', '||', '=', '<', '>', '(', ')', ',', '%'];
/** What people write who come from another language, and what it is called here. */
const FOREIGN = new Map<string, Expected>([
  ['==', 'single-equals'],
  ['&&', 'word-and'],
  ['||', 'word-or'],
]);
/** What could have stood where something else was found. */
export type Expected = ProblemDetails['EXPRESSION_SYNTAX']['expected'];

/**
 * The tokens of a condition, the last one of kind `end`. Problems: EXPRESSION_SYNTAX, EXPRESSION_TOO_LONG. One pass by
 * hand, without patterns that could backtrack: cost n.
 */
export function tokensOf(source: Source): readonly Token[] {
  const { text } = source;
  if (text.length > CHARACTERS_MAX) throw tooLong(source, 'characters', CHARACTERS_MAX);
  const tokens: Token[] = [];
  let i = 0;
  while (true) {
    while (i < text.length && isBlank(text[i]!)) i++; // ! i < length
    if (i >= text.length) break;
    const [token, next] = readToken(source, i);
    tokens.push(token);
    i = next;
    if (tokens.length > TOKENS_MAX) throw tooLong(source, 'words', TOKENS_MAX);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length + 1 }];
}

/** The problem of a condition that cannot be read at `at`. */
export const syntaxProblem = (source: Source, where: { at: number; expected: Expected; found: string }): Problem =>
  new Problem('EXPRESSION_SYNTAX', { text: source.text, ...where, ...placed(source) });

/** The problem of a condition that is larger than the limit; its text is cut, since it is too long to show. */
export const tooLong = (source: Source, what: 'characters' | 'words' | 'parentheses', limit: number): Problem =>
  new Problem('EXPRESSION_TOO_LONG', { text: source.text.slice(0, 80), limit, what, ...placed(source) });

/** The place as an optional detail of a problem. */
export const placed = (source: Source): { place?: Place } =>
  source.place === undefined ? {} : { place: source.place };

function readToken(source: Source, start: number): [Token, number] {
  const { text } = source;
  const first = text[start]!; // ! the caller has seen that start < length
  if (first === "'" || first === '"' || first === '`') return readQuoted(source, start, first);
  if (isNameStart(first)) return readName(text, start);
  if (isDigit(first) || ((first === '-' || first === '.') && startsNumber(text, start)))
    return readNumber(source, start);
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, start));
  const foreign = symbol === undefined ? 'known-character' : FOREIGN.get(symbol);
  if (symbol === undefined || foreign !== undefined) {
    const found = symbol ?? String.fromCodePoint(text.codePointAt(start)!); // ! start < length
    throw syntaxProblem(source, { at: start + 1, expected: foreign ?? 'known-character', found });
  }
  return [{ kind: 'symbol', text: symbol === '<>' ? '!=' : symbol, at: start + 1 }, start + symbol.length];
}

/** A name may hold dots, and dashes between letters or digits: nothing is subtracted in a condition. */
function readName(text: string, start: number): [Token, number] {
  let end = start + 1;
  while (end < text.length) {
    const c = text[end]!; // ! end < length
    const isDash = c === '-' && end + 1 < text.length && isNamePart(text[end + 1]!); // ! checked in this line
    if (!isNamePart(c) && c !== '.' && !isDash) break;
    end++;
  }
  return [{ kind: 'name', text: text.slice(start, end), at: start + 1 }, end];
}

/** 'text', "a column" or `a column`; the quote itself is written twice. */
function readQuoted(source: Source, start: number, quote: string): [Token, number] {
  const { text } = source;
  const pieces: string[] = [];
  let from = start + 1;
  while (true) {
    const end = text.indexOf(quote, from);
    if (end < 0) throw syntaxProblem(source, { at: start + 1, expected: 'closing-quote', found: quote });
    pieces.push(text.slice(from, end));
    from = end + 1;
    if (text[from] !== quote) break;
    pieces.push(quote);
    from++;
  }
  return [{ kind: quote === "'" ? 'text' : 'quoted-name', text: pieces.join(''), at: start + 1 }, from];
}

function readNumber(source: Source, start: number): [Token, number] {
  const { text } = source;
  let end = start + (text[start] === '-' ? 1 : 0);
  const digits = (): void => {
    while (end < text.length && isDigit(text[end]!)) end++; // ! end < length
  };
  digits();
  if (text[end] === '.') {
    end++;
    digits();
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const signed = text[end + 1] === '+' || text[end + 1] === '-' ? end + 2 : end + 1;
    if (signed < text.length && isDigit(text[signed]!)) {
      // ! checked in this line
      end = signed;
      digits();
    }
  }
  const written = text.slice(start, end);
  const isCut = end < text.length && (isNamePart(text[end]!) || text[end] === '.'); // ! end < length
  if (isCut || !Number.isFinite(Number(written))) {
    throw syntaxProblem(source, {
      at: start + 1,
      expected: 'number',
      found: text.slice(start, Math.min(end + 12, text.length)),
    });
  }
  return [{ kind: 'number', text: written, at: start + 1 }, end];
}

const startsNumber = (text: string, i: number): boolean => {
  const rest = text[i] === '-' && text[i + 1] === '.' ? i + 2 : i + 1;
  return rest < text.length && isDigit(text[rest]!); // ! rest < length
};
const isBlank = (c: string): boolean => c.trim() === '';
const isDigit = (c: string): boolean => c >= '0' && c <= '9';
const isNameStart = (c: string): boolean => /[\p{L}_]/u.test(c);
const isNamePart = (c: string): boolean => /[\p{L}\p{M}\p{N}_]/u.test(c);
