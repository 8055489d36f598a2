import type { Cells } from '../csv/cut.ts';
import { type Dictionary, makeDictionary } from '../engine/dictionary.ts';
import type { Counted } from '../engine/protocol.ts';
import type { Place } from '../engine/vectors.ts';
import { type ByteForm, byteFormOf } from './byte-form.ts';
import { type Form, isConverted } from './form.ts';

/** A column of some rows: numbers and the texts that are none, or codes and their texts. */
export type PartColumn =
  | { readonly values: Float64Array; readonly missing: Uint8Array | null; readonly left: readonly Counted[] }
  | { readonly codes: Int32Array; readonly levels: Texts };

/** Texts in their order, as bytes one after the other; each ends where `ends` says. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

/** Reads column j; null where only the engine knows what a text is. */
type ColumnReader = (cells: Cells, j: number) => PartColumn | null;

/** More distinct texts that do not convert make the engine look, which keeps as many. */
export const LEFT_MAX = 20_000;

/** How columns of a form are read; null for forms that only the engine reads. */
export function columnReader(form: Form, zone: { readonly isUtc: boolean }): ColumnReader | null {
  if (!isConverted(form)) return textColumn;
  const byteForm = byteFormOf(form, zone);
  return byteForm === null ? null : (cells, j) => numberColumn(cells, j, byteForm);
}

function numberColumn(cells: Cells, j: number, form: ByteForm): PartColumn | null {
  const { bytes, places, rows, width } = cells;
  const values = new Float64Array(rows);
  form.quick(cells, j, values);
  const others = makeOthers(form);
  let missing: Uint8Array | null = null;
  for (let i = 0; i < rows; i++) {
    if (!Number.isNaN(values[i])) continue;
    const from = places[(i * width + j) * 2]!; // ! a cell
    const to = places[(i * width + j) * 2 + 1]!; // ! a cell
    let value: number | null | 'unsure' = null;
    if (form.isLongPlain && isLongPlain(bytes, from, to)) value = Number(bytes.toString('latin1', from, to));
    else if (from < to) value = others.valueOf({ bytes, from, length: to - from });
    if (value === 'unsure') return null;
    if (value === null) {
      missing ??= new Uint8Array(rows);
      missing[i] = 1;
    }
    values[i] = value ?? 0;
  }
  return { values, missing, left: others.left() };
}

const [MINUS, POINT, ZERO] = [45, 46, 48];

/** Digits with a point among them and nothing else: `Number` rounds them as any other reader does. */
function isLongPlain(bytes: Uint8Array, from: number, to: number): boolean {
  let points = 0;
  const first = bytes[from] === MINUS ? from + 1 : from;
  for (let at = first; at < to; at++) {
    const byte = bytes[at]!; // ! at < to
    if (byte === POINT) points++;
    else if (byte < ZERO || byte > ZERO + 9) return false;
  }
  return points === 1 && to - first > 2 && to - first < 40 && bytes[first] !== POINT && bytes[to - 1] !== POINT;
}

/** The texts that are not written in the usual way: each is looked at once, and counted where it is no number. */
function makeOthers(form: ByteForm) {
  let known: Dictionary | null = null;
  const values: (number | null | 'unsure')[] = [];
  const counts: number[] = [];
  return {
    valueOf(place: Place): number | null | 'unsure' {
      known ??= makeDictionary();
      const code = known.codeOf(place);
      if (code === values.length) {
        values.push(code < LEFT_MAX ? form.slow(known.textOf(code)) : 'unsure');
        counts.push(0);
      }
      counts[code]!++; // ! a code that is known
      return values[code]!; // ! as above
    },
    left: (): readonly Counted[] =>
      values.flatMap((value, code) =>
        value === null ? [{ text: known?.textOf(code) ?? '', count: counts[code] ?? 0 }] : [],
      ),
  };
}

function textColumn({ bytes, places, rows, width }: Cells, j: number): PartColumn {
  const codes = new Int32Array(rows);
  const known = makeDictionary();
  const place: Place = { bytes, from: 0, length: 0 };
  for (let i = 0, k = j * 2; i < rows; i++, k += width * 2) {
    place.from = places[k]!; // ! a cell
    place.length = places[k + 1]! - place.from; // ! a cell
    codes[i] = place.length === 0 ? -1 : known.codeOf(place);
  }
  return { codes, levels: known.bytes() };
}
