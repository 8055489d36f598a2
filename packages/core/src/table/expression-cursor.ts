import { type Expected, type Source, syntaxProblem, type Token, tokensOf } from './expression-tokens.ts';

/** The place of reading in the tokens of a text; it has a life of one parse. Words do not mind their case. */
export class Cursor {
  readonly source: Source;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(source: Source) {
    this.source = source;
    this.#tokens = tokensOf(source);
  }

  get token(): Token {
    return this.#tokens[this.#next]!; // ! take() never passes the end token
  }

  /** The token after this one, or the end. */
  get following(): Token {
    return this.#tokens[this.#next + 1] ?? this.token;
  }

  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  isWord(word: string): boolean {
    return this.token.kind === 'name' && this.token.text.toLowerCase() === word;
  }

  isSymbol(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol;
  }

  /** Whether the word stood here; it is taken then. */
  takeWord(word: string): boolean {
    const isThere = this.isWord(word);
    if (isThere) this.take();
    return isThere;
  }

  /** Whether the symbol stood here; it is taken then. */
  takeSymbol(symbol: string): boolean {
    const isThere = this.isSymbol(symbol);
    if (isThere) this.take();
    return isThere;
  }

  /** Takes the symbol, or says what was expected. Problem: EXPRESSION_SYNTAX. */
  need(symbol: string, expected: Expected): void {
    if (!this.takeSymbol(symbol)) throw this.problem(expected);
  }

  /** The problem that `expected` should stand here. */
  problem(expected: Expected): Error {
    return syntaxProblem(this.source, { at: this.token.at, expected, found: this.token.text });
  }
}
