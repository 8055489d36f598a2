import { BET_COUNT, type Layout, NULL_BINS } from './layout.ts';

/**
 * All that a panel remembers, as typed arrays over one buffer. Arrays "by component" follow `Layout.first`.
 * A stream of 12 components with daily windows takes 1.6 KB.
 */
export interface State {
  /** By component: the first value that was seen; levels are kept as differences from it, so that 4 bytes do. */
  readonly origin: Float64Array;
  /** By component: the sum of squared recursive residuals. */
  readonly squares: Float64Array;
  /** By component, up then down: start of the window since which the bets on that direction have grown most. */
  readonly since: Float64Array;
  /** By stream, with yearly waves only: the covariance of the coefficients over the variance, terms x terms. */
  readonly spread: Float64Array;
  /** By fleet: sums that give the mean correlation between its streams: of cross products, and of squares. */
  readonly common: Float64Array;
  /** By group: income spent so far. */
  readonly spent: Float64Array;
  /** By stream: income that it got since its bets began. */
  readonly earned: Float64Array;
  /** By failure: wealth. */
  readonly failureWealth: Float64Array;
  /** By component: level of each season cell, then the coefficients of the waves. */
  readonly levels: Float32Array;
  /** By stream: sums of g², g g₁, g g₂ of the standardised residual and its predecessors, as far as they are used. */
  readonly lagSums: Float32Array;
  /** By stream: the same of the windows of the present block, then of the block before, which are not used yet. */
  readonly lagQueue: Float32Array;
  /** By component: wealth of each bet. */
  readonly wealth: Float32Array;
  /** By component: the last standardised residual and the one before. */
  readonly lags: Float32Array;
  /** By component, up then down: by how much the bets on that direction grew since `since`. */
  readonly growth: Float32Array;
  /** By component, up then down: sum of the residuals since `since`, in units of y. */
  readonly moved: Float32Array;
  /** By null: the normal score at each edge between its bins. */
  readonly scores: Float32Array;
  /** By null: how many |scores| fell into each bin, up to the last refresh, and since. */
  readonly pooled: Uint32Array;
  readonly queued: Uint32Array;
  /** By null: windows since the last refresh. */
  readonly unrefreshed: Uint32Array;
  /** By stream: windows that were accepted. */
  readonly windows: Uint32Array;
  /** By stream: windows for which its scores stay out of the pooled null, after an incident that it was a member of. */
  readonly held: Uint32Array;
  /** By group: 1 while an incident is unanswered; incidents so far; those answered "nothing changed". */
  readonly isOpen: Uint32Array;
  readonly incidents: Uint32Array;
  readonly falseAlarms: Uint32Array;
  /** By stream and cell: windows that the level is made of. */
  readonly cellWindows: Uint16Array;
  /** By component, up then down: windows since `since`. */
  readonly age: Uint16Array;
  /** By failure: how it stands (failures.ts). */
  readonly muted: Uint16Array;
}

/** The state over a buffer of `stateBytes` bytes. */
export function stateOn(buffer: ArrayBuffer, layout: Layout): State {
  let at = 0;
  const f64 = (n: number): Float64Array => new Float64Array(buffer, (at += 8 * n) - 8 * n, n);
  const f32 = (n: number): Float32Array => new Float32Array(buffer, (at += 4 * n) - 4 * n, n);
  const u32 = (n: number): Uint32Array => new Uint32Array(buffer, (at += 4 * n) - 4 * n, n);
  const u16 = (n: number): Uint16Array => new Uint16Array(buffer, (at += 2 * n) - 2 * n, n);
  return lay(layout, { f64, f32, u32, u16 });
}

/** The size of a panel's state. */
export function stateBytes(layout: Layout): number {
  let bytes = 0;
  const counted = <T>(width: number, none: T) => {
    return (n: number): T => {
      bytes += width * n;
      return none;
    };
  };
  lay(layout, {
    f64: counted(8, new Float64Array()),
    f32: counted(4, new Float32Array()),
    u32: counted(4, new Uint32Array()),
    u16: counted(2, new Uint16Array()),
  });
  return bytes;
}

interface Layers {
  readonly f64: (n: number) => Float64Array;
  readonly f32: (n: number) => Float32Array;
  readonly u32: (n: number) => Uint32Array;
  readonly u16: (n: number) => Uint16Array;
}

/** The widest arrays come first, so that each begins at a multiple of its width. */
function lay(layout: Layout, { f64, f32, u32, u16 }: Layers): State {
  const { components, streams, nulls, terms, waves, cells } = layout;
  const groups = layout.groups.length;
  const failures = layout.firstFailure[streams]!; // ! it has streams + 1 places
  return {
    origin: f64(components),
    squares: f64(components),
    since: f64(2 * components),
    spread: f64(waves > 0 ? streams * terms * terms : 0),
    common: f64(2 * layout.fleets.length),
    spent: f64(groups),
    earned: f64(streams),
    failureWealth: f64(failures),
    levels: f32(components * terms),
    lagSums: f32(3 * streams),
    lagQueue: f32(6 * streams),
    wealth: f32(components * BET_COUNT),
    lags: f32(2 * components),
    growth: f32(2 * components),
    moved: f32(2 * components),
    scores: f32(nulls * (NULL_BINS + 1)),
    pooled: u32(nulls * NULL_BINS),
    queued: u32(nulls * NULL_BINS),
    unrefreshed: u32(nulls),
    windows: u32(streams),
    held: u32(streams),
    isOpen: u32(groups),
    incidents: u32(groups),
    falseAlarms: u32(groups),
    cellWindows: u16(streams * cells),
    age: u16(2 * components),
    muted: u16(failures),
  };
}
