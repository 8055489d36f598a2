import { named } from '../cards.ts';
import type { BeforeAfter, RecalibrationResult } from '../recalibration-result.ts';
import { CALIBRATOR_NAMES, lossPair, wrongWords } from './calibration.ts';
import { shortest } from './headline.ts';
import { count, differenceText, fixed, pairText, percent } from './numbers.ts';
import { SETS } from './sets.ts';

type Parts = Omit<RecalibrationResult, 'headline'>;

const of = ({ measures }: Parts, entry: string): BeforeAfter | null =>
  measures.find((measure) => measure.entry === entry) ?? null;
const isIntervals = ({ calibrator }: Parts): boolean => 'level' in calibrator.rule;

/** What was found, how it was judged, and the one action. */
export function recalibrationHeadline(parts: Parts, out: string | null): RecalibrationResult['headline'] {
  return {
    sentence: levelSentence(parts) ?? (isIntervals(parts) ? intervalSentence(parts) : lossSentence(parts)),
    support: [...supportOf(parts), partingWords(parts)],
    action: actionOf(parts, out),
  };
}

function lossSentence(parts: Parts): string {
  const { chosen, isHelp, finding, heldOut } = parts;
  const loss = of(parts, parts.task === 'multiclass' ? 'multiclass-log-loss' : 'log-loss');
  if (!isHelp) {
    const rows = `${count(heldOut)} held-out rows`;
    return `Recalibration does not help: on ${rows} nothing is surely better than the scores as they are.`;
  }
  const [before, after] = lossPair(loss?.before?.value ?? 0, loss?.after?.value ?? 0);
  const wrong = finding === null ? '' : wrongWords(finding);
  const gain = `${NAMES_IN_SENTENCE[chosen] ?? chosen} lowers the log loss from ${before} to ${after}`;
  return shortest([
    `Scores are ${wrong === '' ? 'not what comes' : wrong}; ${gain}.`,
    `${gain}.`.replace(/^./, (c) => c.toUpperCase()),
  ]);
}

const NAMES_IN_SENTENCE: Readonly<Record<string, string>> = {
  temperature: 'a temperature',
  platt: 'a line on their log-odds (Platt)',
  beta: 'a beta curve',
  isotonic: 'isotonic regression',
  'venn-abers': 'Venn-Abers',
};

/** What sets numbers right, and what that is worth; null where they stay as they are. */
function levelSentence(parts: Parts): string | null {
  const { answers } = parts.calibrator;
  const [loss] = parts.measures;
  if (answers === undefined || !loss?.before || !loss.after) return null;
  const unit = named(loss.entry === 'mae' ? 'label' : 'money', parts);
  const by =
    answers.kind === 'times'
      ? `times ${fixed(answers.factor, 2)}`
      : differenceText(answers.more, named('label', parts));
  const isHigh = answers.kind === 'times' ? answers.factor < 1 : answers.more < 0;
  const [after, before] = pairText(loss.after.value, loss.before.value, unit);
  const gain =
    loss.entry === 'mae'
      ? `they are off by ${after} on average, before by ${before}`
      : `a row costs ${after} on average, before ${before}`;
  const whose = loss.entry === 'mae' ? 'Predictions' : 'By these prices predictions';
  return `${whose} are too ${isHigh ? 'high' : 'low'}: ${by}, ${gain}.`;
}

function intervalSentence(parts: Parts): string {
  const coverage = of(parts, 'interval-coverage');
  const { rule } = parts.calibrator;
  const level = 'level' in rule ? percent(rule.level, 0) : '';
  const after = coverage?.after ? percent(coverage.after.value) : 'none';
  if (coverage?.before == null) return `Intervals of ${level} held ${after} of the labels that were held out.`;
  const before = percent(coverage.before.value);
  if (!parts.isHelp) return `The intervals already hold ${before} of held-out labels, where ${level} are promised.`;
  return `Intervals that promise ${level} held ${before} of the labels; moved, they hold ${after}.`;
}

