import type { CommandSpec } from './command.ts';
import { OUTPUT, REPORTS, ROLES, TABLES } from './options.ts';
import { WATCH_COMMANDS } from './watch-commands.ts';

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'describe',
    argument: '<file...>',
    summary: 'what is in a file, and what was assumed to read it',
    about: 'Reads CSV (any dialect), Parquet, JSON lines or Arrow, also .gz, several files or - for standard input.',
    options: [
      { flags: '-c, --contract <file>', help: 'the contract, for what it pins (types, missing words)' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast describe sales.csv', does: 'columns, types, missing values, doubts' },
      { line: 'cat sales.csv.gz | holdfast describe - --json', does: 'the same for a script' },
    ],
    load: () => import('./describe.ts'),
  },
  {
    name: 'init',
    argument: '<file...>',
    summary: 'writes a contract for a file of predictions',
    about:
      'Reads the data, finds the roles of the columns and writes holdfast.yaml with comments. Doubts are named in it.',
    options: [
      { flags: '--out <file>', help: 'where to (default holdfast.yaml beside the file)' },
      { flags: '--force', help: 'write over a file that is there' },
      ...ROLES.slice(1),
      ...OUTPUT,
    ],
    examples: [{ line: 'holdfast init predictions.csv', does: 'holdfast.yaml, ready for holdfast gate' }],
    load: () => import('./init.ts'),
  },
  {
    name: 'evaluate',
    argument: '<file...>',
    summary: 'every metric that applies, with intervals, slices and groups',
    about: 'Measures a file of predictions that has labels (or finds them in --labels by id). Judges nothing.',
    options: [
      ...ROLES,
      { flags: '--reference <file>', help: 'earlier rows to compare columns with' },
      ...TABLES,
      { flags: '--calibrator <file>', help: 'what recalibrate wrote: judge the answers as it sets them right' },
      ...REPORTS,
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast evaluate predictions.csv', does: 'roles are inferred, and said' },
      {
        line: 'holdfast evaluate new.parquet --labels labels.parquet --html report.html',
        does: 'labels from another file',
      },
    ],
    load: () => import('./evaluate.ts'),
  },
  {
    name: 'gate',
    argument: '<file...>',
    summary: 'judges a candidate by the contract: exit code 0, 1 or 2',
    about:
      'FILE is the candidate; --against what it must not lose to. 0 pass, 1 a check failed, 2 not enough data, 3 bad input.',
    options: [
      ...ROLES,
      { flags: '--reference <file>', help: 'earlier rows to compare columns with' },
      ...TABLES,
      { flags: '--unknown <what>', help: 'what too little data does', choices: ['fail', 'pass'] },
      { flags: '--accept', help: 'writes what was found beside the contract (holdfast.accepted.json)' },
      ...REPORTS,
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast gate candidate.parquet --labels labels.parquet', does: 'the checks of the contract' },
      {
        line: 'holdfast gate new.csv --labels labels.csv --against old.csv --html gate.html',
        does: 'and not worse than the old one',
      },
    ],
    load: () => import('./gate.ts'),
  },
  {
    name: 'recalibrate',
    argument: '<file...>',
    summary: 'sets scores and numbers right, judged on held-out rows; writes it as data',
    about:
      'Tries temperature, Platt, beta, isotonic and Venn-Abers (numbers: a factor or a shift at the level that costs least; sets of classes and intervals: conformal, by slice where slices are declared) by nested cross-validation, later rows held out where there is a time, and says when nothing helps.',
    options: [
      ...ROLES,
      { flags: '--labels <file>', help: 'labels, joined by id' },
      { flags: '--where <condition>', help: 'rows of the file: "region = \'N\' and age >= 18"' },
      {
        flags: '--level <share>',
        help: 'labels that sets and intervals shall hold (default: what its quantiles say, else 0.9)',
      },
      { flags: '-o, --out <file>', help: 'where the calibrator is written to (JSON)' },
      { flags: '--data-dir <folder>', help: 'the choice is recorded in the ledger of this data directory' },
      { flags: '--html <file>', help: 'a report in one file that opens offline' },
      { flags: '--markdown <file>', help: 'the report as Markdown' },
      { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
      ...OUTPUT,
    ],
    examples: [
      {
        line: 'holdfast recalibrate predictions.csv -o calibrator.json',
        does: 'before and after, and the rule as data',
      },
      { line: 'holdfast evaluate new.csv --calibrator calibrator.json', does: 'what it makes of other rows' },
    ],
    load: () => import('./recalibrate.ts'),
  },
  {
    name: 'compare',
    argument: '<file...>',
    summary: 'what changed between two results',
    about:
      'Both files are the JSON of gate or evaluate, or what was accepted. 1: a check fails that did not; 2: one is undecided that was not.',
    options: [
      { flags: '--html <file>', help: 'a report in one file that opens offline' },
      { flags: '--markdown <file>', help: 'the report as Markdown' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast compare monday.json tuesday.json', does: 'checks, figures, files and contract that differ' },
      { line: 'holdfast compare holdfast.accepted.json now.json --html changes.html', does: 'since it was accepted' },
    ],
    load: () => import('./compare.ts'),
  },
  {
    name: 'backtest',
    argument: '<file...>',
    summary: 'replays the watch over a history: what it would have told',
    about:
      'FILE is a history of predictions with times. Labels count when they arrived. Writes a ledger that can be verified.',
    options: [
      ...ROLES,
      { flags: '--reference <file>', help: 'earlier rows that are taken as usual (default: the first quarter)' },
      { flags: '--labels <file>', help: 'labels with the times of their arrival, joined by id' },
      { flags: '--where <condition>', help: 'rows of the file: "region = \'N\' and age >= 18"' },
      { flags: '--ledger <file>', help: 'where the ledger is written to (default backtest.hfledger)' },
      { flags: '--estimate', help: 'what would have been estimated without outcomes (with --html always)' },
      { flags: '--answers <file>', help: 'what people say of incidents: columns incident, answer, by, why' },
      {
        flags: '--sweep',
        help: 'what policies would have cost: retraining and recalibrating by schedule, on alarm, when it pays',
      },
      { flags: '--html <file>', help: 'a report in one file that opens offline' },
      { flags: '--markdown <file>', help: 'the report as Markdown' },
      { flags: '--seed <number>', help: 'seed of everything random (default 1)' },
      ...OUTPUT,
    ],
    examples: [
      {
        line: 'holdfast backtest history.parquet --reference train.parquet --labels labels.parquet --html backtest.html',
        does: 'incidents, delays, money, and the promise about false alarms',
      },
    ],
    load: () => import('./backtest.ts'),
  },
  {
    name: 'train',
    argument: '<file...>',
    summary: 'learns a model from a table, judged on rows it had not seen',
    about:
      'Boosted trees (or a linear model) of all columns without a role. Each row is answered by a model of other rows, of earlier ones where there is a time; what `evaluate` says is said of these answers.',
    options: [
      ...ROLES.filter(({ flags }) => !/prediction|--score/.test(flags)),
      { flags: '--learner <name>', help: 'what learns (default boosted)', choices: ['boosted', 'linear'] },
      { flags: '--where <condition>', help: 'rows of the file: "region = \'N\' and age >= 18"' },
      { flags: '-o, --out <file>', help: 'where the model is written to (JSON)' },
      ...REPORTS,
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast train sales.csv --label returned -o model.json', does: 'how good it would be, and why' },
      {
        line: 'holdfast train loans.parquet --label default --timestamp asked --learner linear',
        does: 'forward in time',
      },
    ],
    load: () => import('./train.ts'),
  },
  ...WATCH_COMMANDS,
  {
    name: 'ledger',
    argument: '<action> <path>',
    summary: 'show, verify or export what was decided and why',
    about:
      'ACTION is show, verify or export; PATH an export (*.hfledger), a data directory or its ledger.db. Verify computes the chain, the state and every decision again: 0 it holds, 1 it does not.',
    options: [
      { flags: '--head <hash>', help: 'verify: the hash of an event that must be there' },
      {
        flags: '--checkpoint <file>',
        help: 'verify: the signed checkpoint to hold it against; export: where to sign one',
      },
      { flags: '--key <file>', help: "the Ed25519 key of checkpoints (default: the user's own, made on first use)" },
      { flags: '-o, --out <file>', help: 'export: where to' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast ledger show backtest.hfledger', does: 'date, what happened, and why' },
      { line: 'holdfast ledger verify backtest.hfledger --head 5f2c...', does: 'whether it holds, to its end' },
      { line: 'holdfast ledger export data -o shop.hfledger --checkpoint shop.checkpoint', does: 'a signed copy' },
    ],
    load: () => import('./ledger.ts'),
  },
  {
    name: 'profile',
    argument: '<file...>',
    summary: 'a small summary of a file that adds up: profile FILE, merge, show',
    about:
      'Counts the rows of FILE on bins of its own, or on those of --reference, and tells what drifted. With merge as the first word profiles are put together, with show they are shown.',
    options: [
      { flags: '-o, --out <file>', help: 'where the profile is written to (*.hfprofile)' },
      { flags: '--reference <file>', help: 'the profile whose bins are used, and that is compared with' },
      { flags: '-c, --contract <file>', help: 'the contract, for ids, times and types' },
      { flags: '--timestamp <column>', help: 'the times of the rows: the ends of the window' },
      { flags: '--seed <number>', help: 'seed of the draw from more than 200,000 rows (default 1)' },
      ...OUTPUT,
    ],
    examples: [
      { line: 'holdfast profile train.parquet -o train.hfprofile', does: 'the reference' },
      {
        line: 'holdfast profile monday.csv --reference train.hfprofile -o monday.hfprofile',
        does: 'a window, and what drifted',
      },
      { line: 'holdfast profile merge monday.hfprofile tuesday.hfprofile -o days.hfprofile', does: 'both days as one' },
    ],
    load: () => import('./profile.ts'),
  },
  {
    name: 'catalogue',
    argument: '[id]',
    summary: 'what can be measured; one entry explained',
    about: 'Without an id all entries by family; with one its question, formula, interval, sources and an example.',
    options: [{ flags: '--family <family>', help: 'only this family' }, ...OUTPUT],
    examples: [{ line: 'holdfast catalogue roc-auc', does: 'one entry explained' }],
    load: () => import('./catalogue.ts'),
  },
  {
    name: 'demo',
    argument: null,
    summary: 'a generated shop, played through the whole program',
    about:
      'Makes the predictions of a shop that wants to keep its customers, and of a challenger; describes, judges, reports.',
    options: [
      { flags: '--out <folder>', help: 'where to (default ./demo)' },
      { flags: '--seed <number>', help: 'another shop (default 1)' },
      ...OUTPUT.slice(1),
    ],
    examples: [{ line: 'holdfast demo', does: 'ends with the path of a report' }],
    load: () => import('./demo.ts'),
  },
];
