import type { Contract, SliceSpec } from '@holdfast/core/contract/contract.ts';
import { groupsOf } from '@holdfast/core/measure/groups.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import { candidatesWords, NONE_TAKEN, ROLE_WHY } from '@holdfast/core/report/words/roles.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Answers, RolePlan } from '@holdfast/core/table/assign.ts';
import { columnsWithRole, inferRoles, type RoleNames, type RolesFound } from '@holdfast/core/table/roles.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';
import type { Request } from './request.ts';
import { type Opened, otherColumn, type Together, together } from './tables.ts';

/** Everything about columns, decided. */
export interface Plan {
  /** One table: the candidate's rows, what it lacked, and the other model's columns. */
  readonly table: Table;
  readonly roles: RolePlan;
  readonly names: RoleNames;
  readonly other: Answers | null;
  readonly features: readonly string[];
  readonly slices: readonly SliceSpec[];
  readonly unmatched: Together['unmatched'];
  readonly assumed: Result['assumed'];
}

/**
 * Roles by what was said on the command line, then by the contract, then by the data; every inference is kept with its
 * reason. Problems: ROLE_UNKNOWN, TASK_UNKNOWN, TABLE_COLUMN_MISSING, IDS_DUPLICATE, LABELS_UNMATCHED.
 */
export function planOf(request: Request, contract: Contract | null, opened: Opened): Plan {
  const { candidate, labels, against } = opened;
  const said = saidRoles(request, contract, candidate.table);
  const id = said.id ?? inferRoles(candidate.table, said).roles.id ?? repeatedId(opened);
  const needsJoin = labels !== null || against !== null;
  if (needsJoin && id === null) throw roleUnknown('id', candidate.input.path, candidate.table);
  const answers = new Set([...answerNames(said), ...(against ? answerNames(inferRoles(against.table).roles) : [])]);
  const joined: Together = needsJoin
    ? together(opened, id ?? '', (name) => answers.has(name))
    : { table: candidate.table, others: [], unmatched: null };
  const found = inferRoles(joined.table, said);
  const task = request.given.task ?? contract?.task ?? found.task;
  const { label } = found.roles;
  if (label === null) throw roleUnknown('label', candidate.input.path, joined.table);
  if (task === null)
    throw new Problem('TASK_UNKNOWN', { table: candidate.input.path, found: joined.table.columns.map((c) => c.name) });
  const own = answersOf(found.roles);
  if (!hasAnswer(own)) throw roleUnknown('prediction', candidate.input.path, candidate.table);
  const taken = new Set([...columnsWithRole(found.roles), ...(contract?.columns.roles.ignored ?? [])]);
  return {
    table: { n: joined.table.n, columns: [...joined.table.columns, ...joined.others] },
    roles: {
      task,
      label,
      answers: own,
      weight: found.roles.weight,
      cluster: found.roles.cluster,
      query: found.roles.query,
      origin: found.roles.origin,
      timestamp: found.roles.timestamp,
      positive: request.given.positive ?? contract?.columns.positive ?? null,
      threshold: request.given.threshold ?? contract?.columns.threshold ?? null,
      prices: contract?.costs ?? null,
    },
    names: found.roles,
    other: against && otherAnswers(request, contract, against.table, against.input.path),
    features: joined.table.columns.map((column) => column.name).filter((name) => !taken.has(name)),
    slices: slicesOf(contract, found.roles, joined.table),
    unmatched: joined.unmatched,
    assumed: assumedOf(found, request.given.task ?? contract?.task ?? null),
  };
}

/** What names rows in the other table, where this one has it and repeats it: then that is what is wrong. */
function repeatedId({ candidate, labels, against }: Opened): string | null {
  const other = labels ?? against;
  const id = other && inferRoles(other.table).roles.id;
  return id !== null && findColumn(candidate.table, id) !== null ? id : null;
}

const roleUnknown = (role: string, table: string, { columns }: Table): Problem =>
  new Problem('ROLE_UNKNOWN', { role, table, found: columns.map((column) => column.name) });

/**
 * What people said: the command line wins over the contract. A decision column that FILE lacks is no decision of its
 * model.
 */
