import { nearest } from '../std/nearest.ts';
import { type Place, Problem } from '../std/problem.ts';
import { together } from '../std/several-problems.ts';
import type { Price } from '../table/row-prices.ts';
import { type CheckSpec, checksOf, type KnownEntry, quantityOf } from './check.ts';
import { columnsOf } from './columns.ts';
import { calibrationId, compareId } from './compare-id.ts';
import type { CompareSpec, Contract, Costs, Release, RolloutStep, Serving, Watch } from './contract.ts';
import { detectorsOf } from './detectors.ts';
import { type JsonPath, type Lines, placeAt } from './lines.ts';
import { makeReading, nameOf, type Reading } from './reading.ts';
import type { Written, WrittenRelease, WrittenWatch } from './shape.ts';
import { guardOf, slicesOf } from './slice.ts';
import { readWritten } from './written.ts';

/**
 * The contract that a value says. `lines` tells where in `file` each part stands, `entries` is the catalogue. Problems:
 * CONTRACT_* and EXPRESSION_*, all that are found, in the order of the file. Cost: size of the value.
 */
export function parseContract(value: unknown, lines: Lines, file: string, entries: readonly KnownEntry[]): Contract {
  const place = (path: JsonPath) => placeAt(lines, file, path);
  refusePrototypeKeys(value, [], place);
  const { written, original, problems: misshapen } = readWritten(value, place);
  if (written === null) throw together(inOrder(misshapen));
  const problems: Problem[] = [];
  const from = { lines, file, entries, original, problems };
  const slices = slicesOf(written.slices ?? [], makeReading({ ...from, slices: [] }));
  const isSliceLost = problems.length > 0 || misshapen.some(isAboutSlices);
  const contract = contractOf(written, makeReading({ ...from, slices }), { lines, file });
  const found = inOrder(withoutFollowing([...misshapen, ...problems], { isSliceLost }));
  if (found.length > 0) throw together(found);
  return contract;
}

function contractOf(written: Written, reading: Reading, { lines, file }: { lines: Lines; file: string }): Contract {
  const columns = columnsOf(written.columns ?? {}, reading);
  const data = { checks: checksOf(written.data?.checks ?? [], ['data', 'checks'], reading) };
  return {
    path: file,
    lines,
    model: written.model,
    task: written.task ?? null,
    columns,
    slices: reading.slices,
    reference: written.reference ?? null,
    costs: written.costs == null ? null : costsOf(written.costs, reading),
    data,
    release: releaseOf(written.release ?? {}, reading, { groups: columns.roles.groups ?? [], before: data.checks }),
    watch: written.watch == null ? null : watchOf(written.watch, reading),
    serving: written.serving == null ? null : servingOf(written.serving),
  };
}

const placeOf = (problem: Problem): Place | undefined =>
  'place' in problem.details ? problem.details.place : undefined;

/** Problems by line and column; what has no place stays where it was. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const at = (problem: Problem): number => (placeOf(problem)?.line ?? 0) * 1e6 + (placeOf(problem)?.column ?? 0);
  return [...problems].sort((a, b) => at(a) - at(b));
}

/**
 * Without names that may be unknown only because what would define them could not be read: slices, or checks anywhere.
 */
function withoutFollowing(problems: readonly Problem[], { isSliceLost }: { isSliceLost: boolean }): readonly Problem[] {
  const unknown = (problem: Problem): 'slice' | 'check' | null => {
    if (problem.code !== 'CONTRACT_NAME_UNKNOWN') return null;
    return (problem as Problem<'CONTRACT_NAME_UNKNOWN'>).details.what; // as: its code was tested
  };
  const isCheckLost = problems.some((problem) => unknown(problem) === null);
  return problems.filter((problem) => {
    const what = unknown(problem);
    return what === null || !(what === 'slice' ? isSliceLost : isCheckLost);
  });
}

/** Whether a problem with the shape is about the slices, or about a key that may be theirs. */
const isAboutSlices = ({ details }: Problem): boolean =>
  ('at' in details && String(details.at).startsWith('slices')) ||
  ('inside' in details && (details.inside.startsWith('slices') || details.inside === ''));

/** A mapping cannot hold this name everywhere that it is passed through, and losing it silently would be worse. */
function refusePrototypeKeys(
  value: unknown,
  path: JsonPath,
  place: (path: JsonPath) => ReturnType<typeof placeAt>,
): void {
  if (typeof value !== 'object' || value === null || path.length > 20) return;
  if (Object.hasOwn(value, '__proto__')) {
    const key = '__proto__';
    throw new Problem('CONTRACT_KEY_UNKNOWN', {
      key,
      inside: nameOf(path),
      nearest: null,
      known: [],
      place: place([...path, key]),
    });
  }
  for (const [key, inner] of Object.entries(value))
    refusePrototypeKeys(inner, [...path, Array.isArray(value) ? Number(key) : key], place);
}

type WrittenCosts = NonNullable<Written['costs']>;

