/** A stream of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * A seeded stream of uniform numbers in [0, 1) with 53 bits: SFC32 (Chris Doty-Humphrey's small fast counting
 * generator), warmed up so that neighbouring seeds do not resemble each other. The same on every engine: only 32-bit
 * integer arithmetic.
 */
export function makeRandom(seed: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}
