import type { ColumnPart, ColumnStream } from '@holdfast/core/evidence/column-streams.ts';
import { shareOf } from '@holdfast/core/evidence/column-streams.ts';
import { detectable } from '@holdfast/core/evidence/detectable.ts';
import { originalOf, type StreamSpec, scaleOf } from '@holdfast/core/evidence/stream.ts';
import { ownBins } from '@holdfast/core/profile/bins.ts';
import { type ColumnProfile, mergeColumns } from '@holdfast/core/profile/column.ts';
import type { StreamResult } from '@holdfast/core/report/backtest-result.ts';
import { STREAM_PARTS } from '@holdfast/core/report/words/backtest-streams.ts';
import type { Played, Replayed } from './course.ts';
import type { History } from './history.ts';
import { insideOf } from './slices.ts';
import type { Group, Watched } from './watched.ts';

/** A watched column with its profile in each window. */
export interface ColumnLine {
  readonly stream: ColumnStream;
  readonly group: StreamResult['group'];
  readonly reference: ColumnProfile;
  readonly unit: string;
  at(played: Played): ColumnProfile;
}

/** Every watched column, and how to find it in a window. */
export function columnLines({ columns, outcomes, reference, labels }: Watched, history: History): ColumnLine[] {
  const seen = columns.map(
    (stream, k): ColumnLine => ({
      stream,
      group: stream.spec.group as StreamResult['group'], // as: watched.ts names the groups
      reference: reference.columns[k]!, // ! a stream for each column
      unit: 'number',
      at: (played) => played.seen.profile.columns[k]!, // ! as above
    }),
  );
  const isNumeric = ['regression', 'forecast', 'ranking'].includes(history.plan.roles.task);
  const known = outcomes.map(
    (stream, k): ColumnLine => ({
      stream,
      group: 'outcomes',
      reference: labels.columns[k]!, // ! as above
      unit: isNumeric ? 'label' : 'number',
      at: (played) => played.labelled.profile.columns[k]!, // ! as above
    }),
  );
  return [...seen, ...known];
}

/** The level, or the mean, that a line of the column shows. */
function shownOf({ reference, stream }: ColumnLine): ColumnPart | null {
  return reference.moments === null ? (stream.parts.find(({ of }) => of.kind === 'level') ?? null) : null;
}

/** What a line shows in a profile: the mean of numbers, the share of the commonest level of text. */
export function shownValue(line: ColumnLine, profile: ColumnProfile): number | null {
  const part = shownOf(line);
  if (part !== null) return shareOf(part, profile);
  return profile.moments === null || profile.moments.n === 0 ? null : profile.moments.mean;
}

/** The streams for reports, in the order in which they are watched. */
export function streamResults(lines: readonly ColumnLine[], watched: Watched, history: History, replayed: Replayed) {
  const { windows } = replayed;
  const silentWhy = silences(watched, windows);
  const columns = lines.map((line): StreamResult => {
    const { spec, column } = line.stream;
    const part = shownOf(line);
    return {
      stream: spec.id,
      group: line.group,
      of: column,
      shows: part === null ? 'mean' : STREAM_PARTS.part(part.of),
      unit: part === null ? line.unit : 'share',
      usual: shownValue(line, line.reference),
      line: windows.map((played) => shownValue(line, line.at(played))),
      detectable: columnShift(line, replayed),
      silent: silentWhy.get(spec.id) ?? null,
    };
  });
  const all = history.reference.judged.rows;
  const everyRow = Int32Array.from({ length: all.n }, (_, i) => i);
  const metrics = watched.performance.map((stream): StreamResult => {
    const usual = stream.value(all, everyRow);
    return {
      stream: stream.spec.id,
      group: 'performance',
      of: stream.entry,
      shows: 'value',
      unit: UNITS[stream.entry] ?? 'number',
      usual,
      line: windows.map(({ labelled }) => stream.value(history.history.judged.rows, labelled.judged)),
      detectable: usual === null ? null : visibleShift(stream.spec, usual, replayed),
      silent: silentWhy.get(stream.spec.id) ?? null,
    };
  });
  return [...columns, ...metrics, ...sliceResults(watched, history, replayed, silentWhy)];
}

/** Slices by what their metric is in them. */
function sliceResults(
  { slices }: Watched,
  history: History,
  replayed: Replayed,
  silentWhy: ReadonlyMap<string, string>,
): StreamResult[] {
  const { windows } = replayed;
  const [past, now] = [history.reference, history.history];
  return slices.map((sliced): StreamResult => {
    const { spec, entry, slice, value } = sliced.stream;
    const all = Int32Array.from({ length: past.judged.rows.n }, (_, i) => i);
    const usual = value(past.judged.rows, insideOf(sliced, past, all));
    return {
      ...{ stream: spec.id, group: 'slices', of: entry, slice, shows: 'value', unit: UNITS[entry] ?? 'number', usual },
      line: windows.map(({ labelled }) => value(now.judged.rows, insideOf(sliced, now, labelled.judged))),
      detectable: usual === null ? null : visibleShift(spec, usual, replayed),
      silent: silentWhy.get(spec.id) ?? null,
    };
  });
}

