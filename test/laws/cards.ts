import type { AnyEntry } from '../../packages/core/src/catalogue/any-entry.ts';

/** What is wrong with a card: empty when all is said and nothing contradicts itself. `file` is family/id. */
export function flaws(entry: AnyEntry, file: string): string[] {
  const found: string[] = [];
  const demand = (isMet: boolean, flaw: string): void => {
    if (!isMet) found.push(flaw);
  };
  demand(file === `${entry.family}/${entry.id}`, `it is called ${entry.id}, of ${entry.family}, and stands in ${file}`);
  demand(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(entry.id), 'its id is not kebab-case');
  for (const text of [entry.title, entry.question, entry.formula, entry.edges]) {
    demand(text.trim().length >= 3 && text === text.trim(), 'a text is empty or padded');
  }
  demand(/[?.]$/.test(entry.question) && entry.question.includes('?'), 'its question does not ask');
  demand(entry.edges.endsWith('.'), 'its edges are not a sentence');
  demand(entry.tasks.length > 0 && entry.sources.length > 0 && entry.clauses.length > 0, 'a list is empty');
  demand(
    entry.sources.every((s) => s.title.length > 3),
    'a source has no title',
  );
  demand(
    entry.sources.every((s) => s.relation === 'same' || (s.note ?? '').length > 3),
    'an adapted source says not how',
  );
  demand(entry.range[0] < entry.range[1], 'its range is empty');
  demand(
    entry.unit !== 'share' || entry.range[0] >= 0 || entry.better === 'neither',
    'a share below 0 has no good side',
  );
  for (const [name, { default: value, min, max, help }] of Object.entries(entry.params)) {
    demand(min < max && value >= min && value <= max, `the default of ${name} is outside its bounds`);
    demand(help.endsWith('.'), `${name} has no help`);
  }
  demand(new Set(entry.laws).size === entry.laws.length, 'a law is named twice');
  for (const { by, params = {} } of entry.examples) {
    demand(by.length >= 3, 'an example does not say how it was worked out');
    demand(
      Object.keys(params).every((name) => name in entry.params),
      'an example names an unknown parameter',
    );
  }
  return found;
}

/** Words that a combinator puts around an entry: an id with one of them would be a second way to say the same. */
const COMBINED =
  /(^|-)(macro|micro|weighted|average|gap|difference|ratio|delta|by|per-group|lower|upper|bound|slice|group)(-|$)/;

/** Ids that hold such a word as part of a name that everybody uses. */
const NAMED_SO: Readonly<Record<string, string>> = {
  'average-precision-at-k': 'the mean of that over queries, cut at k; queries are no classes',
  'positive-likelihood-ratio': 'what diagnostics calls recall beside false alarms of one model; it compares no groups',
  'average-precision': 'the area under the precision-recall steps; no average of precision over classes',
};

/** Whether the id says that a combinator made it. */
export const soundsCombined = (id: string): boolean => COMBINED.test(id) && !(id in NAMED_SO);
