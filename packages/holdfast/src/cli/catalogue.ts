import type { AnyEntry } from '@holdfast/core/catalogue/any-entry.ts';
import { CATALOGUE } from '@holdfast/core/catalogue/index.ts';
import { checkLines } from '@holdfast/core/report/check-lines.ts';
import { intervalWords } from '@holdfast/core/report/words/catalogue.ts';
import { nearest } from '@holdfast/core/std/nearest.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { givenLists, renderCatalogue, renderEntry } from '../render/catalogue.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print } from './output.ts';

/** `holdfast catalogue`: what can be measured; with an id one entry explained. */
export async function run({ files: [id], options }: Invocation): Promise<number> {
  const entries = typeof options['family'] === 'string' ? ofFamily(options['family']) : CATALOGUE;
  const isJson = options['json'] === true;
  const screen = { width: 80, isColored: isColored(options) };
  if (id === undefined)
    await print(isJson ? JSON.stringify({ entries: entries.map(shortCard) }) : renderCatalogue(entries, screen));
  else {
    const entry = entries.find((candidate) => candidate.id === id);
    if (entry === undefined) {
      const ids = entries.map((candidate) => candidate.id);
      throw new Problem('CATALOGUE_ENTRY_UNKNOWN', { entry: id, nearest: nearest(id, ids) });
    }
    await print(isJson ? JSON.stringify(fullCard(entry)) : renderEntry(entry, screen));
  }
  return EXIT.pass;
}

function ofFamily(family: string): readonly AnyEntry[] {
  const entries = CATALOGUE.filter((entry) => entry.family === family);
  if (entries.length > 0) return entries;
  const known = [...new Set(CATALOGUE.map((entry) => entry.family))];
  throw new Problem('CATALOGUE_FAMILY_UNKNOWN', { family, nearest: nearest(family, known), known });
}

const shortCard = ({ id, family, title, question, unit, better, tasks, maturity }: AnyEntry): object => ({
  id,
  family,
  title,
  question,
  unit,
  better,
  tasks,
  maturity,
});

/** Everything that the file of an entry says; an end of a range that is open is null. */
function fullCard(entry: AnyEntry): object {
  const { formula, range, params, laws, edges, sources, clauses } = entry;
  return {
    ...shortCard(entry),
    formula,
    range: range.map((end) => (Number.isFinite(end) ? end : null)),
    ...(entry.kind === 'detector' ? { takes: entry.takes } : { needs: entry.needs }),
    interval: intervalWords(entry),
    params,
    laws,
    edges,
    sources,
    clauses,
    examples: entry.examples.map((example) => ({
      given: Object.fromEntries(givenLists(example)),
      params: example.params ?? {},
      ...('value' in example ? { value: example.value } : { changes: example.changes }),
      by: example.by,
    })),
    checks: entry.kind === 'metric' ? checkLines(entry).map(({ text }) => text) : [],
  };
}
