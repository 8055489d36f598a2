import type { Answer, Document, FooterEntry, Section } from './blocks.ts';
import { CARDS, type Cards } from './cards.ts';
import { facts } from './facts.ts';
import { worstLost } from './found-slices-result.ts';
import { findCulprit, lineOf } from './headline.ts';
import { remarks } from './remarks.ts';
import { repeatCommand } from './repeat.ts';
import type { Figures, Result } from './result.ts';
import { assumedSection } from './sections/assumed.ts';
import { calibrationSection } from './sections/calibration.ts';
import { acceptedSection } from './sections/changes.ts';
import { checksSection, independenceNote, levelsNote } from './sections/checks.ts';
import { churnSection } from './sections/churn.ts';
import { comparisonSections } from './sections/comparison.ts';
import { coverageSection } from './sections/coverage.ts';
import { confusionSection, residualsSection } from './sections/errors.ts';
import { fairnessSection } from './sections/fairness.ts';
import { foundSlicesSection } from './sections/found-slices.ts';
import { groupThresholdsSection } from './sections/group-thresholds.ts';
import { learningCurveSection } from './sections/learning-curve.ts';
import { lostSlicesSection } from './sections/lost-slices.ts';
import { measuresSection, qualitySection } from './sections/measures.ts';
import { moneySection } from './sections/money.ts';
import { scoresSection } from './sections/scores.ts';
import { setsSection } from './sections/sets.ts';
import { slicesSection } from './sections/slices.ts';
import { seedsSection } from './sections/stability.ts';
import { thresholdSection } from './sections/threshold.ts';
import { trainedSection } from './sections/trained.ts';
import { terms } from './terms.ts';
import { VERDICT_WORDS } from './words/checks.ts';
import {
  closingWords,
  endWords,
  FOOT,
  FOOT_NOTE,
  FRAME,
  inputWords,
  outcomeWords,
  QUESTIONS,
  subjectWords,
  titleWords,
} from './words/frame.ts';
import { shorten } from './words/slices.ts';

export type { Document } from './blocks.ts';

/** What a result does not hold and a report says. */
export interface Told {
  /** The command line as it was given; without it, one is made from the result. */
  readonly repeat?: string;
  readonly cards?: Cards;
}

/**
 * What a report says of a result, in the order in which it says it: the answer, a few figures, sections by finding with
 * what failed first, every metric explained, and the fine print. All renderers lay out this and nothing else.
 */
export function buildDocument(result: Result, figures: Figures = {}, told: Told = {}): Document {
  const cards = told.cards ?? CARDS;
  const word = result.verdict === null ? FRAME.measured : VERDICT_WORDS[result.verdict];
  return {
    title: titleWords(result, word),
    bar: {
      what: FRAME[result.command],
      subject: subjectWords(result),
      end: endWords(result),
    },
    answer: answer(result, word),
    facts: facts(result, cards),
    closing: closingWords(result),
    remarks: remarks(result),
    reading: `${levelsNote(result)} ${independenceNote(result)}`.trim(),
    sections: sections(result, figures, cards),
    terms: terms(result, cards),
    footer: { entries: footer(result, told), note: FOOT_NOTE },
  };
}

function answer(result: Result, word: string): Answer {
  const { sentence, support, action } = result.headline;
  return { verdict: result.verdict, word, sentence, support, action, command: rowsCommand(result) };
}

/** The command that lists the rows behind a failed slice, or behind one that warns alone; null where there is none. */
function rowsCommand(result: Result): string | null {
  const culprit = findCulprit(result);
  const line = culprit?.verdict === 'fail' ? lineOf(culprit, result) : null;
  const lost = culprit === null && result.verdict === 'warn' ? worstLost(result.comparison?.found) : null;
  const where = result.slices.find((slice) => slice.name === line?.slice)?.where ?? line?.slice ?? lost?.where ?? null;
  if (where === null) return null;
  return repeatCommand({ ...result, command: 'evaluate' }, ['--where', where]);
}

/** By question: what was judged comes first, what was assumed last; within each, what failed first. */
function sections(result: Result, figures: Figures, cards: Cards): Section[] {
  const answers: readonly (readonly [question: string, sections: readonly (Section | null)[]])[] = [
    [QUESTIONS.good, [checksSection(result, cards), acceptedSection(result.accepted)]],
    [QUESTIONS.better, [...comparisonSections(result, cards), lostSlicesSection(result), churnSection(result)]],
    [QUESTIONS.looks, [trainedSection(result)]],
    [QUESTIONS.forWhom, [slicesSection(result, cards), foundSlicesSection(result), fairnessSection(result)]],
    [QUESTIONS.cost, [moneySection(result), thresholdSection(result, figures), groupThresholdsSection(result)]],
    [
      QUESTIONS.trust,
      [calibrationSection(result), setsSection(result), coverageSection(result), scoresSection(result, figures, cards)],
    ],
    [QUESTIONS.luck, [seedsSection(result, cards), learningCurveSection(result, figures)]],
    [QUESTIONS.wrong, [residualsSection(result, figures), confusionSection(figures)]],
    [QUESTIONS.figures, [measuresSection(result, cards), qualitySection(result, cards), assumedSection(result)]],
  ];
  return answers.flatMap(([question, found]) =>
    found.filter((section) => section !== null).map((section, i) => (i === 0 ? { ...section, question } : section)),
  );
}

function footer(result: Result, told: Told): FooterEntry[] {
  const entries: FooterEntry[] = [{ name: FOOT.verdict, value: outcomeWords(result.verdict) }];
  for (const input of result.inputs) {
    entries.push({ name: input.role, value: `${shorten(input.path, 200)} · ${inputWords(input.rows, input.digest)}` });
  }
  if (result.contract !== null)
    entries.push({ name: FOOT.contract, value: `${result.contract.path} · ${result.contract.digest}` });
  const roles = Object.entries(result.roles).map(([role, column]) => `${role}: ${columnText(column)}`);
  if (roles.length > 0) entries.push({ name: FOOT.columns, value: shorten(roles.join(' · '), 800) });
  entries.push({ name: FOOT.seed, value: String(result.seed) });
  entries.push({ name: FOOT.repeat, value: told.repeat ?? repeatCommand(result) });
  entries.push({ name: FOOT.madeWith, value: `holdfast ${result.holdfast}` });
  return entries;
}

const columnText = (column: Result['roles'][string]): string =>
  typeof column === 'string'
    ? column
    : Array.isArray(column)
      ? column.join(', ')
      : Object.entries(column)
          .map(([key, name]) => `${key} = ${name}`)
          .join(', ');
