import { Problem } from '../std/problem.ts';
import { classCodes, classesOf, classesTogether, type Positive, positiveOf } from './classes.ts';
import { clustersOf, queryCodes } from './clusters.ts';
import { judgeable, OUTSIDE, type Requirement, type SetAside, type SetAsideCount } from './judgeable.ts';
import type { TaskName } from './roles.ts';
import { type PricedRows, type Prices, priceRows } from './row-prices.ts';
import { makeRows, type Quantile, type RoleColumns, type Rows } from './rows.ts';
import { type Column, findColumn, isMissing, rowsOf, type Table, takeNumbers, takeTable } from './table.ts';

/** Which column plays which role, with everything decided: what the contract says, or what was inferred. */
export interface RolePlan {
  readonly task: TaskName;
  readonly label: string;
  readonly answers: Answers;
  readonly weight: string | null;
  readonly cluster: string | null;
  /** The list that a row is ranked in; rows of one list count as one cluster where no cluster is named. */
  readonly query?: string | null;
  /** When a forecast was made; forecasts of one origin count as one cluster where no cluster is named. */
  readonly origin?: string | null;
  /** Times: rows of one day (UTC) count as one cluster where no cluster is named. */
  readonly timestamp: string | null;
  readonly positive: string | null;
  readonly threshold: Threshold | null;
  /** What answers cost; null where nobody said. */
  readonly prices?: Prices | null;
}

/** The columns in which a model answers. */
export interface Answers {
  readonly prediction: string | null;
  readonly score: string | null;
  /** Column by class. */
  readonly scores: Readonly<Record<string, string>> | null;
  readonly quantiles: readonly { readonly level: number; readonly column: string }[];
}

/** When a score is a yes. */
export interface Threshold {
  readonly operator: '>' | '>=';
  readonly limit: number;
}

/** Rows that can be judged, and how they came to be. */
export interface Assigned {
  readonly rows: Rows;
  /** The rows of the table that are judged, row for row with `rows`. */
  readonly table: Table;
  readonly setAside: readonly SetAsideCount[];
  readonly positive: Positive | null;
  readonly threshold: Threshold | null;
  readonly independence: {
    readonly by: 'row' | 'cluster' | 'day';
    readonly column: string | null;
    readonly clusters: number | null;
  };
}

/**
 * The rows that have a label and every answer that a role names, as numbers. `other` names the columns of a second
 * model in the same table. Problems: TABLE_COLUMN_MISSING, LABEL_NOT_NUMERIC, CLASSES_NOT_TWO, POSITIVE_*.
 */
export function assignRoles(table: Table, name: string, plan: RolePlan, other: Answers | null = null): Assigned {
  const label = need(table, plan.label, 'label', name);
  const reader = readerOf(table, name, plan, label);
  const wanted = [plan.answers, ...(other ? [other] : [])].map((answers) => reader.read(answers));
  const labels = reader.labels;
  const weight = plan.weight === null ? null : numbersOf(need(table, plan.weight, 'weight', name), name);
  const money = moneyOf(plan, reader, (column) => numbersOf(need(table, column, 'costs', name), name, 'costs'));
  const { mask, setAside } = judgeable(table.n, requirements(labels, wanted, { weight, known: money?.known ?? null }));
  const indices = rowsOf(mask);
  // Columns never change: where no row is set aside they are taken as they are.
  const isAll = indices.length === table.n;
  const pick = (values: Float64Array): Float64Array => (isAll ? values : takeNumbers(values, indices));
  const clusters = clustersOf(plan, indices, (column, role) => need(table, column, role, name));
  const query = plan.query ? queryCodes(need(table, plan.query, 'query', name), indices) : null;
  const rows = makeRows(indices.length, {
    // ! the model's own answers come first
    roles: { label: pick(labels), ...pickRoles(priced(wanted[0]!.roles, money), pick), ...(query && { query }) },
    against: wanted[1] ? pickRoles(priced(wanted[1].roles, money), pick) : {},
    quantiles: wanted[0]!.quantiles.map(({ level, values }) => ({ level, values: pick(values) })), // ! as above
    classes: reader.classes,
    ...(weight && { weight: pick(weight) }),
    cluster: clusters.codes,
  });
  return {
    rows,
    table: isAll ? table : takeTable(table, indices),
    setAside,
    positive: reader.positive,
    threshold: reader.threshold,
    independence: clusters.independence,
  };
}

