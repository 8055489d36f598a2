import { basename } from 'node:path';
import { isGap } from '@holdfast/core/catalogue/define.ts';
import { thresholdFollowed } from '@holdfast/core/contract/defaults.ts';
import { type Sample, writeContract } from '@holdfast/core/contract/init.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { type Measured, measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import { checkWhy, INIT_WORDS } from '@holdfast/core/report/words/init.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { inferRoles, type RoleNames, type RolesFound } from '@holdfast/core/table/roles.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';
import { entryOf } from '@holdfast/core/verdict/subject.ts';
import type { Source } from '../files/source.ts';
import { answersOf, byPattern } from './plan.ts';
import type { GivenRoles } from './request.ts';

/** What a task is mostly judged by, in this order; an entry that lacks its columns is left out. */
const HEADLINES: Readonly<Record<string, readonly string[]>> = {
  binary: ['accuracy', 'roc-auc', 'expected-calibration-error'],
  multiclass: ['accuracy', 'multiclass-log-loss'],
  regression: ['mae'],
  forecast: ['mae', 'interval-coverage'],
  ranking: ['ndcg'],
};

/** A longer file is known by so many rows: the memory of `init` must not grow with its length. */
const SAMPLE_ROWS = 200_000;

export interface FirstContract {
  readonly text: string;
  readonly found: RolesFound;
  /** Null when all rows were looked at. */
  readonly sample: Sample | null;
}

/**
 * The text of a contract for a file, and what was found on the way. Roles, types and ranges are those of a sample of a
 * long file; limits are measured on all rows, for which the columns with roles alone are read. Problems: those of
 * roles, TABLE_EMPTY.
 */
export async function firstContract(file: string, source: Source, given: GivenRoles): Promise<FirstContract> {
  if (source.rows === 0) throw new Problem('TABLE_EMPTY', { table: source.path });
  const table = await source.sample(SAMPLE_ROWS);
  const sample = table.n === source.rows ? null : { rows: table.n, of: source.rows };
  const scores = given.scoresPattern === null ? {} : { scores: byPattern(given.scoresPattern, table) };
  const inferred = inferRoles(table, { ...given.roles, ...scores });
  const found: RolesFound = given.task === null ? inferred : { ...inferred, task: given.task };
  const isJudged = found.roles.label !== null && found.task !== null;
  const answers = sample === null || !isJudged ? table : await source.read(judgedBy(found.roles));
  const assigned = assignedOf(file, answers, found, given);
  const positive = assigned?.positive?.name ?? null;
  const { score, prediction } = found.roles;
  const followed = positive && score && prediction ? thresholdFollowed(answers, { score, prediction, positive }) : null;
  const text = writeContract({
    model: basename(file).replace(/(\.[a-z]+)+$/i, '') || 'model',
    file: basename(file),
    table,
    sample,
    found,
    positive,
    threshold: given.threshold ?? followed,
    checks: assigned ? checksOf(assigned, found.task ?? '') : [],
    words: INIT_WORDS,
  });
  return { text, found, sample };
}

/** The columns that limits are measured with. */
const judgedBy = (roles: RoleNames): readonly string[] =>
  [
    ...[roles.label, roles.prediction, roles.score, roles.weight, roles.cluster, roles.timestamp],
    ...[roles.query, roles.origin],
    ...[...roles.scores, ...roles.quantiles].map(({ column }) => column),
  ].filter((name) => name !== null);

/** The rows as they would be judged; null where something that only a person can say is still open. */
function assignedOf(file: string, table: Table, { roles, task }: RolesFound, given: GivenRoles): Assigned | null {
  const answers = answersOf(roles);
  if (roles.label === null || task === null || findColumn(table, roles.label) === null) return null;
  if (
    answers.prediction === null &&
    answers.score === null &&
    answers.scores === null &&
    answers.quantiles.length === 0
  )
    return null;
  const { label, weight, cluster, timestamp, query, origin } = roles;
  try {
    return assignRoles(table, file, {
      task,
      label,
      answers,
      weight,
      cluster,
      query,
      origin,
      timestamp,
      positive: given.positive,
      threshold: given.threshold,
    });
  } catch (error) {
    // A class that nobody named is for the person to say in the contract: the rest can still be written.
    if (error instanceof Problem && error.code === 'POSITIVE_AMBIGUOUS') return null;
    throw error;
  }
}

function checksOf({ rows }: Assigned, task: string): readonly { readonly text: string; readonly why: string }[] {
  return (HEADLINES[task] ?? []).flatMap((id) => {
    const entry = entryOf(id);
    const measured = measure(quantity(entry), rows, { seed: 1 });
    if (isGap(measured) || measured.boundsAt(TWO_SIDED) === null) return [];
    const isAtLeast = entry.better === 'higher';
    const limit = roomyLimit(measured, isAtLeast);
    return [{ text: `${id} ${isAtLeast ? '>=' : '<='} ${limit}`, why: checkWhy(measured.value, measured.n) }];
  });
}

/**
 * A limit that a sample like this one meets 19 times in 20: two half-widths from the value, rounded away from it to
 * three figures of the distance. Nearer, and chance alone would fail every third release.
 */
function roomyLimit(measured: Measured, isAtLeast: boolean): number {
  const [low, high] = measured.boundsAt(TWO_SIDED) ?? [measured.value, measured.value];
  const distance = Math.max(isAtLeast ? 2 * (measured.value - low) : 2 * (high - measured.value), 1e-12);
  const limit = isAtLeast ? measured.value - distance : measured.value + distance;
  const step = 10 ** Math.floor(Math.log10(distance));
  const rounded = (isAtLeast ? Math.floor(limit / step) : Math.ceil(limit / step)) * step;
  return Number(rounded.toPrecision(6));
}
