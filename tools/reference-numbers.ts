import type { AnyEntry } from '@holdfast/core/catalogue/any-entry.ts';
import type { Entry } from '@holdfast/core/catalogue/define.ts';
import { LEFT_OUT, OTHER_NAMES, type OtherName } from '@holdfast/core/catalogue/other-names.ts';
import { isPooled } from '@holdfast/core/measure/combine.ts';
import { appliesTo } from '@holdfast/core/measure/readings.ts';

/** A way to read entries, and which have it. */
interface Way {
  readonly name: string;
  readonly asked: string;
  readonly has: (entry: Entry) => boolean;
}

const needs = (entry: Entry): readonly string[] => ('rows' in entry.needs ? entry.needs.rows : []);
const isByClass = (entry: Entry): boolean => appliesTo(entry, 'multiclass') === 'by-class';
const isOfScore = (entry: Entry): boolean =>
  needs(entry).includes('score') && needs(entry).every((role) => role === 'label' || role === 'score');

const READINGS: readonly Way[] = [
  { name: 'as it is', asked: 'mae', has: () => true },
  { name: 'skill beside a constant answer', asked: 'skill(brier)', has: ({ constant }) => constant !== undefined },
  { name: 'mean over classes', asked: 'macro(recall)', has: isByClass },
  { name: 'mean over classes by their rows', asked: 'weighted(recall)', has: isByClass },
  { name: 'all classes in one', asked: 'micro(recall)', has: (entry) => isByClass(entry) && isPooled(entry) },
  { name: 'mean over pairs of classes', asked: 'pairs(roc-auc)', has: (entry) => isByClass(entry) && isOfScore(entry) },
  { name: 'each class', asked: 'average: a class', has: isByClass },
  { name: 'each quantile level', asked: 'pinball(level = 0.9)', has: (entry) => needs(entry).includes('quantile') },
  {
    name: 'mean over queries',
    asked: 'queries(roc-auc)',
    has: (entry) => appliesTo(entry, 'ranking') === 'by-query',
  },
];

const isOfRows = (entry: Entry): boolean => needs(entry).length > 0;
const COMBINATORS: readonly Way[] = [
  { name: 'the number itself', asked: 'mae <= 4', has: () => true },
  { name: 'in a slice, a group, a horizon', asked: "mae <= 4 where item = 'Tea'", has: isOfRows },
  { name: 'gap between groups', asked: 'gap(mae, sex)', has: isOfRows },
  { name: 'ratio between groups', asked: 'ratio(mae, sex)', has: isOfRows },
  { name: 'difference to another model on the same rows', asked: 'compare', has: isOfRows },
];

/** The page that says how many numbers there are, and under which other names people know them. */
export function numbersPage(entries: readonly AnyEntry[]): string {
  const metrics = entries.filter((entry): entry is Entry => entry.kind === 'metric');
  const read = READINGS.map((way) => ({ way, count: metrics.filter(way.has).length }));
  const readings = read.reduce((sum, { count }) => sum + count, 0);
  const kinds = metrics.flatMap((entry) => READINGS.filter(({ has }) => has(entry)).map(() => entry));
  const combined = COMBINATORS.map((way) => ({ way, count: kinds.filter(way.has).length }));
  const numbers = combined.reduce((sum, { count }) => sum + count, 0);
  return [
    '# Numbers\n',
    `${metrics.length} entries on rows and columns are read in ${readings} ways; with what is put around them these are`,
    `${numbers} kinds of number. Each comes with its interval, at any level, or a gap with its reason; a class, a slice,`,
    'a horizon or a level counts once here, however many of them a table has. No entry is what a combinator expresses.\n',
    table(['Read as', 'Asked for as', 'Entries'], read.map(cells)),
    table(['Around it', 'Asked for as', 'Numbers'], combined.map(cells)),
    '## Known under another name\n',
    'A function of one entry is no entry: a limit on it is a limit on the entry. v is what the entry says, K the number',
    'of classes, n that of rows.\n',
    table(['Name', 'Entry', 'It is'], OTHER_NAMES.map(named)),
    '## Looked at and left out\n',
    table(
      ['Number', 'Why'],
      LEFT_OUT.map(({ name, why }) => [name, why]),
    ),
  ].join('\n');
}

const cells = ({ way, count }: { readonly way: Way; readonly count: number }): string[] => [
  way.name,
  `\`${way.asked}\``,
  String(count),
];

function named({ name, entry, params, reading, formula }: OtherName): string[] {
  const given = Object.entries(params ?? {}).map(([key, value]) => `${key} = ${value}`);
  const asked = given.length === 0 ? entry : `${entry}(${given.join(', ')})`;
  return [
    name,
    `\`${reading === 'skill' ? `skill(${asked})` : asked}\`${reading && reading !== 'skill' ? `, ${reading}` : ''}`,
    formula,
  ];
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${[heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