function saidRoles({ given }: Request, contract: Contract | null, table: Table): Partial<RoleNames> {
  const roles: Partial<RoleNames> = { ...contract?.columns.roles, ...given.roles };
  const pattern = given.scoresPattern ?? contract?.columns.scoresPattern ?? null;
  const scores = pattern === null ? roles.scores : byPattern(pattern, table);
  const isOtherScore = given.roles.score !== undefined && given.roles.prediction === undefined;
  const score = roles.score ?? null;
  const lacksDecision = roles.prediction != null && findColumn(table, roles.prediction) === null;
  const hasScore = (score !== null && findColumn(table, score) !== null) || (scores ?? []).length > 0;
  const decides = isOtherScore || (lacksDecision && hasScore);
  return { ...roles, ...(scores && { scores }), ...(decides && { prediction: null }) };
}

/** Columns by the pattern of their names; the star is the class. */
export function byPattern(pattern: string, table: Table): RoleNames['scores'] {
  const [before = '', after = ''] = pattern.split('*');
  const isMatch = (name: string): boolean =>
    name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  const found = table.columns.filter((column) => column.kind === 'number' && isMatch(column.name));
  return found.map(({ name }) => ({ class: name.slice(before.length, name.length - after.length), column: name }));
}

const answerNames = (roles: Partial<RoleNames>): readonly string[] => [
  ...[roles.prediction, roles.score].filter((name) => name != null),
  ...(roles.scores ?? []).map(({ column }) => column),
  ...(roles.quantiles ?? []).map(({ column }) => column),
];

/** The columns in which a model answers. */
export const answersOf = (roles: RoleNames): Answers => ({
  prediction: roles.prediction,
  score: roles.score,
  scores: roles.scores.length === 0 ? null : Object.fromEntries(roles.scores.map((one) => [one.class, one.column])),
  quantiles: roles.quantiles,
});

const hasAnswer = (answers: Answers): boolean =>
  answers.prediction !== null || answers.score !== null || answers.scores !== null || answers.quantiles.length > 0;

/** The other model's columns, in the joined table. Its names are the contract's, unless options say else. */
function otherAnswers(request: Request, contract: Contract | null, table: Table, path: string): Answers {
  const has = (name: string | null | undefined): boolean => name != null && findColumn(table, name) !== null;
  const { prediction, score, scores, quantiles } = contract?.columns.roles ?? {};
  const given: Partial<RoleNames> = {
    ...(has(prediction) && { prediction: prediction ?? null }),
    ...(has(score) && { score: score ?? null }),
    ...(scores?.every(({ column }) => has(column)) && { scores }),
    ...(quantiles?.every(({ column }) => has(column)) && { quantiles }),
    ...(request.againstScore !== null && { score: request.againstScore, prediction: request.againstPrediction }),
    ...(request.againstPrediction !== null && { prediction: request.againstPrediction }),
  };
  const own = inferRoles(table, given).roles;
  const there = (name: string | null): string | null => (name === null ? null : otherColumn(name));
  const byClass = own.scores.map((one) => [one.class, otherColumn(one.column)]);
  const found: Answers = {
    prediction: there(own.prediction),
    score: there(own.score),
    scores: byClass.length === 0 ? null : Object.fromEntries(byClass),
    quantiles: own.quantiles.map(({ level, column }) => ({ level, column: otherColumn(column) })),
  };
  if (!hasAnswer(found)) throw roleUnknown('against-score', path, table);
  return found;
}

/** The contract's slices, and one for each group and each horizon of a forecast: far ones are worse than near ones. */
function slicesOf(contract: Contract | null, roles: RoleNames, table: Table): readonly SliceSpec[] {
  const declared = contract?.slices ?? [];
  const horizon = roles.horizon === null ? null : findColumn(table, roles.horizon);
  // Very many horizons are no slices that anybody reads.
  const isSliced = horizon !== null && groupsOf(horizon) !== null;
  const groups = [...roles.groups, ...(isSliced ? [horizon.name] : [])]
    .filter((column) => !declared.some((slice) => slice.kind === 'column' && slice.column === column))
    .map((column): SliceSpec => ({ kind: 'column', name: column, column, place: { path: contract?.path ?? '' } }));
  return [...declared, ...groups];
}

/** What nobody said, each with its reason. */
export function assumedOf({ reasons, ambiguous, task }: RolesFound, said: string | null): Result['assumed'] {
  const taken = reasons
    .filter(({ reason, role }) => reason !== 'given' && !(role === 'task' && said !== null))
    .map(({ role, column, reason }) => ({ what: role, value: column, why: ROLE_WHY[reason] }));
  const open = ambiguous
    .filter(({ role }) => !(role === 'task' && (said ?? task) !== null))
    .map(({ role, candidates }) => ({ what: role, value: NONE_TAKEN, why: candidatesWords(candidates) }));
  return [...taken, ...open];
}
