/**
 * Texts for a terminal: names come from outside and must not move the cursor, change colours or turn the line around.
 */

/** Sequences that a terminal obeys: titles and links (OSC), colours and movements (CSI). Escape is named, not typed. */
const ESC = String.fromCharCode(0x1b);
const CSI = String.fromCharCode(0x9b);
const BEL = String.fromCharCode(0x07);
const SEQUENCES = new RegExp(
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]?|${ESC}[ -/]*[0-~]?`,
  'g',
);
const CONTROLS = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** The text on one line without escape sequences, control and invisible characters; signs that a keyboard has. */
export const plain = (text: string): string =>
  text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(SEQUENCES, '')
    .replace(CONTROLS, '')
    .replaceAll('−', '-')
    .replaceAll('·', '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replaceAll('…', '...')
    .replaceAll('←', '<-')
    .replaceAll('→', '->');

/** Blocks of letters that take two columns (Unicode 15, East Asian Width W and F) and the common emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** How many columns of a terminal the text takes: marks that combine take none, wide letters two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x300) columns += 1;
    else if (!/\p{M}/u.test(letter)) columns += WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
  }
  return columns;
}

/** The text filled with blanks to `width` columns, or cut to it. */
export function fit(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const cut = columnsOf(text) > width ? cutTo(text, width) : text;
  const blanks = ' '.repeat(Math.max(0, width - columnsOf(cut)));
  return side === 'left' ? cut + blanks : blanks + cut;
}

function cutTo(text: string, width: number): string {
  let kept = '';
  for (const letter of text) {
    if (columnsOf(kept + letter) > Math.max(0, width - 1)) break;
    kept += letter;
  }
  return width > 0 ? `${kept}~` : '';
}

/** Blanks at which a line may be broken: a figure stays with its sign and an amount with its currency. */
const BREAKS = / (?!%|(?<=\b[A-Z]{3} )\d)/;

/** Lines of at most `width` columns, broken at blanks; a word that is longer than a line is cut into pieces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS).flatMap((whole) => pieces(whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (columnsOf(piece + letter) > width) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? found : [...found, piece];
}
