import type { Cell, Document, FooterEntry, Section, TableBlock } from './blocks.ts';
import { CARDS, type Cards, titleOf, unitOf } from './cards.ts';
import type { Told } from './document.ts';
import type { BeforeAfter, RecalibrationFigures, RecalibrationResult } from './recalibration-result.ts';
import { remarks } from './remarks.ts';
import { quote } from './repeat.ts';
import { reliabilityBlock } from './sections/scores.ts';
import { learnedSetsSection } from './sections/sets.ts';
import { termsOf } from './terms.ts';
import { CALIBRATOR_NAMES } from './words/calibration.ts';
import { baseName, FOOT, FOOT_NOTE, FRAME, inputWords } from './words/frame.ts';
import {
  axisUnit,
  bareDifference,
  bareValue,
  capital,
  count,
  differenceInterval,
  differenceText,
  fixed,
  signed,
  valueInterval,
} from './words/numbers.ts';
import { RECALIBRATION } from './words/recalibration.ts';
import { shorten, sliceName } from './words/slices.ts';

/**
 * What a report says of a recalibration: the answer, before and after, what was tried, the picture, and the fine print.
 * It has the type of a gate's, so that all renderers lay it out.
 */
export function buildRecalibrationDocument(
  result: RecalibrationResult,
  figures: RecalibrationFigures = {},
  told: Told = {},
): Document {
  const cards = told.cards ?? CARDS;
  const { sentence, support, action } = result.headline;
  const word = result.isHelp ? RECALIBRATION.word.help : RECALIBRATION.word.none;
  const sections = [
    measuresSection(result, cards),
    candidatesSection(result),
    groupsSection(result, cards),
    learnedSetsSection(result.sets),
    pictureSection(figures),
  ];
  return {
    title: RECALIBRATION.title(baseName(result.model), result.isHelp),
    bar: { what: RECALIBRATION.what, subject: baseName(result.model), end: `seed ${result.seed}` },
    answer: { verdict: null, word, sentence, support, action, command: null },
    facts: [],
    closing: RECALIBRATION.closing(result.chosen, result.seed),
    remarks: remarks({ ...result, notes: [] }),
    reading: '',
    sections: sections.filter((section) => section !== null),
    terms: termsOf(
      result.measures.map(({ entry }) => entry),
      cards,
    ),
    footer: { entries: footer(result, told), note: FOOT_NOTE },
  };
}

const plainSection = { note: '', verdict: null, isBrief: true } as const;

function candidatesSection({ candidates, chosen }: RecalibrationResult): Section | null {
  if (candidates.length === 0) return null;
  return {
    ...plainSection,
    id: 'candidates',
    heading: RECALIBRATION.candidates(chosen),
    says: [RECALIBRATION.candidatesSay],
    blocks: [
      {
        kind: 'table',
        caption: RECALIBRATION.candidates(chosen),
        unit: '',
        columns: RECALIBRATION.candidatesColumns.map((name, i) => ({ name, isNumber: i > 0 })),
        rows: candidates.map(({ kind, loss, difference }) => ({
          cells: [
            { text: CALIBRATOR_NAMES[kind] ?? kind, ...(kind === chosen && { small: RECALIBRATION.chosenMark }) },
            { text: loss === null ? RECALIBRATION.unlearned : fixed(loss, 4) },
            { text: difference === null ? '' : signed(difference.value, 4) },
            { text: signedOr(difference?.interval?.[1] ?? null) },
          ],
          isHot: false,
          isTotal: false,
        })),
        rest: null,
      },
    ],
  };
}

const signedOr = (value: number | null): string => (value === null ? '' : signed(value, 4));

