import { assert } from '@holdfast/core/std/assert.ts';
import { type Column, findColumn } from '@holdfast/core/table/table.ts';
import type { History } from '../../packages/holdfast/src/drivers/backtest/history.ts';
import { withTable } from './dealt.ts';

/** What is done to a history in which nothing else changes. */
export type Planted = 'inputs' | 'outcomes';

/** How far a column moves, in its own deviations, and labels that are amounts, in those of the errors. */
const MOVED = 0.5;
/** Of so many labels that are classes one turns out otherwise. */
const FLIPPED_IN = 10;

/** The history with a change from a time on: a column of numbers moved, or labels that come out otherwise. */
export function plant(dealt: History, what: Planted, { column, from }: { column: string; from: number }): History {
  const { table, times } = dealt.history;
  const { label, prediction } = dealt.plan.names;
  const isChanged = (row: number): boolean => times[row]! >= from; // ! a row
  const found = findColumn(table, what === 'inputs' ? column : (label ?? ''));
  const answers = findColumn(table, prediction ?? '');
  assert(found !== null, 'the column that is changed is there');
  const isAmount = what === 'inputs' || dealt.plan.roles.task === 'regression' || dealt.plan.roles.task === 'forecast';
  const changed = isAmount ? moved(found, what === 'inputs' ? null : answers, isChanged) : flipped(found, isChanged);
  return withTable(dealt, { ...table, columns: table.columns.map((one) => (one === found ? changed : one)) });
}

/** Numbers that are moved by half a deviation, their own or that from other numbers. */
function moved(column: Column, from: Column | null, isChanged: (row: number) => boolean): Column {
  assert(column.kind === 'number', 'what is moved is a column of numbers');
  const other = from?.kind === 'number' ? from.values : null;
  const there = Array.from(column.values.keys()).filter((row) => column.missing?.[row] !== 1);
  const off = there.map((row) => column.values[row]! - (other?.[row] ?? 0)); // ! a row
  const mean = off.reduce((sum, own) => sum + own, 0) / off.length;
  const deviation = Math.sqrt(off.reduce((sum, own) => sum + (own - mean) ** 2, 0) / off.length);
  return { ...column, values: column.values.map((own, row) => (isChanged(row) ? own + MOVED * deviation : own)) };
}

/** Classes of which every tenth is the next one. */
function flipped(column: Column, isChanged: (row: number) => boolean): Column {
  const codes = column.kind === 'number' ? [...new Set(column.values)].sort((a, b) => a - b) : column.levels.keys();
  const classes = [...codes];
  let since = 0;
  const other = (own: number, row: number): number => {
    if (!isChanged(row) || ++since % FLIPPED_IN !== 0) return own;
    return classes[(classes.indexOf(own) + 1) % classes.length]!; // ! one of them
  };
  return column.kind === 'number'
    ? { ...column, values: column.values.map(other) }
    : { ...column, codes: column.codes.map(other) };
}
