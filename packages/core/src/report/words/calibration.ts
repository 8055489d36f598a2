import type { CalibrationFinding, CalibrationResult } from '../calibration-result.ts';
import { count, fixed } from './numbers.ts';

/** Names of calibrators as people know them, by kind. */
export const CALIBRATOR_NAMES: Readonly<Record<string, string>> = {
  identity: 'as they are',
  temperature: 'temperature',
  platt: 'Platt (a line)',
  beta: 'beta',
  isotonic: 'isotonic (steps)',
  'venn-abers': 'Venn-Abers',
};

/** "too high and too extreme"; empty where neither is sure. */
export function wrongWords({ lean, spread }: CalibrationFinding): string {
  const parts = [...(lean === null ? [] : [`too ${lean}`]), ...(spread === null ? [] : [`too ${spread}`])];
  return parts.join(' and ');
}

/** A log loss, in three decimals or as many as two of them need to differ. */
export function lossPair(before: number, after: number): readonly [string, string] {
  for (let decimals = 3; decimals < 6; decimals++) {
    const pair = [fixed(before, decimals), fixed(after, decimals)] as const;
    if (pair[0] !== pair[1]) return pair;
  }
  return [fixed(before, 3), fixed(after, 3)];
}

/** What the section is called: the answer to its question. */
export function calibrationHeading(result: CalibrationResult): string {
  const { finding } = result;
  const sure = sureGain(result);
  if (sure !== null) return sure;
  if (finding.is === 'honest') return 'You can trust the probabilities';
  if (finding.is === 'unclear') return 'Whether to trust the probabilities cannot be said';
  const wrong = wrongWords(finding);
  return wrong === '' ? 'The probabilities are off' : `The probabilities are ${wrong}`;
}

/** What is wrong and what setting it right saves, where that is sure; else null. */
function sureGain({ finding, gain }: CalibrationResult): string | null {
  if (finding.is !== 'off' || gain === null || gain.kind === 'identity' || gain.interval[1] >= 0) return null;
  const wrong = wrongWords(finding);
  const [before, after] = lossPair(gain.before, gain.after);
  return `Scores are ${wrong === '' ? 'not what comes' : wrong}: recalibrate; expected log loss ${before} → ${after}`;
}

/** One sentence with the action: "Scores are too extreme: recalibrate; expected log loss 0.410 → 0.390." */
export function calibrationSentence(result: CalibrationResult): string {
  const { finding, gain, lines } = result;
  const sure = sureGain(result);
  if (sure !== null) return `${sure}.`;
  const rows = count(lines[0]?.n ?? 0);
  if (finding.is === 'honest') return `As far as ${rows} rows can tell, a score of 70 of 100 comes true 70 times.`;
  if (finding.is === 'unclear') return `${rows} rows are too few to say whether scores can be taken as chances.`;
  const wrong = wrongWords(finding);
  const scores = `Scores are ${wrong === '' ? 'not what comes' : wrong}`;
  if (gain === null) return `${scores}: too few rows to say whether recalibration helps.`;
  return `${scores}, but setting them right did not help on rows that were held out.`;
}

/** Words of the section. */
export const CALIBRATION = {
  question: 'Can I trust the probabilities?',
  error: (value: string, interval: string, chance: string | null): string =>
    `On average a score is ${value} of 100 away from what comes (${interval})${
      chance === null ? '' : `; an honest model of so many rows would show ${chance} by chance`
    }.`,
  parts: (brier: string, mcb: string, dsc: string, unc: string): string =>
    `Brier score ${brier} = miscalibration ${mcb} − discrimination ${dsc} + uncertainty ${unc}.`,
  test: (p: string): string => `Spiegelhalter’s test that the scores are chances: p ${p}.`,
  command: 'Learn the calibrator and see it on held-out rows: holdfast recalibrate FILE -o calibrator.json.',
  groupsCaption: 'Calibration over all rows and by group',
  columns: [
    'rows of',
    'n',
    'away, of 100',
    'by chance',
    'slope',
    'intercept',
    'miscalibration',
    'discrimination',
    'Brier',
  ],
  allRows: 'all',
  note: 'A slope below 1 is too extreme, above 1 too timid; an intercept below 0 is too high. Intervals are two-sided 95 %.',
  groupOff: (group: string, wrong: string): string => `${group}: ${wrong === '' ? 'off' : wrong}`,
  groupsOff: (parts: readonly string[]): string => `In groups: ${parts.join('; ')}.`,
} as const;

/** Words of the section on intervals. */
export const COVERAGE = {
  heading: (side: -1 | 0 | 1, found: string, promised: string): string =>
    side === 0
      ? `Its intervals hold what they promise: ${promised}`
      : `Its intervals hold ${found} of labels, not ${promised}`,
  say: 'How often the truth lies between the lowest and the highest quantile.',
  below: (slices: readonly string[]): string => `Too seldom for sure in: ${slices.join('; ')}.`,
  command: 'Move the ends until they hold: holdfast recalibrate FILE -o calibrator.json.',
  note: 'More than promised is too wide, less is too sure. Intervals are two-sided 95 %.',
  caption: 'Labels within the model’s intervals, over all rows and by slice',
  columns: ['rows of', 'n', 'held', 'promised'],
  allRows: 'all',
} as const;
