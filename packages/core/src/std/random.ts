/** A stream of uniform numbers in [0, 1). */
export interface Random {
  (): number;
  /** Fills the array with the next numbers, in half of the time of as many calls. */
  fill?(into: Float64Array): void;
}

const WARM_UP = 15;

/**
 * A seeded stream of uniform numbers in [0, 1) with 53 bits: SFC32 (Chris Doty-Humphrey's small fast counting
 * generator), warmed up so that neighbouring seeds do not resemble each other. The same on every engine: only 32-bit
 * integer arithmetic.
 */
export function makeRandom(seed: number): Random {
  const state = { a: seed | 0, b: Math.floor(seed / 2 ** 32) | 0, c: 0x9e3779b9 | 0, counter: 1 };
  advance(state, WARM_UP, null);
  const one = new Float64Array(1);
  const next = (): number => {
    advance(state, 2, one);
    return one[0]!; // ! of one number
  };
  return Object.assign(next, { fill: (into: Float64Array) => advance(state, 2 * into.length, into) });
}

/** The next numbers of a stream, written into `into`. */
export function uniforms(random: Random, into: Float64Array): Float64Array {
  if (random.fill) random.fill(into);
  else for (let i = 0; i < into.length; i++) into[i] = random();
  return into;
}

/** So many words of 32 bits; two of them make a number. */
function advance(
  state: { a: number; b: number; c: number; counter: number },
  words: number,
  into: Float64Array | null,
): void {
  let { a, b, c, counter } = state;
  let high = 0;
  for (let k = 0; k < words; k++) {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    if ((k & 1) === 0) high = t >>> 5;
    else if (into !== null) into[k >> 1] = (high * 2 ** 26 + (t >>> 6)) / 2 ** 53;
  }
  state.a = a;
  state.b = b;
  state.c = c;
  state.counter = counter;
}
