/** Bytes of the letter of UTF-8 that starts at i; `cut` when the bytes end inside it; null when none starts there. */
export function sequenceLength(bytes: Uint8Array, i: number): number | 'cut' | null {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 0) return null;
  for (let k = 1; k < length; k++) {
    const byte = bytes[i + k];
    if (byte === undefined) return 'cut';
    // The second byte has a narrower range after some first bytes: no overlong forms, no surrogates, nothing beyond
    // U+10FFFF.
    const [low, high] = k > 1 ? [0x80, 0xbf] : secondRange(first);
    if (byte < low || byte > high) return null;
  }
  return length;
}

const secondRange = (first: number): readonly [number, number] =>
  first === 0xe0
    ? [0xa0, 0xbf]
    : first === 0xed
      ? [0x80, 0x9f]
      : first === 0xf0
        ? [0x90, 0xbf]
        : first === 0xf4
          ? [0x80, 0x8f]
          : [0x80, 0xbf];