/** Streams that could not speak in any window, with the reason that they gave most. */
function silences({ specs }: Watched, windows: readonly Played[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, group } of specs) {
    const reasons = new Map<string, number>();
    const hasSpoken = windows.some(({ evidence }) => {
      const reason = evidence.get(group as Group)?.silent.find(({ stream }) => stream === id)?.reason; // as: see above
      if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      return reason === undefined && evidence.has(group as Group); // as: see above
    });
    const [most] = [...reasons].sort((a, b) => b[1] - a[1]);
    if (!hasSpoken && most) found.set(id, most[0]);
  }
  return found;
}

const UNITS: Readonly<Record<string, string>> = {
  accuracy: 'share',
  'interval-coverage': 'share',
  mae: 'label',
  bias: 'label',
  'log-loss': 'nats',
  'multiclass-log-loss': 'nats',
  'roc-auc': 'score',
};

/** The smallest lasting shift from the usual value that a metric's stream can see, in the unit of the metric. */
function visibleShift(spec: StreamSpec, usual: number, { panel }: Replayed): number | null {
  const shift = detectable(panel, spec.id)?.shifts[0];
  const y = scaledOf(spec, usual);
  if (shift === undefined || !Number.isFinite(y)) return null;
  // Near the end of a scale only the way back is left.
  const sign = y > 0.8 && scaleOf(spec) === 'asin-root' ? -1 : 1;
  return Math.abs(originalOf(spec, y + sign * shift) - usual);
}

/**
 * The same for a column, in the unit of its line: of a level that is shown its share; of numbers the shift of all of
 * them that moves the share below the median by as much as can be seen, with the density of the middle half.
 */
function columnShift(line: ColumnLine, { panel }: Replayed): number | null {
  const { spec, parts } = line.stream;
  const found = detectable(panel, spec.id);
  const shown = shownOf(line);
  const middle = shown ?? nearestToHalf(line);
  const at = middle === null ? -1 : parts.indexOf(middle);
  const shift = found?.shifts[at];
  const share = middle === null ? null : shareOf(middle, line.reference);
  if (shift === undefined || share === null) return null;
  const moved = Math.abs(originalOf(spec, scaledOf(spec, share) + (share > 0.5 ? -shift : shift)) - share);
  if (shown !== null) return moved;
  const half = quartileRange(line.reference);
  return half === null ? null : (moved * half) / 0.5;
}

/** The decile of a column that is nearest to its median; null where it has none. */
function nearestToHalf({ stream, reference }: ColumnLine): ColumnPart | null {
  const off = (part: ColumnPart): number => Math.abs((shareOf(part, reference) ?? 0) - 0.5);
  const deciles = stream.parts.filter(({ of }) => of.kind === 'below');
  return deciles.reduce<ColumnPart | null>((best, part) => (best && off(best) <= off(part) ? best : part), null);
}

/** How far the quartiles of the reference are apart, to the edges of its bins; null where they fall into one bin. */
function quartileRange({ bins, counts }: ColumnProfile): number | null {
  if (bins.kind !== 'number') return null;
  const own = counts.subarray(0, ownBins(bins));
  const all = own.reduce((sum, count) => sum + count, 0);
  let [passed, low] = [0, Number.NaN];
  for (let j = 0; j < own.length; j++) {
    passed += own[j]!; // ! j < own
    if (Number.isNaN(low) && passed >= all / 4) low = bins.edges[j]!; // ! as many edges and one
    if (passed >= (3 * all) / 4) return bins.edges[j + 1]! > low ? bins.edges[j + 1]! - low : null; // ! as above
  }
  return null;
}

function scaledOf(spec: StreamSpec, value: number): number {
  const scale = scaleOf(spec);
  if (scale === 'asin-root') return Math.asin(Math.sqrt(value));
  if (scale === 'logit') return Math.log(value / (1 - value));
  return scale === 'log' ? Math.log(value) : value;
}

/** The columns of several windows as one profile; null without windows. */
export function mergedOver(line: ColumnLine, windows: readonly Played[]): ColumnProfile | null {
  const [first, ...rest] = windows.map((played) => line.at(played));
  return first === undefined ? null : rest.reduce(mergeColumns, first);
}
