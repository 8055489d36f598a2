import type { Place, ProblemCode, ProblemDetails } from '../../std/problem.ts';
import { alike } from '../../table/classes.ts';
import { CONTRACT_PROBLEM_WORDS } from './contract-problems.ts';
import { EXPRESSION_EXPECTED } from './expected.ts';
import type { Sentences } from './problem-sentences.ts';
import { CALIBRATOR_WORDS } from './problems-calibrator.ts';
import { FILE_WORDS } from './problems-files.ts';
import { LEDGER_WORDS } from './problems-ledger.ts';
import { PROFILE_WORDS } from './problems-profile.ts';

type Words = { readonly [C in ProblemCode]: (details: ProblemDetails[C]) => Sentences };

const some = (names: readonly string[], most = 12): string =>
  names.length === 0
    ? 'nothing'
    : names.length <= most
      ? names.join(', ')
      : `${names.slice(0, most).join(', ')} … (${names.length} in all)`;
const at = (place: Place | undefined): string =>
  place === undefined ? '' : ` (${place.path}${place.line === undefined ? '' : `, line ${place.line}`})`;

const durationWords = (ms: number): string =>
  ms % 86_400_000 === 0 ? `${ms / 86_400_000} d` : `${Number((ms / 3_600_000).toFixed(2))} h`;

const meant = (name: string | null): string => (name === null ? '' : `Did you mean "${name}"? `);

const helpOf = (command: string): string => (command === '' ? 'holdfast --help' : `holdfast ${command} --help`);

/** What to do about a column that is named and not there. */
const remedyOfColumn = (role: string, place: string): string => {
  if (role === 'costs') return `Correct the column of this price in the contract${place}, or write a number.`;
  if (role === 'slices') return `Correct the slice in the contract${place}, or give a file that has the column.`;
  if (role === 'groups') return `Correct columns.groups in the contract${place}, or name others with --group COLUMN.`;
  if (role === 'independent_rows') return 'Correct watch.independent_rows in the contract.';
  if (role === 'series') return `Correct columns.series in the contract${place}, or give a reference that has it.`;
  return `Set columns.${role} in the contract${place}, or name it with --${role.replaceAll('_', '-')} COLUMN.`;
};

