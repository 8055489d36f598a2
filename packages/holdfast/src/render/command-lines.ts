/** Blanks before the first line of a command, and before those that continue it. */
const FIRST = 10;
const NEXT = 12;

/**
 * A command line broken so that it can be copied into a shell and is the same there: between words, an option with its
 * value, each line but the last ending in " \". A word that is longer than a line is broken inside, and goes on at the
 * margin, because blanks there would become part of it.
 */
export function commandLines(command: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of wordsOf(command)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= width) lines[lines.length - 1] = `${last} ${word}`;
    else {
      const indent = ' '.repeat(lines.length === 0 ? FIRST : NEXT);
      if (last !== undefined) lines[lines.length - 1] = `${last} \\`;
      lines.push(...(indent.length + word.length + 2 <= width ? [indent + word] : brokenWord(word, indent, width)));
    }
  }
  return lines;
}

/** Words outside quotes; an option takes the word after it along. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (const word of command.match(/(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+/g) ?? []) {
    const option = words.at(-1);
    if (option !== undefined && /^--?[a-z][\w-]*$/.test(option) && !word.startsWith('-'))
      words[words.length - 1] = `${option} ${word}`;
    else words.push(word);
  }
  return words;
}

/**
 * Pieces that a shell joins again: a backslash before the line's end, and single quotes closed and opened around it.
 */
function brokenWord(word: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = indent;
  let isQuoted = false;
  for (const [piece] of word.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|./gsu)) {
    const isSingle = piece.startsWith("'");
    for (const [letter] of piece.matchAll(isSingle ? /./gsu : /\\.|./gsu)) {
      // Room for a closing quote, and for the blank and the backslash that may follow.
      if (line.length + letter.length + 3 > width && !(isSingle && letter === "'")) {
        lines.push(`${line}${isQuoted ? "'" : ''}\\`);
        line = isQuoted ? "'" : '';
      }
      line += letter;
      if (isSingle && letter === "'") isQuoted = !isQuoted;
    }
  }
  return [...lines, line];
}
