import type { ColumnPart, ColumnStream } from '@holdfast/core/evidence/column-streams.ts';
import { shareOf } from '@holdfast/core/evidence/column-streams.ts';
import { detectable } from '@holdfast/core/evidence/detectable.ts';
import { originalOf, type StreamSpec } from '@holdfast/core/evidence/stream.ts';
import { type ColumnProfile, mergeColumns } from '@holdfast/core/profile/column.ts';
import type { StreamResult } from '@holdfast/core/report/backtest-result.ts';
import { STREAM_PARTS } from '@holdfast/core/report/words/backtest-streams.ts';
import type { History } from './history.ts';
import type { Played, Replayed } from './replay.ts';
import type { Group, Watched } from './watched.ts';

/** A watched column with its profile in each window. */
export interface ColumnLine {
  readonly stream: ColumnStream;
  readonly group: Group;
  readonly reference: ColumnProfile;
  readonly unit: string;
  at(played: Played): ColumnProfile;
}

/** Every watched column, and how to find it in a window. */
export function columnLines({ columns, outcomes, reference, labels }: Watched, history: History): ColumnLine[] {
  const seen = columns.map(
    (stream, k): ColumnLine => ({
      stream,
      group: stream.spec.group as Group, // as: watched.ts names the groups
      reference: reference.columns[k]!, // ! a stream for each column
      unit: 'number',
      at: (played) => played.seen.profile.columns[k]!, // ! as above
    }),
  );
  const isNumeric = history.plan.roles.task === 'regression' || history.plan.roles.task === 'forecast';
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
  const last = windows.at(-1);
  const silentWhy = (spec: StreamSpec): string | null => {
    const group = last?.evidence.get(spec.group as Group); // as: watched.ts names the groups
    return group?.silent.find(({ stream }) => stream === spec.id)?.reason ?? null;
  };
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
      detectable: null,
      silent: silentWhy(spec),
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
      silent: silentWhy(stream.spec),
    };
  });
  return [...columns, ...metrics];
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
  if (shift === undefined) return null;
  const scale = spec.scale ?? 'identity';
  const y =
    scale === 'asin-root'
      ? Math.asin(Math.sqrt(usual))
      : scale === 'logit'
        ? Math.log(usual / (1 - usual))
        : scale === 'log'
          ? Math.log(usual)
          : usual;
  return Number.isFinite(y)
    ? Math.abs(originalOf(spec, y + (y > 0.8 && scale === 'asin-root' ? -shift : shift)) - usual)
    : null;
}

/** The columns of several windows as one profile; null without windows. */
export function mergedOver(line: ColumnLine, windows: readonly Played[]): ColumnProfile | null {
  const [first, ...rest] = windows.map((played) => line.at(played));
  return first === undefined ? null : rest.reduce(mergeColumns, first);
}
