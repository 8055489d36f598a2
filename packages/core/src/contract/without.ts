import type { JsonPath } from './lines.ts';

/** A value without some of its parts, and where what is left of it stood before. */
export interface Pruned {
  readonly value: unknown;
  original(path: JsonPath): JsonPath;
}

const keyOf = (path: JsonPath): string => JSON.stringify(path);

/** A copy of the value without what stands at these paths; items of a list close up. Cost: size of the value. */
export function without(value: unknown, paths: readonly JsonPath[]): Pruned {
  const gone = new Set(paths.map(keyOf));
  /** The places that the items of a list had, by the path of the list in the copy. */
  const places = new Map<string, readonly number[]>();
  const copy = (inner: unknown, from: JsonPath, to: JsonPath): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner;
    const isKept = (part: string | number): boolean => !gone.has(keyOf([...from, part]));
    if (!Array.isArray(inner)) {
      const kept = Object.entries(inner).filter(([key]) => isKept(key));
      return Object.fromEntries(kept.map(([key, held]) => [key, copy(held, [...from, key], [...to, key])]));
    }
    const kept = [...inner.keys()].filter(isKept);
    places.set(keyOf(to), kept);
    return kept.map((i, k) => copy(inner[i], [...from, i], [...to, k]));
  };
  return {
    value: copy(value, [], []),
    original: (path) =>
      path.map((part, i) => (typeof part === 'number' ? (places.get(keyOf(path.slice(0, i)))?.[part] ?? part) : part)),
  };
}
