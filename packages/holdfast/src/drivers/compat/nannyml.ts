import { whyKey } from '@holdfast/core/measure/compat/answer.ts';
import { askNanny } from '@holdfast/core/measure/compat/nannyml/ask.ts';
import { DOMAIN_THRESHOLD, domainAreas } from '@holdfast/core/measure/compat/nannyml/domain-classifier.ts';
import { encodedSides } from '@holdfast/core/measure/compat/nannyml/encoded.ts';
import { NANNY_LEVELS, NANNY_NUMBERS } from '@holdfast/core/measure/compat/nannyml/methods.ts';
import { nannyBeyond, nannyMissing } from '@holdfast/core/measure/compat/nannyml/quality.ts';
import {
  fitReconstruction,
  isReconstructionAlert,
  reconstruct,
  reconstructionThreshold,
} from '@holdfast/core/measure/compat/nannyml/reconstruction.ts';
import {
  beyondReference,
  levelsIn,
  type NannySide,
  type NannyTables,
  nannySides,
  numbersIn,
} from '@holdfast/core/measure/compat/nannyml/sides.ts';
import { NANNY_SUMMARIES, summarizeNanny } from '@holdfast/core/measure/compat/nannyml/summary.ts';
import { isBeyond, type NannyThreshold } from '@holdfast/core/measure/compat/nannyml/threshold.ts';
import { type Column, isMissing } from '@holdfast/core/table/table.ts';
import { named } from './named.ts';
import type { CompatFound, CompatRequest, CompatRows, CompatTables } from './request.ts';

/** Windows of the current file with their limits. */
interface Said {
  readonly windows: readonly { readonly value: number | null; readonly isAlert: boolean }[];
  readonly threshold: NannyThreshold;
}

interface Asked {
  readonly id: string;
  readonly name: string;
  /** Null where the method does not suit the column. */
  readonly ask: (pair: readonly [Column, Column], sides: NannyTables) => Said | null;
}

const isNumbers = ([reference, current]: readonly [Column, Column]): boolean =>
  [reference, current].every((one) => one.kind === 'number' && one.type !== 'boolean' && one.type !== 'timestamp');

/** Values of each window of both sides. */
const cut = <V>(
  [reference, current]: readonly [Column, Column],
  sides: NannyTables,
  of: (c: Column, r: Int32Array) => V,
) => ({
  reference: sides.reference.windows.map(({ rows }) => of(reference, rows)),
  analysis: sides.analysis.windows.map(({ rows }) => of(current, rows)),
});

/** What was said of the windows of the current file alone. */
const ofCurrent = <W extends { value: number | null; isAlert: boolean }>(
  { windows, threshold }: { readonly windows: readonly W[]; readonly threshold: NannyThreshold },
  { reference }: NannyTables,
): Said => ({
  windows: windows.slice(reference.windows.length).map(({ value, isAlert }) => ({ value, isAlert })),
  threshold,
});

const counted = (isCounted: (row: number) => boolean, { windows }: NannySide) =>
  windows.map(({ rows }) => ({ count: rows.filter(isCounted).length, rows: rows.length }));

const DRIFT: readonly Asked[] = [
  ...NANNY_NUMBERS.map((method) => ({
    ...method,
    ask: (pair: readonly [Column, Column], sides: NannyTables): Said | null => {
      if (!isNumbers(pair)) return null;
      const said = askNanny(method, numbersIn(pair[0], sides.reference.rows), cut(pair, sides, numbersIn));
      return { windows: said.analysis, threshold: said.threshold };
    },
  })),
  ...NANNY_LEVELS.map((method) => ({
    ...method,
    ask: (pair: readonly [Column, Column], sides: NannyTables): Said | null => {
      if (isNumbers(pair) || pair.some((one) => one.kind === 'number' && one.type === 'timestamp')) return null;
      const said = askNanny(method, levelsIn(pair[0], sides.reference.rows), cut(pair, sides, levelsIn));
      return { windows: said.analysis, threshold: said.threshold };
    },
  })),
];

const QUALITY: readonly Asked[] = [
  {
    id: 'missing_values',
    name: 'Missing values rate',
    ask: ([reference, current], sides) => {
      const counts = {
        reference: counted((row) => isMissing(reference, row), sides.reference),
        analysis: counted((row) => isMissing(current, row), sides.analysis),
      };
      return ofCurrent(nannyMissing(counts, { isShare: true }), sides);
    },
  },
  ...(['unseen_values', 'values_out_of_range'] as const).map((id) => ({
    id,
    name: id === 'unseen_values' ? 'Unseen values rate' : 'Values out of range rate',
    ask: (pair: readonly [Column, Column], sides: NannyTables): Said | null => {
      if (isNumbers(pair) !== (id === 'values_out_of_range')) return null;
      const [reference, current] = pair;
      const isBeyond = beyondReference(reference, sides.reference.rows);
      const counts = {
        reference: counted(isBeyond(reference), sides.reference),
        analysis: counted(isBeyond(current), sides.analysis),
      };
      return ofCurrent(nannyBeyond(counts, { isShare: true }), sides);
    },
  })),
];

