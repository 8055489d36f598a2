import type { OptionSpec } from './command.ts';

/** How every command speaks. */
export const OUTPUT: readonly OptionSpec[] = [
  { flags: '--json', help: 'one JSON document on standard output, nothing else' },
  { flags: '--quiet', help: 'no progress on standard error' },
  { flags: '--no-color', help: 'no colour (also: NO_COLOR)' },
];

/** Numbers of other programs on two files. */
export const COMPAT: readonly OptionSpec[] = [
  {
    flags: '--compat <program>',
    help: "another program's numbers instead, each with why ours differs",
    choices: ['evidently', 'nannyml', 'frouros'],
  },
  { flags: '--method <name>', help: 'with --compat: a method by its name there, or `all`' },
  { flags: '--window <rows>', help: 'with --compat nannyml: rows of a window, or `month` (default: ten windows)' },
];

/** Reports that a result can be written to. */
export const REPORTS: readonly OptionSpec[] = [
  { flags: '--html <file>', help: 'a report in one file that opens offline' },
  { flags: '--junit <file>', help: 'checks as JUnit XML' },
  { flags: '--sarif <file>', help: 'checks as SARIF, pointing to the contract' },
  { flags: '--markdown <file>', help: 'the report as Markdown' },
  { flags: '--github', help: 'job summary and annotations on GitHub' },
  { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
];

/** What columns are for. */
export const ROLES: readonly OptionSpec[] = [
  { flags: '-c, --contract <file>', help: 'the contract (default: holdfast.yaml beside the file, then here)' },
  {
    flags: '--task <task>',
    help: 'what is predicted',
    choices: ['binary', 'multiclass', 'regression', 'forecast', 'ranking'],
  },
  { flags: '--label <column>', help: 'the true outcome' },
  { flags: '--prediction <column>', help: "the model's answer" },
  { flags: '--score <column>', help: 'the number behind the answer' },
  { flags: '--scores <pattern>', help: "scores by class, the star is the class: 'p_*'" },
  { flags: '--positive <class>', help: 'the class that the score speaks of' },
  { flags: '--threshold <rule>', help: "when the score is a yes: '> 0.5', '>= 0.3'" },
  { flags: '--id <column>', help: 'by which tables are joined' },
  { flags: '--timestamp <column>', help: 'when it was predicted' },
  { flags: '--label-timestamp <column>', help: 'when the label arrived' },
  { flags: '--group <columns>', help: 'groups to look at, with commas' },
  { flags: '--cluster <column>', help: 'rows that belong together (customer, day)' },
  { flags: '--query <column>', help: 'the list that a row is ranked in (search, session)' },
  { flags: '--weight <column>', help: 'how much a row counts' },
];

/** Other files that a command reads, and which rows of the first. */
export const TABLES: readonly OptionSpec[] = [
  { flags: '--labels <file>', help: 'labels, joined by id' },
  { flags: '--against <file>', help: 'what it is compared with, joined by id' },
  { flags: '--against-score <column>', help: 'the score in that file' },
  { flags: '--against-prediction <column>', help: 'the prediction in that file' },
  { flags: '--seeds <file>', help: 'answers of several seeds or folds, a column each, joined by id' },
  { flags: '--curves <file>', help: 'the learning curve: CSV or JSON lines' },
  { flags: '--where <condition>', help: 'rows of the file: "region = \'N\' and age >= 18"' },
];
