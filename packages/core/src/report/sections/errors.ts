import type { Section } from '../blocks.ts';
import type { Figures, Result } from '../result.ts';
import { count, percent } from '../words/numbers.ts';
import { FIGURE, HEADS, SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

/** A matrix with more classes than this cannot be read; the worst mistakes are said in a list. */
const CLASSES_MAX = 12;

/** Which classes are taken for which. */
export function confusionSection(figures: Figures): Section | null {
  const { confusion } = figures;
  if (confusion === undefined || confusion.classes.length < 2) return null;
  const { classes, counts } = confusion;
  const total = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
  const worst = worstMistakes(counts, total);
  const first = worst[0];
  const name = (i: number): string => shorten(classes[i] ?? '', 30);
  const mistake = ({ truth, answer, share }: Mistake): string =>
    SECTION.confusionFull(name(truth), name(answer), percent(share));
  const base = { id: 'confusion', heading: SECTION.confusion, note: '', verdict: null, isBrief: false };
  if (classes.length > CLASSES_MAX) {
    const items = worst.slice(0, CLASSES_MAX).map(mistake);
    return { ...base, says: [], blocks: [{ kind: 'list', caption: SECTION.confusion, items }] };
  }
  return {
    ...base,
    says: [SECTION.confusionSay, first === undefined ? SECTION.confusionNone : mistake(first)],
    blocks: [
      {
        kind: 'table',
        caption: SECTION.confusion,
        unit: '',
        columns: [
          { name: HEADS.truth, isNumber: false },
          ...classes.map((_, i) => ({ name: HEADS.answered(name(i)), isNumber: true })),
          { name: HEADS.n, isNumber: true },
        ],
        rows: counts.map((row, truth) => ({
          cells: [
            { text: name(truth) },
            ...row.map((n) => shaded(n, total[truth] ?? 0)),
            { text: count(total[truth] ?? 0) },
          ],
          isHot: false,
          isTotal: false,
        })),
        rest: null,
      },
    ],
  };
}

function shaded(n: number, total: number) {
  const share = total === 0 ? 0 : n / total;
  return { text: count(n), small: total === 0 ? '' : percent(share), shade: Math.min(5, Math.ceil(share * 5)) };
}

interface Mistake {
  readonly truth: number;
  readonly answer: number;
  readonly share: number;
}

function worstMistakes(counts: readonly (readonly number[])[], total: readonly number[]): Mistake[] {
  const found = counts.flatMap((row, truth) =>
    row.map((n, answer) => ({ truth, answer, share: (total[truth] ?? 0) === 0 ? 0 : n / (total[truth] ?? 1) })),
  );
  return found.filter((m) => m.truth !== m.answer && m.share > 0).sort((a, b) => b.share - a.share);
}

/** How far numbers are off: a histogram of prediction minus label. */
export function residualsSection(result: Result, figures: Figures): Section | null {
  const { residuals } = figures;
  if (residuals === undefined || residuals.counts.length === 0) return null;
  const n = residuals.counts.reduce((sum, c) => sum + c, 0);
  const below = residuals.counts.reduce((sum, c, i) => sum + ((residuals.edges[i + 1] ?? 0) <= 0 ? c : 0), 0);
  const says = n === 0 ? [] : [SECTION.residualsShare(percent(below / n, 0))];
  return {
    id: 'residuals',
    heading: SECTION.residuals,
    says: [SECTION.residualsSay, ...says],
    note: `n ${count(n)}`,
    verdict: null,
    isBrief: false,
    blocks: [
      {
        kind: 'histogram',
        id: 'figure-residuals',
        title: `${FIGURE.residuals}. ${says.join(' ')}`.trim(),
        caption: FIGURE.residuals,
        explains: '',
        edges: residuals.edges,
        layers: [{ name: HEADS.rows, counts: residuals.counts }],
        axes: { x: FIGURE.residualsAxis(residuals.unit ?? result.labelUnit ?? null), y: HEADS.rows },
        mark: { value: 0, name: FIGURE.zero },
        isPercent: false,
      },
    ],
  };
}