function supportOf(parts: Parts): string[] {
  const error = of(parts, 'smooth-calibration-error');
  const { rule } = parts.calibrator;
  const said: string[] = levelSentence(parts) === null ? [] : [intervalSentence(parts)];
  if (error?.before && error.after && parts.isHelp) {
    const [low = null, high = null] = error.after.interval ?? [];
    const interval = low === null || high === null ? '' : ` (${hundred(low)} to ${hundred(high)})`;
    said.push(
      `On average a score was ${hundred(error.before.value)} of 100 away from what comes; now ${hundred(error.after.value)}${interval}.`,
    );
  }
  if (parts.apart !== null)
    said.push(`It tells a lower and an upper chance for each score, ${hundred(parts.apart)} of 100 apart on average.`);
  if ('level' in rule) said.push(RULE_WORDS(rule, parts.labelUnit ?? null));
  if (parts.sets !== null) said.push(SETS.held(percent(parts.sets.level, 0), parts.sets.after));
  return said;
}

const hundred = (share: number): string => fixed(100 * share, 1);

/** What an interval rule does, in one sentence. */
const RULE_WORDS = (rule: Parts['calibrator']['rule'], unit: string | null): string => {
  const text = (width: number | null): string =>
    width === null ? 'without end' : `${fixed(width, Math.abs(width) < 10 ? 3 : 1)}${unit === null ? '' : ` ${unit}`}`;
  if (rule.kind === 'split') return `The interval is the prediction, ${text(rule.width)} to either side.`;
  if (rule.kind !== 'quantiles') return '';
  return `The lower end moves down by ${text(rule.below)}, the upper one up by ${text(rule.above)}.`;
};

function partingWords({ parting, heldOut, rows }: Parts): string {
  const held = count(heldOut);
  if (parting.by === 'time')
    return `Judged on the ${held} later of ${count(rows.judged)} rows: each rule was learned from rows before them.`;
  const kept = parting.by === 'cluster' ? ` Rows with the same ${parting.column ?? 'cluster'} were kept together.` : '';
  return `Judged on ${held} rows, each by a rule that was learned without it.${kept}`;
}

function actionOf(parts: Parts, out: string | null): string {
  if (!parts.isHelp) {
    return isIntervals(parts) ? 'Leave the intervals as they are.' : 'Leave the scores as they are.';
  }
  if (out === null) return 'Keep it as data with -o calibrator.json.';
  return `Apply ${out} where the model serves; see what it does with: holdfast evaluate FILE --calibrator ${out}`;
}

/** Words of the report. */
export const RECALIBRATION = {
  what: 'Recalibration',
  title: (model: string, isHelp: boolean): string =>
    `${isHelp ? 'Recalibration helps' : 'Recalibration does not help'}: ${model}`,
  word: { help: 'It helps', none: 'It does not help' },
  candidates: (chosen: string): string => `Chosen: ${CALIBRATOR_NAMES[chosen] ?? chosen}`,
  candidatesSay:
    'The simplest rule whose log loss on held-out rows is within one standard error of the least, if it is surely better than leaving the scores as they are, to which the difference is: “at most” is its one-sided 95 % bound.',
  candidatesColumns: ['rule', 'log loss', 'difference', 'at most'],
  unlearned: 'too few rows',
  chosenMark: '← chosen',
  measures: 'Held-out rows, before and after',
  measuresSay: 'No row was judged by a rule that it helped to learn. Intervals are two-sided 95 %.',
  order: 'A rule that never falls keeps the order of the scores: a lower ROC AUC from ties is no loss.',
  measuresAlone: 'Held-out rows',
  measuresAloneColumns: ['metric', 'value'],
  measuresColumns: ['metric', 'before', 'after', 'difference'],
  groups: 'In each group, before and after',
  groupsSay: (metric: string): string => `The ${metric} of held-out rows of each group.`,
  groupsColumns: ['group', 'n', 'before', 'after'],
  picture: 'What scores say and what comes',
  pictureSay: 'On the dotted line a score is what comes. The band is what honest scores would show by chance.',
  before: 'as they are',
  after: 'recalibrated',
  closing: (chosen: string, seed: number): string => `chosen: ${CALIBRATOR_NAMES[chosen] ?? chosen} · seed ${seed}`,
  foot: 'calibrator',
  footNone: 'not written',
} as const;
