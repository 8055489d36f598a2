/** The targets of links and pictures in a Markdown text, without those in code. */
export function linksOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(([, target = '']) => target);
}

/** The anchors that headings of a Markdown text make, as GitHub makes them. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}

/** The commands in blocks marked `sh`: lines with a continuation joined, comments and a leading `$` left out. */
export function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/^\$ /, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * The words of a command line as a shell splits them: blanks part words, quotes keep them together, `#` ends the line.
 */
export function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/\s*((?:'[^']*'|"[^"]*"|[^\s'"])+)/g)].map(([, word = '']) => word);
  const end = words.findIndex((word) => word.startsWith('#'));
  return words.slice(0, end < 0 ? words.length : end).map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** The calls of holdfast in a page, as words after the program's name; a call at the end of a pipe is one too. */
export const callsOf = (text: string): string[][] =>
  commandsOf(text)
    .flatMap((line) => line.split(/ \| | && /))
    .map(wordsOf)
    .map((words) => (words[0] === 'npx' ? words.slice(1) : words))
    .filter(([program]) => program === 'holdfast')
    .map((words) => words.slice(1));

/** The lines in blocks marked `text`: what a page shows that the program says. */
export function shownIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```text\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.trim() !== '');
}

/** A call without `> FILE` at its end, and that file. */
export function redirected(words: readonly string[]): { readonly call: string[]; readonly into: string | null } {
  const at = words.indexOf('>');
  return at < 0 ? { call: [...words], into: null } : { call: words.slice(0, at), into: words[at + 1] ?? null };
}
