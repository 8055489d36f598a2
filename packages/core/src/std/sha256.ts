import { utf8 } from './utf8.ts';

/**
 * The SHA-256 of bytes, or of a text in UTF-8, as 64 hexadecimal digits. In plain TypeScript, so that a ledger can be
 * verified where there is no crypto module of the platform, and without promises. Source: FIPS 180-4. Cost: 64 rounds
 * of 32-bit arithmetic for each 64 bytes.
 */
export function sha256(message: Uint8Array | string): string {
  const bytes = padded(typeof message === 'string' ? utf8(message) : message);
  const hash = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let from = 0; from < bytes.length; from += 64) {
    spread(bytes, from, words);
    compress(hash, words);
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The message, a one bit, zeros, and its length in bits: a multiple of 64 bytes (section 5.1.1). */
function padded(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(64 * Math.ceil((message.length + 9) / 64));
  bytes.set(message);
  bytes[message.length] = 0x80;
  const bits = message.length * 8;
  for (let i = 0; i < 8; i++) bytes[bytes.length - 1 - i] = Math.floor(bits / 256 ** i) % 256;
  return bytes;
}

/** The message schedule of one block (section 6.2.2, step 1). */
function spread(bytes: Uint8Array, from: number, words: Int32Array): void {
  for (let t = 0; t < 16; t++) {
    const i = from + 4 * t;
    words[t] = (bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!; // ! a whole block
  }
  for (let t = 16; t < 64; t++) {
    const a = words[t - 15]!; // ! t is 16 or more, here and below
    const b = words[t - 2]!; // !
    const near = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const far = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[t] = (words[t - 16]! + near + words[t - 7]! + far) | 0; // ! as above
  }
}

/** The 64 rounds on one block (section 6.2.2, steps 2 to 4). */
function compress(hash: Int32Array, words: Int32Array): void {
  // Eight names rather than an array: this loop is nine tenths of the time. ! there are eight words
  let a = hash[0]!;
  let b = hash[1]!; // !
  let c = hash[2]!; // !
  let d = hash[3]!; // !
  let e = hash[4]!; // !
  let f = hash[5]!; // !
  let g = hash[6]!; // !
  let h = hash[7]!; // !
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[t]! + words[t]!) | 0; // ! t < 64
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  hash[0]! += a; // ! there are eight words
  hash[1]! += b; // !
  hash[2]! += c; // !
  hash[3]! += d; // !
  hash[4]! += e; // !
  hash[5]! += f; // !
  hash[6]! += g; // !
  hash[7]! += h; // !
}

/** A rotation to the right. */
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The first `count` primes. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** 32 bits of the fraction of a root of n, by whole numbers alone: no engine may round them in another way. */
function fraction(n: number, root: 2 | 3): number {
  const target = BigInt(n) << BigInt(32 * root);
  let [low, high] = [0n, BigInt(n) << 32n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(root) <= target) low = middle;
    else high = middle - 1n;
  }
  return Number(low & 0xffffffffn) | 0;
}

// The constants are fractions of square roots of the first 8 primes and of cube roots of the first 64 (sections 4.2.2
// and 5.3.3): shorter to say than to copy, and nothing in them can be mistyped.
const START = primes(8).map((prime) => fraction(prime, 2));
const ROUND = Int32Array.from(primes(64), (prime) => fraction(prime, 3));
