/** The state of the generator of Python's `random`: 624 words, and the place of the next. Plain data. */
export interface Twister {
  readonly words: number[];
  place: number;
}

const [SIZE, MIDDLE] = [624, 397];

/**
 * The generator of Matsumoto and Nishimura 1998 (MT19937) as Python seeds it with a whole number of 0 to 2^32 - 1: for
 * answers that must equal those of a program which draws with it. Everything else here draws with `makeRandom`.
 */
export function makeTwister(seed: number): Twister {
  const words = new Array<number>(SIZE).fill(0);
  words[0] = 19650218;
  for (let i = 1; i < SIZE; i++) words[i] = (Math.imul(1812433253, mixed(words[i - 1]!)) + i) >>> 0; // ! i < size
  let i = 1;
  for (let k = 0; k < SIZE; k++) {
    words[i] = ((words[i]! ^ Math.imul(mixed(words[i - 1]!), 1664525)) + seed) >>> 0; // ! i < size
    i = next(words, i);
  }
  for (let k = 0; k < SIZE - 1; k++) {
    words[i] = ((words[i]! ^ Math.imul(mixed(words[i - 1]!), 1566083941)) - i) >>> 0; // ! i < size
    i = next(words, i);
  }
  words[0] = 0x80000000;
  return { words, place: SIZE };
}

/** The same generator as numpy's older interface seeds it (`numpy.random.seed`), with a number of 0 to 2^32 - 1. */
export function makeNumpyTwister(seed: number): Twister {
  const words = new Array<number>(SIZE).fill(0);
  words[0] = seed >>> 0;
  for (let i = 1; i < SIZE; i++) words[i] = (Math.imul(1812433253, mixed(words[i - 1]!)) + i) >>> 0; // ! i < size
  return { words, place: SIZE };
}

/** Puts the numbers 0 to length - 1 into `order` as `numpy.random.permutation` gives them. O(n). */
export function permute(twister: Twister, order: Int32Array): void {
  // Words of 32 bits as such, for the time of this call: a tenth of the time that plain numbers take.
  const words = Int32Array.from(twister.words);
  let { place } = twister;
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const mask = -1 >>> Math.clz32(i);
    let other = order.length;
    while (other > i) {
      if (place === SIZE) place = renew(words);
      other = tempered(words[place++]!) & mask; // ! place < size
    }
    const moved = order[i]!; // ! a place
    order[i] = order[other]!; // ! a place
    order[other] = moved;
  }
  for (let i = 0; i < SIZE; i++) twister.words[i] = words[i]! >>> 0; // ! i < size
  twister.place = place;
}

const mixed = (word: number): number => word ^ (word >>> 30);

/** The place after i; past the last the first word takes over the last and the second is next. */
function next(words: number[], i: number): number {
  if (i + 1 < SIZE) return i + 1;
  words[0] = words[SIZE - 1]!; // ! it has a last word
  return 1;
}

/** The next 32 bits. */
export function nextWord(twister: Twister): number {
  const { words } = twister;
  if (twister.place === SIZE) {
    const renewed = Int32Array.from(words);
    twister.place = renew(renewed);
    for (let i = 0; i < SIZE; i++) words[i] = renewed[i]! >>> 0; // ! i < size
  }
  return tempered(words[twister.place++]!) >>> 0; // ! place < size
}

/** The words after these, and the place of the first. */
function renew(words: Int32Array): number {
  for (let i = 0; i < SIZE; i++) {
    const after = i + 1 < SIZE ? i + 1 : 0;
    const far = i + MIDDLE < SIZE ? i + MIDDLE : i + MIDDLE - SIZE;
    const both = (words[i]! & 0x80000000) | (words[after]! & 0x7fffffff); // ! both are below the size
    words[i] = words[far]! ^ (both >>> 1) ^ (-(both & 1) & 0x9908b0df); // ! below the size
  }
  return 0;
}

function tempered(given: number): number {
  let word = given ^ (given >>> 11);
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  return word ^ (word >>> 18);
}

/** `count` different numbers from 0 to `n` - 1, in the order that Python's `random.sample(range(n), count)` has. */
export function drawBelow(twister: Twister, n: number, count: number): number[] {
  // Python takes from a list where that costs less than to remember what was drawn.
  const remembered = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
  if (n > remembered) {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(below(twister, n));
    return [...drawn];
  }
  const pool = Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: count }, (_, k) => {
    const place = below(twister, n - k);
    const taken = pool[place]!; // ! below n - k
    pool[place] = pool[n - k - 1]!; // ! the last that is left
    return taken;
  });
}

/** A whole number from 0 to n - 1: as many bits as n has, until they are below it. */
function below(twister: Twister, n: number): number {
  const bits = 32 - Math.clz32(n);
  for (;;) {
    const drawn = nextWord(twister) >>> (32 - bits);
    if (drawn < n) return drawn;
  }
}
