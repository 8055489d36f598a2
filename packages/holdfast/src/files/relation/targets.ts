import { assert } from '@holdfast/core/std/assert.ts';
import type { NumberColumn, TextColumn } from '@holdfast/core/table/table.ts';
import type { Piece } from '../engine/protocol.ts';

/**
 * A column that grows by pieces. Room is taken at once, for `rowsMax` rows; the system gives it when it is filled.
 * Threads share it, so that one which looks at the columns needs no copy.
 */
export interface NumberTarget {
  add(piece: Piece): void;
  /** The column, which must have got `n` rows. */
  column(name: string, type: NumberColumn['type'], n: number): NumberColumn;
}

export interface TextTarget {
  add(piece: Piece): void;
  column(name: string, type: TextColumn['type'], n: number): TextColumn;
}

export function numberTarget(rowsMax: number): NumberTarget {
  const values = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * rowsMax));
  let missing: Uint8Array | null = null;
  let filled = 0;
  return {
    add(piece) {
      assert(
        'values' in piece && filled + piece.values.length <= rowsMax,
        'a number column gets numbers, and no more than its rows',
      );
      values.set(piece.values, filled);
      if (piece.missing) (missing ??= new Uint8Array(rowsMax)).set(piece.missing, filled);
      filled += piece.values.length;
    },
    column(name, type, n) {
      assert(filled === n, `column ${name} has as many rows as its table`);
      const isWhole = n === rowsMax;
      return {
        name,
        kind: 'number',
        type,
        values: isWhole ? values : values.slice(0, n),
        missing: isWhole ? missing : (missing?.slice(0, n) ?? null),
      };
    },
  };
}

export function textTarget(rowsMax: number): TextTarget {
  const codes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * rowsMax));
  const levels: string[] = [];
  let filled = 0;
  return {
    add(piece) {
      if ('levels' in piece) {
        for (const level of piece.levels) levels.push(level);
        return;
      }
      assert(
        'codes' in piece && filled + piece.codes.length <= rowsMax,
        'a text column gets codes, and no more than its rows',
      );
      codes.set(piece.codes, filled);
      filled += piece.codes.length;
    },
    column(name, type, n) {
      assert(filled === n, `column ${name} has as many rows as its table`);
      return { name, kind: 'text', type, codes: n === rowsMax ? codes : codes.slice(0, n), levels };
    },
  };
}
