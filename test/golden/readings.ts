import assert from 'node:assert/strict';
import { defaults, isGap, type Task } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { OTHER_NAMES } from '../../packages/core/src/catalogue/other-names.ts';
import { quantity } from '../../packages/core/src/measure/entry-quantity.ts';
import { readingOf } from '../../packages/core/src/measure/readings.ts';
import { makeRows, type Quantile, type Rows } from '../../packages/core/src/table/rows.ts';
import type { Lists } from './entries.ts';

/** Rows from lists, for quantities. */
export function rowsOf(
  { scores, ...plain }: Lists,
  {
    classes = [],
    weight,
    quantiles = [],
  }: { classes?: readonly unknown[]; weight?: readonly number[] | undefined; quantiles?: readonly Quantile[] } = {},
): Rows {
  const columns = Object.entries(plain).map(([role, list]) => [role, Float64Array.from(list)]);
  const n = Object.values(plain)[0]?.length ?? 0;
  return makeRows(n, {
    roles: {
      ...Object.fromEntries(columns),
      ...(scores && { scores: scores.map((score) => Float64Array.from(score)) }),
    },
    classes: classes.map(String),
    quantiles,
    ...(weight && { weight: Float64Array.from(weight) }),
  });
}

/** What an entry says of rows, read as `of` names it (null: as it is); null for a gap. */
export function readValue(
  id: string,
  rows: Rows,
  of: string | null,
  params: Record<string, number> = {},
): number | null {
  const entry = entryById(id);
  assert.ok(entry, id);
  const values = { ...defaults(entry), ...params };
  const found = of === null ? quantity(entry, values) : readingOf(entry, rows, of, values)?.quantity;
  assert.ok(found, `${id} cannot be read as ${of}`);
  const answer = found.of(rows, 'value');
  return isGap(answer) ? null : answer.value;
}

/** The number that the catalogue gives under another name; null for a gap. */
export function byOtherName(name: string, rows: Rows, params: Record<string, number> = {}): number | null {
  const other = OTHER_NAMES.find((candidate) => candidate.name === name);
  assert.ok(other, name);
  const of = other.reading === 'the negative class' ? (rows.classes[0] ?? null) : (other.reading ?? null);
  const value = readValue(other.entry, rows, of, { ...other.params, ...params });
  const present = new Set([...(rows.roles.label ?? [])].filter((_, i) => rows.weight[i]! > 0)); // ! i < n
  const total = rows.weight.reduce((sum, w) => sum + w, 0);
  return value === null ? null : other.of(value, { n: total, classes: present.size });
}

export type { Task };
