import { assert } from '../std/assert.ts';
import { momentOf } from './baseline.ts';
import { type Common, gather } from './fleet.ts';
import type { Layout } from './layout.ts';
import { type Panel, rowsMinOf, warmUpOf } from './panel.ts';
import { canScore, noScores, scoreStream, type Work } from './score.ts';
import type { State } from './state.ts';
import type { Reading, Tick } from './stream.ts';
import { commonLags } from './whiten.ts';

/** A stream that was not judged in this window, and why. */
export interface Silence {
  readonly stream: string;
  readonly reason: string;
}

/** What a window shows before anybody bets. */
export interface Look {
  readonly work: Work;
  /** By stream: 1 when it is judged. Decided by n and the past alone. */
  readonly isDue: Uint8Array;
  /** By failure: the evidence of this window; NaN where it was not seen, or by too few rows. */
  readonly failures: Float64Array;
  /** By group that has a reading: its streams that are not judged. */
  readonly silent: ReadonlyMap<number, readonly Silence[]>;
  /** By fleet. */
  readonly commons: readonly Common[];
}

/** A panel's state that may be written to, and one window. */
export interface Given {
  readonly panel: Panel;
  readonly state: State;
  readonly layout: Layout;
  readonly readings: readonly Reading[];
  readonly tick: Tick;
  /** Whether the window is of the reference: nobody bets on it, and all that it tells is used at once. */
  readonly isReference: boolean;
}

/** Scores all streams that have enough rows, and their fleets; every score is made before it is learned from. */
export function look({ panel, state, layout, readings, tick, isReference }: Given): Look {
  const moment = momentOf(panel.options.season, tick);
  const gain = new Float64Array(layout.terms);
  const windowsMin = warmUpOf(panel);
  const lagBlock = isReference ? 0 : Math.ceil(windowsMin / 3);
  const work = {
    state,
    layout,
    moment,
    scores: noScores(layout),
    lags: commonLags(state, layout),
    gain,
    lagBlock,
    windowsMin,
  };
  const isDue = new Uint8Array(layout.streams);
  const seen = new Uint8Array(layout.streams);
  const silent = new Map<number, Silence[]>();
  const rowsMin = rowsMinOf(panel);
  const failures = new Float64Array(layout.firstFailure[layout.streams]!).fill(Number.NaN); // ! streams + 1 places
  for (const reading of readings) {
    const stream = layout.index.get(reading.stream);
    assert(stream !== undefined && seen[stream] === 0, 'each stream of the panel has at most one reading');
    seen[stream] = 1;
    const group = layout.groupOf[stream]!; // ! a stream
    const list = silent.get(group) ?? [];
    silent.set(group, list);
    if (reading.failures !== undefined && reading.n >= rowsMin && reading.isIncomplete !== true)
      failures.set(reading.failures, layout.firstFailure[stream]); // ! a stream
    const reason = lookAt(work, stream, reading, rowsMin);
    if (reason === null) isDue[stream] = 1;
    else list.push({ stream: reading.stream, reason });
  }
  for (const [group, list] of silent) {
    for (const stream of layout.streamsOf[group]!) {
      // ! a group; ids has all streams; specs is null for a fleet
      const isMissing = seen[stream] === 0 && layout.specs[stream] !== null;
      if (isMissing) list.push({ stream: layout.ids[stream]!, reason: 'no-reading' }); // !
    }
  }
  const commons = layout.fleets.map((_, fleet) => lookAtFleet(work, fleet, isDue));
  return { work, isDue, failures, silent, commons };
}

/** Scores one stream. Why it is not judged, or null when it is. */
function lookAt(
  work: Work,
  stream: number,
  { n, y, reason, isIncomplete = false }: Reading,
  rowsMin: number,
): string | null {
  const { state, layout } = work;
  const spec = layout.specs[stream];
  if (y === null) return reason ?? 'no-statistic';
  if (isIncomplete) return 'window-incomplete';
  // A count is its own number of rows: to skip small ones would be to skip by score, which breaks the budget.
  if (n < rowsMin && spec?.kind !== 'count') return 'window-too-small';
  assert(y.length === spec?.components, 'a reading has all components of its stream');
  const isWarm = state.windows[stream]! >= work.windowsMin; // ! a stream
  const foresight = scoreStream(work, stream, y, Math.max(1, n));
  return isWarm && canScore(foresight) ? null : 'warming-up';
}

function lookAtFleet(work: Work, fleet: number, isDue: Uint8Array): Common {
  const common = gather(work.state, work.layout, fleet, work.scores);
  if (common.medians === null) return common;
  const { stream } = work.layout.fleets[fleet]!; // ! a fleet
  const isWarm = work.state.windows[stream]! >= work.windowsMin; // ! a stream
  const foresight = scoreStream(work, stream, common.medians, common.n);
  if (common.isOn && isWarm && canScore(foresight)) isDue[stream] = 1;
  return common;
}
