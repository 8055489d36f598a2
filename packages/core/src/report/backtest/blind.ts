import type { BacktestResult, StreamResult } from '../backtest-result.ts';
import type { Section, TableBlock, TableRow } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import { BACK_HEADS, silenceWords } from '../words/backtest.ts';
import { momentText } from '../words/backtest-dates.ts';
import { BLIND } from '../words/backtest-sections.ts';
import { shiftText, streamText } from '../words/backtest-values.ts';
import { shorten } from '../words/slices.ts';
import { isMetricGroup, silenceOf, streamOf, unitFor } from './fall.ts';
import { metricName } from './member.ts';

const STREAMS_MAX = 40;

/** What could not be seen: silent streams with the reason, and the smallest lasting shift that each other can find. */
export function blindSection(result: BacktestResult, cards: Cards): Section | null {
  const { streams } = result;
  if (streams.length === 0) return null;
  const silent = streams.filter((stream) => silenceOf(result, stream) !== null);
  const sorted = [...silent, ...streams.filter((stream) => silenceOf(result, stream) === null)];
  const shown = sorted.slice(0, STREAMS_MAX);
  const heads = [
    BACK_HEADS.stream,
    BACK_HEADS.usual,
    BACK_HEADS.sees,
    ...(silent.length > 0 ? [BACK_HEADS.silent] : []),
  ];
  return {
    id: 'blind',
    heading: BLIND.heading(silent.length, streams.length),
    says: [...(silent.length === streams.length ? [] : [BLIND.say]), ...(silent.length > 0 ? [BLIND.saySilent] : [])],
    note: silent.length === streams.length ? '' : BLIND.note,
    verdict: silent.length > 0 ? 'unknown' : null,
    isBrief: false,
    blocks: [
      {
        kind: 'table',
        caption: BLIND.heading(silent.length, streams.length),
        unit: '',
        columns: heads.map((name, i) => ({ name, isNumber: i === 1 || i === 2 })),
        rows: shown.map((stream) => row(result, stream, { cards, hasSilent: silent.length > 0 })),
        rest: sorted.length > shown.length ? BLIND.rest(sorted.length - shown.length) : null,
      },
      ...hushTable(result, cards),
    ],
  };
}

/** Streams that should have spoken, each stretch in a row: what is still silent first. */
function hushTable(result: BacktestResult, cards: Cards): TableBlock[] {
  const hushes = [...result.hushes].sort(
    (a, b) => Number(a.until !== null) - Number(b.until !== null) || a.since - b.since,
  );
  if (hushes.length === 0) return [];
  const shown = hushes.slice(0, STREAMS_MAX);
  const { unit } = result.window;
  return [
    {
      kind: 'table',
      caption: BLIND.hushed,
      unit: BLIND.hushed,
      columns: BLIND.hushHeads.map((name) => ({ name, isNumber: false })),
      rows: shown.map(({ stream, since, until, reason }) => ({
        cells: [
          { text: streamName(result, stream, cards) },
          { text: momentText(since, unit) },
          { text: until === null ? BLIND.still : momentText(until, unit) },
          { text: silenceWords(reason) },
        ],
        isHot: false,
        isTotal: false,
      })),
      rest: hushes.length > shown.length ? BLIND.rest(hushes.length - shown.length) : null,
    },
  ];
}

/** What a stream is called, by its id. */
export function streamName(result: Pick<BacktestResult, 'streams'>, id: string, cards: Cards): string {
  const stream = streamOf(result, id);
  if (stream === null) return shorten(id, 60);
  return isMetricGroup(stream.group) ? metricName(stream.of, stream.slice, cards) : shorten(stream.of);
}

function row(
  result: BacktestResult,
  stream: StreamResult,
  { cards, hasSilent }: { cards: Cards; hasSilent: boolean },
): TableRow {
  const unit = unitFor(stream.unit, result);
  const silent = silenceOf(result, stream);
  const isMetric = isMetricGroup(stream.group);
  const name = streamName(result, stream.stream, cards);
  const small = isMetric || stream.shows === '' ? stream.group : `${shorten(stream.shows)} · ${stream.group}`;
  const sees =
    silent !== null ? '' : stream.detectable === null ? BLIND.none : BLIND.only(shiftText(stream.detectable, unit));
  const cells = [
    { text: name, small, ...(isMetric && cards.has(stream.of) ? { term: stream.of } : {}) },
    { text: stream.usual === null ? '' : streamText(stream.usual, unit) },
    { text: sees },
  ];
  const why = { text: silent === null ? '' : silenceWords(silent) };
  return { cells: hasSilent ? [...cells, why] : cells, isHot: false, isTotal: false };
}
