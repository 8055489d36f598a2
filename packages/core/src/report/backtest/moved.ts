import type { BacktestResult, IncidentResult, StreamResult } from '../backtest-result.ts';
import type { Section } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import type { Panel } from '../history-blocks.ts';
import { STORY } from '../words/backtest.ts';
import { CHART } from '../words/backtest-charts.ts';
import { streamText } from '../words/backtest-values.ts';
import { shorten } from '../words/slices.ts';
import { isMetricGroup, unitFor } from './fall.ts';
import { marksOf } from './marks.ts';
import { metricName } from './member.ts';
import { stepSize, thinned } from './steps.ts';

/** The line below a small chart has no room for more. */
const DIGITS = 2;
const PANELS_MAX = 9;
/** A stream that carried less of an incident is no part of its story. */
const SHARE_MIN = 0.1;

/** What moved, a small chart each on one axis of time; null where nothing but the followed measure did. */
export function movedSection(result: BacktestResult, cards: Cards): Section | null {
  const found = result.streams
    .filter(({ group, of }) => !(group === 'performance' && of === result.measure.entry))
    .map((stream) => ({ stream, incidents: incidentsOf(result, stream) }))
    .filter(({ incidents }) => incidents.length > 0)
    .map((one) => ({ ...one, weight: weightOf(one.stream, one.incidents) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, PANELS_MAX);
  if (found.length === 0) return null;
  return {
    id: 'moved',
    heading: STORY.moved([...new Set(found.map(({ stream }) => nameOf(stream, cards, true)))]),
    says: [STORY.movedSay],
    note: '',
    verdict: 'warn',
    isBrief: false,
    blocks: [
      {
        kind: 'panels',
        start: result.span.start,
        end: result.span.end,
        panels: found.map(({ stream, incidents }, i) => panel(result, { stream, incidents, i }, cards)),
      },
    ],
  };
}

const incidentsOf = (result: BacktestResult, { stream }: StreamResult): IncidentResult[] =>
  result.incidents.filter(({ members }) =>
    members.some((member, i) => member.stream === stream && (i === 0 || member.share >= SHARE_MIN)),
  );

const weightOf = ({ stream }: StreamResult, incidents: readonly IncidentResult[]): number =>
  incidents.reduce(
    (sum, { members }) => sum + members.filter((m) => m.stream === stream).reduce((part, m) => part + m.share, 0),
    0,
  );

function nameOf({ group, of, slice, shows }: StreamResult, cards: Cards, isShort: boolean): string {
  const name = isMetricGroup(group) ? metricName(of, slice, cards) : shorten(of, 40);
  return isShort || shows === '' || shows === 'mean' || isMetricGroup(group) ? name : `${name}, ${shorten(shows, 40)}`;
}

function panel(
  result: BacktestResult,
  { stream, incidents, i }: { stream: StreamResult; incidents: readonly IncidentResult[]; i: number },
  cards: Cards,
): Panel {
  const size = stepSize(result.windows.length, result.window.unit);
  const values = thinned(stream.line, size);
  const unit = unitFor(stream.unit, result);
  const known = values.filter((value) => value !== null);
  const name = nameOf(stream, cards, false);
  const usual = stream.usual === null ? null : streamText(stream.usual, unit, DIGITS);
  return {
    id: `figure-moved-${i + 1}`,
    title: CHART.panelTitle(name, incidents.length),
    name,
    line: values.map((value, at) => ({ at: middle(result, at, size), value })),
    usual: stream.usual,
    marks: marksOf(result, incidents, cards),
    note:
      known.length === 0
        ? CHART.panelNone
        : CHART.panelNote(usual, streamText(least(known), unit, DIGITS), streamText(most(known), unit, DIGITS)),
  };
}

function middle({ windows }: BacktestResult, at: number, size: number): number {
  const first = windows[at * size];
  const last = windows[Math.min(windows.length, (at + 1) * size) - 1];
  return ((first?.start ?? 0) + (last?.end ?? 0)) / 2;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
