import type { CommandSpec } from './command.ts';
import { COMPAT, OUTPUT, ROLES } from './options.ts';

/** Commands that look at what changes after a model went out. */
export const WATCH_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'drift',
    argument: '<file...>',
    summary: 'what moved between two files, and whether it matters',
    about:
      'Compares CURRENT with REFERENCE: each column with what chance alone would give, ranked by what hangs on it for the label, all features together, and how columns and texts differ. Judges nothing. REFERENCE, or both, may be a profile: what takes rows is then not known.',
    options: [
      ...ROLES,
      { flags: '--html <file>', help: 'a report in one file that opens offline' },
      { flags: '--markdown <file>', help: 'the report as Markdown' },
      { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
      ...COMPAT,
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast drift train.parquet monday.csv --compat evidently', does: 'the numbers you had there' },
      { line: 'holdfast drift train.parquet monday.csv', does: 'what moved, the first sentence says it' },
      { line: 'holdfast drift train.hfprofile monday.csv', does: 'the same from a profile, without the rows' },
      {
        line: 'holdfast drift train.csv june.csv --label bought --html drift.html',
        does: 'ranked by what hangs on it, with pictures',
      },
    ],
    load: () => import('./drift.ts'),
  },
  {
    name: 'estimate',
    argument: '<file...>',
    summary: 'how good the answers are before the labels come, or why nobody can say',
    about:
      'Estimates every metric of ANALYSIS, window by window, from the labels of REFERENCE (rows the model was not fitted on), with an interval; refuses where the reference says nothing of such rows. With --labels it says whether the estimate was right.',
    options: [
      ...ROLES,
      { flags: '--labels <file>', help: 'labels that have come, joined by id' },
      { flags: '--where <condition>', help: 'rows of ANALYSIS: "region = \'N\' and age >= 18"' },
      { flags: '--html <file>', help: 'a report in one file that opens offline' },
      { flags: '--markdown <file>', help: 'the report as Markdown' },
      { flags: '--label-next <file>', help: 'writes which rows of the newest window to label next, with their chance' },
      { flags: '--label-budget <number>', help: 'how many of them (default 200)' },
      { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
      { flags: '--compat <program>', help: 'the numbers of NannyML instead: CBPE or DLE', choices: ['nannyml'] },
      { flags: '--window <length>', help: 'day, week, 28d, or rows: 2500 (with --compat: rows, or month)' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast estimate reference.parquet july.parquet', does: 'is it getting worse? before the labels' },
      {
        line: 'holdfast estimate reference.csv july.csv --labels labels.csv --html july.html',
        does: 'and was the estimate right',
      },
    ],
    load: () => import('./estimate.ts'),
  },
  {
    name: 'detect',
    argument: '<file...>',
    summary: 'row-by-row detectors of change, with the answers of River',
    about:
      'Runs one detector over a column in the order of its rows, and over copies in random order, to show how often it speaks for nothing. None of them keeps a promise about false alarms; `backtest` does.',
    options: [
      { flags: '--column <column>', help: 'numbers, or errors of 0 and 1' },
      {
        flags: '--detector <name>',
        help: 'which one (`holdfast catalogue --family sequential` explains them)',
        choices: ['adwin', 'ddm', 'eddm', 'hddm-a', 'hddm-w', 'kswin', 'page-hinkley'],
      },
      { flags: '--set <values>', help: "its parameters: 'delta=0.01,clock=1'" },
      { flags: '--timestamp <column>', help: 'rows in the order of this column (default: as they stand)' },
      { flags: '-c, --contract <file>', help: 'the contract, for what it pins (types, missing words)' },
      { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast detect errors.csv --column wrong --detector ddm', does: 'where the share of errors rose' },
      {
        line: 'holdfast detect sensor.csv --column celsius --detector adwin --set delta=0.0001',
        does: 'less readily',
      },
    ],
    load: () => import('./detect.ts'),
  },
];
