import { utf8 } from '../std/utf8.ts';

/** Bytes that are written one after the other. Whole numbers take as many as they need, numbers eight. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private end = 0;

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.end++] = value;
  }

  /** A whole number from 0 to 2^53 - 1: seven bits in each byte, the lowest first (LEB128). */
  whole(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.end++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.end++] = rest;
  }

  /** A double, the lowest byte first. */
  number(value: number): void {
    this.reserve(8);
    new DataView(this.bytes.buffer).setFloat64(this.end, value, true);
    this.end += 8;
  }

  /** Its length, then its bytes in UTF-8. */
  text(text: string): void {
    const bytes = utf8(text);
    this.whole(bytes.length);
    this.raw(bytes);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.end);
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const grown = new Uint8Array(2 * (this.end + more));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}

/** Why bytes are not what they should be. */
export type ByteFlaw = 'short' | 'whole' | 'number' | 'text' | 'length';

/** What a reader throws; whoever knows the file makes a problem of it. */
export class BrokenBytes<F extends string = ByteFlaw> extends Error {
  readonly flaw: F;
  readonly at: number;

  constructor(flaw: F, at: number) {
    super(`${flaw} at byte ${at}`);
    this.flaw = flaw;
    this.at = at;
  }
}

/** Reads what `ByteWriter` wrote, and takes nothing else: one value has one form. Throws `BrokenBytes`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new BrokenBytes('short', this.at);
    this.at++;
    return value;
  }

  whole(): number {
    let value = 0;
    let scale = 1;
    for (let k = 0; k < 8; k++) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      // A zero at the end says what the bytes before it have said.
      if (byte < 128 && (byte > 0 || k === 0) && Number.isSafeInteger(value)) return value;
      if (byte < 128) break;
      scale *= 128;
    }
    throw new BrokenBytes('whole', this.at);
  }

  /** A finite double; not -0, because two zeros would be two forms of one value. */
  number(): number {
    const value = this.upTo();
    if (value === Infinity) throw new BrokenBytes('number', this.at - 8);
    return value;
  }

  /** A double or Infinity, which ends what has no end; not -0. */
  upTo(): number {
    const from = this.take(8);
    const value = new DataView(this.bytes.buffer, this.bytes.byteOffset + from, 8).getFloat64(0, true);
    if (Number.isNaN(value) || value === -Infinity || Object.is(value, -0)) throw new BrokenBytes('number', from);
    return value;
  }

  /** How many things of at least `bytes` bytes follow: more than are left is refused before anything is allocated. */
  length(bytes = 1): number {
    const value = this.whole();
    if (value * bytes > this.left) throw new BrokenBytes('length', this.at);
    return value;
  }

  text(): string {
    const length = this.length();
    const from = this.take(length);
    const text = fromUtf8(this.bytes.subarray(from, from + length));
    if (text === null) throw new BrokenBytes('text', from);
    return text;
  }

  raw(length: number): Uint8Array {
    const from = this.take(length);
    return this.bytes.slice(from, from + length);
  }

  private take(length: number): number {
    if (length > this.left) throw new BrokenBytes('short', this.at);
    this.at += length;
    return this.at - length;
  }
}

/** The text, or null where the bytes are not the UTF-8 of one. */
function fromUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i]!; // ! i < length
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let point = size === 1 ? first : first & (0xff >> (size + 1));
    for (let k = 1; k < size; k++) point = point * 64 + ((bytes[i + k] ?? 0) & 0x3f);
    if (point > 0x10ffff) return null;
    parts.push(String.fromCodePoint(point));
    i += size;
  }
  const text = parts.join('');
  const again = utf8(text);
  // Whatever was wrong, an over-long form, half a pair, a stray byte, does not come back as it was.
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i]) ? text : null;
}