interface Reader {
  readonly labels: Float64Array;
  readonly classes: readonly string[];
  readonly positive: Positive | null;
  readonly threshold: Threshold | null;
  read(answers: Answers): Answered;
}
interface Answered {
  readonly roles: Partial<RoleColumns>;
  readonly quantiles: readonly Quantile[];
}

const readerOf = (table: Table, name: string, plan: RolePlan, label: Column): Reader =>
  plan.task === 'binary'
    ? binaryReader(table, name, plan, label)
    : plan.task === 'multiclass'
      ? multiclassReader(table, name, plan, label)
      : plan.task === 'ranking'
        ? rankingReader(table, name, label)
        : numberReader(table, name, label);

function binaryReader(table: Table, name: string, plan: RolePlan, label: Column): Reader {
  const scores = plan.answers.score === null ? null : numbersOf(need(table, plan.answers.score, 'score', name), name);
  const positive = positiveOf(label, name, plan.positive, (className) => scores && meanWhere(label, className, scores));
  const classes = [positive.negative, positive.name];
  const threshold = plan.threshold ?? { operator: '>', limit: 0.5 };
  return {
    labels: toNumbers(classCodes(label, classes)),
    classes,
    positive,
    threshold: plan.answers.score === null ? null : threshold,
    read({ prediction, score }) {
      const given = score === null ? null : numbersOf(need(table, score, 'score', name), name);
      const column = prediction === null ? null : need(table, prediction, 'prediction', name);
      const decided = column ? decisions(column, classes) : given && decide(given, threshold);
      return { roles: { ...(decided && { prediction: decided }), ...(given && { score: given }) }, quantiles: [] };
    },
  };
}

/** Predictions as 0 or 1: in the words of the label, or as 0 and 1 (true and false) whatever the label's words are. */
function decisions(column: Column, classes: readonly string[]): Float64Array {
  const found = classesOf(column);
  if (found.every((name) => classes.includes(name))) return toNumbers(classCodes(column, classes));
  if (found.every((name) => name === '0' || name === '1')) return toNumbers(classCodes(column, ['0', '1']));
  throw new Problem('PREDICTION_CLASSES', { column: column.name, found, classes });
}

/** 1 where a score is a yes, else 0; NaN where there is none. */
export function decide(score: Float64Array, { operator, limit }: Threshold): Float64Array {
  const decided = new Float64Array(score.length);
  for (let i = 0; i < score.length; i++) {
    const s = score[i]!; // ! i < n
    decided[i] = Number.isNaN(s) ? s : Number(operator === '>' ? s > limit : s >= limit);
  }
  return decided;
}

function meanWhere(label: Column, className: string, scores: Float64Array): number | null {
  const codes = classCodes(label, [className]);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] !== 0 || Number.isNaN(scores[i])) continue;
    sum += scores[i]!; // ! i < n
    count++;
  }
  return count === 0 ? null : sum / count;
}

function multiclassReader(table: Table, name: string, plan: RolePlan, label: Column): Reader {
  const { prediction } = plan.answers;
  const predicted = prediction === null ? [] : classesOf(need(table, prediction, 'prediction', name));
  const classes = classesTogether(label, predicted, plan.answers);
  return {
    labels: toNumbers(classCodes(label, classes)),
    classes,
    positive: null,
    threshold: null,
    read(answers) {
      const columns = answers.scores && classes.map((key) => need(table, answers.scores?.[key] ?? key, 'scores', name));
      const byClass = columns?.map((column) => numbersOf(column, name)) ?? null;
      const column = answers.prediction === null ? null : need(table, answers.prediction, 'prediction', name);
      const decided = column ? toNumbers(classCodes(column, classes)) : byClass && highest(byClass, table.n);
      return { roles: { ...(decided && { prediction: decided }), ...(byClass && { scores: byClass }) }, quantiles: [] };
    },
  };
}

/** The class of the highest score; the first of equals. */
function highest(byClass: readonly Float64Array[], n: number): Float64Array {
  const decided = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let k = 1; k < byClass.length; k++) if (byClass[k]![i]! > byClass[best]![i]!) best = k; // ! k, best < classes
    decided[i] = byClass.some((values) => Number.isNaN(values[i])) ? Number.NaN : best;
  }
  return decided;
}

