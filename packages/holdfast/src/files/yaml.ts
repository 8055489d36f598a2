import type { JsonPath, Lines } from '@holdfast/core/contract/lines.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
} from 'yaml';

/** What a YAML file says, and where. */
export interface Yaml {
  readonly value: unknown;
  readonly lines: Lines;
}

/** No contract that a person wrote comes near. */
const BYTES_MAX = 256 * 1024;
const DEPTH_MAX = 40;
/** Values that stand behind aliases, counted as often as they are used: a few lines can stand for billions. */
const ALIASED_MAX = 100;

/**
 * The value of a YAML 1.2 text (core schema) and the line and column of each of its parts. Tags, keys that stand twice,
 * keys that are no text, several documents, deep nesting and many aliases are refused. Keys like `__proto__` are plain
 * keys. An empty text is null. Problems: CONTRACT_TOO_LARGE, CONTRACT_YAML, CONTRACT_TAG. Cost: linear in the text.
 */
export function readYaml(text: string, path: string): Yaml {
  const bytes = Buffer.byteLength(text);
  if (bytes > BYTES_MAX) throw new Problem('CONTRACT_TOO_LARGE', { path, bytes, limit: BYTES_MAX });
  const reader = new Reader(path);
  const document = reader.documentOf(text);
  const value = document?.contents == null ? null : reader.valueOf(document.contents, [], 0);
  return { value, lines: reader.lines };
}

/** One reading of one file: it lives as long as readYaml runs. */
class Reader {
  readonly #path: string;
  readonly #counter = new LineCounter();
  readonly #offsets = new Map<string, number>();
  readonly #anchors = new Map<string, Node>();
  #aliased = 0;
  #insideAlias = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get lines(): Lines {
    const [offsets, counter] = [this.#offsets, this.#counter];
    return {
      at(path) {
        const offset = offsets.get(JSON.stringify(path));
        if (offset === undefined) return null;
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
      },
    };
  }

  /** The parts of `parseDocument`, with a look at the depth before anything walks the tree recursively. */
  documentOf(text: string): Document.Parsed | null {
    const tokens = [...new Parser(this.#counter.addNewLine).parse(text)];
    const deep = firstTooDeep(tokens);
    if (deep !== null) throw this.problem('too-deep', deep);
    const directive = tokens.find((token) => token.type === 'directive');
    if (directive !== undefined) throw this.problem('directive', directive.offset);
    const options = { version: '1.2', schema: 'core', merge: false, strict: true, uniqueKeys: false } as const;
    const documents = [...new Composer(options).compose(tokens)];
    const [document = null, second] = documents;
    const error = document?.errors[0] ?? document?.warnings.find((warning) => warning.code !== 'TAG_RESOLVE_FAILED');
    if (error !== undefined) throw this.problem(reasonOf(error), error.pos[0]);
    if (second !== undefined) throw this.problem('several-documents', second.range?.[0] ?? 0);
    return document as Document.Parsed | null; // as: without a document stream the composer gives parsed ones
  }

  valueOf(node: Node, path: JsonPath, depth: number): unknown {
    const offset = node.range?.[0] ?? 0;
    if (depth > DEPTH_MAX) throw this.problem('too-deep', offset);
    if (isAlias(node)) return this.aliasOf(node.source, offset, path, depth);
    if (this.#insideAlias > 0 && ++this.#aliased > ALIASED_MAX) throw this.problem('too-many-aliases', offset);
    if (node.tag !== undefined)
      throw new Problem('CONTRACT_TAG', { tag: node.tag.slice(0, 80), place: this.place(offset) });
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (!this.#offsets.has(JSON.stringify(path))) this.#offsets.set(JSON.stringify(path), offset);
    if (isScalar(node)) return node.value;
    if (isSeq(node))
      return node.items.map((item, i) => (isNode(item) ? this.valueOf(item, [...path, i], depth + 1) : null));
    return isMap(node) ? this.mappingOf(node.items, path, depth) : null;
  }

  /** Own keys, one by one: a key such as `__proto__` is a key like any other. */
  mappingOf(pairs: readonly Pair[], path: JsonPath, depth: number): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (isNode(key)) this.valueOf(key, [...path, KEY], depth + 1);
      if (!isScalar(key) || (typeof key.value === 'object' && key.value !== null))
        throw this.problem('key-not-text', offset);
      const name = String(key.source ?? key.value);
      if (Object.hasOwn(mapping, name)) throw this.problem('duplicate-key', offset);
      const inner = [...path, name];
      // A problem with a value is shown at its key: that is where a person looks.
      if (this.#insideAlias === 0) this.#offsets.set(JSON.stringify(inner), offset);
      const held = isNode(value) ? this.valueOf(value, inner, depth + 1) : null;
      Object.defineProperty(mapping, name, { value: held, enumerable: true, writable: true, configurable: true });
    }
    return mapping;
  }

  /** What the anchor of an alias holds; its parts are counted each time that they are used. */
  aliasOf(name: string, offset: number, path: JsonPath, depth: number): unknown {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) throw this.problem('alias', offset);
    if (this.#insideAlias === 0) this.#offsets.set(JSON.stringify(path), offset);
    this.#insideAlias++;
    const value = this.valueOf(anchored, path, depth + 1);
    this.#insideAlias--;
    return value;
  }

  problem(reason: string, offset: number): Problem {
    return new Problem('CONTRACT_YAML', { reason, place: this.place(offset) });
  }

  place(offset: number) {
    const { line, col } = this.#counter.linePos(offset);
    return { path: this.#path, line, column: col };
  }
}

/** Stands for a key in the path of the key itself; no value has this path. */
const KEY = -1;

/** The offset of the first value that is nested too deeply, or null. Its own stack: the depth is not ours to trust. */
function firstTooDeep(tokens: readonly CST.Token[]): number | null {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > DEPTH_MAX) return 'offset' in token ? token.offset : 0;
    for (const inner of innerTokens(token)) stack.push({ token: inner, depth: depth + 1 });
  }
  return null;
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((inner) => inner != null));
}

const REASONS = new Map<string, string>([
  ['ALIAS_PROPS', 'alias'],
  ['BAD_ALIAS', 'alias'],
  ['BAD_DQ_ESCAPE', 'escape'],
  ['BAD_INDENT', 'indent'],
  ['TAB_AS_INDENT', 'tab'],
  ['MISSING_CHAR', 'unclosed'],
  ['MULTILINE_IMPLICIT_KEY', 'colon'],
  ['BLOCK_AS_IMPLICIT_KEY', 'colon'],
  ['BAD_SCALAR_START', 'start'],
  ['NON_STRING_KEY', 'key-not-text'],
  ['MULTIPLE_DOCS', 'several-documents'],
]);

/** A bracket that is never closed is reported as wrong indentation of what follows. */
const reasonOf = (error: YAMLError): string =>
  error.code === 'BAD_INDENT' && error.message.startsWith('Flow') ? 'unclosed' : (REASONS.get(error.code) ?? 'syntax');
