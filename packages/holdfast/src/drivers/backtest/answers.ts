import type { InputData } from '@holdfast/core/control/events.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Column, findColumn, isMissing } from '@holdfast/core/table/table.ts';
import type { ReadFile } from '../tables.ts';

/** What a person said about an incident. */
export type Said = Omit<InputData['IncidentAnswered'], 'incident'>;

const WORDS = ['fixed', 'new-normal', 'nothing-changed'] as const;

/**
 * The answers of a file, by incident: its id (`performance-1`) or its number in the report. Columns `incident` and
 * `answer`; `by` and `why` where they are there. Of several rows for one incident the last counts.
 * Problems: TABLE_COLUMN_MISSING, ANSWER_WORD.
 */
export function answersOf({ table, input: { path } }: ReadFile): ReadonlyMap<string, Said> {
  const found = table.columns.map(({ name }) => name);
  const needed = (name: string): Column => {
    const column = findColumn(table, name);
    if (column === null) throw new Problem('TABLE_COLUMN_MISSING', { column: name, role: name, table: path, found });
    return column;
  };
  const [incident, answer] = [needed('incident'), needed('answer')];
  const [by, why] = [findColumn(table, 'by'), findColumn(table, 'why')];
  const said = new Map<string, Said>();
  for (let row = 0; row < table.n; row++) {
    const name = textAt(incident, row);
    const word = WORDS.find((known) => known === textAt(answer, row)?.replaceAll(' ', '-'));
    if (name === null) continue;
    if (word === undefined) {
      throw new Problem('ANSWER_WORD', { table: path, incident: name, found: textAt(answer, row) ?? '', words: WORDS });
    }
    said.set(name, { answer: word, by: textAt(by, row) ?? 'a person', why: textAt(why, row) ?? `answered in ${path}` });
  }
  return said;
}

function textAt(column: Column | null, row: number): string | null {
  if (column === null || isMissing(column, row)) return null;
  // ! not missing
  const text = (column.kind === 'text' ? column.levels[column.codes[row]!]! : String(column.values[row])).trim(); // !
  return text === '' ? null : text;
}
