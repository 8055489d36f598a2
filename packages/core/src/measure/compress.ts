import type { RoleColumns, RoleName, Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';

/** A column that a quantity looks at. Rows that agree in all of them may be counted together. */
export type Touch = RoleName | `against.${RoleName}` | 'group';

const MOST_CODES = 64;
const MOST_CELLS = 4096;

/** How many rows there are, equal ones counted as often as they stand. */
export function sizeOf(rows: Rows): number {
  if (!rows.isCounted) return rows.n;
  let size = 0;
  for (let i = 0; i < rows.n; i++) size += rows.weight[i]!; // ! i < n
  return size;
}

const kept = new WeakMap<Rows, Map<string, Rows>>();

/**
 * The same rows, equal ones counted: a million answers of yes or no are four rows with weights. Every metric promises
 * that a weight of 2 is the row twice, so values and influence stay exact. Rows come back as they are where columns
 * are not small codes, where rows have weights of their own, or where clusters tie them.
 * Cost: one pass for each set of columns, then shared by all metrics that look at the same ones.
 */
export function compress(rows: Rows, touches: readonly Touch[] | null): Rows {
  if (touches === null || touches.length === 0 || rows.isCounted || rows.side) return rows;
  const known = kept.get(rows) ?? new Map<string, Rows>();
  kept.set(rows, known);
  const once = (key: string, make: () => Rows): Rows => {
    const counted = known.get(key) ?? make();
    known.set(key, counted);
    return counted;
  };
  return once([...touches].sort().join(), () => {
    if (!isPlain(rows.weight)) return rows;
    // Most metrics look at label and prediction: what looks at one of them is counted from there, not from all rows.
    const isAnswer = touches.every((touch) => ANSWER.includes(touch));
    const from = isAnswer && touches.length < ANSWER.length ? once(ANSWER.join(), () => count(rows, ANSWER)) : rows;
    return from.isCounted && touches.every((touch) => columnOf(from, touch))
      ? count(from, touches)
      : count(rows, touches);
  });
}

const ANSWER: readonly Touch[] = ['label', 'prediction'];

/** A column of codes: `low` is the smallest, `size` how many there may be. */
interface Coded {
  readonly touch: Touch | 'cluster';
  readonly column: ArrayLike<number>;
  readonly low: number;
  readonly size: number;
}

function count(rows: Rows, touches: readonly Touch[]): Rows {
  const coded: Coded[] = rows.cluster ? [clusterCodes(rows.cluster)] : [];
  for (const touch of new Set(touches)) {
    const column = columnOf(rows, touch);
    if (column === null) continue;
    const codes = classCodes(rows, touch, column) ?? codesOf(column, touch);
    if (codes === null) return rows;
    coded.push(codes);
  }
  const cells = coded.reduce((product, { size }) => product * size, 1);
  if (!rows.isCounted && (cells > Math.max(MOST_CELLS, rows.n / 4) || cells >= rows.n)) return rows;
  const counts = countsOf(rows, coded, cells);
  const present = Array.from(counts.keys()).filter((cell) => counts[cell]! > 0); // ! a key
  const weight = Float64Array.from(present, (cell) => counts[cell]!); // ! present
  return rebuilt(rows, coded, present, weight);
}

/** How many rows are in each cell of the product of the codes. */
function countsOf({ n, weight }: Rows, coded: readonly Coded[], cells: number): Float64Array {
  const counts = new Float64Array(cells);
  const [first, second] = coded;
  if (first && second && coded.length === 2) {
    // The usual case without an array for the cells in between.
    const [a, b] = [first.column, second.column];
    if (isYesNo(first) && isYesNo(second) && isPlain(weight)) return countsOfYesNo(a, b);
    const base = first.low * second.size + second.low;
    for (let i = 0; i < n; i++) counts[a[i]! * second.size + b[i]! - base]! += weight[i]!; // ! n rows, a cell
    return counts;
  }
  const cellOf = new Int32Array(n);
  for (const { column, low, size } of coded) {
    for (let i = 0; i < n; i++) cellOf[i] = cellOf[i]! * size + column[i]! - low; // ! n rows
  }
  for (let i = 0; i < n; i++) counts[cellOf[i]!]! += weight[i]!; // ! a cell of the product
  return counts;
}

const isYesNo = ({ low, size }: Coded): boolean => low === 0 && size === 2;

/** Rows by two answers of 0 and 1: three sums say it all. */
function countsOfYesNo(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  let first = 0;
  let second = 0;
  let both = 0;
  for (let i = 0; i < a.length; i++) {
    first += a[i]!; // ! n rows, here and below
    second += b[i]!; // !
    both += a[i]! * b[i]!; // !
  }
  return Float64Array.of(a.length - first - second + both, second - both, first - both, both);
}

/** One row for each cell that is there. */
function rebuilt(rows: Rows, coded: readonly Coded[], present: readonly number[], weight: Float64Array): Rows {
  const values = new Map<Touch | 'cluster', Float64Array>();
  let step = 1;
  for (const { touch, low, size } of [...coded].reverse()) {
    const width = step;
    values.set(
      touch,
      Float64Array.from(present, (cell) => (Math.floor(cell / width) % size) + low),
    );
    step *= size;
  }
  const named = (prefix: '' | 'against.'): Partial<RoleColumns> => {
    const names: Exclude<RoleName, 'scores'>[] = ['label', 'prediction', 'score', 'quantile', 'lower', 'upper', 'cost'];
    const found = names.map((name) => [name, values.get(`${prefix}${name}`)] as const);
    return Object.fromEntries(found.filter(([, column]) => column !== undefined));
  };
  const [cluster, group] = [values.get('cluster'), values.get('group')];
  return {
    n: weight.length,
    roles: named(''),
    against: named('against.'),
    quantiles: [],
    classes: rows.classes,
    weight,
    isCounted: true,
    cluster: cluster ? Int32Array.from(cluster) : null,
    group: group ? Int32Array.from(group) : null,
    side: null,
    features: [],
  };
}

function clusterCodes(cluster: Int32Array): Coded {
  let high = 0;
  for (let i = 0; i < cluster.length; i++) if (cluster[i]! > high) high = cluster[i]!; // ! i < n
  return { touch: 'cluster', column: cluster, low: 0, size: high + 1 };
}

function columnOf(rows: Rows, touch: Touch): ArrayLike<number> | null {
  if (touch === 'group') return rows.group;
  const isAgainst = touch.startsWith('against.');
  const name = (isAgainst ? touch.slice('against.'.length) : touch) as RoleName; // as: what stands behind the dot
  const column = (isAgainst ? rows.against : rows.roles)[name];
  return column === undefined || Array.isArray(column) ? null : (column as Float64Array); // as: scores are an array
}

/** Labels and predictions of classes are codes of them: nobody has to look at each row. Null for what is none. */
function classCodes({ classes }: Rows, touch: Touch, column: ArrayLike<number>): Coded | null {
  const isClass = touch === 'label' || touch === 'prediction' || touch === 'against.prediction';
  return isClass && classes.length > 0 && classes.length <= MOST_CODES
    ? { touch, column, low: 0, size: classes.length }
    : null;
}

/** The codes of a column, or null when a value is no small whole number. */
function codesOf(column: ArrayLike<number>, touch: Touch): Coded | null {
  let low = touch === 'group' ? -1 : 0;
  let high = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!; // ! i < n
    if (value > high) high = value;
    else if (value < low) low = value;
    if (value >= MOST_CODES || value <= -MOST_CODES || value !== (value | 0)) return null;
  }
  return { touch, column, low, size: high - low + 1 };
}
