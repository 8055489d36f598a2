import { compareAreas, delong } from '../../stats/delong.ts';
import { dieboldMariano } from '../../stats/diebold-mariano.ts';
import { mcnemar } from '../../stats/paired.ts';
import type { Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import { churnOf } from './churn.ts';

/** A test of two models that statisticians know by name, beside the bounds that decide. */
export interface PairedTest {
  readonly test: 'mcnemar-mid-p' | 'delong' | 'diebold-mariano';
  /** Pairs of answers, rows, or origins. */
  readonly n: number;
  /** This model less the other, turned so that more is better: shares, area, or mean loss saved. */
  readonly difference: number | null;
  /** Two-sided; null where nothing varies. */
  readonly p: number | null;
  /** Of mcnemar: pairs in which this model alone was right, and the other alone. */
  readonly better?: number;
  readonly worse?: number;
  /** Of diebold-mariano: how many steps ahead. */
  readonly horizon?: number;
  /** Why it says nothing. */
  readonly gap?: TestGap;
}

/** Why a test says nothing. */
export type TestGap = 'dependent-rows' | 'weighted-rows' | 'no-times' | 'too-few-origins' | 'one-class';

/** When forecasts were made, row for row. */
export interface Origins {
  /** When each forecast was made; null where the table has no times. */
  readonly at: ArrayLike<number> | null;
  /** How many steps ahead, 1 or more; null: one. */
  readonly horizon: ArrayLike<number> | null;
  /** What a forecast loses: the error, or its square. */
  readonly loss: 'absolute' | 'squared';
}

/**
 * The tests that fit these rows: McNemar (mid-p) where answers are classes, DeLong where both models have a score,
 * Diebold and Mariano at each horizon where they forecast. None without a label. A test that wants independent rows is
 * a gap where rows hang together. `origins`: null where nothing is forecast. Cost: n log n.
 */
export function pairedTests(rows: Rows, origins: Origins | null): readonly PairedTest[] {
  return [...mcnemarOf(rows), ...delongOf(rows), ...(origins === null ? [] : forecastsOf(rows, origins))];
}

/** Why rows are not so many independent ones; null when they are. */
const dependence = ({ cluster, weight }: Rows): TestGap | null =>
  cluster !== null ? 'dependent-rows' : isPlain(weight) ? null : 'weighted-rows';

function mcnemarOf(rows: Rows): PairedTest[] {
  const churn = rows.classes.length > 0 ? churnOf(rows) : null;
  if (churn === null) return [];
  const gap = dependence(rows);
  const { n, better, worse } = churn;
  const difference = n === 0 ? null : (better - worse) / n;
  const shown = { test: 'mcnemar-mid-p' as const, n, difference, better, worse };
  return [gap === null ? { ...shown, p: mcnemar(better, worse).midP } : { ...shown, p: null, gap }];
}

function delongOf(rows: Rows): PairedTest[] {
  const { label, score } = rows.roles;
  const other = rows.against.score;
  if (rows.classes.length !== 2 || !label || !score || !other) return [];
  const gap = dependence(rows);
  const shown = { test: 'delong' as const, n: rows.n };
  if (gap !== null) return [{ ...shown, difference: null, p: null, gap }];
  const areas = delong(label, [score, other]);
  const compared = areas && compareAreas(areas);
  if (!compared) return [{ ...shown, difference: null, p: null, gap: 'one-class' }];
  return [{ ...shown, difference: compared.difference, p: compared.p }];
}

function forecastsOf({ n, roles, against, classes }: Rows, { at, horizon, loss }: Origins): PairedTest[] {
  const { label, prediction } = roles;
  const other = against.prediction;
  if (classes.length > 0 || !label || !prediction || !other) return [];
  if (at === null) return [{ test: 'diebold-mariano', n, difference: null, p: null, gap: 'no-times' }];
  const cost = (error: number): number => (loss === 'absolute' ? Math.abs(error) : error * error);
  // By horizon, then by origin: several forecasts of one origin (shops, items) are one observation, their mean.
  const series = new Map<number, Map<number, { own: number; other: number; n: number }>>();
  for (let i = 0; i < n; i++) {
    const steps = Math.max(1, Math.round(horizon?.[i] ?? 1));
    const origins = series.get(steps) ?? new Map<number, { own: number; other: number; n: number }>();
    series.set(steps, origins);
    const time = at[i]!; // ! i < n
    const sums = origins.get(time) ?? { own: 0, other: 0, n: 0 };
    origins.set(time, sums);
    sums.own += cost(prediction[i]! - label[i]!); // ! i < n
    sums.other += cost(other[i]! - label[i]!); // ! i < n
    sums.n++;
  }
  return [...series].sort(([a], [b]) => a - b).map(([steps, origins]) => forecastOf(steps, [...origins]));
}

function forecastOf(
  horizon: number,
  origins: readonly (readonly [time: number, { readonly own: number; readonly other: number; readonly n: number }])[],
): PairedTest {
  const sorted = [...origins].sort(([a], [b]) => a - b).map(([, sums]) => sums);
  const found = dieboldMariano(
    sorted.map(({ own, n }) => own / n),
    sorted.map(({ other, n }) => other / n),
    horizon,
  );
  const shown = { test: 'diebold-mariano' as const, n: sorted.length, horizon };
  return found === null
    ? { ...shown, difference: null, p: null, gap: 'too-few-origins' }
    : { ...shown, difference: -found.difference, p: found.p };
}
