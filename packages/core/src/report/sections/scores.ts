import type { Block, CurveBlock, HistogramBlock, ReliabilityBlock, Section } from '../blocks.ts';
import { type Cards, unitOf } from '../cards.ts';
import { otherName } from '../headline.ts';
import type { Curve, Figures, Reliability, Result } from '../result.ts';
import { percent, valueInterval, valueText } from '../words/numbers.ts';
import { FIGURE, HEADS, honestyHeading, SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

/** What the scores are worth: reliability, ROC, precision and recall, and where the scores lie. */
export function scoresSection(result: Result, figures: Figures, cards: Cards): Section | null {
  const blocks: Block[] = [];
  const named = <T extends { readonly name: string }>(lines: readonly T[] | undefined): readonly T[] | undefined =>
    lines?.slice(0, 2).map((line, i) => ({ ...line, name: i === 0 ? HEADS.thisModel : otherName(result) }));
  const lines = named(figures.reliability) ?? [];
  const reliability = lines.length === 0 ? null : reliabilityBlock(lines);
  const roc = curveBlock('roc', named(figures.roc), result, cards);
  const pr = curveBlock('pr', named(figures.precisionRecall), result, cards);
  const scores = figures.scores === undefined ? null : scoresBlock(figures.scores, result);
  const drawn = [reliability, roc, pr, scores].filter((block) => block !== null);
  if (drawn.length === 0) return null;
  for (let i = 0; i < drawn.length; i += 2) blocks.push({ kind: 'pair', blocks: drawn.slice(i, i + 2) });
  const finding = honesty(figures.reliability?.[0]);
  return {
    id: 'scores',
    heading: honestyHeading(finding),
    says: [reliability === null ? SECTION.noReliability : SECTION.reliability],
    note: '',
    verdict: null,
    isBrief: false,
    blocks,
  };
}

/** Where the isotonic line leaves the band, and to which side: the larger area decides. */
export function honesty(line: Reliability | undefined): 'honest' | 'too-sure' | 'too-careful' | 'off' | 'unclear' {
  if (line === undefined || line.band === null || line.band.x.length === 0) return 'unclear';
  const { band } = line;
  let sure = 0;
  let careful = 0;
  for (let i = 0; i < line.x.length; i++) {
    const x = line.x[i] ?? 0;
    const y = line.y[i] ?? 0;
    const k = nearestIndex(band.x, x);
    const below = Math.max(0, (band.low[k] ?? 0) - y);
    const above = Math.max(0, y - (band.high[k] ?? 1));
    // Too sure is too high at the top and too low at the bottom; too careful the reverse.
    sure += x >= 0.5 ? below : above;
    careful += x >= 0.5 ? above : below;
  }
  const total = (sure + careful) / Math.max(1, line.x.length);
  if (total < 0.005) return 'honest';
  if (sure > 2 * careful) return 'too-sure';
  return careful > 2 * sure ? 'too-careful' : 'off';
}

function nearestIndex(sorted: readonly number[], x: number): number {
  let best = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (Math.abs((sorted[i] ?? 0) - x) < Math.abs((sorted[best] ?? 0) - x)) best = i;
  }
  return best;
}

const hundred = (values: readonly number[]): number[] => values.map((value) => value * 100);

/** The line of what came by what was said, over the band of an honest score. */
export function reliabilityBlock(lines: readonly Reliability[]): ReliabilityBlock {
  const band = lines[0]?.band ?? null;
  return {
    kind: 'reliability',
    id: 'figure-reliability',
    title: `${FIGURE.reliability} ${honestyHeading(honesty(lines[0]))}.`,
    caption: FIGURE.reliability,
    explains: '',
    lines: lines.slice(0, 2).map((line) => ({ name: shorten(line.name, 24), x: hundred(line.x), y: hundred(line.y) })),
    band: band && { x: hundred(band.x), low: hundred(band.low), high: hundred(band.high) },
    bandName: FIGURE.reliabilityBand,
    axes: FIGURE.reliabilityAxes,
  };
}

function curveBlock(
  kind: 'roc' | 'pr',
  curves: readonly Curve[] | undefined,
  result: Result,
  cards: Cards,
): CurveBlock | null {
  if (curves === undefined || curves.length === 0) return null;
  const isRoc = kind === 'roc';
  const entry = isRoc ? 'roc-auc' : 'average-precision';
  const area = result.measurements.find((m) => m.entry === entry && m.slice === null && m.of === null);
  const unit = unitOf(entry, result, cards);
  const areaText =
    area?.value == null
      ? ''
      : ` ${valueText(area.value, unit)}${area.interval ? ` (${valueInterval(area.interval, unit)})` : ''}`;
  const at = isRoc ? FIGURE.rocAt : FIGURE.prAt;
  const caption = isRoc ? FIGURE.roc : FIGURE.pr;
  return {
    kind: 'curve',
    id: `figure-${kind}`,
    title: `${caption}.${areaText === '' ? '' : ` ${curves[0]?.name ?? ''}${areaText}.`}`,
    caption,
    explains: isRoc ? FIGURE.rocSay : FIGURE.prSay,
    curves: curves.slice(0, 2).map((curve, i) => ({
      name: shorten(curve.name, 24),
      label: `${shorten(curve.name, 24)}${i === 0 ? areaText : ''}`,
      x: hundred(curve.x),
      y: hundred(curve.y),
      at: curve.at && {
        x: curve.at.x * 100,
        y: curve.at.y * 100,
        text: isRoc
          ? at(percent(curve.at.y, 0), percent(curve.at.x, 0))
          : at(percent(curve.at.x, 0), percent(curve.at.y, 0)),
      },
    })),
    axes: isRoc ? FIGURE.rocAxes : FIGURE.prAxes,
    hasDiagonal: isRoc,
    labelsAt: isRoc ? 'bottom-right' : 'bottom-left',
  };
}

/** Both classes as shares of their own rows: a rare class stays visible. */
function scoresBlock(scores: NonNullable<Figures['scores']>, result: Result): HistogramBlock {
  const negative = result.classes.length === 2 ? result.classes.find((name) => name !== result.positive) : undefined;
  const threshold = Number(/-?\d*\.?\d+/.exec(result.threshold ?? '')?.[0] ?? Number.NaN);
  return {
    kind: 'histogram',
    id: 'figure-scores',
    title: `${FIGURE.scores}. ${FIGURE.scoresSay}`,
    caption: FIGURE.scores,
    explains: FIGURE.scoresSay,
    edges: hundred(scores.edges),
    layers: [
      { name: FIGURE.class(shorten(result.positive ?? '1', 20)), counts: ofHundred(scores.positives) },
      {
        name: negative === undefined ? FIGURE.negatives : FIGURE.class(shorten(negative, 20)),
        counts: ofHundred(scores.negatives),
      },
    ],
    axes: FIGURE.scoresAxes,
    mark: Number.isFinite(threshold) ? { value: threshold * 100, name: FIGURE.threshold } : null,
    isPercent: true,
  };
}

function ofHundred(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.map((n) => (total === 0 ? 0 : (100 * n) / total));
}