/** The sentences of each problem code, for people. */
export const PROBLEM_WORDS: Words = {
  ...FILE_WORDS,
  ...CONTRACT_PROBLEM_WORDS,
  ...LEDGER_WORDS,
  ...PROFILE_WORDS,
  ...CALIBRATOR_WORDS,
  TABLE_COLUMN_MISSING: (d) => [
    `column "${d.column}" is not in ${d.table}`,
    some(d.found),
    remedyOfColumn(d.role, at(d.place)),
  ],
  TRAIN_LABEL: (d) => [
    `there is nothing to learn in column "${d.column}" of ${d.table}`,
    d.values === 0 ? 'no value' : 'one value alone',
    'Name a column with different outcomes with --label NAME.',
  ],
  TRAIN_CLASSES: (d) => [
    `column "${d.column}" of ${d.table} has too many classes to learn`,
    `${d.classes} different texts`,
    'Name another column with --label NAME, or put rare classes together.',
  ],
  TRAIN_FEW: (d) => [
    `${d.table} has too few rows to learn from and to judge by`,
    `${d.rows} rows with a label${d.rarer === null ? '' : `, ${d.rarer} of the rarest class`}`,
    `At least ${d.needed} rows${d.rarer === null ? '' : `, ${d.each} of each class,`} are needed. Give more rows.`,
  ],
  TRAIN_FEATURES: (d) => [
    `no column of ${d.table} can be learned from`,
    some(d.found),
    'Columns of one value, times, texts that hardly come twice and the label itself say nothing of other rows.',
  ],
  DETECT_UNSAID: (d) => [
    `detect needs a ${d.unsaid.join(' and a ')}`,
    `columns of numbers: ${some(d.found)}`,
    `Say ${d.unsaid.map((name) => `--${name} NAME`).join(' and ')}. Detectors: ${d.detectors.join(', ')}; \`${helpOf('detect')}\` shows examples.`,
  ],
  DETECT_COLUMN: (d) => [
    `column "${d.column}" is not in ${d.table}`,
    `columns of numbers: ${some(d.found)}`,
    `${meant(d.nearest)}Name one of these with --column NAME.`,
  ],
  DETECT_TEXT: (d) => [
    `column "${d.column}" of ${d.table} holds text`,
    `columns of numbers: ${some(d.found)}`,
    'A detector looks at numbers, at yes and no, or at errors of 0 and 1. Name one of these with --column NAME.',
  ],
  DETECT_ERRORS: (d) => [
    `${d.detector} looks at errors, and column "${d.column}" holds other numbers`,
    `neither 0 nor 1 in ${d.rows} rows`,
    'Give a column of 0 (right) and 1 (wrong), or another detector: adwin, kswin and page-hinkley take any numbers.',
  ],
  TABLE_EMPTY: (d) => [
    `${d.table} has no rows`,
    'a header and nothing below it, or an empty file',
    'Give a file with rows.',
  ],
  ROLE_UNKNOWN: (d) => [
    `no column of ${d.table} could be taken for the ${d.role}`,
    some(d.found),
    `${d.role === 'id' ? 'By it the rows of two tables are joined. ' : ''}Name it with --${d.role.replaceAll('_', '-')} COLUMN, or in the contract under columns.`,
  ],
  IDS_DUPLICATE: (d) => [
    `ids in ${d.table} are not unique`,
    `${d.duplicates} rows repeat an id in column "${d.column}" (${d.rows} rows in all)`,
    'Give one row for each id, or name another column with --id COLUMN.',
  ],
  SEEDS_COLUMNS: (d) => [
    `${d.table} does not hold the answers of several seeds`,
    `${d.columns} of its columns ${d.pattern === null ? 'are named after a seed, a fold or a run (score_seed0)' : `fit "${d.pattern}"`}; it has ${some(d.found)}`,
    'Name them in the contract under columns: seeds: "score_seed*". Two are the fewest.',
  ],
  CURVE_COLUMNS: (d) => [
    `${d.path} is no learning curve`,
    `no column or tag in it is named after a training loss; it has ${some(d.found)}`,
    'Give CSV or JSON lines with the columns step, loss and val_loss, or with step, tag and value.',
  ],
  LABELS_UNMATCHED: (d) => [
    `no row of ${d.table} has a partner in ${d.other}`,
    `${d.rows} ids of the shape ${d.shape} here, of the shape ${d.otherShape} in ${d.other}`,
    'Make the ids equal, or name the column that holds them: --id COLUMN.',
  ],
  LABEL_NOT_NUMERIC: (d) => [
    `column "${d.column}" of ${d.table} has text where ${d.isPrice ? 'a price' : 'the task'} needs numbers${at(d.place)}`,
    `${d.rows} rows that are no number`,
    d.isPrice
      ? 'Name another column, or write a number.'
      : 'Name another column, or set task: multiclass in the contract.',
  ],
  CLASSES_NOT_TWO: (d) => [
    `column "${d.column}" of ${d.table} does not have two classes`,
    some(d.found),
    'Set task: multiclass, or name the positive class with --positive VALUE.',
  ],
  TASK_UNKNOWN: (d) => [
    `nothing in ${d.table} says what kind of model this is`,
    some(d.found),
    'Say it with --task binary, multiclass, regression or forecast, or as task in the contract.',
  ],
  WHERE_EMPTY: (d) => [
    `no row of ${d.table} satisfies ${JSON.stringify(d.where)}`,
    `${d.rows} rows, none of them`,
    'Look at the values with `holdfast describe`, and change --where.',
  ],
  GROUPS_TOO_MANY: (d) => [
    `column "${d.column}" cannot be a column of groups`,
    'more than 50 different values',
    'Name a column with few values, or write slices with conditions: { name: older, where: "age >= 60" }.',
  ],
  ANSWER_WORD: (d) => [
    `An answer in ${d.table} is none of those that there are`,
    `Of incident ${d.incident} it says "${d.found}"`,
    `Write one of: ${d.words.join(', ')}`,
  ],
  BACKTEST_NO_TIME: (d) => [
    `nothing in ${d.table} says when a row was predicted`,
    d.column === null ? some(d.found) : `column "${d.column}" is ${d.type}, not times`,
    d.type === 'text'
      ? `Name a column of times with --timestamp COLUMN; holdfast describe ${d.table} says what keeps this one from it.`
      : 'Name a column of times with --timestamp COLUMN, or as columns.timestamp in the contract.',
  ],
  REFERENCE_SMALL: (d) => [
    `the reference in ${d.table} is too small to compare with`,
    `${d.rows} rows with a time; ${d.needed} are the least`,
    'Give more earlier rows with --reference FILE, or as reference in the contract.',
  ],
  TWO_MODELS: (d) => [
    `${d.table} holds the answers of several models`,
    `column "${d.column}" has ${some(d.found)}`,
    `Estimate one at a time: keep its rows with --where "${d.column} = '...'", or name the column under columns.ignored.`,
  ],
  ESTIMATE_TASK: (d) => [
    `nothing of ${d.table} can be estimated before its labels`,
    `its task is ${d.task}, whose metrics are no sums over rows that each end by chance`,
    'Measure it with `holdfast evaluate` once there are labels.',
  ],
  HISTORY_SHORT: (d) => [
    `${d.table} is no history`,
    `all its times are in ${d.windows} windows of ${durationWords(d.windowMs)}; ${d.needed} are the least`,
    'Give a longer history, or a shorter window: watch: { window: 1h } in the contract.',
  ],
  WINDOWS_TOO_MANY: (d) => [
    `the times of ${d.table} reach too far`,
    `${d.windows} windows of ${durationWords(d.windowMs)}; ${d.most} are the most`,
    'Look at the earliest and latest time with `holdfast describe`; set a longer window: watch: { window: 7d }.',
  ],
  COSTS_TASK: (d) => [
    `costs.${d.key} is no price of a ${d.task} task${at(d.place)}`,
    `task: ${d.task}, whose prices are ${some(d.known)}`,
    d.known.length === 0 ? 'Take it out, or correct the task.' : 'Write one of these, or correct the task.',
  ],
  COSTS_CLASS_UNKNOWN: (d) => [
    `costs.matrix prices the class "${d.class}"${at(d.place)}`,
    `the classes ${some(d.known)}`,
    d.nearest === null
      ? 'Use these names, or give a score for each class (columns.scores) so that all classes are known.'
      : `Did you mean "${d.nearest}"?`,
  ],
  AVERAGE_UNKNOWN: (d) => [
    `${d.entry} cannot be read as "${d.average}"`,
    some(d.known),
    d.nearest ? `Did you mean ${d.nearest}?` : 'Use one of these.',
  ],
  PREDICTION_CLASSES: (d) => [
    `column "${d.column}" does not predict the classes of the label (${some(d.classes)})`,
    some(d.found),
    alike([...d.classes, ...d.found]).length > 0
      ? 'They differ in a dot at the end, a blank or capitals: write both alike.'
      : 'Name the column that holds the decision, or leave columns.prediction out and give the score.',
  ],
  POSITIVE_AMBIGUOUS: (d) => [
    `nothing says which class of column "${d.column}" is the positive one`,
    some(d.found),
    'Set columns.positive in the contract, or use --positive VALUE.',
  ],
  POSITIVE_UNKNOWN: (d) => [
    `the positive class "${d.positive}" is not in column "${d.column}"`,
    some(d.found),
    'Set columns.positive to one of these, or use --positive VALUE.',
  ],
  COMMAND_UNKNOWN: (d) => [
    `there is no command ${d.command}`,
    d.command,
    d.nearest ? `Did you mean ${d.nearest}?` : `Commands are ${d.commands.join(', ')}.`,
  ],
  OPTION_UNKNOWN: (d) => [
    `there is no option ${d.option}`,
    d.found,
    `${d.nearest ? `Did you mean ${d.nearest}? ` : ''}\`${helpOf(d.command)}\` lists all.`,
  ],
  OPTION_VALUE: (d) => [
    `option ${d.option} cannot be ${d.value}`,
    d.value,
    `Give ${d.expected}. \`${helpOf(d.command)}\` shows examples.`,
  ],
  ARGUMENT_MISSING: (d) => [`${d.command} needs a ${d.argument}`, 'none', `\`${helpOf(d.command)}\` shows examples.`],
  ARGUMENT_EXCESS: (d) => [
    `${d.command || 'holdfast'} takes no more arguments`,
    d.found,
    `\`${helpOf(d.command)}\` shows examples.`,
  ],
  FILE_UNWRITABLE: (d) => [`${d.path} could not be written`, d.reason, 'Name another path, or free space and rights.'],
  FILE_EXISTS: (d) => [
    `${d.path} is there already`,
    d.path,
    'Name another file with --out FILE, or write over it with --force.',
  ],
  CATALOGUE_ENTRY_UNKNOWN: (d) => [
    `the catalogue has no entry "${d.entry}"`,
    `"${d.entry}"`,
    `${meant(d.nearest)}See all with: holdfast catalogue.`,
  ],
  CATALOGUE_FAMILY_UNKNOWN: (d) => [
    `the catalogue has no family "${d.family}"`,
    `"${d.family}"`,
    `${meant(d.nearest)}Families are ${d.known.join(', ')}.`,
  ],
  DEMO_FOLDER_TAKEN: (d) => [
    `${d.path} is there already and was not made by the demo`,
    'other files',
    'Name another folder with --out FOLDER.',
  ],
  ACCEPT_NO_CONTRACT: (d) => [
    'there is nothing to accept',
    `no contract was found for ${d.file}`,
    'What is accepted stands beside a contract. Write one with `holdfast init FILE`, or name it with -c FILE.',
  ],
  RESULT_FILE: (d) => [
    `${d.path} is no result of an evaluation`,
    `${d.found}`,
    'Give the JSON that `holdfast gate --json` or `evaluate --json` printed, or what `gate --accept` wrote.',
  ],
  NO_CONTRACT: (d) => [`the contract ${d.path} is not there`, 'no such file', 'Write one with `holdfast init FILE`.'],
  EXPRESSION_SYNTAX: (d) => [
    `the condition ${JSON.stringify(d.text)} cannot be read at character ${d.at}${at(d.place)}`,
    d.found === '' ? 'the end' : JSON.stringify(d.found),
    `Expected ${EXPRESSION_EXPECTED[d.expected]}. Example: hour >= 17 and region in ('N', 'S').`,
  ],
  EXPRESSION_COLUMN: (d) => [
    `the condition ${JSON.stringify(d.text)} names column "${d.column}", which is not in the table${at(d.place)}`,
    some(d.found),
    `${meant(d.nearest)}Use one of these names; one with blanks or signs goes in double quotes.`,
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
