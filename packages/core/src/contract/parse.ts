import { nearest } from '../std/nearest.ts';
import { Problem } from '../std/problem.ts';
import { type CheckSpec, checksOf, type KnownEntry, quantityOf } from './check.ts';
import { columnsOf } from './columns.ts';
import type { CompareSpec, Contract, Costs, Release, RolloutStep, Serving, Watch } from './contract.ts';
import { type JsonPath, type Lines, placeAt } from './lines.ts';
import { makeReading, nameOf, type Reading } from './reading.ts';
import { contractShape, type Written, type WrittenRelease, type WrittenWatch } from './shape.ts';
import { shapeProblem } from './shape-problem.ts';
import { guardOf, slicesOf } from './slice.ts';

/**
 * The contract that a value says. `lines` tells where in `file` each part stands, `entries` is the catalogue. Problems:
 * CONTRACT_* and EXPRESSION_*, the first one in the file, with its place. Cost: size of the value.
 */
export function parseContract(value: unknown, lines: Lines, file: string, entries: readonly KnownEntry[]): Contract {
  const place = (path: JsonPath) => placeAt(lines, file, path);
  refusePrototypeKeys(value, [], place);
  const read = contractShape.safeParse(value);
  if (!read.success) throw shapeProblem(read.error.issues, value, place);
  const written = read.data;
  const bare = makeReading({ lines, file, entries, slices: [] });
  const slices = slicesOf(written.slices ?? [], bare);
  const reading = makeReading({ lines, file, entries, slices });
  const columns = columnsOf(written.columns ?? {}, reading);
  const data = { checks: checksOf(written.data?.checks ?? [], ['data', 'checks'], reading) };
  return {
    path: file,
    lines,
    model: written.model,
    task: written.task ?? null,
    columns,
    slices,
    reference: written.reference ?? null,
    costs: written.costs == null ? null : costsOf(written.costs),
    data,
    release: releaseOf(written.release ?? {}, reading, { groups: columns.roles.groups ?? [], before: data.checks }),
    watch: written.watch == null ? null : watchOf(written.watch, reading),
    serving: written.serving == null ? null : servingOf(written.serving),
  };
}

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

const costsOf = (written: NonNullable<Written['costs']>): Costs => ({
  currency: written.currency ?? null,
  falsePositive: written.false_positive ?? null,
  falseNegative: written.false_negative ?? null,
  truePositive: written.true_positive ?? null,
  trueNegative: written.true_negative ?? null,
  over: written.over ?? null,
  under: written.under ?? null,
  matrix: Object.entries(written.matrix ?? {}).flatMap(([label, row]) =>
    Object.entries(row).map(([prediction, cost]) => ({ label, prediction, cost })),
  ),
  capacityPerDay: written.capacity_per_day ?? null,
});

function releaseOf(
  written: WrittenRelease,
  reading: Reading,
  known: { readonly groups: readonly string[]; readonly before: readonly CheckSpec[] },
): Release {
  const checks = written.checks == null ? null : checksOf(written.checks, ['release', 'checks'], reading);
  return {
    checks,
    compare: written.compare == null ? null : compareOf(written.compare, reading, known.groups),
    unknown: written.unknown ?? null,
    waivers: waiversOf(written.waivers ?? [], reading, [...(checks ?? []), ...known.before]),
    rollout: (written.rollout ?? []).map(stepOf),
  };
}

function compareOf(
  written: NonNullable<WrittenRelease['compare']>,
  reading: Reading,
  groups: readonly string[],
): CompareSpec {
  const path = ['release', 'compare'];
  return {
    to: written.to ?? 'champion',
    metric: quantityOf(written.metric, [...path, 'metric'], reading),
    margin: written.margin,
    guard: (written.guard ?? []).map((text, i) => guardOf(text, [...path, 'guard', i], reading, groups)),
    place: reading.place(path),
  };
}

/** A waiver for a check that is not there would look as if something were excused. `compare` names the comparison. */
function waiversOf(
  written: NonNullable<WrittenRelease['waivers']>,
  reading: Reading,
  checks: readonly CheckSpec[],
): Release['waivers'] {
  const known = [...checks.map((check) => check.id), 'compare'];
  return written.map((waiver, i) => {
    const place = reading.place(['release', 'waivers', i]);
    const name = waiver.check;
    if (!known.includes(name) && !name.startsWith('compare ')) {
      throw new Problem('CONTRACT_NAME_UNKNOWN', { what: 'check', name, nearest: nearest(name, known), known, place });
    }
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
    monitors: checksOf(written.monitors ?? [], ['watch', 'monitors'], reading),
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
