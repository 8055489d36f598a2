import { assert } from '@holdfast/core/std/assert.ts';
import { makeDictionary } from '../engine/dictionary.ts';
import type { Counted } from '../engine/protocol.ts';
import { numberTarget, textTarget } from '../relation/targets.ts';
import { LEFT_MAX, type PartColumn, type Texts } from '../types/byte-column.ts';
import { type Form, isConverted } from '../types/form.ts';
import type { Streamed } from '../types/streamed-table.ts';
import { countCodes } from '../types/text-levels.ts';

/** A column that is put together of those of parts, in the order of the file. */
export interface JoinedColumn {
  add(part: PartColumn): void;
  /** Null when more texts did not convert than may be looked at. Once only. */
  end(name: string, n: number): Streamed | null;
}

export const joinedColumn = (form: Form): JoinedColumn => (isConverted(form) ? joinedNumbers() : joinedTexts());

/** What does not convert is of few kinds, or the column is text: so many of the commonest say which. */
const LEFT_TEXTS = 2000;

function joinedNumbers(): JoinedColumn {
  const parts: Extract<PartColumn, { readonly values: Float64Array }>[] = [];
  const counts = new Map<string, number>();
  return {
    add(part) {
      assert('values' in part, 'a column of numbers gets numbers');
      parts.push(part);
      for (const { text, count } of part.left) counts.set(text, (counts.get(text) ?? 0) + count);
    },
    end(name, n) {
      if (counts.size > LEFT_MAX) return null;
      const left = [...counts].map(([text, count]): Counted => ({ text, count }));
      left.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
      const texts = left.slice(0, LEFT_TEXTS).map(({ text, count }) => [text, count] as const);
      const target = numberTarget(n);
      for (const { values, missing } of parts.splice(0)) target.add({ column: 0, values, missing });
      return { kind: 'number', column: target.column(name, 'number', n), left: texts };
    },
  };
}

function joinedTexts(): JoinedColumn {
  const parts: Int32Array[] = [];
  const known = makeDictionary();
  return {
    add(part) {
      assert('codes' in part, 'a column of text gets codes');
      const { codes, levels } = part;
      const codeOf = codesOf(levels, known);
      for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) codes[i] = codeOf[codes[i]!]!; // ! codes of the part
      parts.push(codes);
    },
    end(name, n) {
      const target = textTarget(n);
      for (const codes of parts.splice(0)) target.add({ column: 0, codes });
      target.add({ column: 0, levels: Array.from({ length: known.size }, (_, code) => known.textOf(code)) });
      const column = target.column(name, 'text', n);
      return { kind: 'text', column, counts: countCodes(column) };
    },
  };
}

/** The codes that texts have in a dictionary; those that it does not know are added. */
function codesOf({ bytes, ends }: Texts, known: ReturnType<typeof makeDictionary>): Int32Array {
  const codes = new Int32Array(ends.length);
  let from = 0;
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]!; // ! i < length
    codes[i] = known.codeOf({ bytes, from, length: end - from });
    from = end;
  }
  return codes;
}
