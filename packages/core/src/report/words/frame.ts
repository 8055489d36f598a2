import type { Result, VerdictWord } from '../result.ts';
import { count } from './numbers.ts';
import { shorten } from './slices.ts';

/** Words of the frame of a report: title, bar, footer. */
export const FRAME = {
  product: 'Holdfast',
  gate: 'Release gate',
  evaluate: 'Evaluation',
  train: 'Learned and measured',
  measured: 'Measured, not judged',
  skip: 'Skip to the answer',
  do: 'Do',
  glossary: 'Every figure explained',
  glossarySay: 'What each one asks, how it is computed, and from where the definition is.',
  question: 'question',
  formula: 'formula',
  reading: 'reading',
  edges: 'where it has no value',
  sources: 'sources',
  noContract: 'no contract',
  command: 'Look at these rows alone',
  figures: 'Key figures',
  contents: 'Questions',
  tooLong: 'The rest is left out here, because it is too long for a summary; all of it is in the HTML report.',
  more: (n: number, what: string): string => `and ${n} more ${what}`,
  checks: 'checks',
  waived: 'waived',
  rows: 'rows',
  checksCaption: 'All checks of this gate',
} as const;

/** What people ask of a model, in the order in which a report answers. */
export const QUESTIONS = {
  good: 'Is it good enough?',
  better: 'Is it better than the old one?',
  looks: 'What does it look at?',
  forWhom: 'For whom is it not?',
  cost: 'What does it cost?',
  trust: 'Can I trust its scores?',
  luck: 'How much of it is luck?',
  wrong: 'Where is it wrong?',
  figures: 'What else was measured?',
} as const;

/** The state in words, for the title of a window. */
export const titleWords = (result: Result, word: string): string =>
  result.command === 'gate'
    ? `${word}: release gate of ${baseName(result.model)}`
    : `Evaluation of ${baseName(result.model)}`;

/** The name of a file without its folders: a head has no room for them, and the foot of a report says them all. */
export const baseName = (path: string): string => shorten(path.split(/[\\/]/).findLast((part) => part !== '') ?? path);

/** Which model, from which file, against what. Without a contract the file is all that names the model. */
export function subjectWords({ model, inputs, comparison }: Result): string {
  const file = inputs.find((input) => input.role === 'candidate')?.path ?? model;
  const subject = file === model ? baseName(file) : `${model} · ${baseName(file)}`;
  return comparison === null ? subject : `${subject} against ${baseName(comparison.against)}`;
}

/** The contract and the seed, where there is little room. */
export const endWords = (result: Result): string =>
  `${result.contract === null ? FRAME.noContract : baseName(result.contract.path)} · seed ${result.seed}`;

/** The same with the whole path: a contract that was found by itself must be found again. */
export const closingWords = ({ contract, seed, verdict }: Result): string =>
  `${contract === null ? FRAME.noContract : `contract ${contract.path}`} · seed ${seed}; ${outcomeWords(verdict)}`;

const EXIT: Readonly<Record<VerdictWord, number>> = { pass: 0, warn: 0, fail: 1, unknown: 2 };

/** "fail · exit code 1": what a script saw. */
export const outcomeWords = (verdict: VerdictWord | null): string =>
  verdict === null ? 'nothing judged · exit code 0' : `${verdict} · exit code ${EXIT[verdict]}`;

/** The size and the digest of an input. */
export const inputWords = (rows: number, digest: string): string => `${count(rows)} rows · ${digest}`;

/** Which direction is better, in words. */
export const BETTER: Readonly<Record<'lower' | 'higher' | 'neither', string>> = {
  lower: 'lower is better',
  higher: 'higher is better',
  neither: 'neither high nor low is good in itself',
};

/** The range of an entry: "from 0 to 1". */
export const rangeWords = (range: readonly [number, number]): string => {
  const end = (x: number): string =>
    Number.isFinite(x) ? String(Number(x.toPrecision(4))).replace('-', '−') : x < 0 ? '−∞' : '∞';
  return `from ${end(range[0])} to ${end(range[1])}`;
};

/** How a value relates to that of a source. */
export const RELATION = { same: 'equal', adapted: 'adapted' } as const;
/** What the page promises about itself. */
export const FOOT_NOTE =
  'This page holds all that it shows: no script, no request. Full precision is in the JSON of the same command.';

/** Names of the lines at the foot of a report. */
export const FOOT = {
  verdict: 'verdict',
  contract: 'contract',
  columns: 'columns',
  seed: 'seed',
  repeat: 'repeat',
  madeWith: 'made with',
} as const;
