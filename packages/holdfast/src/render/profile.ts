import { isGap } from '@holdfast/core/catalogue/define.ts';
import { windowEntryById } from '@holdfast/core/catalogue/index.ts';
import { measureWindow } from '@holdfast/core/measure/window.ts';
import { missingSlot, ownBins } from '@holdfast/core/profile/bins.ts';
import type { ColumnProfile } from '@holdfast/core/profile/column.ts';
import { topValues } from '@holdfast/core/profile/details.ts';
import type { Difference, Profile } from '@holdfast/core/profile/profile.ts';
import { delayOf, rightOf } from '@holdfast/core/report/profile-facts.ts';
import { count, fixed, percent } from '@holdfast/core/report/words/numbers.ts';
import { PROFILE_HEADS, PROFILE_SAYS, SEVERITY_WORDS } from '@holdfast/core/report/words/profile.ts';
import { distinctEstimate } from '@holdfast/core/stats/distinct-count.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { paintWith, type Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';

const WIDTH = 80;
const BARS = ' ▁▂▃▄▅▆▇█';
const CELLS = 16;
const NAME_WIDTH_MAX = 22;
const COLUMNS_MAX = 200;

/** A profile and what is told beside it. */
export interface ShownProfile {
  readonly title: string;
  readonly profile: Profile;
  /** With it the drift of each column is told, the greatest first. */
  readonly reference: Profile | null;
  readonly differences: readonly Difference[];
  /** Bytes of the file, and of a window without its bins for each column. */
  readonly bytes: { readonly whole: number; readonly perColumn: number };
}

