import { Problem } from '../std/problem.ts';
import { type Column, isMissing } from './table.ts';

/** Each row as the code of its class; -1 is missing, -2 a class that is not in the list. Cost: one pass. */
export function classCodes(column: Column, classes: readonly string[]): Int32Array {
  const codeOf = new Map(classes.map((name, code) => [name, code]));
  if (column.kind === 'text') {
    const codes = column.levels.map((level) => codeOf.get(level.trim()) ?? -2);
    const found = new Int32Array(column.codes.length);
    for (let i = 0; i < found.length; i++) {
      const code = column.codes[i]!; // ! i < n
      found[i] = code < 0 ? -1 : codes[code]!; // ! a code of the dictionary
    }
    return found;
  }
  const { values, missing } = column;
  const found = new Int32Array(values.length);
  const known = new Map<number, number>();
  // Classes are mostly small whole numbers, which need no look into a map.
  const small = Int32Array.from({ length: 256 }, (_, value) => codeOf.get(String(value)) ?? -2);
  for (let i = 0; i < found.length; i++) {
    const value = values[i]!; // ! i < n
    let code = (value & 255) === value ? small[value] : known.get(value);
    if (code === undefined) known.set(value, (code = codeOf.get(String(value)) ?? -2));
    found[i] = code;
  }
  if (missing !== null) for (let i = 0; i < found.length; i++) if (missing[i] === 1) found[i] = -1;
  return found;
}

/** The classes that occur in a column, numbers by size and text by code point. More than 1,000 are no classes. */
export function classesOf(column: Column): readonly string[] {
  const found = new Set<string>();
  if (column.kind === 'text') {
    const isUsed = new Uint8Array(column.levels.length);
    for (const code of column.codes) if (code >= 0) isUsed[code] = 1;
    column.levels.forEach((level, code) => {
      if (isUsed[code] === 1) found.add(level.trim());
    });
    return [...found].sort();
  }
  const values = new Set<number>();
  let [last, before] = [Number.NaN, Number.NaN];
  for (let i = 0; i < column.values.length && values.size <= 1000; i++) {
    const value = column.values[i]!; // ! i < n
    if (value === last || value === before || isMissing(column, i)) continue;
    values.add(value);
    before = last;
    last = value;
  }
  return [...values].sort((a, b) => a - b).map(String);
}

/** How a class reads to people: without capitals, blanks and the dot at its end. */
const spoken = (name: string): string => name.toLowerCase().replaceAll(/\s+|\.$/g, '');

/** Classes that people read as one, each with the others: "<=50K" and "<=50K.". */
export function alike(classes: readonly string[]): readonly (readonly string[])[] {
  const bySound = new Map<string, string[]>();
  for (const name of classes) bySound.set(spoken(name), [...(bySound.get(spoken(name)) ?? []), name]);
  return [...bySound.values()].filter((names) => names.length > 1);
}

/**
 * The classes of labels and answers; with a score for each class, those of the scores. Problem: PREDICTION_CLASSES
 * where no label is ever answered though several are, or though both would read the same.
 */
export function classesTogether(
  label: Column,
  predicted: readonly string[],
  {
    prediction,
    scores,
  }: { readonly prediction: string | null; readonly scores: Readonly<Record<string, string>> | null },
): readonly string[] {
  const labels = classesOf(label);
  const answered = scores ? Object.keys(scores) : predicted;
  const isApart = !labels.some((name) => answered.includes(name));
  const areSeveral = labels.length > 1 && answered.length > 1;
  if (isApart && (areSeveral || alike([...labels, ...answered]).length > 0)) {
    const column = scores ? Object.values(scores).join(', ') : (prediction ?? '');
    throw new Problem('PREDICTION_CLASSES', { column, found: answered, classes: labels });
  }
  return scores ? answered : [...new Set([...labels, ...predicted])];
}

const POSITIVE_WORDS = ['1', 'true', 'yes', 'y', 'positive', 'pos', 'up', 'default', 'churned', 'fraud', 'bad', 't'];

/** The positive class of two. */
export interface Positive {
  readonly name: string;
  readonly negative: string;
  /** How it was found. */
  readonly why: 'given' | 'numbers' | 'word' | 'score';
}

/**
 * The positive one of two classes: as given, else 1 of 0 and 1, else a word that says yes, else the class whose rows
 * have the higher scores. Problems: CLASSES_NOT_TWO, POSITIVE_UNKNOWN, POSITIVE_AMBIGUOUS.
 */
export function positiveOf(
  column: Column,
  table: string,
  given: string | null,
  meanScore: (name: string) => number | null,
): Positive {
  const found = classesOf(column);
  if (given !== null) {
    const isYesNo = column.type === 'boolean';
    const name = isYesNo ? yesOrNo(given) : found.find((candidate) => sameClass(candidate, given));
    if (name == null && (isYesNo || found.length > 1))
      throw new Problem('POSITIVE_UNKNOWN', { column: column.name, positive: given, found });
    const others = found.filter((candidate) => candidate !== name);
    if (others.length > 1) throw new Problem('CLASSES_NOT_TWO', { column: column.name, table, found });
    const negative = isYesNo ? (name === '1' ? '0' : '1') : (others[0] ?? 'other');
    return { name: name ?? given, negative, why: 'given' };
  }
  if (found.length > 2) throw new Problem('CLASSES_NOT_TWO', { column: column.name, table, found });
  if (found.every((name) => name === '0' || name === '1')) return { name: '1', negative: '0', why: 'numbers' };
  const words = found.filter((name) => POSITIVE_WORDS.includes(name.toLowerCase()));
  if (words.length === 1) return { name: words[0]!, negative: other(found, words[0]!), why: 'word' }; // ! one word
  const means = found.map((name) => ({ name, mean: meanScore(name) }));
  const [first, second] = means;
  if (first && second && first.mean !== null && second.mean !== null && first.mean !== second.mean) {
    const name = first.mean > second.mean ? first.name : second.name;
    return { name, negative: other(found, name), why: 'score' };
  }
  throw new Problem('POSITIVE_AMBIGUOUS', { column: column.name, found });
}

const other = (found: readonly string[], name: string): string =>
  found.find((candidate) => candidate !== name) ?? 'other';

/** What a yes-no column holds for this word, whatever words it was written with; null for any other word. */
function yesOrNo(given: string): '0' | '1' | null {
  const word = given.trim().toLowerCase();
  if (['1', '1.0', 'true', 't', 'yes', 'y'].includes(word)) return '1';
  return ['0', '0.0', 'false', 'f', 'no', 'n'].includes(word) ? '0' : null;
}

/** `1`, `1.0` and `true` are one class, whoever wrote them. */
const sameClass = (found: string, given: string): boolean =>
  found === given.trim() ||
  (found === '1' && ['true', '1.0'].includes(given.trim().toLowerCase())) ||
  (found === '0' && ['false', '0.0'].includes(given.trim().toLowerCase()));
