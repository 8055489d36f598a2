import type { Place, ProblemCode, ProblemDetails } from '../../std/problem.ts';

/** What failed, what was found, what to do. */
export type Sentences = readonly [failed: string, found: string, remedy: string];

type Words = { readonly [C in ProblemCode]: (details: ProblemDetails[C]) => Sentences };

const some = (names: readonly string[], most = 12): string =>
  names.length === 0
    ? 'nothing'
    : names.length <= most
      ? names.join(', ')
      : `${names.slice(0, most).join(', ')} … (${names.length} in all)`;
const at = (place: Place | undefined): string =>
  place === undefined ? '' : ` (${place.path}${place.line === undefined ? '' : `, line ${place.line}`})`;

/** The sentences of each problem code, for people. */
export const PROBLEM_WORDS: Words = {
  TABLE_COLUMN_MISSING: (d) => [
    `column "${d.column}" is not in ${d.table}`,
    some(d.found),
    `Set columns.${d.role} in the contract${at(d.place)}, or name it with --${d.role.replaceAll('_', '-')} COLUMN.`,
  ],
  TABLE_EMPTY: (d) => [`${d.table} has no rows`, 'a header and nothing below it, or an empty file', 'Give a file with rows.'],
  ROLE_UNKNOWN: (d) => [
    `no column of ${d.table} could be taken for the ${d.role}`,
    some(d.found),
    `Name it with --${d.role.replaceAll('_', '-')} COLUMN, or in the contract under columns.`,
  ],
  IDS_DUPLICATE: (d) => [
    `ids in ${d.table} are not unique`,
    `${d.duplicates} rows repeat an id in column "${d.column}" (${d.rows} rows in all)`,
    'Give one row for each id, or name another column with --id COLUMN.',
  ],
  LABELS_UNMATCHED: (d) => [
    `no row of ${d.table} has a label`,
    `${d.rows} ids of the shape ${d.shape} here, of the shape ${d.otherShape} in ${d.other}`,
    'Make the ids equal, or name the column that holds them: --id COLUMN.',
  ],
  LABEL_NOT_NUMERIC: (d) => [
    `column "${d.column}" of ${d.table} has text where the task needs numbers`,
    `${d.rows} rows that are no number`,
    'Name another column, or set task: multiclass in the contract.',
  ],
  CLASSES_NOT_TWO: (d) => [
    `column "${d.column}" of ${d.table} does not have two classes`,
    some(d.found),
    'Set task: multiclass, or name the positive class with --positive VALUE.',
  ],
  POSITIVE_UNKNOWN: (d) => [
    `the positive class "${d.positive}" is not in column "${d.column}"`,
    some(d.found),
    'Set columns.positive to one of these, or use --positive VALUE.',
  ],
  EXPRESSION_SYNTAX: (d) => [
    `the condition ${JSON.stringify(d.text)} cannot be read at character ${d.at}${at(d.place)}`,
    d.found,
    `Expected ${d.expected}. Example: hour >= 17 and region in ('N', 'S').`,
  ],
  EXPRESSION_COLUMN: (d) => [
    `the condition ${JSON.stringify(d.text)} names column "${d.column}", which is not in the table${at(d.place)}`,
    some(d.found),
    'Use one of these names; a name with blanks or dashes goes in double quotes.',
  ],
  EXPRESSION_TYPE: (d) => [
    `the condition ${JSON.stringify(d.text)} compares column "${d.column}" (${d.type}) with ${d.literal}${at(d.place)}`,
    `column "${d.column}" holds ${d.type}`,
    'Write numbers bare and text in single quotes, as the column has it.',
  ],
  EXPRESSION_TOO_LONG: (d) => [
    `a condition has too many ${d.what}${at(d.place)}`,
    `more than ${d.limit}`,
    'Split it into several slices, or use in (…) for lists of values.',
  ],
};

/** A problem in one line: `CODE: what failed. What was found. What to do.` */
export function problemLine<C extends ProblemCode>(code: C, details: ProblemDetails[C]): string {
  const [failed, found, remedy] = PROBLEM_WORDS[code](details);
  return `${code}: ${failed}. Found: ${found}. ${remedy}`;
}
