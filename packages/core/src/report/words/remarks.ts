import { count } from './numbers.ts';

/** Heads of remarks, at most seven letters. */
export const REMARK = { assumed: 'Taken', leftOut: 'Not in', note: 'Note' } as const;

/** "12 rows: no label". */
export const countOf = (rows: number, why: string): string => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}: ${why}`;
