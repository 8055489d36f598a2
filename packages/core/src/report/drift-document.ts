import { isApart } from '../measure/drift/told-apart.ts';
import type { Document, Fact, FooterEntry } from './blocks.ts';
import { CARDS } from './cards.ts';
import type { Told } from './document.ts';
import { movedOf } from './drift/headline.ts';
import { picturesSection } from './drift/pictures.ts';
import {
  allSection,
  apartSection,
  columnsSection,
  pairsSection,
  schemaSection,
  sharesSection,
  takenSection,
} from './drift/sections.ts';
import type { DriftFigures, DriftResult } from './drift-result.ts';
import { remarks } from './remarks.ts';
import { quote } from './repeat.ts';
import { termsOf } from './terms.ts';
import { DRIFT } from './words/drift.ts';
import { baseName, FOOT, FOOT_NOTE, FRAME, inputWords } from './words/frame.ts';
import { count, fixed } from './words/numbers.ts';
import { shorten } from './words/slices.ts';

/**
 * What a report says of drift: the answer, the columns that moved by what matters, how the files differ, what is
 * missing or new, all features together, pictures, and every measurement. It has the type of a gate's report.
 */
export function buildDriftDocument(result: DriftResult, figures: DriftFigures, told: Told = {}): Document {
  const cards = told.cards ?? CARDS;
  const { sentence, support, action } = result.headline;
  const word = wordOf(result);
  const [reference, current] = result.inputs.map(({ path }) => baseName(path));
  const subject = DRIFT.subject(reference ?? '', current ?? '');
  const sections = [
    columnsSection(result),
    picturesSection(figures),
    schemaSection(result),
    sharesSection(result),
    apartSection(result),
    pairsSection(result),
    allSection(result, cards),
    takenSection(result),
  ];
  return {
    title: DRIFT.title(word, subject),
    bar: { what: DRIFT.what, subject, end: `seed ${result.seed}` },
    answer: { verdict: null, word, sentence, support, action, command: null },
    facts: facts(result),
    closing: DRIFT.closing(result.seed),
    remarks: remarks({ assumed: result.assumed, rows: { judged: 0, setAside: [] }, notes: result.notes }),
    reading: DRIFT.columnsSay,
    sections: sections.filter((section) => section !== null),
    terms: termsOf(
      result.measurements.map(({ entry }) => entry),
      cards,
    ),
    footer: { entries: footer(result, told), note: FOOT_NOTE },
  };
}

function wordOf(result: DriftResult): string {
  if (movedOf(result).length > 0) return DRIFT.word.moved;
  return result.columns.some(({ state }) => state === 'still') ? DRIFT.word.still : DRIFT.word.unknown;
}

function facts(result: DriftResult): Fact[] {
  const [reference, current] = result.inputs;
  const { apart, columns } = result;
  const size = (name: string, rows = 0, path = ''): Fact => ({
    name,
    value: count(rows),
    unit: DRIFT.rows,
    how: baseName(path),
  });
  const known: Fact[] = [
    size(DRIFT.facts.reference, reference?.rows, reference?.path),
    size(DRIFT.facts.current, current?.rows, current?.path),
    {
      name: DRIFT.facts.moved,
      value: count(movedOf(result).length),
      unit: '',
      how: DRIFT.ofColumns(columns.length),
    },
  ];
  if ('gap' in apart) return known;
  const ends = apart.interval === null ? '' : apart.interval.map((end) => fixed(100 * end, 1)).join(' to ');
  const value = apart.value > 0.9995 ? '> 99.9' : fixed(100 * apart.value, isApart(apart) ? 1 : 0);
  return [...known, { name: DRIFT.facts.apart, value, unit: DRIFT.timesIn, how: DRIFT.apartHow(ends, apart.n) }];
}

function footer(result: DriftResult, told: Told): FooterEntry[] {
  const { contract, inputs, roles, seed } = result;
  const columns = Object.entries(roles).flatMap(([role, name]) =>
    typeof name === 'string' ? [`${role}: ${name}`] : [],
  );
  return [
    ...inputs.map(({ role, path, rows, digest }) => ({
      name: role,
      value: `${shorten(path, 200)} · ${inputWords(rows, digest)}`,
    })),
    ...(contract === null ? [] : [{ name: FOOT.contract, value: `${contract.path} · ${contract.digest}` }]),
    ...(columns.length === 0 ? [] : [{ name: FOOT.columns, value: shorten(columns.join(' · '), 800) }]),
    { name: FOOT.seed, value: String(seed) },
    {
      name: FOOT.repeat,
      value: told.repeat ?? ['holdfast', 'drift', ...inputs.map(({ path }) => path)].map(quote).join(' '),
    },
    { name: FOOT.madeWith, value: `${FRAME.product.toLowerCase()} ${result.holdfast}` },
  ];
}