/** A matrix prices every outcome, so that no other price may stand beside it. */
function costsOf(written: WrittenCosts, reading: Reading): Costs {
  const outcomes = ['false_positive', 'false_negative', 'true_positive', 'true_negative'] as const;
  const second = outcomes.find((key) => written[key] != null);
  reading.attempt(() => {
    if (written.matrix == null || second === undefined) return;
    throw new Problem('CONTRACT_CONFLICT', { first: 'matrix', second, place: reading.place(['costs', second]) });
  });
  return {
    currency: written.currency ?? null,
    falsePositive: priceOf(written.false_positive),
    falseNegative: priceOf(written.false_negative),
    truePositive: priceOf(written.true_positive),
    trueNegative: priceOf(written.true_negative),
    over: priceOf(written.over),
    under: priceOf(written.under),
    matrix: Object.entries(written.matrix ?? {}).flatMap(([label, row]) =>
      Object.entries(row).map(([prediction, cost]) => ({ label, prediction, cost: priceOf(cost) ?? 0 })),
    ),
    capacityPerDay: written.capacity_per_day ?? null,
    upkeep: {
      retrain: written.retrain ?? null,
      recalibrate: written.recalibrate ?? null,
      label: written.label ?? null,
      alarm: written.alarm ?? null,
    },
  };
}

const priceOf = (written: WrittenCosts['over']): Price | null =>
  typeof written === 'object' && written !== null
    ? { column: written.column, times: written.times ?? 1 }
    : (written ?? null);

function releaseOf(
  written: WrittenRelease,
  reading: Reading,
  known: { readonly groups: readonly string[]; readonly before: readonly CheckSpec[] },
): Release {
  const checks = written.checks == null ? null : checksOf(written.checks, ['release', 'checks'], reading);
  const compare = written.compare == null ? null : compareOf(written.compare, reading, known.groups);
  return {
    checks,
    compare,
    unknown: written.unknown ?? null,
    waivers: waiversOf(written.waivers ?? [], reading, { checks: [...(checks ?? []), ...known.before], compare }),
    seeds: written.seeds ?? null,
    curves: written.curves ?? null,
    rollout: (written.rollout ?? []).map(stepOf),
  };
}

function compareOf(
  written: NonNullable<WrittenRelease['compare']>,
  reading: Reading,
  groups: readonly string[],
): CompareSpec | null {
  const path = ['release', 'compare'];
  const metric = reading.attempt(() => quantityOf(written.metric, [...path, 'metric'], reading));
  const guardAt = (text: string, i: number) => guardOf(text, [...path, 'guard', i], reading, groups);
  const guard = (written.guard ?? []).flatMap((text, i) => reading.attempt(() => guardAt(text, i)) ?? []);
  if (metric === undefined) return null;
  return {
    to: written.to ?? 'champion',
    metric,
    margin: written.margin,
    guard,
    calibration: written.calibration ?? null,
    place: reading.place(path),
  };
}

/**
 * A waiver for a check that is not there would look as if something were excused. `compare` names the comparison, and
 * each of its lines has a name of its own.
 */
function waiversOf(
  written: NonNullable<WrittenRelease['waivers']>,
  reading: Reading,
  { checks, compare }: { readonly checks: readonly CheckSpec[]; readonly compare: CompareSpec | null },
): Release['waivers'] {
  const lines = compare === null ? [] : [compareId(compare, null), calibrationId(compare)];
  const known = [...checks.map((check) => check.id), 'compare', ...lines];
  return written.map((waiver, i) => {
    const place = reading.place(['release', 'waivers', i]);
    const name = waiver.check;
    reading.attempt(() => {
      if (known.includes(name) || name.startsWith('compare ')) return;
      if (compare !== null && name.startsWith(compareId(compare, ''))) return;
      throw new Problem('CONTRACT_NAME_UNKNOWN', { what: 'check', name, nearest: nearest(name, known), known, place });
    });
    return { ...waiver, place };
  });
}

function stepOf(written: NonNullable<WrittenRelease['rollout']>[number]): RolloutStep {
  if (written === 'champion') return { step: 'champion' };
  if ('shadow' in written) return { step: 'shadow', forMs: written.shadow };
  return { step: 'canary', weight: written.canary, forMs: written.for ?? null };
}

function watchOf(written: WrittenWatch, reading: Reading): Watch {
  const { window, season, retrain } = written;
  return {
    window: window == null || window === 'auto' ? null : typeof window === 'number' ? { ms: window } : window,
    season: season == null || season === 'auto' ? null : season === 'none' ? [] : season,
    labelDelayMs: written.label_delay ?? null,
    falseAlarms: written.false_alarms ?? null,
    independentRows: written.independent_rows === true ? null : (written.independent_rows ?? []),
    monitors: checksOf(written.monitors ?? [], ['watch', 'monitors'], reading),
    detectors: detectorsOf(written.detectors ?? [], ['watch', 'detectors'], reading),
    retrain:
      retrain == null
        ? null
        : {
            trainer: Object.entries(retrain.trainer ?? {}).map(([name, value]) => ({ name, value })),
            everyMs: retrain.every ?? null,
            cooldownMs: retrain.cooldown ?? null,
            approval: retrain.approval ?? 'operator',
          },
  };
}

const servingOf = (written: NonNullable<Written['serving']>): Serving => ({
  p99Ms: written.p99 ?? null,
  memoryBytes: written.memory ?? null,
  fallback: written.fallback ?? null,
});
