import { type ColumnFacts, factsOf, isUnique } from './column-facts.ts';
import { findScores, findTask } from './roles-answers.ts';
import { bestNamed, type Grade, WORDS } from './roles-names.ts';
import type { Column, Table } from './table.ts';

/** The column of each role; null, or an empty list, is none. Columns without a role are features. */
export interface RoleNames {
  readonly id: string | null;
  readonly timestamp: string | null;
  readonly label: string | null;
  readonly labelTimestamp: string | null;
  readonly prediction: string | null;
  readonly score: string | null;
  /** One score for each class. */
  readonly scores: readonly { readonly class: string; readonly column: string }[];
  /** Forecasts by quantile level, levels rising. */
  readonly quantiles: readonly { readonly level: number; readonly column: string }[];
  /** Rows of one list that is ranked: a search, a session. */
  readonly query: string | null;
  readonly horizon: string | null;
  readonly origin: string | null;
  readonly cluster: string | null;
  readonly weight: string | null;
  /** Rows for which chance decided what was done; the chance of what was done; rows whose label is our own answer. */
  readonly explored: string | null;
  readonly propensity: string | null;
  readonly selfLabelled: string | null;
  readonly groups: readonly string[];
  readonly ignored: readonly string[];
}
/** What a model answers. */
export type TaskName = 'binary' | 'multiclass' | 'regression' | 'forecast' | 'ranking';

/** Why a column got a role, as a key; the words are in report/words/roles.ts. */
export type RoleReason =
  | 'given'
  | 'named-so'
  | 'named-so-and-unique'
  | 'named-so-with-few-values'
  | 'only-time'
  | 'sums-to-one'
  | 'named-by-level'
  | 'has-quantiles'
  | 'has-horizon'
  | 'has-query'
  | 'has-scores-by-class'
  | 'text-label'
  | 'two-values'
  | 'numbers-between'
  | 'many-values';

/** What columns are for, as far as it can be told, and what a person has to say. */
export interface RolesFound {
  readonly roles: RoleNames;
  readonly task: TaskName | null;
  /** In the order of the rules; `column` is the value of the task for role `task`. */
  readonly reasons: readonly Found[];
  /** Roles with several equally good columns, or that only people give (groups): none is taken. */
  readonly ambiguous: readonly { readonly role: RoleKey; readonly candidates: readonly string[] }[];
}
/** A role, or the task. */
export type RoleKey = keyof RoleNames | 'task';
/** A column that got a role, or a task, with the reason. */
export interface Found {
  readonly role: RoleKey;
  readonly column: string;
  readonly reason: RoleReason;
}

/** What is known while roles are given out; it lives as long as inferRoles runs. */
export interface Search {
  readonly columns: readonly Column[];
  facts(column: Column): ColumnFacts;
  /** Columns that have no role yet. */
  free(): readonly Column[];
  /** Whether somebody said what the role is, or that there is none. */
  isGiven(role: keyof RoleNames): boolean;
  take(found: Found): void;
  ask(role: RoleKey, candidates: readonly string[]): void;
}

type Mutable = { -readonly [K in keyof RoleNames]: RoleNames[K] };

/**
 * Roles by rules that a person can follow: names first, then what is in the columns. What is given is kept, null and
 * empty lists too. Nothing is guessed silently: of two equally good columns none is taken. A protected group is never
 * inferred, only proposed. Cost: n for each column that is looked at.
 */
export function inferRoles(table: Table, given: Partial<RoleNames> = {}): RolesFound {
  const roles: Mutable = { ...NO_ROLES, ...given };
  const reasons: Found[] = givenReasons(given);
  const ambiguous: { role: RoleKey; candidates: readonly string[] }[] = [];
  const cache = new Map<Column, ColumnFacts>();
  const search: Search = {
    columns: table.columns,
    facts(column) {
      const known = cache.get(column) ?? factsOf(column);
      cache.set(column, known);
      return known;
    },
    free() {
      const taken = new Set(columnsWithRole(roles));
      return table.columns.filter((column) => !taken.has(column.name));
    },
    isGiven: (role) => given[role] !== undefined,
    take: (found) => void reasons.push(found),
    ask: (role, candidates) => void ambiguous.push({ role, candidates }),
  };
  Object.assign(roles, findScores(search, roles));
  for (const rule of RULES) {
    if (search.isGiven(rule.role) || (rule.role === 'score' && roles.scores.length > 0)) continue;
    roles[rule.role] = findSingle(rule, search);
  }
  if (roles.id === null && !ambiguous.some(({ role }) => role === 'id')) proposeId(search);
  proposeGroups(search);
  return { roles, task: findTask(search, roles), reasons, ambiguous };
}

/** Columns that have a role, in the order of the roles. */
export const columnsWithRole = (roles: RoleNames): readonly string[] => [
  ...[roles.id, roles.timestamp, roles.label, roles.labelTimestamp, roles.prediction, roles.score].filter(isName),
  ...roles.scores.map(({ column }) => column),
  ...roles.quantiles.map(({ column }) => column),
  ...[roles.query, roles.origin, roles.weight, roles.explored, roles.propensity, roles.selfLabelled].filter(isName),
  ...roles.ignored,
];
const isName = (name: string | null): name is string => name !== null;