/** A profile for a terminal of 80 columns: sizes, a picture of each column, its drift. Ends with a line feed. */
export function renderProfile(shown: ShownProfile, { isColored }: { readonly isColored: boolean }): string {
  const screen: Screen = { width: WIDTH, paint: paintWith(isColored) };
  const { profile, reference, differences, bytes } = shown;
  const { paint } = screen;
  const kind = PROFILE_SAYS.kind(profile.details !== null);
  const what = `${kind}: ${PROFILE_SAYS.size(profile.rows, profile.columns.length)}`;
  const head = [...wrap(plain(shown.title), WIDTH).map(paint.bold), ...wrap(spanText(profile, what), WIDTH)];
  const said = [...answersSaid(profile, reference), ...differences.map((one) => PROFILE_SAYS.difference(one))];
  const notes = said.flatMap((line) => wrap(plain(line), WIDTH));
  const columns = reference === null ? columnLines(profile, screen) : driftLines(profile, reference, screen);
  const foot = [
    ...(reference === null ? [] : wrap(PROFILE_SAYS.drift, WIDTH)),
    ...wrap(PROFILE_SAYS.bytes(bytes.whole, bytes.perColumn), WIDTH),
  ].map(paint.dim);
  const parts = [head, ...(notes.length > 0 ? [notes] : []), columns, foot];
  return `${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

/** How often the answers were right, and how long labels took, where the profile counts it. */
function answersSaid(profile: Profile, reference: Profile | null): string[] {
  const [right, delay] = [rightOf(profile), delayOf(profile)];
  return [
    ...(right === null ? [] : [PROFILE_SAYS.right(right, reference && rightOf(reference))]),
    ...(delay === null ? [] : [PROFILE_SAYS.delay(delay)]),
  ];
}

const spanText = ({ start, end }: Profile, what: string): string =>
  start === null || end === null ? what : `${what}, ${minute(start)} to ${minute(end - 1)} UTC`;
const minute = (ms: number): string =>
  Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : String(ms);

function columnLines(profile: Profile, { paint }: Screen): string[] {
  const { columns, details } = profile;
  const shown = columns.slice(0, COLUMNS_MAX);
  const rows = shown.map((column, k) => {
    const distinct = details?.[k]?.distinct;
    return {
      name: plain(column.name),
      bars: barsOf(column),
      missing: shareText(column.counts[missingSlot(column.bins)] ?? 0, total(column)),
      distinct:
        distinct === undefined ? '' : `${distinct.kind === 'exact' ? '' : '~'}${count(distinctEstimate(distinct))}`,
      values: valuesText(column),
    };
  });
  const width = nameWidth(shown);
  const head: Record<'name' | 'bars' | 'missing' | 'distinct' | 'values', string> = {
    name: PROFILE_HEADS.column,
    bars: PROFILE_HEADS.mass,
    missing: PROFILE_HEADS.missing,
    distinct: details === null ? '' : PROFILE_HEADS.distinct,
    values: '',
  };
  const line = (row: typeof head): string => {
    const left = [
      fit(row.name, width),
      fit(row.bars, CELLS),
      fit(row.missing, 7, 'right'),
      fit(row.distinct, details === null ? 0 : 11, 'right'),
    ].join('  ');
    return `${left}  ${fit(row.values, WIDTH - columnsOf(left) - 2)}`;
  };
  const more = columns.length - shown.length;
  return [
    paint.dim(line({ ...head, bars: fit(head.bars, CELLS) })),
    ...rows.map(line),
    ...(more > 0 ? [PROFILE_SAYS.more(more)] : []),
  ];
}

/** The columns by how much they drifted beyond chance, the greatest first. */
function driftLines(profile: Profile, reference: Profile, { paint }: Screen): string[] {
  const entry = windowEntryById('jensen-shannon');
  assert(entry !== null, 'the catalogue has the distance that is shown');
  const before = new Map(reference.columns.map((column) => [column.name, column]));
  const found = profile.columns.map((column) => {
    const measured = measureWindow(entry, before.get(column.name) ?? column, column);
    return { column, measured, excess: isGap(measured) ? -Infinity : measured.value - measured.noise };
  });
  const sorted = found.sort((a, b) => b.excess - a.excess || (a.column.name < b.column.name ? -1 : 1));
  const width = nameWidth(profile.columns);
  const head = [
    fit(PROFILE_HEADS.column, width),
    fit(PROFILE_HEADS.mass, CELLS),
    PROFILE_HEADS.drift.padStart(6),
    PROFILE_HEADS.noise,
    '        ',
    PROFILE_HEADS.moved,
  ];
  const lines = sorted.slice(0, COLUMNS_MAX).map(({ column, measured }) => {
    const left = `${fit(plain(column.name), width)}  ${fit(barsOf(column), CELLS)}`;
    if (isGap(measured)) return `${left}  ${PROFILE_SAYS.nothing}`;
    const { value, noise, severity, parts = [] } = measured;
    const word = fit(SEVERITY_WORDS[severity], 8);
    const mark =
      severity === 'severe'
        ? paint.verdict('fail', word)
        : severity === 'moderate'
          ? paint.verdict('warn', word)
          : word;
    const room = WIDTH - columnsOf(left) - 28;
    const moved = severity === 'none' ? '' : movedText(parts, room);
    return `${left}  ${fixed(value, 3).padStart(6)}  ${fixed(noise, 3).padStart(6)}  ${mark}  ${fit(moved, room)}`;
  });
  return [paint.dim(head.join('  ')), ...lines];
}

/** The bins that rose and fell most, as many as there is room for: "new +12 %, "Rome" -8 %". */
function movedText(parts: readonly { readonly of: string; readonly value: number }[], room: number): string {
  const most = [...parts].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const texts = most.map(({ of, value }) => plain(`${of} ${value > 0 ? '+' : ''}${fixed(100 * value, 0)} %`));
  let moved = texts[0] ?? '';
  for (const text of texts.slice(1)) {
    if (columnsOf(`${moved}, ${text}`) > room) break;
    moved = `${moved}, ${text}`;
  }
  return moved;
}

const total = ({ counts }: ColumnProfile): number => counts.reduce((sum, one) => sum + one, 0);
const shareText = (part: number, all: number): string => (part === 0 ? '-' : percent(part / all));
const nameWidth = (columns: readonly ColumnProfile[]): number =>
  Math.min(NAME_WIDTH_MAX, Math.max(PROFILE_HEADS.column.length, ...columns.map(({ name }) => columnsOf(plain(name)))));

function valuesText(column: ColumnProfile): string {
  const { moments, bins } = column;
  if (bins.kind === 'levels') {
    const names = topValues(column, 3).map(({ value }) => plain(String(value)));
    if (names.length > 0) return names.join(', ');
    return total(column) > (column.counts[missingSlot(bins)] ?? 0) ? PROFILE_SAYS.rare : PROFILE_SAYS.nothing;
  }
  if (moments === null || moments.n === 0) return PROFILE_SAYS.nothing;
  const text = (x: number): string => String(Number(x.toPrecision(5)));
  const { least, greatest } = moments;
  return least === greatest ? PROFILE_SAYS.always(text(least)) : PROFILE_SAYS.range(text(least), text(greatest));
}

/** How the rows lie over equal stretches between the outer bins, or over the first levels, as one line of bars. */
function barsOf(column: ColumnProfile): string {
  const heights = column.bins.kind === 'levels' ? levelHeights(column) : densityOf(column);
  const most = Math.max(0, ...heights);
  return heights.map((height) => BARS[height === 0 ? 0 : Math.max(1, Math.ceil((8 * height) / most))]).join('');
}

const levelHeights = ({ bins, counts }: ColumnProfile): number[] =>
  Array.from(counts.subarray(0, Math.min(CELLS, ownBins(bins))));

function densityOf({ bins, counts }: ColumnProfile): number[] {
  if (bins.kind === 'levels' || bins.edges.length === 0) return [];
  const { edges } = bins;
  const last = edges.length - 1;
  // The outermost bins of a long tail would press all others into one cell.
  const [low, high] = last > 8 ? [1, last - 1] : [0, last];
  const [from, to] = [edges[low] ?? 0, edges[high] ?? 0];
  const heights = new Array<number>(CELLS).fill(0);
  const cellOf = (x: number): number =>
    Math.min(CELLS - 1, Math.max(0, Math.floor((CELLS * (x - from)) / (to - from))));
  for (let bin = 0; bin < last; bin++) {
    const [first, end] = [cellOf(edges[bin] ?? 0), cellOf(edges[bin + 1] ?? 0)];
    for (let cell = first; cell <= end; cell++) heights[cell]! += (counts[bin] ?? 0) / (end - first + 1); // ! a cell
  }
  return heights;
}
