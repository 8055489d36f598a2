import type { Column, Table } from '@holdfast/core/table/table.ts';
import type { FoldedColumn } from '../engine/fold.ts';
import { type FoldPlan, foldRelation } from './fold.ts';
import { readRelation } from './read.ts';
import { isNumeric, type Relation } from './relation.ts';
import { type DrawPlan, drawnPlaces, drawOf } from './sample.ts';

/** Columns of a profile, and all columns of the rows that were drawn. */
export interface FoldedAndDrawn {
  readonly columns: readonly FoldedColumn[];
  readonly drawn: Table;
}

/**
 * What `foldRelation` gives, and the rows of `drawOf`, where there are more than are drawn: numbers are picked while
 * they are folded. Text and what is not folded is read for it, which is little work: a dictionary is decoded once.
 */
export async function foldAndDraw(relation: Relation, plan: FoldPlan, drawing: DrawPlan): Promise<FoldedAndDrawn> {
  const isFolded = new Set(plan.names);
  const others = relation.columns.filter(({ name, type }) => !isNumeric(type) || !isFolded.has(name));
  const places = await drawnPlaces(relation, drawing);
  // The engine reads these first, while its twin starts.
  const reading = readRelation({ ...drawOf(relation, drawing), columns: others });
  reading.catch(() => {}); // It is awaited below, unless folding fails.
  const columns = await foldRelation(relation, { ...plan, picked: places });
  const read = new Map((await reading).columns.map((column) => [column.name, column]));
  const picked = new Map(columns.map(({ profile, picked: cells }) => [profile.name, cells]));
  const drawn = relation.columns.flatMap(({ name, type }): Column | readonly Column[] => {
    const cells = picked.get(name);
    return cells && isNumeric(type) ? { name, kind: 'number', type, ...cells } : (read.get(name) ?? []);
  });
  return { columns, drawn: { n: places.length, columns: drawn } };
}