function measuresSection(result: RecalibrationResult, cards: Cards): Section | null {
  const hasOrder = result.measures.some(({ entry }) => entry === 'roc-auc');
  const hasBefore = result.measures.some(({ before }) => before !== null);
  const heading = hasBefore ? RECALIBRATION.measures : RECALIBRATION.measuresAlone;
  const unitName = ({ entry }: BeforeAfter): string => axisUnit(unitOf(entry, result, cards));
  const rows = result.measures.map((measure): Cell[] => {
    const [before = { text: '' }, after = { text: '' }] = valueCells(measure, result, cards);
    const name = {
      text: capital(titleOf(measure.entry, cards)),
      ...(unitName(measure) !== '' && { small: unitName(measure) }),
      ...(cards.has(measure.entry) && { term: measure.entry }),
    };
    return hasBefore ? [name, before, after, differenceCell(measure, result, cards)] : [name, after];
  });
  return {
    ...plainSection,
    id: 'before-after',
    heading,
    says: [RECALIBRATION.measuresSay, ...(hasOrder && result.isHelp ? [RECALIBRATION.order] : [])],
    blocks: [table(heading, hasBefore ? RECALIBRATION.measuresColumns : RECALIBRATION.measuresAloneColumns, rows)],
  };
}

function groupsSection(result: RecalibrationResult, cards: Cards): Section | null {
  const [first] = result.groups;
  if (first === undefined) return null;
  return {
    ...plainSection,
    id: 'groups',
    heading: RECALIBRATION.groups,
    says: [RECALIBRATION.groupsSay(titleOf(first.entry, cards))],
    blocks: [
      table(
        RECALIBRATION.groups,
        RECALIBRATION.groupsColumns,
        result.groups.map((group) => [
          { text: shorten(sliceName(group.slice), 40) },
          { text: count(group.n) },
          ...valueCells(group, result, cards),
        ]),
      ),
    ],
  };
}

const table = (caption: string, names: readonly string[], rows: readonly (readonly Cell[])[]): TableBlock => ({
  kind: 'table',
  caption,
  unit: '',
  columns: names.map((name, i) => ({ name, isNumber: i > 0 })),
  rows: rows.map((cells) => ({ cells, isHot: false, isTotal: false })),
  rest: null,
});

function valueCells({ entry, before, after }: BeforeAfter, result: RecalibrationResult, cards: Cards): Cell[] {
  const unit = unitOf(entry, result, cards);
  return [before, after].map((bounded) => {
    if (bounded === null) return { text: '' };
    const interval = valueInterval(bounded.interval, unit);
    return { text: bareValue(bounded.value, unit), ...(interval !== '' && { small: interval }) };
  });
}

function differenceCell({ entry, difference }: BeforeAfter, result: RecalibrationResult, cards: Cards): Cell {
  if (difference === null) return { text: '' };
  const unit = unitOf(entry, result, cards);
  const text = axisUnit(unit) === '' ? differenceText(difference.value, unit) : bareDifference(difference.value, unit);
  return { text, small: differenceInterval(difference.interval, unit) };
}

function pictureSection({ reliability }: RecalibrationFigures): Section | null {
  if (reliability === undefined || reliability.length === 0) return null;
  return {
    ...plainSection,
    id: 'picture',
    heading: RECALIBRATION.picture,
    says: [RECALIBRATION.pictureSay],
    blocks: [reliabilityBlock(reliability)],
  };
}

function footer(result: RecalibrationResult, told: Told): FooterEntry[] {
  const { contract, inputs, seed, written } = result;
  return [
    ...inputs.map((input) => ({
      name: input.role,
      value: `${shorten(input.path, 200)} · ${inputWords(input.rows, input.digest)}`,
    })),
    ...(contract === null ? [] : [{ name: FOOT.contract, value: `${contract.path} · ${contract.digest}` }]),
    { name: RECALIBRATION.foot, value: written ?? RECALIBRATION.footNone },
    { name: FOOT.seed, value: String(seed) },
    {
      name: FOOT.repeat,
      value: told.repeat ?? ['holdfast', 'recalibrate', inputs[0]?.path ?? '-'].map(quote).join(' '),
    },
    { name: FOOT.madeWith, value: `${FRAME.product.toLowerCase()} ${result.holdfast}` },
  ];
}
