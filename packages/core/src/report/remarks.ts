import type { Result } from './result.ts';
import { noteOf } from './words/notes.ts';
import { countOf, REMARK } from './words/remarks.ts';
import { setAsideWords } from './words/sections.ts';

/** What a reader must know besides the verdict: what was taken for granted, what was left out, what else happened. */
export interface Remark {
  readonly head: string;
  readonly text: string;
}

/** Notes that the answer says in its own words. */
const SAID = new Set([noteOf({ kind: 'nothing-compared' }), noteOf({ kind: 'no-contract' })]);

/** The remarks of a result, for forms that show no section of assumptions. */
export const remarks = ({ assumed, rows, notes }: Pick<Result, 'assumed' | 'rows' | 'notes'>): readonly Remark[] => [
  ...assumed.map(({ what, value, why }) => ({ head: REMARK.assumed, text: `${what}: ${value} (${why})` })),
  ...rows.setAside.map(({ reason, rows: n }) => ({ head: REMARK.leftOut, text: countOf(n, setAsideWords(reason)) })),
  ...notes.filter((text) => !SAID.has(text)).map((text) => ({ head: REMARK.note, text })),
];
