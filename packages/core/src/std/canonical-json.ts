import { assert } from './assert.ts';

/** How deep a value may be nested: what we write is flat, and a hostile file must not exhaust the stack. */
export const DEPTH_MAX = 32;

/**
 * The one text of a value in JSON, by which it is hashed: no blanks, keys in the order of their UTF-16 units, numbers
 * as ECMAScript writes them, -0 as 0. A key whose value is undefined is absent. Asserts on NaN, Infinity, functions,
 * and what is nested deeper than DEPTH_MAX. Source: RFC 8785 (JSON Canonicalization Scheme), but for one thing: half of
 * a surrogate pair, which the RFC refuses, is escaped (`\ud800`), because names of columns come from anywhere.
 */
export const canonicalJson = (value: unknown): string => textOf(value, 0);

function textOf(value: unknown, depth: number): string {
  assert(depth <= DEPTH_MAX, `what is hashed is nested at most ${DEPTH_MAX} deep`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'a number that is hashed is finite');
    return String(value); // As JSON.stringify writes it, -0 too, in half the time.
  }
  if (Array.isArray(value)) return listText(value, depth);
  assert(typeof value === 'object', `what is hashed is data, not ${typeof value}`);
  let text = '';
  // The order of sort() without a comparison is that of UTF-16 units.
  for (const key of Object.keys(value).sort()) {
    const item: unknown = (value as Readonly<Record<string, unknown>>)[key]; // as: an object
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(item, depth + 1)}`;
  }
  return `{${text}}`;
}

function listText(items: readonly unknown[], depth: number): string {
  let text = '';
  for (let i = 0; i < items.length; i++) text += `${i === 0 ? '' : ','}${textOf(items[i], depth + 1)}`;
  return `[${text}]`;
}

/**
 * The value of a text that is canonical JSON, or undefined for any other text: there is one text for a value, so a
 * change of any character is a change of the value or is seen here. Never throws.
 */
export function parseCanonical(text: string): unknown {
  if (nesting(text) > DEPTH_MAX) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined; // It is not JSON, or holds a number beyond the largest.
  }
}

/** How deep brackets are nested, outside of strings. */
function nesting(text: string): number {
  let [depth, deepest, isString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') isString = !isString;
    else if (sign === '\\') i++;
    else if (isString) continue;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth--;
  }
  return deepest;
}
