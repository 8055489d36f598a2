import type { AnyEntry, AnyExample } from '@holdfast/core/catalogue/any-entry.ts';
import type { Task, WindowExample } from '@holdfast/core/catalogue/define.ts';
import { slotNames } from '@holdfast/core/profile/bins.ts';
import { checkLines } from '@holdfast/core/report/check-lines.ts';
import {
  ENTRY_HEADS,
  EXAMPLE_WORDS,
  exampleValue,
  FAMILY_ABOUT,
  intervalWords,
  LIST_WORDS,
  lawWords,
  needsWords,
  paramWords,
  scaleWords,
  sourceWords,
  TASK_WORDS,
} from '@holdfast/core/report/words/catalogue.ts';
import type { Column } from '@holdfast/core/table/table.ts';
import { paintWith, type Screen } from './paint.ts';
import { columnsOf, fit, wrap } from './plain.ts';
import type { TerminalOptions } from './terminal.ts';

const TASKS: readonly Task[] = ['binary', 'multiclass', 'regression', 'forecast', 'ranking'];

/** The entries by family: id, tasks as letters, title. Texts are the catalogue's own. Ends with a line feed. */
export function renderCatalogue(entries: readonly AnyEntry[], options: TerminalOptions): string {
  const screen: Screen = { width: options.width, paint: paintWith(options.isColored) };
  const families = [...new Set(entries.map((entry) => entry.family))];
  const idWidth = Math.max(...entries.map((entry) => entry.id.length));
  const parts = families.map((family) => [
    `${screen.paint.bold(family)}  ${screen.paint.dim(FAMILY_ABOUT[family])}`,
    ...entries.filter((entry) => entry.family === family).flatMap((entry) => listLines(entry, idWidth, screen)),
  ]);
  const key = TASKS.map((task) => TASK_WORDS[task].join(' ')).join(', ');
  const end = [LIST_WORDS.count(entries.length, families.length), LIST_WORDS.key(key), LIST_WORDS.more];
  return `${[...parts, end.map(screen.paint.dim)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function listLines(entry: AnyEntry, idWidth: number, { width, paint }: Screen): string[] {
  const letters = TASKS.map((task) => (entry.tasks.includes(task) ? TASK_WORDS[task][0] : '-')).join('');
  const indent = idWidth + letters.length + 4;
  const [title = '', ...rest] = wrap(entry.title, width - indent);
  return [
    `${fit(entry.id, idWidth)}  ${paint.dim(letters)}  ${title}`,
    ...rest.map((line) => ' '.repeat(indent) + line),
  ];
}

const HEAD_WIDTH = Math.max(...Object.values(ENTRY_HEADS).map((head) => head.length)) + 2;

/** One entry explained: everything that its file says. Ends with a line feed. */
export function renderEntry(entry: AnyEntry, options: TerminalOptions): string {
  const screen: Screen = { width: options.width, paint: paintWith(options.isColored) };
  const { paint, width } = screen;
  const checks = entry.kind === 'metric' ? checkLines(entry) : [];
  const checkWidth = Math.max(...checks.map((check) => columnsOf(check.text) + 2));
  const params = Object.entries(entry.params).flatMap(([name, param]) => [
    ...wrap(paramWords(name, param), width - HEAD_WIDTH),
    ...wrap(param.help, width - HEAD_WIDTH - 2).map((line) => `  ${line}`),
  ]);
  const heads: readonly (readonly [head: string, lines: readonly string[]])[] = [
    [ENTRY_HEADS.formula, wrap(entry.formula, width - HEAD_WIDTH)],
    [ENTRY_HEADS.scale, wrap(scaleWords(entry), width - HEAD_WIDTH)],
    [ENTRY_HEADS.tasks, [entry.tasks.map((task) => TASK_WORDS[task][1]).join(', ')]],
    [ENTRY_HEADS.needs, wrap(needsWords(entry), width - HEAD_WIDTH)],
    [ENTRY_HEADS.interval, wrap(intervalWords(entry), width - HEAD_WIDTH)],
    [ENTRY_HEADS.params, params],
    [ENTRY_HEADS.edges, wrap(entry.edges, width - HEAD_WIDTH)],
    [ENTRY_HEADS.laws, wrap(lawWords(entry), width - HEAD_WIDTH)],
    [ENTRY_HEADS.sources, entry.sources.flatMap((source) => hanging(sourceWords(source), width - HEAD_WIDTH))],
    [ENTRY_HEADS.clauses, wrap(entry.clauses.join(', '), width - HEAD_WIDTH)],
    ...(entry.maturity === 'stable' ? [] : [[ENTRY_HEADS.maturity, [entry.maturity]] as const]),
    [ENTRY_HEADS.example, exampleLines(entry.examples[0], width - HEAD_WIDTH)],
    [
      ENTRY_HEADS.contract,
      checks.flatMap((check) => contractLines(check, checkWidth, { width: width - HEAD_WIDTH, paint })),
    ],
  ];
  const shown = heads.filter(([, lines]) => lines.length > 0);
  return `${[
    `${paint.bold(entry.title)}  ${paint.dim(`${entry.family}/${entry.id}`)}`,
    ...wrap(entry.question, width),
    '',
    ...shown.flatMap(([head, lines]) =>
      lines.map((line, i) => (i === 0 ? paint.bold(fit(head, HEAD_WIDTH)) : ' '.repeat(HEAD_WIDTH)) + line),
    ),
  ].join('\n')}\n`;
}

function hanging(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, i) => (i === 0 ? line : `  ${line}`));
}

function contractLines(
  { text, about }: { text: string; about: string },
  textWidth: number,
  { width, paint }: Screen,
): string[] {
  const line = `- ${text}`;
  if (textWidth + 4 + columnsOf(about) <= width) return [`${fit(line, textWidth)}  ${paint.dim(`# ${about}`)}`];
  return [line, `  ${paint.dim(`# ${about}`)}`];
}

/** The numbers of the smallest case, and how its value is worked out. */
function exampleLines(example: AnyExample | undefined, width: number): string[] {
  if (example === undefined) return [];
  const given = givenLists(example);
  const nameWidth = Math.max(0, ...given.map(([name]) => name.length));
  const rows = given.flatMap(([name, cells]) =>
    wrap(
      cells.map((cell) => (cell === null ? EXAMPLE_WORDS.missing : String(cell))).join('  '),
      width - nameWidth - 2,
    ).map((line, i) => `${fit(i === 0 ? name : '', nameWidth)}  ${line}`),
  );
  const params = Object.entries(example.params ?? {}).map(([name, value]) => `${name} = ${value}`);
  const value = exampleValue(example);
  return [
    ...rows,
    ...(params.length === 0 ? [] : wrap(params.join(', '), width)),
    ...wrap(`${value}: ${example.by}`, width),
  ];
}

type Cells = readonly (number | string | null)[];

/** What an example gives, as lists by name: role columns, feature columns (of both tables, if two), or a stream. */
export function givenLists(example: AnyExample): readonly (readonly [name: string, cells: Cells])[] {
  if ('runs' in example) {
    return [[EXAMPLE_WORDS.stream, example.runs.map(({ value, times }) => EXAMPLE_WORDS.run(value, times))]];
  }
  const { given } = example;
  if ('reference' in given && 'window' in given) return countLists(given);
  const lists: (readonly [string, Cells])[] = [];
  const { n: _n, classes: _classes, weight, features, side, ...roles } = given as ExampleGiven; // as: any kind of given
  for (const [role, column] of Object.entries(roles)) {
    if (column instanceof Float64Array) lists.push([role, Array.from(column)]);
    else if (Array.isArray(column))
      lists.push(...column.map((one: Float64Array, i): [string, Cells] => [`${role} ${i}`, Array.from(one)]));
  }
  for (const column of features ?? []) {
    const cells = cellsOf(column);
    if (side === undefined) lists.push([column.name, cells]);
    else {
      lists.push([`${column.name}, ${EXAMPLE_WORDS.reference}`, cells.filter((_, i) => side[i] === 0)]);
      lists.push([`${column.name}, ${EXAMPLE_WORDS.window}`, cells.filter((_, i) => side[i] === 1)]);
    }
  }
  if (weight.some((one) => one !== 1)) lists.push(['weight', Array.from(weight)]);
  return lists;
}

/** The names of the bins that hold rows, and their counts on both sides. */
function countLists({ window, reference }: WindowExample['given']): readonly (readonly [string, Cells])[] {
  const { bins, counts } = reference.histogram;
  const used = slotNames(bins).flatMap((name, slot) =>
    (counts[slot] ?? 0) + (window.histogram.counts[slot] ?? 0) > 0 ? [{ name, slot }] : [],
  );
  const cells = (side: ArrayLike<number>): Cells => used.map(({ slot }) => side[slot] ?? 0);
  return [
    [EXAMPLE_WORDS.bins, used.map(({ name }) => name)],
    [EXAMPLE_WORDS.reference, cells(counts)],
    [EXAMPLE_WORDS.window, cells(window.histogram.counts)],
  ];
}

interface ExampleGiven {
  readonly n: number;
  readonly classes?: number;
  readonly weight: Float64Array;
  readonly features?: readonly Column[];
  readonly side?: Uint8Array;
}

const cellsOf = (column: Column): Cells =>
  column.kind === 'text'
    ? Array.from(column.codes, (code) => (code < 0 ? null : (column.levels[code] ?? null)))
    : Array.from(column.values, (value, i) => (column.missing?.[i] === 1 ? null : value));
