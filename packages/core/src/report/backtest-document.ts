import { blindSection } from './backtest/blind.ts';
import { budgetSection } from './backtest/budget.ts';
import { causesSection } from './backtest/causes.ts';
import { costsSection } from './backtest/costs.ts';
import { decidedSection } from './backtest/decided.ts';
import { detectorsSection } from './backtest/detectors.ts';
import { backtestFacts, inShort } from './backtest/facts.ts';
import { worstFall } from './backtest/fall.ts';
import { howSection } from './backtest/how.ts';
import { incidentsSection } from './backtest/incidents.ts';
import { movedSection } from './backtest/moved.ts';
import { policiesSection } from './backtest/policies.ts';
import { backtestRemarks, setAsideSection } from './backtest/set-aside.ts';
import type { BacktestResult } from './backtest-result.ts';
import type { Document, FooterEntry, Section } from './blocks.ts';
import { CARDS, type Cards } from './cards.ts';
import type { Told } from './document.ts';
import { feedbackSection } from './estimate/feedback.ts';
import { quote } from './repeat.ts';
import { termsOf } from './terms.ts';
import { BACKTEST, HELD, STORY } from './words/backtest.ts';
import { durationWords, spanText, stretchText } from './words/backtest-dates.ts';
import { VERDICT_WORDS } from './words/checks.ts';
import { baseName, FOOT, FOOT_NOTE, FRAME, inputWords } from './words/frame.ts';
import { shorten } from './words/slices.ts';

/**
 * What a report says of a backtest, in the order in which it says it: the answer, a few figures, how it did window by
 * window, what moved, what the promise about false alarms is worth, what could not be seen, and the fine print. It has
 * the type of a gate's, so that all renderers lay it out. Cost: linear in windows, streams and incidents.
 */
export function buildBacktestDocument(result: BacktestResult, told: Told = {}): Document {
  const cards = told.cards ?? CARDS;
  const { sentence, support, action } = result.headline;
  return {
    title: BACKTEST.title(VERDICT_WORDS[result.verdict], baseName(result.model)),
    bar: { what: BACKTEST.what, subject: subjectWords(result), end: endWords(result) },
    answer: { verdict: result.verdict, word: wordOf(result), sentence, support, action, command: null },
    facts: backtestFacts(result, cards),
    closing: closingWords(result),
    remarks: backtestRemarks(result),
    inShort: inShort(result),
    reading: '',
    sections: sections(result, cards),
    terms: termsOf(entriesOf(result), cards),
    footer: { entries: footer(result, told), note: FOOT_NOTE },
  };
}

/** A model that fell would not have held, even where the fall was made good and is a warning only. */
const wordOf = (result: BacktestResult): string => (worstFall(result) === null ? HELD[result.verdict] : HELD.fail);

function sections(result: BacktestResult, cards: Cards): Section[] {
  const found = [
    howSection(result, cards),
    incidentsSection(result, cards),
    causesSection(result, cards),
    costsSection(result, cards),
    policiesSection(result),
    movedSection(result, cards),
    budgetSection(result),
    detectorsSection(result),
    isNews(result.feedback) ? feedbackSection(result.feedback) : null,
    blindSection(result, cards),
    decidedSection(result),
    setAsideSection(result),
  ];
  return found.filter((section) => section !== null);
}

/** That answers differ as they did is no news. */
const isNews = (feedback: BacktestResult['feedback']): feedback is NonNullable<typeof feedback> =>
  feedback !== null && (feedback.selective !== null || (feedback.diversity?.kind ?? 'level') !== 'level');

/** Metrics that the report names: the followed one, and those that are watched. */
const entriesOf = ({ measure, streams }: BacktestResult): string[] => [
  measure.entry,
  ...streams.filter(({ group }) => group === 'performance').map(({ of }) => of),
];

function subjectWords(result: BacktestResult): string {
  const { ms } = result.labelDelay;
  const delay = result.rows.labelled === 0 ? null : ms === 0 ? '' : durationWords(ms);
  return [baseName(result.model), spanText(result.span), BACKTEST.labels(delay)]
    .filter((part) => part !== '')
    .join(' · ');
}

const endWords = ({ contract, seed }: BacktestResult): string =>
  `${contract === null ? FRAME.noContract : baseName(contract.path)} · seed ${seed}`;

const closingWords = ({ contract, ledger, seed }: BacktestResult): string =>
  [
    contract === null ? FRAME.noContract : `contract ${contract.path}`,
    ...(ledger.path === null ? [] : [`${BACKTEST.footLedger} ${ledger.path}`]),
    BACKTEST.closing(seed),
  ].join(' · ');

function footer(result: BacktestResult, told: Told): FooterEntry[] {
  const { contract, inputs, ledger, window } = result;
  const entries: FooterEntry[] = [{ name: FOOT.verdict, value: result.verdict }];
  for (const input of inputs) {
    entries.push({ name: input.role, value: `${shorten(input.path, 200)} · ${inputWords(input.rows, input.digest)}` });
  }
  if (contract !== null) entries.push({ name: FOOT.contract, value: `${contract.path} · ${contract.digest}` });
  entries.push({ name: BACKTEST.footWindow, value: BACKTEST.window(stretchText(window.ms), window.season, window.by) });
  entries.push({ name: BACKTEST.footLedger, value: BACKTEST.ledger(ledger.path, ledger.head, ledger.events) });
  entries.push({ name: BACKTEST.footDecisions, value: ledger.decisions });
  if (ledger.path !== null) entries.push({ name: BACKTEST.footVerify, value: STORY.verify(quote(ledger.path)) });
  entries.push({ name: FOOT.seed, value: String(result.seed) });
  entries.push({ name: FOOT.repeat, value: told.repeat ?? repeatBacktest(result) });
  entries.push({ name: FOOT.madeWith, value: `holdfast ${result.holdfast}` });
  return entries;
}

/** The command line that gives this result again, as a shell reads it. */
function repeatBacktest({ inputs, contract, seed }: BacktestResult): string {
  const path = (role: string): string | undefined => inputs.find((input) => input.role === role)?.path;
  const words = ['holdfast', 'backtest', path('history') ?? '-'];
  for (const role of ['reference', 'labels'] as const) {
    const file = path(role);
    if (file !== undefined) words.push(`--${role}`, file);
  }
  if (contract !== null) words.push('-c', contract.path);
  return [...words, '--seed', String(seed)].map(quote).join(' ');
}
