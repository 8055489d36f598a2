import type { CalibratorFlaw, ProblemDetails } from '../../std/problem.ts';
import { count } from './numbers.ts';
import type { Sentences } from './problem-sentences.ts';

type CalibratorCode = Extract<keyof ProblemDetails, `CALIBRATOR_${string}` | `RECALIBRATE_${string}`>;

const FLAWS: Readonly<Record<CalibratorFlaw, string>> = {
  kind: 'it is not the text that holdfast recalibrate writes',
  digest: 'its digest does not fit its content, which was changed or cut',
  fields: 'something is missing, or of another kind',
  rule: 'its rule does not give a chance for every score, or an interval for every answer',
};

/** What people are told about calibrators that cannot be read, and about files from which none can be learned. */
export const CALIBRATOR_WORDS: { readonly [C in CalibratorCode]: (details: ProblemDetails[C]) => Sentences } = {
  CALIBRATOR_DAMAGED: (d) => [
    `${d.path} is no calibrator that can be read`,
    FLAWS[d.flaw],
    'Copy it again from where it was made, as it is, or make it again with holdfast recalibrate.',
  ],
  CALIBRATOR_VERSION: (d) => [
    `${d.path} is a calibrator of another version`,
    `version ${d.found}; this program knows version ${d.known}`,
    'Use the program that made it, or a newer one, or make the calibrator again.',
  ],
  CALIBRATOR_TASK: (d) => [
    `${d.path} cannot be applied here`,
    `it is for ${d.found}; these rows are ${d.expected}`,
    'Name the calibrator that was made for this model.',
  ],
  RECALIBRATE_FEW: (d) => [
    `${d.table} has too few rows to learn a calibrator and to judge it`,
    d.rarer === null ? `${count(d.rows)} rows` : `${count(d.rows)} rows, ${count(d.rarer)} of the rarer class`,
    `Give about ${count(d.needed)} rows with labels.`,
  ],
  RECALIBRATE_SCORES: (d) => [
    `column "${d.column}" of ${d.table} holds no chances`,
    'scores below 0 or above 1',
    'Turn them into numbers from 0 to 1 first, by 1 / (1 + exp(-score)) for instance; then recalibrate these.',
  ],
  RECALIBRATE_TASK: (d) => [
    `there is nothing to recalibrate in ${d.table}`,
    `the task is ${d.task}, and no column holds what could be set right`,
    'Name the scores with --score or --scores, or the quantiles in the contract.',
  ],
};
