import { type ContractExpected, Problem } from '../std/problem.ts';
import type { RoleNames } from '../table/roles.ts';
import type { ContractColumns, Feature } from './contract.ts';
import type { Reading } from './reading.ts';
import { parseShare } from './scalars.ts';
import type { WrittenColumns } from './shape.ts';

/** The columns of a contract; without any, all roles are inferred. Problems: CONTRACT_VALUE, CONTRACT_NAME_TWICE. */
export function columnsOf(written: WrittenColumns, reading: Reading): ContractColumns {
  return {
    roles: rolesOf(written, reading),
    scoresPattern: patternOf(written.scores, reading),
    seedsPattern: patternOf(written.seeds, reading),
    series: written.series ?? [],
    version: written.version ?? null,
    threshold: written.threshold ?? null,
    positive: written.positive ?? null,
    timeZone: written.time_zone ?? null,
    missing: written.missing ?? null,
    labelUnit: written.label_unit ?? null,
    features: Object.entries(written.features ?? {}).flatMap(
      ([name, feature]) => reading.attempt(() => featureOf(name, feature ?? {}, reading)) ?? [],
    ),
  };
}

/** Only what was written: `weight: null` says that there is none, a key that is absent says nothing. */
function rolesOf(written: WrittenColumns, reading: Reading): Partial<RoleNames> {
  const { scores, quantiles } = written;
  const single = {
    id: written.id,
    timestamp: written.timestamp,
    label: written.label,
    labelTimestamp: written.label_timestamp,
    prediction: written.prediction,
    score: written.score,
    query: written.query,
    horizon: written.horizon,
    origin: written.origin,
    cluster: written.cluster,
    weight: written.weight,
    explored: written.explored,
    propensity: written.propensity,
    selfLabelled: written.self_labelled,
  };
  refuseTwice(single, reading);
  const several = {
    scores:
      typeof scores === 'string'
        ? undefined
        : scores && Object.entries(scores).map(([name, column]) => ({ class: name, column })),
    quantiles: quantiles && quantilesOf(quantiles, reading),
    groups: written.groups,
    // Which version answered is no feature of the row.
    ignored: written.version ? [...(written.ignore ?? []), written.version] : written.ignore,
  };
  const given = Object.entries({ ...single, ...several }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([role, value]) => [role, value ?? (role in several ? [] : null)]));
}

/** What happened and what was answered are different columns: a label that is the score would look perfect. */
function refuseTwice(single: Partial<Record<keyof RoleNames, string | null | undefined>>, reading: Reading): void {
  const seen = new Set<string>();
  for (const role of ['id', 'label', 'prediction', 'score', 'weight'] as const) {
    const column = single[role];
    if (column == null) continue;
    const place = reading.place(['columns', role]);
    reading.attempt(() => {
      if (seen.has(column)) throw new Problem('CONTRACT_NAME_TWICE', { what: 'column', name: column, place });
    });
    seen.add(column);
  }
}

function quantilesOf(written: Record<string, string>, reading: Reading): RoleNames['quantiles'] {
  const read = (text: string): number => {
    const level = parseShare(text);
    if (level === null || level === 0 || level === 1)
      throw valueProblem(['columns', 'quantiles', text], 'quantile-level', text, reading);
    return level;
  };
  const quantiles = Object.entries(written).flatMap(([text, column]) => {
    const level = reading.attempt(() => read(text));
    return level === undefined ? [] : [{ level, column }];
  });
  return quantiles.sort((a, b) => a.level - b.level);
}

function patternOf(scores: WrittenColumns['scores'], reading: Reading): string | null {
  if (typeof scores !== 'string') return null;
  reading.attempt(() => {
    if (scores.split('*').length !== 2) throw valueProblem(['columns', 'scores'], 'star-pattern', scores, reading);
  });
  return scores;
}

function featureOf(
  name: string,
  written: NonNullable<NonNullable<WrittenColumns['features']>[string]>,
  reading: Reading,
): Feature {
  const path = ['columns', 'features', name];
  const { min, max } = written;
  if (min != null && max != null && min > max)
    throw valueProblem([...path, 'max'], 'at-least', String(max), reading, [min]);
  return {
    name,
    type: written.type ?? null,
    unit: written.unit ?? null,
    min: min ?? null,
    max: max ?? null,
    values: written.values ?? null,
    missing: written.missing ?? [],
    pii: written.pii ?? 'keep',
    place: reading.place(path),
  };
}

const valueProblem = (
  path: readonly string[],
  expected: ContractExpected,
  found: string,
  reading: Reading,
  allowed: readonly number[] = [],
): Problem =>
  new Problem('CONTRACT_VALUE', {
    at: reading.name(path),
    expected,
    allowed,
    nearest: null,
    found,
    place: reading.place(path),
  });
