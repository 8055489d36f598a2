import type { Block, Section } from '../blocks.ts';
import type { Result } from '../result.ts';
import { count } from '../words/numbers.ts';
import { HEADS, SECTION, setAsideWords } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

const PROBLEMS_MAX = 20;

/** What nobody said and the program took, the rows that it left out, and what it stumbled over in the files. */
export function assumedSection(result: Result): Section {
  const blocks: Block[] = [];
  if (result.assumed.length > 0) {
    const cells = result.assumed.map((a) => [a.what, a.value, a.why].map((text) => ({ text: shorten(text, 300) })));
    blocks.push(plainTable([HEADS.what, HEADS.taken, HEADS.why], cells));
  }
  if (result.rows.setAside.length > 0) {
    const cells = result.rows.setAside.map((s) => [
      { text: setAsideWords(shorten(s.reason, 300)) },
      { text: count(s.rows) },
    ]);
    blocks.push(plainTable([HEADS.reason, HEADS.rows], cells));
  }
  const problems = result.inputs.flatMap((input) => input.problems.map((p) => problemLine(input.path, p)));
  const said = [...problems.slice(0, PROBLEMS_MAX), ...result.notes];
  if (problems.length > PROBLEMS_MAX) said.push(SECTION.undrawn(problems.length - PROBLEMS_MAX, 'remarks on files'));
  if (said.length > 0) blocks.push({ kind: 'list', caption: '', items: said.map((text) => shorten(text, 400)) });
  return {
    id: 'assumed',
    heading: SECTION.assumed,
    says: [
      result.assumed.length > 0 ? SECTION.assumedSay : SECTION.assumedNone,
      ...(result.comparison === null ? [SECTION.nothingCompared] : []),
    ],
    note: '',
    verdict: null,
    isBrief: false,
    blocks,
  };
}

function plainTable(heads: readonly string[], cells: readonly (readonly { text: string }[])[]): Block {
  return {
    kind: 'table',
    caption: SECTION.assumed,
    unit: '',
    columns: heads.map((name) => ({ name, isNumber: name === HEADS.rows })),
    rows: cells.map((row) => ({ cells: row, isHot: false, isTotal: false })),
    rest: null,
  };
}

function problemLine(path: string, problem: Result['inputs'][number]['problems'][number]): string {
  const place = [path, problem.line === null ? '' : `line ${problem.line}`, problem.column ?? ''].filter(
    (part) => part !== '',
  );
  return `${place.join(', ')}: ${problem.message} (${problem.code})`;
}
