import type { Document, Fact, FooterEntry } from './blocks.ts';
import { CARDS, type Cards } from './cards.ts';
import type { Told } from './document.ts';
import { feedbackSection } from './estimate/feedback.ts';
import { mainOf, shownOf, shownText, stateOf, unitFor } from './estimate/headline.ts';
import { labelsSection, policySection } from './estimate/labels.ts';
import {
  allSection,
  overSection,
  partlySection,
  reconciledSection,
  refusalsSection,
  takenSection,
} from './estimate/sections.ts';
import type { EstimateResult } from './estimate-result.ts';
import { remarks } from './remarks.ts';
import { quote } from './repeat.ts';
import { termsOf } from './terms.ts';
import { ESTIMATE } from './words/estimate.ts';
import { baseName, FOOT, FOOT_NOTE, FRAME, inputWords } from './words/frame.ts';
import { percent, valueInterval, valueText } from './words/numbers.ts';
import { shorten } from './words/slices.ts';

/**
 * What a report says of an estimate: the answer, how it went with the reasons where there is none, every metric, and
 * how right it was where labels came. It has the type of a gate's report.
 */
export function buildEstimateDocument(result: EstimateResult, told: Told = {}): Document {
  const cards = told.cards ?? CARDS;
  const { sentence, support, action } = result.headline;
  const word = ESTIMATE.word[stateOf(result)];
  const pathOf = (role: string): string => baseName(result.inputs.find((input) => input.role === role)?.path ?? '');
  const subject = ESTIMATE.subject(pathOf('analysis'), pathOf('reference'));
  const sections = [
    overSection(result, cards),
    refusalsSection(result),
    partlySection(result, cards),
    labelsSection(result, cards),
    reconciledSection(result, cards),
    feedbackSection(result.feedback),
    policySection(result, cards),
    allSection(result, cards),
    takenSection(result),
  ];
  return {
    title: ESTIMATE.title(word, subject),
    bar: { what: ESTIMATE.what, subject, end: `seed ${result.seed}` },
    answer: { verdict: null, word, sentence, support, action, command: null },
    facts: facts(result, cards),
    closing: ESTIMATE.closing(result.seed),
    remarks: remarks({
      assumed: result.assumed,
      rows: { judged: 0, setAside: result.rows.setAside },
      notes: result.notes,
    }),
    reading: ESTIMATE.reading,
    sections: sections.filter((section) => section !== null),
    terms: termsOf(
      result.targets.map(({ entry }) => entry),
      cards,
    ),
    footer: { entries: footer(result, told), note: FOOT_NOTE },
  };
}

function facts(result: EstimateResult, cards: Cards): Fact[] {
  const { entry, reference, key } = mainOf(result);
  const unit = unitFor(result, entry, cards);
  const newest = shownOf(result).at(-1)?.values[key];
  const covered = result.reconciled?.covered[key];
  const known: Fact[] = [
    { name: ESTIMATE.facts.shown, value: shownText(result), unit: '', how: ESTIMATE.windowsOf(result.windows.length) },
  ];
  if (newest?.value != null) {
    const how = valueInterval(newest.interval, unit);
    const state = stateOf(result);
    const name = state === 'wrong' || state === 'none' ? ESTIMATE.facts.last : ESTIMATE.facts.now;
    known.unshift({ name, value: valueText(newest.value, unit), unit: '', how });
  }
  if (reference !== null) {
    const how = inputWords(result.rows.reference, '').replace(/ · $/u, '');
    known.push({ name: ESTIMATE.facts.before, value: valueText(reference, unit), unit: '', how });
  }
  if (covered !== undefined) {
    const how = ESTIMATE.windowsOf(covered.windows);
    known.push({ name: ESTIMATE.facts.inside, value: percent(covered.inside / covered.windows, 0), unit: '', how });
  }
  return known;
}

function footer(result: EstimateResult, told: Told): FooterEntry[] {
  const { contract, inputs, roles, seed } = result;
  const columns = Object.entries(roles).flatMap(([role, name]) =>
    typeof name === 'string' ? [`${role}: ${name}`] : [],
  );
  const [reference, analysis, labels] = ['reference', 'analysis', 'labels'].map((role) =>
    inputs.find((input) => input.role === role),
  );
  const words = ['holdfast', 'estimate', reference?.path ?? '', analysis?.path ?? ''];
  if (labels !== undefined) words.push('--labels', labels.path);
  return [
    ...inputs.map(({ role, path, rows, digest }) => ({
      name: role,
      value: `${shorten(path, 200)} · ${inputWords(rows, digest)}`,
    })),
    ...(contract === null ? [] : [{ name: FOOT.contract, value: `${contract.path} · ${contract.digest}` }]),
    ...(columns.length === 0 ? [] : [{ name: FOOT.columns, value: shorten(columns.join(' · '), 800) }]),
    { name: FOOT.seed, value: String(seed) },
    { name: FOOT.repeat, value: told.repeat ?? words.map(quote).join(' ') },
    { name: FOOT.madeWith, value: `${FRAME.product.toLowerCase()} ${result.holdfast}` },
  ];
}
