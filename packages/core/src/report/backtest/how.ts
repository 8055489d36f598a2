import type { Refusal } from '../../measure/estimate/refusal.ts';
import type { BacktestResult } from '../backtest-result.ts';
import type { Block, Section, TableBlock } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import type { TimelineBlock, TimelinePoint } from '../history-blocks.ts';
import { BACK_HEADS, STORY, silenceWords, unitWord } from '../words/backtest.ts';
import { CHART } from '../words/backtest-charts.ts';
import { momentText } from '../words/backtest-dates.ts';
import { streamText } from '../words/backtest-values.ts';
import { refusalText } from '../words/estimate.ts';
import {
  axisUnit,
  bareValue,
  capital,
  count,
  headUnit,
  type Unit,
  valueInterval,
  valueText,
} from '../words/numbers.ts';
import { measureName, measureUnit } from './fall.ts';
import { marksOf } from './marks.ts';
import { type Step, type Steps, stepsOf } from './steps.ts';

/** How good it was, window by window: dots with intervals, the usual, incidents; the same as a table. */
export function howSection(result: BacktestResult, cards: Cards): Section {
  const found = stepsOf(result);
  const hasValues = found.steps.some(({ value }) => value !== null);
  const name = capital(measureName(result, cards));
  const step = unitWord(result.window.unit);
  const shown = CHART.step(found.size, result.window.unit);
  const blocks: Block[] = [timeline(result, found, cards)];
  if (hasValues) blocks.push(table(result, found, cards));
  return {
    id: 'how',
    heading: hasValues ? STORY.how(result.measure.entry, name, shown.includes(' ') ? step : shown) : STORY.howNone,
    says: [hasValues ? STORY.howSay : STORY.howSayNone, ...estimatedSays(result, found)],
    note: hasValues ? STORY.howNote(found.isRange ? CHART.rangeNote(step) : CHART.intervalNote) : '',
    verdict: null,
    isBrief: true,
    blocks,
  };
}

function timeline(result: BacktestResult, { size, steps, isRange }: Steps, cards: Cards): TimelineBlock {
  const unit = measureUnit(result);
  const scale = unit.unit === 'share' ? 100 : 1;
  const name = measureName(result, cards);
  const { value, interval } = result.measure.reference;
  const step = CHART.step(size, result.window.unit);
  const hasValues = steps.some((found) => found.value !== null);
  const bands = bandsOf(result, { steps }, { scale, unit });
  return {
    kind: 'timeline',
    id: 'figure-how',
    title: CHART.title(capital(name), step, result.incidents.length),
    caption: CHART.caption(capital(name), unit.unit === 'share', axisUnit(unit)),
    explains: result.incidents.length === 0 ? '' : CHART.explains,
    start: result.span.start,
    end: result.span.end,
    points: steps.map((found) => point(found, { scale, unit, window: result.window.unit })),
    usual:
      value === null || !hasValues
        ? null
        : { value: value * scale, low: (interval?.[0] ?? value) * scale, high: (interval?.[1] ?? value) * scale },
    estimates: bands,
    marks: marksOf(result, result.incidents, cards),
    isShare: unit.unit === 'share',
    unit: axisUnit(unit),
    name,
    keys: {
      dots: hasValues ? CHART.dots(name, step, isRange ? unitWord(result.window.unit) : null) : [],
      ...(bands.length > 0 ? { band: CHART.band } : {}),
      usual: value === null || !hasValues ? '' : CHART.usual(streamText(value, unit)),
      beyond: value === null || !hasValues ? '' : CHART.beyond(streamText(value, unit)),
      blank: steps.some((found) => found.value === null) ? CHART.blank(blankReason(steps)) : '',
    },
  };
}

