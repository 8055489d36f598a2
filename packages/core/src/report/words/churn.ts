import type { PairedTest } from '../../measure/versus/tests.ts';
import type { CalibrationLine, RankAgreement } from '../comparison-result.ts';
import { fixed, intervalText, plural, signed } from './numbers.ts';
import { whereWords } from './slices.ts';

/** What a report says of answers that changed, of scores as chances, and of named tests. */
export const CHURN = {
  none: 'No answer changed',
  worst: (slice: string): string => `It loses most ${whereWords(slice)}`,
  noWorst: 'No slice surely loses by the change',
  say: (isClass: boolean): string =>
    isClass
      ? 'Better: wrong before, right now. Worse: right before, wrong now. Net is better less worse, of 100 rows.'
      : 'Better: nearer to the label than before. Worse: farther. Net is better less worse, of 100 rows.',
  score: (distance: string): string => `Scores moved by ${distance} on average.`,
  note: 'An interval of the net that crosses zero is no finding. A slice is named when it surely loses, among all that were looked at.',
  unit: 'rows; net of 100 rows',
  heads: ['slice', 'n', 'changed', 'better', 'worse', 'net'],
  moves: 'Which answers changed',
  movesHeads: ['before', 'now', 'rows', 'became right', 'became wrong'],
  tests: 'The tests by name',
  testsHeads: ['test', 'n', 'difference', 'p'],
  large: 'shown up to 10,000 rows',
} as const;

/** How alike both order the rows, in a sentence. */
export function rankSay({ tau, interval }: RankAgreement): string {
  const between = intervalText(interval, (end) => fixed(end, 3));
  const tauText = `${fixed(tau, 3)}${between === '' ? '' : ` (${between})`}`;
  return `Kendall's tau of both orders of the rows is ${tauText}: 1 is the same order, 0 none in common.`;
}

/** Whether scores became worse as chances, in a sentence. */
export function calibrationSay(line: CalibrationLine, other: string): string {
  const { candidate, other: before, verdict, margin, bounds } = line;
  if (candidate === null || before === null) return 'Whether its scores became worse as chances cannot be told.';
  const [ours, theirs] = [fixed(100 * candidate, 1), fixed(100 * before, 1)];
  const off = `Its scores are off by ${ours} of 100; those of ${other} by ${theirs}`;
  const most = fixed(100 * margin, 1);
  if (verdict === 'fail') return `${off}: worse by more than ${most}.`;
  if (verdict === 'pass') return `${off}: not worse by more than ${most}.`;
  const worst = bounds === null ? '' : ` (it may be worse by ${fixed(Math.max(0, -100 * bounds[0]), 1)})`;
  return `${off}: whether that is more than ${most} worse cannot be told${worst}.`;
}

/** Names of tests as statisticians know them. */
export function testName({ test, horizon }: PairedTest): string {
  if (test === 'mcnemar-mid-p') return 'McNemar, mid-p';
  if (test === 'delong') return 'DeLong, areas under ROC';
  return `Diebold–Mariano (Harvey), ${plural(horizon ?? 1, 'step')} ahead`;
}

/** A p-value as it is printed: three digits, and no zero. */
export const pText = (p: number): string => (p < 0.0001 ? 'below 0.0001' : String(Number(p.toPrecision(3))));

/** "−27.1": of 100 rows, with its sign. */
export const ofHundred = (share: number): string => signed(100 * share, 1);
