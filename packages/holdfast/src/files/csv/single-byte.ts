/** Encodings of one byte a letter that tables of western offices are in. */
export type SingleByte = 'latin-1' | 'windows-1252' | 'macintosh';

const TABLES = new Map<SingleByte, readonly string[]>();

/** Bytes 80 to 9F of Windows-1252. Written out, because the decoder of Node 20 takes them for control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text of each of the 256 bytes. Latin-1 is Windows-1252 without the bytes 80 to 9F, so both have one table. */
export function singleByteTable(name: SingleByte): readonly string[] {
  let table = TABLES.get(name);
  if (table === undefined) {
    const decoder = new TextDecoder('macintosh');
    table = Array.from({ length: 256 }, (_, byte) => {
      if (name === 'macintosh') return decoder.decode(Uint8Array.of(byte));
      return WINDOWS[byte - 0x80] ?? String.fromCharCode(byte);
    });
    TABLES.set(name, table);
  }
  return table;
}

/**
 * The encoding that suits bytes best, by what they stand beside: `é` inside a word is likely, `Ž` inside small
 * letters is not.
 */
export function scoreOf(surroundings: ReadonlyMap<string, number>): SingleByte {
  let [windows, mac, isLatin] = [0, 0, true];
  for (const [around, count] of surroundings) {
    const weight = Math.sqrt(count);
    windows += weight * likelihood(around, singleByteTable('windows-1252'));
    mac += weight * likelihood(around, singleByteTable('macintosh'));
    isLatin &&= !/[\x80-\x9f]/.test(around);
  }
  // Windows is what most files are in: the other needs evidence, not a tie.
  if (mac > windows + 0.5) return 'macintosh';
  return isLatin ? 'latin-1' : 'windows-1252';
}

const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const COMMON = new Set('äöüßéèêàâçñóíáúôîûëïåøæãõÄÖÜÉÅØÑÇÁÓÍÚ’‘“”–—…€£°§ºª«»¿¡²³µ·');

function likelihood(around: string, table: readonly string[]): number {
  const at = around.length === 3 ? 1 : around.charCodeAt(0) < 0x80 ? 1 : 0;
  const text = [...around].map((letter) => table[letter.charCodeAt(0)] ?? '');
  const [before, here, after] = [at === 0 ? ' ' : (text[0] ?? ' '), text[at] ?? '', text[at + 1] ?? ' '];
  let score = COMMON.has(here) ? 1 : 0;
  if (here < ' ' || (here >= '\u0080' && here <= '\u009f')) return -3;
  const isInside = LETTER.test(before) || LETTER.test(after);
  if (LETTER.test(here)) {
    score += isInside ? 1 : -1;
    // A capital after a small letter: hardly ever.
    if (CAPITAL.test(here) && LETTER.test(before) && !CAPITAL.test(before)) score -= 2;
  } else if (LETTER.test(before) && LETTER.test(after) && here !== '’') score -= 1.5;
  return score;
}
