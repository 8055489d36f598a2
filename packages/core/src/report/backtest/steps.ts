import type { BacktestResult, MeasuredValue, WindowResult } from '../backtest-result.ts';

/** A window, or several that follow each other, as one stretch of a chart. */
export interface Step {
  readonly start: number;
  readonly end: number;
  readonly rows: number;
  readonly labelled: number;
  readonly value: number | null;
  /** The interval of one window; of several the lowest and the highest value. */
  readonly low: number | null;
  readonly high: number | null;
  /** Rows that the value rests on. */
  readonly n: number;
  readonly gap: string | null;
}

/** The stretches of a chart, and how many windows make one. */
export interface Steps {
  readonly size: number;
  readonly steps: readonly Step[];
  /** Whether low and high are the extremes of several windows, and no interval. */
  readonly isRange: boolean;
}

/** More dots than this cannot be told apart on 844 px. */
const STEPS_MAX = 130;

/** Sizes that are a stretch of the calendar, by unit; other sizes double. */
const SIZES: Readonly<Record<BacktestResult['window']['unit'], readonly number[]>> = {
  hour: [1, 24, 168],
  day: [1, 7, 28],
  week: [1, 4, 13],
  other: [1, 2, 5, 10, 20, 50, 100],
};

/** How many windows are drawn as one, so that at most 130 stretches remain. */
export function stepSize(count: number, unit: BacktestResult['window']['unit']): number {
  const sizes = SIZES[unit];
  let size = sizes.find((known) => Math.ceil(count / known) <= STEPS_MAX) ?? sizes.at(-1) ?? 1;
  while (Math.ceil(count / size) > STEPS_MAX) size *= 2;
  return size;
}

/**
 * The windows as at most 130 stretches: each window; or several with the value that was measured over them, else with
 * their mean by rows, the lowest and the highest.
 */
export function stepsOf({ windows, window, measure }: Pick<BacktestResult, 'windows' | 'window' | 'measure'>): Steps {
  const size = stepSize(windows.length, window.unit);
  const known = measure.steps?.size === size ? measure.steps.values : null;
  const steps: Step[] = [];
  for (let i = 0; i < windows.length; i += size) {
    const step = stepOf(windows.slice(i, i + size), measure.entry);
    const value = known?.[i / size];
    steps.push(value === undefined ? step : asMeasured(step, value));
  }
  return { size, steps, isRange: size > 1 && known === null };
}

/** A stretch with the value that was measured over its rows. */
const asMeasured = (step: Step, { value, gap, interval, n }: MeasuredValue): Step => ({
  ...step,
  value,
  low: interval?.[0] ?? null,
  high: interval?.[1] ?? null,
  n,
  gap: value === null ? (step.gap ?? gap ?? null) : null,
});

function stepOf(windows: readonly WindowResult[], entry: string): Step {
  let rows = 0;
  let labelled = 0;
  let n = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let gap: string | null = null;
  for (const window of windows) {
    rows += window.n;
    labelled += window.labelled;
    const found = window.values[entry];
    if (found === undefined || found.value === null || !Number.isFinite(found.value)) {
      gap ??= window.n === 0 ? 'no-rows' : window.labelled === 0 ? 'no-labels' : (found?.gap ?? 'no-statistic');
      continue;
    }
    const weight = Math.max(1, found.n);
    n += weight;
    sum += weight * found.value;
    least = Math.min(least, found.value);
    most = Math.max(most, found.value);
  }
  const ends = { start: windows[0]?.start ?? 0, end: windows.at(-1)?.end ?? 0 };
  if (n === 0) return { ...ends, rows, labelled, value: null, low: null, high: null, n: 0, gap };
  const interval = windows.length === 1 ? (windows[0]?.values[entry]?.interval ?? null) : ([least, most] as const);
  return {
    ...ends,
    rows,
    labelled,
    value: sum / n,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    n,
    gap: null,
  };
}

/** A line of values in the same stretches: the mean of those that there are. */
export function thinned(line: readonly (number | null)[], size: number): (number | null)[] {
  const found: (number | null)[] = [];
  for (let i = 0; i < line.length; i += size) {
    const some = line.slice(i, i + size).filter((value) => value !== null && Number.isFinite(value));
    found.push(some.length === 0 ? null : some.reduce<number>((sum, value) => sum + (value ?? 0), 0) / some.length);
  }
  return found;
}
