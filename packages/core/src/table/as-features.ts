import type { Feature, Features } from '../learn/features.ts';
import type { Column, Table } from './table.ts';

/** The named columns of a table as a learner sees them: all of a table's without names. */
export function asFeatures({ n, columns }: Table, names?: readonly string[]): Features {
  const wanted = names === undefined ? columns : columns.filter(({ name }) => names.includes(name));
  return { n, columns: wanted.map(asFeature) };
}

/** A column as a learner sees it. Texts that differ by outer blanks alone are one level; a blank one is missing. */
export function asFeature(column: Column): Feature {
  const { name } = column;
  if (column.kind === 'number') {
    const { missing } = column;
    if (missing === null) return { kind: 'number', name, values: column.values };
    return { kind: 'number', name, values: column.values.map((value, i) => (missing[i] === 1 ? Number.NaN : value)) };
  }
  const places = new Map<string, number>();
  const codeOf = Int32Array.from(column.levels, (level) => {
    const text = level.trim();
    if (text === '') return -1;
    const code = places.get(text) ?? places.size;
    places.set(text, code);
    return code;
  });
  const codes = column.codes.map((code) => (code < 0 ? -1 : codeOf[code]!)); // ! a code of its levels
  return { kind: 'level', name, codes, levels: [...places.keys()] };
}
