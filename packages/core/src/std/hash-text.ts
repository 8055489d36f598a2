/**
 * 32 bits of a text, spread evenly (FNV-1a over its UTF-16 units, then the finaliser of MurmurHash3). Another `seed`
 * gives other bits. For sets and counting, never for secrecy. O(length).
 */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixBits(hash);
}

/** The 32 bits mixed, so that neighbours do not resemble each other (the finaliser of MurmurHash3). A bijection. */
export function mixBits(bits: number): number {
  let hash = bits ^ (bits >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