/** What people alone can say is never inferred. */
type SaidRole = 'groups' | 'ignored' | 'cluster' | 'explored' | 'propensity' | 'selfLabelled';
type SingleRole = Exclude<keyof RoleNames, 'scores' | 'quantiles' | SaidRole>;
interface Rule {
  readonly role: SingleRole;
  /** What the column must look like besides its name. */
  fits(column: Column, grade: Grade, search: Search): boolean;
  readonly reason: RoleReason;
}

const isTime = (column: Column): boolean => column.type === 'timestamp';
const isNumber = (column: Column): boolean => column.kind === 'number' && column.type !== 'timestamp';

/** In this order: what is certain by name goes first, so that it is out of the way of the rest. */
const RULES: readonly Rule[] = [
  { role: 'labelTimestamp', fits: isTime, reason: 'named-so' },
  { role: 'origin', fits: isTime, reason: 'named-so' },
  { role: 'label', fits: isLabel, reason: 'named-so' },
  { role: 'prediction', fits: (column) => !isTime(column), reason: 'named-so' },
  { role: 'score', fits: isScore, reason: 'named-so' },
  { role: 'timestamp', fits: isTime, reason: 'named-so' },
  { role: 'query', fits: (column) => !isTime(column), reason: 'named-so' },
  { role: 'horizon', fits: isNumber, reason: 'named-so' },
  {
    role: 'weight',
    fits: (column, _, search) => isNumber(column) && (search.facts(column).min ?? -1) >= 0,
    reason: 'named-so',
  },
  { role: 'id', fits: isUnique, reason: 'named-so-and-unique' },
];

function findSingle(rule: Rule, search: Search): string | null {
  const { best, grade } = bestNamed(search.free(), rule.role, (column, found) => rule.fits(column, found, search));
  const [first, second] = best;
  if (second !== undefined)
    search.ask(
      rule.role,
      best.map(({ name }) => name),
    );
  if (second !== undefined) return null;
  if (first !== undefined) {
    const reason = rule.role === 'label' && grade === 'outcome' ? 'named-so-with-few-values' : rule.reason;
    search.take({ role: rule.role, column: first.name, reason });
    return first.name;
  }
  return rule.role === 'timestamp' ? onlyTime(search) : null;
}

/** A table with one column of times has its timestamp, whatever it is called. */
function onlyTime(search: Search): string | null {
  const times = search.free().filter(isTime);
  const [first, second] = times;
  if (second !== undefined)
    search.ask(
      'timestamp',
      times.map(({ name }) => name),
    );
  if (first === undefined || second !== undefined) return null;
  search.take({ role: 'timestamp', column: first.name, reason: 'only-time' });
  return first.name;
}

/** Names such as `churned` are labels only where they say yes or no: `returned` may count pieces. */
function isLabel(column: Column, grade: Grade, search: Search): boolean {
  return !isTime(column) && (grade !== 'outcome' || search.facts(column).distinct <= 2);
}

/** A probability lies in [0, 1]; a plain score may be any number. */
function isScore(column: Column, grade: Grade, search: Search): boolean {
  if (!isNumber(column)) return false;
  const { min, max } = search.facts(column);
  return grade === 'exact' || (min !== null && max !== null && min >= 0 && max <= 1);
}

/** A column that is different in every row may be the id under another name; numbers with fractions never are. */
function proposeId(search: Search): void {
  if (search.isGiven('id')) return;
  const names = search.free().filter((column) => column.kind === 'text' || column.type === 'integer');
  const different = names.filter(isUnique).map(({ name }) => name);
  if (different.length > 0) search.ask('id', different);
}

/** Who is protected is a decision of people, so they are asked. */
function proposeGroups(search: Search): void {
  if (search.isGiven('groups')) return;
  const candidates = search.free().filter((column) => WORDS.groups.some((word) => column.name.toLowerCase() === word));
  const few = candidates.filter((column) => search.facts(column).distinct <= 20).map(({ name }) => name);
  if (few.length > 0) search.ask('groups', few);
}

const NO_ROLES: RoleNames = {
  id: null,
  timestamp: null,
  label: null,
  labelTimestamp: null,
  prediction: null,
  score: null,
  scores: [],
  quantiles: [],
  query: null,
  horizon: null,
  origin: null,
  cluster: null,
  weight: null,
  explored: null,
  propensity: null,
  selfLabelled: null,
  groups: [],
  ignored: [],
};

function givenReasons(given: Partial<RoleNames>): Found[] {
  const single = Object.entries(given).flatMap(([role, value]) =>
    typeof value === 'string' ? [{ role, column: value }] : [],
  );
  const several = [
    ...(given.scores ?? []).map(({ column }) => ({ role: 'scores', column })),
    ...(given.quantiles ?? []).map(({ column }) => ({ role: 'quantiles', column })),
    ...(given.groups ?? []).map((column) => ({ role: 'groups', column })),
  ];
  return [...single, ...several].map(({ role, column }) => ({
    role: role as RoleKey, // as: keys of RoleNames
    column,
    reason: 'given',
  }));
}
