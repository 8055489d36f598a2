import { assert } from '../std/assert.ts';
import { forget } from './baseline.ts';
import { type Layout, layoutFor } from './layout.ts';
import { fillScores } from './pooled-null.ts';
import { type Season, shapeOf } from './season.ts';
import { type State, stateBytes, stateOn } from './state.ts';
import type { Budget, StreamSpec } from './stream.ts';

/** The version of the state's layout: it changes when old bytes can no longer be read as they are. */
const VERSION = 2;

/** Under this many rows a window says nothing (STATISTICS 2.3 point 7). */
const ROWS_MIN = 30;

/** How a panel watches. */
export interface PanelOptions {
  readonly season: Season;
  readonly budget: Budget;
  /** The usual length of a window, for what a stream can detect; the income is by each window's own length. */
  readonly windowMs: number;
  /** Rows under which a window is not judged. Default 30. */
  readonly windowRowsMin?: number;
  /** Windows before a stream may raise an alarm. Default: three cycles of the season. */
  readonly warmUp?: number;
}

/**
 * The memory of all streams of a model: plain data, never changed in place. `state` are the bytes of numbers in the
 * order of `State`, little end first, which is the order of every machine that runs JavaScript engines today.
 */
export interface Panel {
  readonly version: number;
  readonly specs: readonly StreamSpec[];
  readonly options: PanelOptions;
  readonly state: ArrayBuffer;
}

/**
 * A panel that has seen nothing. Feed it the windows of the reference with `warm`, then the history with `step`.
 * Streams that have `start` begin with what a reference without time says, as that many windows.
 */
export function openPanel(specs: readonly StreamSpec[], options: PanelOptions): Panel {
  assert(options.budget.falseAlarms > 0 && options.budget.perMs > 0, 'a budget allows something in some time');
  const layout = layoutFor(specs, options.season);
  const buffer = new ArrayBuffer(stateBytes(layout));
  const state = stateOn(buffer, layout);
  fillScores(state, layout.nulls);
  for (let stream = 0; stream < layout.streams; stream++) {
    forget(state, layout, stream);
    begin(state, layout, stream);
  }
  return { version: VERSION, specs, options, state: buffer };
}

function begin(state: State, layout: Layout, stream: number): void {
  const spec = layout.specs[stream];
  if (spec?.start === undefined) return;
  const { levels, deviations, n } = spec.start;
  const { cells, terms, waves } = layout;
  const each = Math.max(1, Math.round(n / cells));
  const from = layout.first[stream]!; // ! a stream
  assert(levels.length === spec.components && deviations.length === spec.components, 'a start has all components');
  for (let j = 0; j < spec.components; j++) {
    state.origin[from + j] = levels[j]!; // ! j < components, here and below
    state.squares[from + j] = deviations[j]! ** 2 * Math.max(0, each * cells - cells - waves); // !
  }
  state.cellWindows.fill(each, stream * cells, (stream + 1) * cells);
  if (waves === 0) return;
  for (let cell = 0; cell < cells; cell++) state.spread[stream * terms * terms + cell * terms + cell] = 1 / each;
}

const layouts = new WeakMap<readonly StreamSpec[], Map<Season, Layout>>();

/** Where everything stands in the panel's state; worked out once for the same list of specs. */
export function layoutOf({ specs, options }: Panel): Layout {
  const known = layouts.get(specs) ?? new Map<Season, Layout>();
  const layout = known.get(options.season) ?? layoutFor(specs, options.season);
  layouts.set(specs, known.set(options.season, layout));
  return layout;
}

/** The panel's state to look at. */
export const stateOf = (panel: Panel): State => stateOn(panel.state, layoutOf(panel));

/** A panel with a copy of the state that may be written to, until it is handed out. */
export function copyOf(panel: Panel): { panel: Panel; state: State; layout: Layout } {
  const copy = { ...panel, state: panel.state.slice(0) };
  return { panel: copy, state: stateOf(copy), layout: layoutOf(panel) };
}

/** Windows before a stream of this panel may raise an alarm. */
export const warmUpOf = ({ options }: Panel): number => options.warmUp ?? shapeOf(options.season).warmUp;

/** Rows under which a window of this panel is not judged. */
export const rowsMinOf = ({ options }: Panel): number => options.windowRowsMin ?? ROWS_MIN;

/**
 * The panel as bytes, for a digest or a snapshot: the length of the head in 4 bytes, the head (version, specs and
 * options as JSON in ASCII), the state. The same panel gives the same bytes.
 */
export function panelBytes({ version, specs, options, state }: Panel): Uint8Array {
  const head = asciiOf(JSON.stringify({ version, specs, options }));
  const bytes = new Uint8Array(4 + head.length + state.byteLength);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  for (let i = 0; i < head.length; i++) bytes[4 + i] = head.charCodeAt(i);
  bytes.set(new Uint8Array(state), 4 + head.length);
  return bytes;
}

/** The panel that `panelBytes` gave these bytes for. */
export function panelFrom(bytes: Uint8Array): Panel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  let head = '';
  for (let i = 0; i < length; i++) head += String.fromCharCode(view.getUint8(4 + i));
  // as: the head was written by panelBytes, and the version is checked
  const { version, specs, options } = JSON.parse(head) as Omit<Panel, 'state'>;
  assert(version === VERSION, `a panel of version ${version} cannot be read by version ${VERSION}`);
  const panel = { version, specs, options, state: bytes.slice(4 + length).buffer };
  assert(panel.state.byteLength === stateBytes(layoutOf(panel)), 'a panel has all its bytes');
  return panel;
}

const asciiOf = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
