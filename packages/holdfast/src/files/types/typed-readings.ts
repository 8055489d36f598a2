import type { Note } from '../description.ts';
import { note } from '../note.ts';
import { quoteText, type Reading } from '../relation/relation.ts';
import type { Decision } from './decide.ts';
import { type Form, isConverted } from './form.ts';
import { isNotFinite, nullWords } from './null-words.ts';
import type { ColumnValues } from './sample.ts';
import type { TextRows } from './settle.ts';
import type { TypedTable } from './typed-table.ts';

const EPOCH_WORDS = 'time|date|timestamp|ts|epoch|unix|at|when|created|updated';
/** Names of columns that hold times. */
const EPOCH_NAME = new RegExp(`(^|[^a-z])(${EPOCH_WORDS})([^a-z]|$)|[a-z](Time|Date|At|Timestamp)$|timestamp|datetime`);

/** What the values of typed columns say, asked where it matters. */
export interface Facts {
  /** The least and the greatest number of a column; null when it has none. */
  range(j: number): Promise<readonly [least: number, greatest: number] | null>;
  /** Rows of a converted column in which one of these texts stands. */
  rowsWith(j: number, texts: readonly string[]): Promise<number>;
  /** Of a column of text, the values that are no word for missing, and those among them that have a form. */
  fitting(j: number, form: Form): Promise<{ readonly of: number; readonly fitting: number }>;
}

interface ToRead {
  readonly decisions: readonly Decision[];
  readonly missing: ReadonlyMap<number, readonly string[]>;
  readonly facts: Facts;
}

/** How the columns of a table are read, the words for missing that were found, and what is to be told. */
export async function readingsOf(given: TextRows, { decisions, missing, facts }: ToRead): Promise<Read> {
  const { names, values, pins } = given;
  const epochs = await epochColumns(given, decisions, facts);
  const notes: Note[] = [];
  const found = new Set<string>();
  const isWord = nullWords(pins.nullWords);
  const mixtures = await mixturesOf(decisions, facts);
  for (const [j, texts] of missing) {
    const endless = texts.filter(isNotFinite);
    const { form } = decisions[j]!; // ! a column
    if (!isConverted(form) || endless.length === 0) continue;
    const rows = await facts.rowsWith(j, endless);
    notes.push(note('COLUMN_NOT_FINITE', { column: names[j]!, rows })); // ! as above
  }
  const readings = decisions.map((decision, j): Reading => {
    const name = names[j]!; // ! a column
    const { form, ambiguous } = decision;
    const mixed = mixtures.get(j);
    const texts = missing.get(j) ?? [];
    const shown = [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '').slice(0, 12);
    for (const word of shown) found.add(word);
    if (mixed) notes.push(note('COLUMN_MIXED', { column: name, ...mixed }));
    if (ambiguous) notes.push(ambiguousNote(name, decision));
    const factor = epochs.get(j);
    const isMissing = isConverted(form) ? isWord.amongValues : isWord.amongText;
    const kept = isConverted(form)
      ? []
      : [...values[j]!.keys()].filter((text) => isWord.amongValues(text) && !isWord.amongText(text)); // ! a column
    return {
      name,
      type: factor === undefined ? form.as : 'timestamp',
      sql: isConverted(form) ? (factor === undefined ? `v${j}` : `v${j} * ${factor}`) : textSql(j, texts),
      notFinite: null,
      examples: firstFive(values[j]!, isMissing), // ! a column
      assumed: [
        ...decision.assumed,
        ...(shown.length > 0 ? [`missing:${shown.join(',')}`] : []),
        ...(kept.length > 0
          ? [
              `kept:${kept
                .slice(0, 12)
                .map((text) => text.trim())
                .join(',')}`,
            ]
          : []),
        ...(mixed ? [`mixed:${mixed.type}`] : []),
        ...(factor === undefined ? [] : [factor === 1 ? 'epoch-milliseconds' : 'epoch-seconds']),
      ],
    };
  });
  return { readings, words: [...found], notes, factors: epochs };
}

interface Read extends Pick<TypedTable, 'readings' | 'words' | 'notes'> {
  /** What whole numbers that are times are multiplied by, by column. */
  readonly factors: ReadonlyMap<number, 1 | 1000>;
}

interface Mixture {
  readonly type: string;
  readonly rows: number;
  readonly of: number;
}

/** Columns of text of which many values have another form: how many do not, of how many, over all rows. */
async function mixturesOf(decisions: readonly Decision[], facts: Facts): Promise<ReadonlyMap<number, Mixture>> {
  const found = new Map<number, Mixture>();
  for (const [j, { mixed, form }] of decisions.entries()) {
    if (mixed === null || isConverted(form)) continue;
    const { of, fitting } = await facts.fitting(j, mixed);
    if (of > fitting) found.set(j, { type: mixed.as, rows: of - fitting, of });
  }
  return found;
}

const textSql = (j: number, texts: readonly string[]): string =>
  texts.length === 0 ? `v${j}` : `CASE WHEN v${j} NOT IN (${texts.map(quoteText).join(', ')}) THEN v${j} END`;

function ambiguousNote(column: string, { ambiguous, form }: Decision): Note {
  if (ambiguous === 'dates') {
    const order = form.as === 'timestamp' ? form.dates[0]?.order : undefined;
    return note('COLUMN_DATE_ORDER', { column, assumed: order === 'month-first' ? 'month first' : 'day first' });
  }
  const style = 'style' in form ? form.style : { decimal: '.', thousands: '' };
  const isThousands = style.thousands !== '';
  return note('COLUMN_DECIMAL', {
    column,
    mark: isThousands ? style.thousands : style.decimal,
    assumed: isThousands ? 'thousands mark' : 'decimal mark',
  });
}

function firstFive(values: ColumnValues, isMissing: (text: string) => boolean): readonly string[] {
  const examples: string[] = [];
  for (const text of values.keys()) {
    if (isMissing(text)) continue;
    examples.push(text);
    if (examples.length === 5) break;
  }
  return examples;
}

/**
 * Whole numbers that are times by name and by range (2000 to 2100), in seconds or milliseconds: the factor to
 * milliseconds.
 */
async function epochColumns(
  { names, pins }: TextRows,
  decisions: readonly Decision[],
  facts: Facts,
): Promise<ReadonlyMap<number, 1 | 1000>> {
  const types = new Map(Object.entries(pins.types ?? {}));
  const asked = decisions.flatMap(({ form }, j) => {
    const name = names[j]!; // ! a column
    return form.as === 'integer' && !types.has(name) && EPOCH_NAME.test(name) ? [j] : [];
  });
  const factors = new Map<number, 1 | 1000>();
  for (const j of asked) {
    const range = await facts.range(j);
    if (range === null) continue;
    const [min, max] = range;
    const [first, last] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];
    if (min >= first && max < last) factors.set(j, 1);
    else if (min * 1000 >= first && max * 1000 < last) factors.set(j, 1000);
  }
  return factors;
}
