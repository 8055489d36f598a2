import type { BacktestResult, HushResult } from '../backtest-result.ts';
import type { TableBlock } from '../blocks.ts';
import type { Cards } from '../cards.ts';
import type { Remark } from '../remarks.ts';
import { ROW, silenceWords } from '../words/backtest.ts';
import { dateText, momentText } from '../words/backtest-dates.ts';
import { BACK_FACT, BLIND } from '../words/backtest-sections.ts';
import { shorten } from '../words/slices.ts';
import { isMetricGroup, streamOf } from './fall.ts';
import { metricName } from './member.ts';

const ROWS_MAX = 40;
const NAMED = 3;

/** Streams that fell silent and came back together, and why. */
interface Together extends Omit<HushResult, 'stream' | 'windows'> {
  readonly streams: readonly string[];
}

/** What is still silent first; then in the order of time. */
function togetherIn({ hushes }: BacktestResult): Together[] {
  const found = new Map<string, Together>();
  for (const { stream, since, until, reason } of hushes) {
    const key = `${since} ${until} ${reason}`;
    found.set(key, { since, until, reason, streams: [...(found.get(key)?.streams ?? []), stream] });
  }
  const isOver = ({ until }: Together): number => Number(until !== null);
  return [...found.values()].sort((a, b) => isOver(a) - isOver(b) || a.since - b.since);
}

/** Streams that should have spoken and did not: each stretch in a row, those that went together in one. */
export function hushTable(result: BacktestResult, cards: Cards): TableBlock[] {
  const stretches = togetherIn(result);
  if (stretches.length === 0) return [];
  const { unit } = result.window;
  const row = (one: Together): TableBlock['rows'][number] => ({
    cells: [
      { text: namesOf(result, one, cards) },
      { text: momentText(one.since, unit) },
      { text: one.until === null ? BLIND.still : momentText(one.until, unit) },
      { text: silenceWords(one.reason) },
    ],
    isHot: false,
    isTotal: false,
  });
  return [
    {
      kind: 'table',
      caption: BLIND.hushed,
      unit: BLIND.hushed,
      columns: BLIND.hushHeads.map((name) => ({ name, isNumber: false })),
      rows: stretches.slice(0, ROWS_MAX).map(row),
      rest: stretches.length > ROWS_MAX ? BLIND.rest(stretches.length - ROWS_MAX) : null,
    },
  ];
}

/** Streams that had stopped when the history ends, a line for those that stopped together. */
export const hushedInShort = (result: BacktestResult, cards: Cards): Remark[] =>
  togetherIn(result)
    .filter(({ until }) => until === null)
    .map((one) => ({
      head: BACK_FACT.short.hushed,
      text: BLIND.hush(namesOf(result, one, cards), dateText(one.since), silenceWords(one.reason)),
    }));

function namesOf(result: BacktestResult, { streams }: Together, cards: Cards): string {
  if (streams.length === result.streams.length && streams.length > NAMED) return BLIND.allOf(streams.length);
  const names = streams.slice(0, NAMED).map((id) => streamName(result, id, cards));
  const more = streams.length - names.length;
  return [...names, ...(more > 0 ? [ROW.more(more)] : [])].join(', ');
}

/** What a stream is called, by its id. */
export function streamName(result: Pick<BacktestResult, 'streams'>, id: string, cards: Cards): string {
  const stream = streamOf(result, id);
  if (stream === null) return shorten(id, 60);
  return isMetricGroup(stream.group) ? metricName(stream.of, stream.slice, cards) : shorten(stream.of);
}
