import { Problem } from '@holdfast/core/std/problem.ts';
import { type Answers, type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { bring, partnersById } from '@holdfast/core/table/join.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { type Column, findColumn, isMissing, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import type { Subject } from '@holdfast/core/verdict/subject.ts';
import type { Plan } from './plan.ts';
import type { ReadFile } from './tables.ts';

/** The answers of several seeds to the rows that are judged. */
export interface Seeds {
  readonly path: string;
  readonly names: readonly string[];
  /** The rows that all seeds answer, with the answers of the candidate and of the other model. */
  readonly own: Rows;
  /** The same rows with the answers of each seed. */
  readonly runs: readonly Rows[];
  /** Where each judged row stands among them; -1 where a seed does not answer it. */
  readonly placeOf: Int32Array;
  readonly unmatched: number;
}

/** What is needed to read seeds. */
export interface SeedsFrom {
  readonly file: ReadFile | null;
  /** The names of the columns, with a star; null takes what is named after a seed, a fold or a run. */
  readonly pattern: string | null;
  readonly plan: Plan;
  readonly assigned: Assigned;
  readonly subject: Subject;
  /** The candidate's file. */
  readonly path: string;
}

/** "score_seed0", "fold 3", "run-12". */
const NAMED_SO = /(^|[^a-z])(seed|fold|run)[_\- ]?\d+$/i;

/**
 * The answers of seeds or folds: columns of a file that is joined by id, or of the candidate's own. Null where nobody
 * gave any. Problems: SEEDS_COLUMNS, ROLE_UNKNOWN without an id, IDS_DUPLICATE, LABELS_UNMATCHED.
 */
export function seedsOf({ file, pattern, plan, assigned, subject, path }: SeedsFrom): Seeds | null {
  if (file === null && pattern === null) return null;
  const table = file?.table ?? assigned.table;
  const from = file?.input.path ?? path;
  const names = columnsOf(table, pattern);
  if (names.length < 2) {
    const found = table.columns.map(({ name }) => name);
    throw new Problem('SEEDS_COLUMNS', { table: from, pattern, columns: names.length, found });
  }
  const columns = names.map((name) => columnAt(name, { file, plan, assigned, path }));
  const keep = rowsOf(presence(columns, assigned.rows.n));
  const placeOf = new Int32Array(assigned.rows.n).fill(-1);
  keep.forEach((row, place) => {
    placeOf[row] = place;
  });
  const own = takeRows({ ...subject.rows, features: [] }, keep);
  const taken = takeTable({ n: assigned.table.n, columns: [...assigned.table.columns, ...columns] }, keep);
  const runs = keep.length === 0 ? [] : columns.map((column) => runOf(column, taken, { plan, assigned, own, from }));
  return { path: from, names, own, runs, placeOf, unmatched: assigned.rows.n - keep.length };
}

function columnsOf({ columns }: Table, pattern: string | null): readonly string[] {
  const [before = '', after = ''] = (pattern ?? '').split('*');
  const isMeant = (name: string): boolean =>
    pattern === null
      ? NAMED_SO.test(name)
      : name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  return columns.map(({ name }) => name).filter(isMeant);
}

/** A column of a seed for the rows that are judged; no column of a file has a name with a line break. */
function columnAt(
  name: string,
  { file, plan, assigned, path }: Pick<SeedsFrom, 'file' | 'plan' | 'assigned' | 'path'>,
): Column {
  const column = findColumn(file?.table ?? assigned.table, name)!; // ! named by columnsOf
  if (file === null) return { ...column, name: `seed\n${name}` };
  const { id } = plan.names;
  if (id === null) {
    throw new Problem('ROLE_UNKNOWN', {
      role: 'id',
      table: path,
      found: assigned.table.columns.map((one) => one.name),
    });
  }
  const first = { name: path, table: assigned.table };
  return bring(column, partnersById(first, { name: file.input.path, table: file.table }, id), `seed\n${name}`);
}

function presence(columns: readonly Column[], n: number): Uint8Array {
  const mask = new Uint8Array(n).fill(1);
  for (const column of columns) for (let i = 0; i < n; i++) if (isMissing(column, i)) mask[i] = 0;
  return mask;
}

interface RunFrom {
  readonly plan: Plan;
  readonly assigned: Assigned;
  readonly own: Rows;
  readonly from: string;
}

function runOf(column: Column, table: Table, { plan, assigned, own, from }: RunFrom): Rows {
  const positive = assigned.positive?.name ?? plan.roles.positive;
  const read = assignRoles(table, from, { ...plan.roles, positive }, answersIn(column, plan));
  const { score, prediction, cost } = read.rows.against;
  // Of fewer rows there may be fewer classes: a code is read by the name of its class.
  const codes = read.rows.classes.map((name) => own.classes.indexOf(name));
  const isSame = codes.every((code, k) => code === k);
  const answers = isSame ? prediction : prediction?.map((code) => codes[code] ?? -1);
  const { label } = own.roles;
  const roles = {
    ...(label && { label }),
    ...(score && { score }),
    ...(answers && { prediction: answers }),
    ...(cost && { cost }),
  };
  return { ...own, roles, against: {}, quantiles: [] };
}

/** Numbers between 0 and 1 are the scores of a seed; all else is its answers. */
function answersIn(column: Column, { roles }: Plan): Answers {
  const isScore =
    roles.task === 'binary' && column.kind === 'number' && !column.values.every((value) => value === 0 || value === 1);
  const name = column.name;
  return { prediction: isScore ? null : name, score: isScore ? name : null, scores: null, quantiles: [] };
}
