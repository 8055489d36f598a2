import { makeRandom } from '@holdfast/core/std/random.ts';
import { assignRoles } from '@holdfast/core/table/assign.ts';
import { stackTables } from '@holdfast/core/table/stack.ts';
import { findColumn, type Table, takeTable } from '@holdfast/core/table/table.ts';
import { startOf } from '@holdfast/core/table/windows.ts';
import type { History, Side } from '../../packages/holdfast/src/drivers/backtest/history.ts';

const WEEK_MS = 7 * 86_400_000;

interface Pool {
  readonly table: Table;
  readonly times: Float64Array;
  readonly arrivals: Float64Array;
}

/** Reference and history as one table, with the columns that both have. */
function pooled({ reference, history }: History): Pool {
  const names = history.table.columns.map(({ name }) => name).filter((name) => findColumn(reference.table, name));
  const { n, columns } = stackTables(reference.table, history.table, names);
  const both = (one: Float64Array, other: Float64Array): Float64Array => Float64Array.from([...one, ...other]);
  return {
    table: { n, columns },
    times: both(reference.times, history.times),
    arrivals: both(reference.arrivals, history.arrivals),
  };
}

/** The history with its rows dealt to its times at random; a time keeps the delay that its label had. */
export function dealtByRow(history: History, seed: number): History {
  const pool = pooled(history);
  const order = Int32Array.from({ length: pool.table.n }, (_, i) => i);
  shuffle(order, seed);
  const first = history.reference.table.n;
  const slots = (from: number, to: number): Pool => ({
    table: takeTable(pool.table, order.slice(from, to)),
    times: pool.times.slice(from, to),
    // A slot without a label takes the delay of none: its row's label is there at once.
    arrivals: pool.arrivals.slice(from, to).map((at, i) => (Number.isNaN(at) ? pool.times[from + i]! : at)), // ! a row
  });
  return asHistory(history, slots(0, first), slots(first, pool.table.n));
}

/** The history with its whole weeks in another order, each with its rows, days and delays. */
export function dealtByWeek(history: History, seed: number): History {
  const pool = pooled(history);
  const weeks = new Map<number, number[]>();
  pool.times.forEach((time, row) => {
    const start = startOf(time, WEEK_MS);
    weeks.set(start, [...(weeks.get(start) ?? []), row]);
  });
  const starts = [...weeks.keys()].sort((a, b) => a - b);
  const order = Int32Array.from(starts.keys());
  shuffle(order, seed);
  const past = new Set(Array.from(history.reference.times, (time) => startOf(time, WEEK_MS))).size;
  const rows: number[] = [];
  const shifts: number[] = [];
  let first = 0;
  order.forEach((from, to) => {
    if (to === past) first = rows.length;
    const start = starts[from]!; // ! a week
    for (const row of weeks.get(start) ?? []) {
      rows.push(row);
      shifts.push(starts[0]! + to * WEEK_MS - start); // ! there is a week
    }
  });
  const part = (from: number, to: number): Pool => ({
    table: takeTable(pool.table, rows.slice(from, to)),
    times: Float64Array.from(rows.slice(from, to), (row, k) => pool.times[row]! + shifts[from + k]!), // ! as many
    arrivals: Float64Array.from(rows.slice(from, to), (row, k) => pool.arrivals[row]! + shifts[from + k]!), // ! as many
  });
  return asHistory(history, part(0, first), part(first, rows.length));
}

/** The same history with other values in the table of its later part. */
export function withTable(history: History, table: Table): History {
  return { ...history, history: sideOf(history, { ...history.history, table }) };
}

function asHistory(history: History, reference: Pool, current: Pool): History {
  return { ...history, reference: sideOf(history, reference), history: sideOf(history, current), setAside: [] };
}

const ROW = 'row\n';

function sideOf({ plan }: History, { table, times, arrivals }: Pool): Side {
  const row = {
    name: ROW,
    kind: 'number',
    type: 'integer',
    values: Float64Array.from(times.keys()),
    missing: null,
  } as const;
  const judged = assignRoles({ n: table.n, columns: [...table.columns, row] }, 'dealt', plan.roles);
  const numbers = findColumn(judged.table, ROW);
  const judgedRows = Int32Array.from(numbers?.kind === 'number' ? numbers.values : []);
  const isJudged = new Uint8Array(table.n);
  for (const one of judgedRows) isJudged[one] = 1;
  return { table, times, arrivals: arrivals.map((at, i) => (isJudged[i] === 1 ? at : Number.NaN)), judged, judgedRows };
}

function shuffle(order: Int32Array, seed: number): void {
  const random = makeRandom(seed);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!]; // ! i, j < length
  }
}