/** The bands of the stretches that could be estimated. */
function bandsOf(
  { measure, window }: BacktestResult,
  { steps }: Pick<Steps, 'steps'>,
  { scale, unit }: { readonly scale: number; readonly unit: Unit },
): NonNullable<TimelineBlock['estimates']> {
  return (measure.estimated ?? []).flatMap(({ value, interval }, k) => {
    const step = steps[k];
    if (step === undefined || value === null || interval === null) return [];
    const [low, high] = interval;
    const text = CHART.estimate(
      momentText(step.start, window.unit),
      valueText(value, unit),
      valueInterval(interval, unit),
    );
    return [{ start: step.start, end: step.end, low: low * scale, high: high * scale, text }];
  });
}

/** How many stretches could be estimated without outcomes, how many of those bands held what came, and why not more. */
function estimatedSays({ measure: { estimated } }: BacktestResult, { steps }: Steps): string[] {
  if (estimated === undefined) return [];
  const given = estimated.flatMap(({ interval }, k) => {
    const came = steps[k]?.value ?? null;
    return interval === null ? [] : [{ interval, came }];
  });
  const known = given.flatMap(({ interval: [low, high], came }) =>
    came === null ? [] : [came >= low && came <= high],
  );
  const why = mostGiven(estimated.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])));
  return [
    CHART.estimated(given.length, estimated.length, {
      held: known.filter((isIn) => isIn).length,
      known: known.length,
      why: why === null ? '' : refusalText(why),
    }),
  ];
}

function mostGiven(refusals: readonly Refusal[]): Refusal | null {
  const times = ({ why }: Refusal): number => refusals.filter((other) => other.why === why).length;
  return refusals.reduce<Refusal | null>((most, one) => (most && times(most) >= times(one) ? most : one), null);
}

/** The commonest reason for which stretches have no value, in words. */
function blankReason(steps: readonly Step[]): string {
  const gaps = steps.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  return new Set(gaps).size === 1 ? silenceWords(gaps[0] ?? '') : CHART.noValue;
}

function point(
  step: Step,
  { scale, unit, window }: { scale: number; unit: Unit; window: BacktestResult['window']['unit'] },
): TimelinePoint {
  const interval = step.low === null && step.high === null ? '' : valueInterval([step.low, step.high], unit);
  const at = momentText(step.start, window);
  return {
    start: step.start,
    end: step.end,
    value: step.value === null ? null : step.value * scale,
    low: step.low === null ? null : step.low * scale,
    high: step.high === null ? null : step.high * scale,
    text:
      step.value === null
        ? CHART.without(at, silenceWords(step.gap ?? 'no-statistic'))
        : CHART.dot(at, valueText(step.value, unit), interval, count(step.n)),
  };
}

function table(result: BacktestResult, { size, steps, isRange }: Steps, cards: Cards): TableBlock {
  const unit = measureUnit(result);
  const name = measureName(result, cards);
  const head = headUnit(unit) === '' ? name : `${name}, ${headUnit(unit)}`;
  const heads = [BACK_HEADS.from, BACK_HEADS.rows, BACK_HEADS.labelled, head];
  heads.push(isRange ? BACK_HEADS.range : BACK_HEADS.interval);
  return {
    kind: 'table',
    caption: CHART.table(steps.length, CHART.step(size, result.window.unit)),
    unit: '',
    columns: heads.map((text, i) => ({ name: text, isNumber: i > 0 })),
    rows: steps.map((step) => ({
      cells: [
        { text: momentText(step.start, result.window.unit) },
        { text: count(step.rows) },
        { text: count(step.labelled) },
        step.value === null
          ? { text: '', small: silenceWords(step.gap ?? 'no-statistic') }
          : { text: bareValue(step.value, unit) },
        { text: valueInterval(step.low === null && step.high === null ? null : [step.low, step.high], unit) },
      ],
      isHot: false,
      isTotal: false,
    })),
    rest: size > 1 ? CHART.tableRest(result.windows.length) : null,
    fold: CHART.table(steps.length, CHART.step(size, result.window.unit)),
  };
}
