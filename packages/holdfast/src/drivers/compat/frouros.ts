import { evidentlyPair } from '@holdfast/core/measure/compat/evidently/pair.ts';
import { frourosChiSquared } from '@holdfast/core/measure/compat/frouros/chi-squared.ts';
import { askFrouros, frourosPair } from '@holdfast/core/measure/compat/frouros/method.ts';
import { FROUROS_METHODS } from '@holdfast/core/measure/compat/frouros/methods.ts';
import { isMissing, type NumberColumn } from '@holdfast/core/table/table.ts';
import { named } from './named.ts';
import type { CompatRequest, CompatRow, CompatRows, CompatTables } from './request.ts';

const LEVELS = { id: 'ChiSquareTest' };

/** Each column of numbers by all of Frouros' detectors or the one that is named; levels by the chi-squared test. */
export function frourosRows({ pairs }: CompatTables, { method, onProgress }: CompatRequest): CompatRows {
  const asked = new Set(named([...FROUROS_METHODS, LEVELS], method ?? 'all').map(({ id }) => id));
  const rows: CompatRow[] = [];
  const leftOut: { column: string; kind: string }[] = [];
  for (const [k, [reference, current]] of pairs.entries()) {
    const column = reference.name;
    onProgress(k / pairs.length, column);
    const answers = [];
    if (reference.kind === 'number' && current.kind === 'number' && reference.type !== 'boolean') {
      if (reference.type === 'timestamp') leftOut.push({ column, kind: 'datetime' });
      else {
        const isWhole = [reference, current].every(isWholeColumn);
        const pair = frourosPair(present(reference), present(current), { isWhole });
        answers.push(...FROUROS_METHODS.filter(({ id }) => asked.has(id)).map((one) => askFrouros(one, pair)));
      }
    } else if (asked.has(LEVELS.id)) {
      answers.push(frourosChiSquared(evidentlyPair('cat', reference, current).counts));
    }
    for (const answer of answers) {
      rows.push('gap' in answer ? { column, ...answer } : { column, ...answer, lowerThreshold: null, windows: null });
    }
  }
  return { rows, leftOut, table: null };
}

const isWholeColumn = ({ type, missing }: NumberColumn): boolean => type === 'integer' && !missing?.includes(1);

const present = (column: NumberColumn): Float64Array => column.values.filter((_, i) => !isMissing(column, i));