const SUMMARIES: readonly Asked[] = NANNY_SUMMARIES.map((summary) => ({
  id: summary.id,
  name: `Values ${summary.id}`,
  ask: (pair, sides) => {
    if (!isNumbers(pair)) return null;
    const of = (column: Column, rows: Int32Array) => ({ values: numbersIn(column, rows), rows: rows.length });
    const whole = numbersIn(pair[0], sides.reference.rows);
    return ofCurrent(summarizeNanny(summary, whole, cut(pair, sides, of)), sides);
  },
}));

const RECONSTRUCTION = { id: 'data_reconstruction', name: 'Reconstruction error' };
const DOMAIN = { id: 'domain_classifier', name: 'Domain classifier area' };
const DEFAULT = 'jensen_shannon';

/** Each column window by window: by the distance that NannyML takes, or what is named. */
export function nannyRows(tables: CompatTables, { method, timestamp, windows, onProgress }: CompatRequest): CompatRows {
  const all = [...DRIFT, ...QUALITY, ...SUMMARIES];
  const asked = new Set(named([...all, RECONSTRUCTION, DOMAIN], method ?? DEFAULT).map(({ id }) => id));
  if (method === 'all') asked.delete(DOMAIN.id); // It takes seconds a window: it is asked for by its name alone.
  const sides = nannySides(tables.reference, tables.current, { how: windows, timestamp });
  const { pairs } = tables;
  const rows = pairs.flatMap((pair, k) => {
    onProgress(k / pairs.length, pair[0].name);
    return all
      .filter(({ id }) => asked.has(id))
      .flatMap(({ id, name, ask }) => {
        const said = ask(pair, sides);
        return said === null ? [] : [found(pair[0].name, { id, name }, said)];
      });
  });
  const isTime = ([one]: readonly [Column, Column]): boolean => one.kind === 'number' && one.type === 'timestamp';
  const features = pairs.filter((pair) => !isTime(pair)).map(([{ name }]) => name);
  const whole = [
    ...(asked.has(RECONSTRUCTION.id) ? [found(null, RECONSTRUCTION, reconstructed(sides, features))] : []),
    ...(asked.has(DOMAIN.id) ? [found(null, DOMAIN, toldApart(sides, features, onProgress))] : []),
  ];
  const leftOut = pairs.filter(isTime).map(([{ name }]) => ({ column: name, kind: 'datetime' }));
  return { rows: [...whole, ...rows], leftOut, table: null };
}

function reconstructed(sides: NannyTables, features: readonly string[]): Said {
  const { reference, analysis } = encodedSides(sides, features);
  const fitted = fitReconstruction(reference);
  const before = sides.reference.windows.map(({ from, to }) => reconstruct(fitted, reference, from, to).value);
  const after = sides.analysis.windows.map(({ from, to }) => reconstruct(fitted, analysis, from, to).value);
  const threshold = reconstructionThreshold(before);
  const windows = after.map((value) => ({ value, isAlert: isReconstructionAlert(value, threshold) }));
  return { windows, threshold };
}

function toldApart(sides: NannyTables, features: readonly string[], onProgress: CompatRequest['onProgress']): Said {
  const windows: Said['windows'][number][] = [];
  for (const value of domainAreas(sides, features)) {
    windows.push({ value, isAlert: value !== null && isBeyond(value, DOMAIN_THRESHOLD) });
    onProgress(windows.length / sides.analysis.windows.length, DOMAIN.name);
  }
  return { windows, threshold: DOMAIN_THRESHOLD };
}

/** The row of a column: the value farthest from the middle of the limits stands for all windows. */
function found(column: string | null, method: { id: string; name: string }, { windows, threshold }: Said): CompatFound {
  const { lower, upper } = threshold;
  const middle = lower === null || upper === null ? 0 : (lower + upper) / 2;
  const values = windows.flatMap(({ value }) => value ?? []);
  const farthest = values.reduce<number | null>(
    (most, value) => (most === null || Math.abs(value - middle) > Math.abs(most - middle) ? value : most),
    null,
  );
  return {
    column,
    id: method.id,
    name: method.name,
    statistic: farthest,
    p: null,
    threshold: upper,
    lowerThreshold: lower,
    isDrift: windows.some(({ isAlert }) => isAlert),
    windows,
    why: whyKey('nannyml', method.id),
  };
}
