import { hashText, mixBits } from '../std/hash-text.ts';

/**
 * How many different values there are, by their hashes: up to 1,024 of them as they are, of more only how many leading
 * zeros each of 4,096 groups has seen (HyperLogLog: Flajolet and others 2007).
 */
export type DistinctCount =
  | { readonly kind: 'exact'; readonly hashes: Float64Array }
  | { readonly kind: 'estimate'; readonly registers: Uint8Array };

/** Up to so many different values the count is exact, but for two values of one hash: 1e-10. */
export const EXACT_MAX = 1024;
const GROUP_BITS = 12;
/** With so many groups the standard error is 1.6 %. */
export const REGISTERS = 1 << GROUP_BITS;
/** Bits of a hash beyond those that name the group. */
const REST_BITS = 40;
/** The most that a register holds. */
export const REGISTER_MAX = REST_BITS + 1;

/** No value. */
export const noDistinct: DistinctCount = { kind: 'exact', hashes: new Float64Array() };

/** 52 bits of a text. */
export const textHash = (text: string): number => wide(hashText(text, 1), hashText(text, 2));

/** High 12 bits name the group, the next 40 are the rest. */
const wide = (a: number, b: number): number => a * 2 ** 20 + (b >>> 12);

/** Places of the numbers that were seen last: most columns repeat themselves, and a set is slow. */
const RECENT = 1024;

/** The different numbers of a list; zeros of both signs are one. O(length), 5 to 10 ns each. */
export function distinctNumbers(values: Float64Array): DistinctCount {
  const seen = makeDistinct();
  seen.add(values, values.length);
  return seen.count();
}

/** The different numbers among numbers that come in parts. */
export function makeDistinct(): { add(values: Float64Array, n: number): void; count(): DistinctCount } {
  const recent = new Float64Array(RECENT).fill(-1);
  let seen = new Set<number>();
  let registers: Uint8Array | null = null;
  return {
    add(values, n) {
      let from = 0;
      if (registers === null) {
        from = addHashes(values, n, { seen, recent });
        if (seen.size <= EXACT_MAX) return;
        registers = registersOf(seen);
        seen = new Set();
      }
      addZeros(values, { from, n }, registers);
    },
    count: () => (registers === null ? exact(seen) : { kind: 'estimate', registers }),
  };
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/** Adds hashes until there are too many of them; gives how many values were taken. */
function addHashes(
  values: Float64Array,
  n: number,
  { seen, recent }: { readonly seen: Set<number>; readonly recent: Float64Array },
): number {
  let i = 0;
  for (; i < n && seen.size <= EXACT_MAX; i++) {
    number[0] = values[i]! + 0; // ! i < n
    const mixed = firstHash(words[0]!, words[1]!); // ! two words
    const hash = wide(mixed, secondHash(words[0]!, words[1]!)); // ! two words
    if (recent[mixed % RECENT] === hash) continue;
    recent[mixed % RECENT] = hash;
    seen.add(hash);
  }
  return i;
}

function addZeros(
  values: Float64Array,
  { from, n }: { readonly from: number; readonly n: number },
  registers: Uint8Array,
) {
  for (let i = from; i < n; i++) {
    number[0] = values[i]! + 0; // ! i < n
    const mixed = firstHash(words[0]!, words[1]!); // ! two words
    const rest = mixed << GROUP_BITS;
    const zeros = rest === 0 ? restZeros(secondHash(words[0]!, words[1]!)) : Math.clz32(rest); // ! two words
    const group = mixed >>> (32 - GROUP_BITS);
    if (zeros >= registers[group]!) registers[group] = zeros + 1; // ! a group
  }
}

const firstHash = (low: number, high: number): number => mixBits(low ^ mixBits(high ^ 0x9e3779b9));
const secondHash = (low: number, high: number): number => mixBits(high ^ mixBits(low + 0x7f4a7c15));

/** The different texts of a list of different texts. */
export const distinctTexts = (texts: Iterable<string>): DistinctCount =>
  fitting(new Set(Array.from(texts, (text) => textHash(text))));

/** The different values of both. Exact counts stay exact as long as they fit. */
export function mergeDistinct(a: DistinctCount, b: DistinctCount): DistinctCount {
  if (a.kind === 'exact' && b.kind === 'exact') return fitting(new Set([...a.hashes, ...b.hashes]));
  const [first, second] = [allRegisters(a), allRegisters(b)];
  return { kind: 'estimate', registers: first.map((most, k) => Math.max(most, second[k]!)) }; // ! as many
}

/** How many there are: whole where exact, else within 1.6 % (one standard error; Ertl 2017, algorithm 6). */
export function distinctEstimate(count: DistinctCount): number {
  if (count.kind === 'exact') return count.hashes.length;
  const byZeros = new Float64Array(REGISTER_MAX + 1);
  for (const most of count.registers) byZeros[most]!++; // ! at most REGISTER_MAX
  let z = REGISTERS * tau(1 - byZeros[REGISTER_MAX]! / REGISTERS); // ! its last place
  for (let k = REST_BITS; k >= 1; k--) z = 0.5 * (z + byZeros[k]!); // ! k <= REST_BITS
  z += REGISTERS * sigma(byZeros[0]! / REGISTERS); // ! its first place
  return (REGISTERS * REGISTERS) / (2 * Math.LN2 * z);
}

/** x + x² + 2 x⁴ + 4 x⁸ ...: what empty registers say. */
function sigma(given: number): number {
  if (given === 1) return Infinity;
  let [x, y, z, before] = [given, 1, given, -1];
  while (z !== before) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

/** What full registers say. */
function tau(given: number): number {
  if (given === 0 || given === 1) return 0;
  let [x, y, z, before] = [given, 1, 1 - given, -1];
  while (z !== before) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

const exact = (hashes: ReadonlySet<number>): DistinctCount => ({
  kind: 'exact',
  hashes: Float64Array.from(hashes).sort(),
});

const fitting = (hashes: ReadonlySet<number>): DistinctCount =>
  hashes.size <= EXACT_MAX ? exact(hashes) : { kind: 'estimate', registers: registersOf(hashes) };

const allRegisters = (count: DistinctCount): Uint8Array =>
  count.kind === 'estimate' ? count.registers : registersOf(count.hashes);

function registersOf(hashes: Iterable<number>): Uint8Array {
  const registers = new Uint8Array(REGISTERS);
  for (const hash of hashes) note(registers, Math.floor(hash / 2 ** 20), (hash % 2 ** 20) * 2 ** 12);
  return registers;
}

/** The group is named by the high bits of `a`; counted are leading zeros of the rest of it and of 20 bits of `b`. */
function note(registers: Uint8Array, a: number, b: number): void {
  const rest = a << GROUP_BITS;
  const zeros = rest === 0 ? restZeros(b) : Math.clz32(rest);
  const group = a >>> (32 - GROUP_BITS);
  if (zeros >= registers[group]!) registers[group] = zeros + 1; // ! a group
}

/** Leading zeros where the 20 bits of the first hash beyond the group are all zeros. */
const restZeros = (b: number): number => 20 + Math.min(20, Math.clz32(b & 0xfffff000));
