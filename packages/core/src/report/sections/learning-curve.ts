import type { LinesBlock, Section } from '../blocks.ts';
import type { Figures, Result } from '../result.ts';
import type { CurveResult } from '../stability-result.ts';
import { percent } from '../words/numbers.ts';
import { shorten } from '../words/slices.ts';
import { CURVE, spikesSay } from '../words/stability.ts';

/** Overfitting of less than this is what the last steps of a good run look like. */
const OVERFIT_MIN = 0.05;
/** STATISTICS 7: a largest gradient of more than 20 medians. */
const EXPLODING = 20;

/** How training went: the curve, and what the rules say of it. */
export function learningCurveSection(result: Result, figures: Figures): Section | null {
  const curve = result.stability?.curve;
  if (curve === undefined) return null;
  return {
    id: 'training',
    heading: headingOf(curve),
    says: saysOf(curve),
    note: '',
    verdict: null,
    isBrief: false,
    blocks: figures.learningCurve ? [chartOf(curve, figures.learningCurve)] : [],
  };
}

function headingOf({ divergence, overfitting, spikes }: CurveResult): string {
  if (divergence === 'no-number') return CURVE.noNumber;
  if (divergence === 'rising') return CURVE.rising;
  if (overfitting !== null && overfitting.gap >= OVERFIT_MIN) return CURVE.overfit(percent(overfitting.gap, 0));
  return spikes.length > 0 ? CURVE.spiked(spikes.length) : CURVE.healthy;
}

function saysOf({ steps, path, spikes, inSpike, overfitting, gradientRatio }: CurveResult): string[] {
  const said = [CURVE.steps(steps, shorten(path)), spikesSay(spikes, inSpike)];
  if (overfitting !== null) said.push(CURVE.onset(overfitting.onset, overfitting.least, overfitting.last));
  if (gradientRatio !== null) {
    said.push(gradientRatio > EXPLODING ? CURVE.exploding(gradientRatio) : CURVE.gradient(gradientRatio));
  }
  return said;
}

function chartOf(curve: CurveResult, { train, validation }: NonNullable<Figures['learningCurve']>): LinesBlock {
  const { overfitting } = curve;
  return {
    kind: 'lines',
    id: 'figure-learning',
    title: `${CURVE.caption}. ${headingOf(curve)}.`,
    caption: CURVE.caption,
    explains: CURVE.explains,
    lines: [
      ...(validation === null ? [] : [{ name: CURVE.validation, ...validation }]),
      { name: CURVE.train, ...train },
    ],
    marks: overfitting === null ? [] : [{ x: overfitting.onset, y: overfitting.least, name: CURVE.best }],
    axes: CURVE.axes,
  };
}
