import { nearest } from '../std/nearest.ts';
import { Problem } from '../std/problem.ts';
import type { TaskName } from './roles.ts';
import type { RoleColumns } from './rows.ts';

/** What one outcome costs: as much in every row, or so many times the number that a column holds. A gain is below 0. */
export type Price = number | { readonly column: string; readonly times: number };

/** What answers cost; null was not given. */
export interface Prices {
  readonly falsePositive: Price | null;
  readonly falseNegative: Price | null;
  readonly truePositive: Price | null;
  readonly trueNegative: Price | null;
  /** For each unit by which a number was predicted too high, or too low. */
  readonly over: Price | null;
  readonly under: Price | null;
  /** What happened, what was answered and what that costs; a pair that is absent costs 0. */
  readonly matrix: readonly { readonly label: string; readonly prediction: string; readonly cost: Price }[];
}

/** Which prices a task has. */
const KEYS: Readonly<Record<TaskName, readonly (keyof Prices)[]>> = {
  binary: ['falsePositive', 'falseNegative', 'truePositive', 'trueNegative', 'matrix'],
  multiclass: ['matrix'],
  regression: ['over', 'under'],
  forecast: ['over', 'under'],
  ranking: [],
};

/** How a contract writes them. */
export const PRICE_KEYS: Readonly<Record<keyof Prices, string>> = {
  falsePositive: 'false_positive',
  falseNegative: 'false_negative',
  truePositive: 'true_positive',
  trueNegative: 'true_negative',
  over: 'over',
  under: 'under',
  matrix: 'matrix',
};

/** Whether rows have prices of their own: a matrix, or a column. */
export const isByRow = ({ matrix, ...prices }: Prices): boolean =>
  matrix.length > 0 || ALL.some((key) => key !== 'matrix' && isColumn(prices[key]));

const ALL = [...KEYS.binary, ...KEYS.regression];

const isColumn = (price: Price | null): boolean => typeof price === 'object' && price !== null;

/** Rows whose answers have prices. */
export interface PricedRows {
  /** 0 where every price that the row may ask for is known, NaN elsewhere. */
  readonly known: Float64Array;
  /** What these answers (codes of classes, or numbers) cost, row by row. */
  of(answers: Float64Array): Float64Array;
}

/** The rows of a table: labels are codes of classes, or numbers; `numbers` reads a column, NaN where it is missing. */
export interface ToPrice {
  readonly task: TaskName;
  readonly labels: Float64Array;
  readonly classes: readonly string[];
  readonly numbers: (column: string) => Float64Array;
}

/**
 * Rows with prices of their own; null where all rows have the same. Problems: COSTS_TASK, COSTS_CLASS_UNKNOWN, and
 * those of reading a column. O(n) for each column.
 */
export function priceRows(prices: Prices, rows: ToPrice): PricedRows | null {
  const { task } = rows;
  const given = (key: keyof Prices): boolean => (key === 'matrix' ? prices.matrix.length > 0 : prices[key] !== null);
  const strange = ALL.find((key) => given(key) && !KEYS[task].includes(key));
  if (strange !== undefined) {
    throw new Problem('COSTS_TASK', {
      key: PRICE_KEYS[strange],
      task,
      known: KEYS[task].map((key) => PRICE_KEYS[key]),
    });
  }
  if (!isByRow(prices)) return null;
  return rows.classes.length === 0 ? pricedNumbers(prices, rows) : pricedClasses(prices, rows);
}

/** A price read row by row: the same money, or a column. */
interface Read {
  readonly values: Float64Array | null;
  readonly times: number;
}

function reading(numbers: ToPrice['numbers']): (price: Price | null) => Read {
  const columns = new Map<string, Float64Array>();
  return (price) => {
    if (price === null || typeof price === 'number') return { values: null, times: price ?? 0 };
    const values = columns.get(price.column) ?? numbers(price.column);
    columns.set(price.column, values);
    return { values, times: price.times };
  };
}

const at = ({ values, times }: Read, i: number): number => (values === null ? times : times * values[i]!); // ! i < n

function pricedClasses(prices: Prices, { labels, classes, numbers }: ToPrice): PricedRows {
  const read = reading(numbers);
  const cells = cellsOf(prices, classes).map((row) => row.map(read));
  return {
    known: labels.map((label, i) => ((cells[label] ?? []).every((cell) => Number.isFinite(at(cell, i))) ? 0 : NaN)),
    of: (answers) =>
      answers.map((answer, i) => {
        const cell = cells[labels[i]!]?.[answer]; // ! i < n
        return cell === undefined ? Number.NaN : at(cell, i);
      }),
  };
}

/** Prices by label and answer, both codes. Of two classes the second is the positive one. */
function cellsOf(prices: Prices, classes: readonly string[]): (Price | null)[][] {
  const { matrix, trueNegative, falsePositive, falseNegative, truePositive } = prices;
  if (matrix.length === 0) {
    return [
      [trueNegative, falsePositive],
      [falseNegative, truePositive],
    ];
  }
  const cells = classes.map(() => classes.map((): Price | null => null));
  for (const { label, prediction, cost } of matrix) {
    const row = cells[codeOf(label, [label], classes)]!; // ! a code
    row[codeOf(prediction, [label, prediction], classes)] = cost;
  }
  return cells;
}

function codeOf(name: string, path: readonly string[], classes: readonly string[]): number {
  const code = classes.indexOf(name);
  if (code >= 0) return code;
  throw new Problem('COSTS_CLASS_UNKNOWN', { class: name, path, nearest: nearest(name, classes), known: classes });
}

/** The role `cost` of rows of two classes that are decided so; nothing where all rows have the same prices. */
export function costOfDecided(
  { costOfNo, costOfYes }: Partial<RoleColumns>,
  decided: Float64Array,
): Pick<RoleColumns, 'cost'> | null {
  if (!costOfNo || !costOfYes) return null;
  return { cost: decided.map((answer, i) => (answer === 1 ? costOfYes[i]! : costOfNo[i]!)) }; // ! i < n
}

function pricedNumbers({ over, under }: Prices, { labels, numbers }: ToPrice): PricedRows {
  const read = reading(numbers);
  const [above, below] = [read(over), read(under)];
  return {
    known: labels.map((_, i) => (Number.isFinite(at(above, i)) && Number.isFinite(at(below, i)) ? 0 : Number.NaN)),
    of: (answers) =>
      answers.map((answer, i) => {
        const off = answer - labels[i]!; // ! i < n
        return off > 0 ? off * at(above, i) : Math.abs(off) * at(below, i);
      }),
  };
}
