import { MARK } from '../../tools/new-check.ts';
import { type Line, linesOf } from './code.ts';
import type { Rule, Source } from './sources.ts';

const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
const isTest = (path: string): boolean => path.endsWith('.test.ts');
const isEntry = ({ path, text }: Source): boolean =>
  /^packages\/core\/src\/catalogue\/[^/]+\//.test(path) && /^export default/m.test(text);

/** Lines of a source that break something, as `path:line what`. */
const linesThat = (breaks: (line: string, at: number) => string | null, { path, text }: Source): string[] =>
  text.split('\n').flatMap((line, at) => {
    const what = breaks(line, at);
    return what === null ? [] : [`${path}:${at + 1} ${what}`];
  });

/** A line that is one sentence for people: splitting it would only make it harder to read and to find. */
const isSentence = (line: string): boolean =>
  /^\s*(\[?[\w'-]+\]?: |\(?[\w, {}]*\)? => )?(['"`]).*\2[\])},;]*$/.test(line);

/** At most 300 lines in a file, fewer than 150 in a catalogue entry; 120 characters in a line that is no sentence. */
export const isShort: Rule = (source) => {
  const limit = isEntry(source) && !isTest(source.path) ? 149 : 300;
  const lines = lineCount(source.text);
  const isLong = (line: string): boolean => line.length > 120 && !isSentence(line);
  const long = linesThat((line) => (isLong(line) ? `is ${line.length} characters long` : null), source);
  return lines > limit ? [`${source.path}:${lines} has more than ${limit} lines`, ...long] : long;
};

/** File and folder names in kebab-case, and no folder whose name says nothing. */
export const isNamed: Rule = ({ path }) => {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const empty = parts.filter((part) => /^(utils?|helpers?|common|misc|legacy)$/.test(part));
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name);
  return [
    ...empty.map((part) => `${path}:1 is in a folder called ${part}`),
    ...(isKebab ? [] : [`${path}:1 is not in kebab-case`]),
  ];
};

const promise = new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME|XXX|HACK)\\b`);

/** No promises of later work in comments (those are issues), and nothing left of the template of new-check. */
export const isFinished: Rule = ({ path, text }) => {
  const left =
    path === 'tools/new-check.ts'
      ? []
      : linesThat((line) => (line.includes(MARK) ? 'is to be filled in' : null), { path, text });
  const promises = linesOf(text).flatMap(({ comment }, at) =>
    promise.test(comment) ? [`${path}:${at + 1} promises later work`] : [],
  );
  return [...left, ...promises];
};

/** Whether the line is a comment alone. */
const isComment = (line: Line | undefined): boolean =>
  line !== undefined && line.code.trim() === '' && line.comment !== '';

/**
 * Whether the line has its reason: in its own comment, in a comment alone before it, or, where it opens a block, in one
 * after it (the formatter moves a comment there). A bare `// !` takes over the reason of the line before.
 */
function hasReason(lines: readonly Line[], at: number, mark: '!' | 'as:'): boolean {
  const line = lines[at];
  if (line === undefined) return false;
  const opensBlock = line.code.trimEnd().endsWith('{');
  const beside = [line, isComment(lines[at - 1]) ? lines[at - 1] : undefined, opensBlock ? lines[at + 1] : undefined];
  const reason = mark === '!' ? /(^|\s)!\s\S/ : /\bas: \S/;
  if (beside.some((near) => near !== undefined && (near === line || isComment(near)) && reason.test(near.comment)))
    return true;
  return line.comment.trim() === `// ${mark}` && hasReason(lines, at - 1, mark);
}

/** Every non-null `!` and every `as` says on its line why it holds: `// ! i < n`, `// as: parsed above`. */
export const isReasoned: Rule = ({ path, text }) => {
  const lines = linesOf(text);
  let isList = false;
  return lines.flatMap(({ code }, at) => {
    // Names in import and export lists are renamed with `as`; these lists may go over several lines.
    if (/^\s*(import|export)\b[^=(]*$/.test(code)) isList = !/\bfrom\b|;\s*$/.test(code);
    else if (isList && /\bfrom\b|;\s*$/.test(code)) isList = false;
    else if (!isList) {
      const isSure = /[\w$)\]]!(?![=\w])/.test(code) && !hasReason(lines, at, '!');
      const isCast = /\bas\s+(?!const\b)[\w{[(]/.test(code) && !hasReason(lines, at, 'as:');
      return [isSure ? '!' : '', isCast ? 'as' : '']
        .filter(Boolean)
        .map((mark) => `${path}:${at + 1} has ${mark} without a reason`);
    }
    return [];
  });
};

/** Every export of the core carries a doc comment; a catalogue entry's card is its own. */
export const isDocumented: Rule = ({ path, text }) => {
  const lines = text.split('\n');
  const declared = /^export (?:declare |abstract |async )*(?:function\*?|const|class|interface|type) (\w+)/;
  const seen = new Set<string>();
  return lines.flatMap((line, at) => {
    const name = declared.exec(line)?.[1];
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return lines[at - 1]?.trimEnd().endsWith('*/') ? [] : [`${path}:${at + 1} exports ${name} without a doc comment`];
  });
};

/** Markup in the text of a program stands in one folder only. */
export const hasNoMarkup: Rule = ({ path, text }) =>
  path.startsWith('packages/holdfast/src/render/')
    ? []
    : linesThat(
        (line) => (/<\/?(div|svg|span|html|body|table|section|style|script)[\s>/]/.test(line) ? 'has markup' : null),
        {
          path,
          text,
        },
      );

const machine = [
  ['/wo', 'rk/'],
  ['/t', 'mp/'],
  ['regis', 'try\\.[a-z]'],
  ['npm', 'mirror'],
  ['artif', 'actory'],
];
const machineWords = new RegExp(machine.map((halves) => halves.join('')).join('|'), 'i');

/** No path or host of the machine on which the project is written. */
export const isPortable: Rule = (source) =>
  linesThat((line) => (machineWords.test(line) ? `names a machine: ${machineWords.exec(line)?.[0]}` : null), source);
