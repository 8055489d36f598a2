import type { BacktestResult, StreamResult } from '../backtest-result.ts';
import type { Section, TableRow } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import { BACK_HEADS, silenceWords } from '../words/backtest.ts';
import { BLIND } from '../words/backtest-sections.ts';
import { shiftText, streamText } from '../words/backtest-values.ts';
import { shorten } from '../words/slices.ts';
import { isMetricGroup, silenceOf, unitFor } from './fall.ts';
import { hushTable, streamName } from './hushed.ts';

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
