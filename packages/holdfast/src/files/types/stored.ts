import type { Decision } from './decide.ts';
import { convertSteps, isConverted } from './form.ts';

/**
 * The query of the table `t`. v0, v1, ... are the values; x is a list of the texts of the converted columns that did
 * not convert, and null in rows without any: a column for each would double the memory of a table in which nearly all
 * convert. One step a level, so that nothing is done twice.
 */
export function storedSql(decisions: readonly Decision[], scan: string, isUtc: boolean): string {
  const steps = decisions.map(({ form }, j) => ({
    ...convertSteps(form, `c${j}`, { isUtc }),
    isStored: isConverted(form),
  }));
  const list = (part: (step: (typeof steps)[number], j: number) => string): string => steps.map(part).join(', ');
  const first = list(({ first, isStored }, j) => (isStored ? `c${j}, ${first} AS p${j}` : `c${j}`));
  const then = list(({ value, isStored }, j) => (isStored ? `c${j}, ${value(`p${j}`)} AS v${j}` : `c${j} AS v${j}`));
  const converted = steps.flatMap(({ isStored }, j) => (isStored ? [j] : []));
  const isLeft = converted.map((j) => `v${j} IS NULL AND c${j} IS NOT NULL`).join(' OR ');
  const left = converted.map((j) => `CASE WHEN v${j} IS NULL THEN c${j} END`).join(', ');
  const x = converted.length === 0 ? 'NULL::VARCHAR[]' : `CASE WHEN ${isLeft} THEN [${left}] END`;
  return `SELECT ${list((_, j) => `v${j}`)}, ${x} AS x FROM (SELECT ${then} FROM (SELECT ${first} FROM ${scan}))`;
}

/** The text of a converted column where it did not convert, from the table `t`. */
export function leftSql(decisions: readonly Decision[], j: number): string {
  const before = decisions.slice(0, j).filter(({ form }) => isConverted(form)).length;
  return `x[${before + 1}]`;
}
