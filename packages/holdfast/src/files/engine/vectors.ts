import duckdb from '@duckdb/node-bindings';

/** A bit for each row, the lowest first, that is 1 where it has a value; null when all have. */
export const validityBits = (vector: duckdb.Vector, n: number): Uint8Array | null =>
  duckdb.vector_get_validity(vector, Math.ceil(n / 64) * 8);

/** Which rows have a value; null when all have. */
export function validityOf(vector: duckdb.Vector, n: number): ((i: number) => boolean) | null {
  const bits = validityBits(vector, n);
  return bits === null ? null : (i) => ((bits[i >> 3]! >> (i & 7)) & 1) === 1; // ! i < n
}

export function doublesOf(vector: duckdb.Vector, n: number): Float64Array {
  const bytes = duckdb.vector_get_data(vector, n * 8);
  return new Float64Array(bytes.buffer, bytes.byteOffset, n);
}

/** Nothing times zero is zero but a finite number; one sum in place of a test for each. */
export function areFinite(values: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * 0; // ! i < length
  return sum === 0;
}

/** The text that stands there. */
export const textAt = ({ bytes, from, length }: Place): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('utf8');

/** Where a text stands: these bytes, from a position. The object is the same for all texts of a vector. */
export interface Place {
  bytes: Uint8Array;
  from: number;
  length: number;
}

/** Bytes between two texts that may be passed over; see `makePlaces`. */
const GAP_MAX = 1024;
/** A view of more bytes saves nothing. */
const SPAN_MAX = 1 << 20;

/**
 * Where each text of a vector stands, asked in rising order: 16 bytes a row, text of up to 12 bytes inside them, longer
 * text behind a pointer. A call of the binding for each long text would cost a microsecond, and they mostly follow one
 * another in memory, so one view spans many. Between two texts lies less than a page, so every byte of the span is in a
 * page that holds text: it can be read, and is never looked at.
 */
export function makePlaces(vector: duckdb.Vector, n: number): (i: number) => Place {
  const bytes = duckdb.vector_get_data(vector, n * 16);
  const memory = bytes.buffer as ArrayBuffer; // as: the vector's own memory, which is never shared
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, n * 4);
  const isValid = validityOf(vector, n);
  const place: Place = { bytes, from: 0, length: 0 };
  let [start, end] = [0, 0];
  let far: Uint8Array = bytes;
  const lengthAt = (i: number): number => words[i * 4]!; // ! i < n
  // An address has 48 bits, which a double holds.
  const addressAt = (i: number): number => words[i * 4 + 2]! + words[i * 4 + 3]! * 2 ** 32; // ! i < n
  const openAt = (i: number): void => {
    start = addressAt(i);
    end = start + lengthAt(i);
    for (let k = i + 1; k < n && end - start < SPAN_MAX; k++) {
      if (isValid?.(k) === false || lengthAt(k) <= 12) continue;
      const next = addressAt(k);
      if (next < end || next - end > GAP_MAX) break;
      end = next + lengthAt(k);
    }
    far = duckdb.get_data_from_pointer(memory, bytes.byteOffset + i * 16 + 8, end - start);
  };
  return (i) => {
    const length = lengthAt(i);
    place.length = length;
    if (length <= 12) {
      place.bytes = bytes;
      place.from = i * 16 + 4;
      return place;
    }
    const address = addressAt(i);
    if (address < start || address + length > end) openAt(i);
    place.bytes = far;
    place.from = address - start;
    return place;
  };
}