function numberReader(table: Table, name: string, label: Column): Reader {
  return {
    labels: numbersOf(label, name),
    classes: [],
    positive: null,
    threshold: null,
    read({ prediction, quantiles }) {
      const levels = quantiles
        .map(({ level, column }) => ({ level, values: numbersOf(need(table, column, 'quantiles', name), name) }))
        .sort((a, b) => a.level - b.level);
      const middle = levels.find(({ level }) => level === 0.5);
      const values =
        prediction === null ? middle?.values : numbersOf(need(table, prediction, 'prediction', name), name);
      const [low, high] = [levels[0], levels.at(-1)];
      const isInterval = low !== undefined && high !== undefined && low.level < 0.5 && high.level > 0.5;
      const ends = isInterval ? { lower: low.values, upper: high.values } : {};
      return { roles: { ...(values && { prediction: values }), ...ends }, quantiles: levels };
    },
  };
}

/** What each item is worth, and the score that it is ranked by; decisions are yes or no. */
function rankingReader(table: Table, name: string, label: Column): Reader {
  const read = (column: string | null, role: string): Float64Array | null =>
    column === null ? null : numbersOf(need(table, column, role, name), name);
  return {
    labels: numbersOf(label, name),
    classes: [],
    positive: null,
    threshold: null,
    read({ score, prediction }) {
      const [scores, decided] = [read(score, 'score'), read(prediction, 'prediction')];
      return { roles: { ...(scores && { score: scores }), ...(decided && { prediction: decided }) }, quantiles: [] };
    },
  };
}

/** What answers cost where rows have prices of their own; null elsewhere. Problems: COSTS_*, TABLE_COLUMN_MISSING. */
const moneyOf = (
  { prices, task }: RolePlan,
  { labels, classes }: Reader,
  numbers: (column: string) => Float64Array,
): PricedRows | null => (prices ? priceRows(prices, { task, labels, classes, numbers }) : null);

function priced(roles: Partial<RoleColumns>, money: PricedRows | null): Partial<RoleColumns> {
  const { prediction, score } = roles;
  if (money === null || prediction === undefined) return roles;
  const all = (answer: number): Float64Array => money.of(new Float64Array(prediction.length).fill(answer));
  const either = score && { costOfNo: all(0), costOfYes: all(1) };
  return { ...roles, cost: money.of(prediction), ...either };
}

interface Beside {
  readonly weight: Float64Array | null;
  /** NaN where a price is not known. */
  readonly known: Float64Array | null;
}

/** What each row must have, in the order in which a lack of it is reported: no score is why there is no decision. */
function requirements(labels: Float64Array, answered: readonly Answered[], { weight, known: price }: Beside) {
  const known = (reason: SetAside, values: Float64Array): Requirement => ({ reason, values, least: -Number.MAX_VALUE });
  const all: Requirement[] = [{ reason: 'no-label', values: labels, least: OUTSIDE }];
  all.push(known('label-outside-classes', labels));
  for (const [k, { roles, quantiles }] of answered.entries()) {
    const numbers = [roles.score, ...(roles.scores ?? []), ...quantiles.map(({ values }) => values)];
    for (const values of numbers) if (values) all.push(known(k === 0 ? 'no-score' : 'no-other-prediction', values));
    if (roles.prediction) all.push(known(k === 0 ? 'no-prediction' : 'no-other-prediction', roles.prediction));
  }
  if (weight) all.push({ reason: 'no-weight', values: weight, least: 0 });
  if (price) all.push(known('no-cost', price));
  return all;
}

function toNumbers(codes: Int32Array): Float64Array {
  const numbers = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!; // ! i < n
    numbers[i] = code >= 0 ? code : code === -1 ? Number.NaN : OUTSIDE;
  }
  return numbers;
}

/** Missing becomes NaN here and leaves with the rows that are set aside. */
function numbersOf(column: Column, table: string, role?: 'costs'): Float64Array {
  if (column.kind === 'text') {
    let rows = 0;
    for (const code of column.codes) if (code >= 0) rows++;
    const details = { column: column.name, table, rows, ...(role && { isPrice: true }) };
    if (rows > 0) throw new Problem('LABEL_NOT_NUMERIC', details);
    return new Float64Array(column.codes.length).fill(Number.NaN);
  }
  return column.missing === null ? column.values : column.values.map((v, i) => (isMissing(column, i) ? Number.NaN : v));
}

function need(table: Table, column: string, role: string, name: string): Column {
  const found = findColumn(table, column);
  if (found) return found;
  throw new Problem('TABLE_COLUMN_MISSING', { column, role, table: name, found: table.columns.map((c) => c.name) });
}

function pickRoles(roles: Partial<RoleColumns>, pick: (values: Float64Array) => Float64Array): Partial<RoleColumns> {
  const { scores, ...plain } = roles;
  const picked = Object.fromEntries(Object.entries(plain).map(([key, values]) => [key, pick(values)]));
  return { ...picked, ...(scores && { scores: scores.map(pick) }) };
}
