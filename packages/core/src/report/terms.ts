import type { Term } from './blocks.ts';
import type { Cards } from './cards.ts';
import type { Result } from './result.ts';
import { BETTER, RELATION, rangeWords } from './words/frame.ts';
import { noteOf } from './words/notes.ts';

/** Each entry that a result names, explained from its card, in the order of its title. */
export function terms(result: Result, cards: Cards): readonly Term[] {
  const named = [
    ...result.checks.map((check) => check.entry),
    ...result.measurements.map((m) => m.entry),
    ...(result.comparison === null ? [] : [result.comparison.entry]),
  ];
  return termsOf(named, cards).map((term) => ({ ...term, formula: `${term.formula}${naiveWords(term.id, result)}` }));
}

/** Which naive forecast an error was scaled by. */
function naiveWords(id: string, { naive, labelUnit }: Result): string {
  if (naive === undefined || (id !== 'mase' && id !== 'rmsse')) return '';
  const value = id === 'mase' ? naive.meanAbsolute : naive.rootMeanSquare;
  return `. ${noteOf({ kind: 'naive', ...naive, value, labelUnit: labelUnit ?? null })}`;
}

/** Entries explained from their cards, in the order of their titles; those without a card are left out. */
export function termsOf(ids: readonly string[], cards: Cards): readonly Term[] {
  const known = [...new Set(ids)].flatMap((id) => cards.get(id) ?? []);
  return known
    .map((card) => ({
      id: card.id,
      title: card.title,
      question: card.question,
      formula: card.formula,
      reading: `${rangeWords(card.range)}; ${BETTER[card.better]}`,
      edges: card.edges,
      sources: card.sources.map((source) => {
        const year = source.year === undefined ? '' : ` (${source.year})`;
        const note = source.note === undefined ? '' : `: ${source.note}`;
        return `${source.title}${year}, ${RELATION[source.relation]}${note}`;
      }),
    }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}
