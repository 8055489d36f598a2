import type { Place } from '../std/problem.ts';

/** The way to a value: keys and places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** Where the values of a file were written. The core knows no YAML: whoever reads the file brings this map. */
export interface Lines {
  /** Line and column, from 1, of the value at the path, or null when nothing was written there. */
  at(path: JsonPath): { readonly line: number; readonly column: number } | null;
}

/** A map for values that no file holds, such as options of a command. */
export const NO_LINES: Lines = { at: () => null };

/** The place of the value at the path, or of the nearest value around it. */
export function placeAt(lines: Lines, file: string, path: JsonPath): Place {
  for (let length = path.length; length >= 0; length--) {
    const found = lines.at(path.slice(0, length));
    if (found !== null) return { path: file, ...found };
  }
  return { path: file };
}
