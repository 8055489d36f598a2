/** The bytes by which numbers of a column are read; 0 where there is no such mark. */
export interface NumberMarks {
  readonly decimal: number;
  readonly thousands: number;
  /** Whole numbers that stand as a program writes them: no zeros before them, and no negative zero. */
  readonly isCanonical: boolean;
}

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const [MINUS, ZERO] = [45, 48];
/** Whole numbers of so many digits are doubles. */
const DIGITS_MAX = 15;

/**
 * The number that stands in the bytes, where it is written in the usual way: up to 15 digits, in groups of three or in
 * none, with decimals or without. NaN for anything else, which says nothing. Digits are a whole number that a double
 * holds and so is the power of ten below it: one division rounds them as reading the text does (Clinger, 1990).
 */
export function numberIn(bytes: Uint8Array, from: number, to: number, marks: NumberMarks): number {
  const isNegative = bytes[from] === MINUS;
  const first = isNegative ? from + 1 : from;
  let [at, value] = [first, 0];
  for (; at < to; at++) {
    const digit = bytes[at]! - ZERO; // ! at < to
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  let digits = at - first;
  if (digits === 0) return Number.NaN;
  if (at < to && bytes[at] === marks.thousands) {
    if (digits > 3) return Number.NaN;
    for (; at < to && bytes[at] === marks.thousands; at += 4) {
      if (at + 4 > to) return Number.NaN;
      const a = bytes[at + 1]! - ZERO; // ! at + 4 <= to
      const b = bytes[at + 2]! - ZERO; // ! as above
      const c = bytes[at + 3]! - ZERO; // ! as above
      if (a < 0 || a > 9 || b < 0 || b > 9 || c < 0 || c > 9) return Number.NaN;
      value = value * 1000 + a * 100 + b * 10 + c;
      digits += 3;
    }
  }
  let decimals = 0;
  if (at < to && bytes[at] === marks.decimal) {
    const point = at++;
    for (; at < to; at++) {
      const digit = bytes[at]! - ZERO; // ! as above
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    decimals = at - point - 1;
    if (decimals === 0) return Number.NaN;
  }
  if (at < to || digits + decimals > DIGITS_MAX) return Number.NaN;
  if (marks.isCanonical && bytes[first] === ZERO && (digits > 1 || isNegative)) return Number.NaN;
  if (decimals > 0) value /= TENS[decimals]!; // ! at most 15
  return isNegative ? -value : value;
}
