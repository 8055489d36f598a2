import type { Note } from '../description.ts';
import { note } from '../note.ts';
import { quoteText, type Reading } from '../relation/relation.ts';
import type { Decision } from './decide.ts';
import { convertSql, isConverted } from './form.ts';
import { isNotFinite, type NullWords, nullWords } from './null-words.ts';
import type { ColumnValues } from './sample.ts';
import { leftSql } from './stored.ts';
import type { TextRows, TypedTable } from './typed-table.ts';

const EPOCH_WORDS = 'time|date|timestamp|ts|epoch|unix|at|when|created|updated';
/** Names of columns that hold times. */
const EPOCH_NAME = new RegExp(`(^|[^a-z])(${EPOCH_WORDS})([^a-z]|$)|[a-z](Time|Date|At|Timestamp)$|timestamp|datetime`);

/** How the columns of the table `t` are read, the words for missing that were found, and what is to be told. */
export async function readingsOf(
  given: TextRows,
  decisions: readonly Decision[],
  missing: ReadonlyMap<number, readonly string[]>,
): Promise<Pick<TypedTable, 'readings' | 'words' | 'notes'>> {
  const { names, values, pins } = given;
  const epochs = await epochColumns(given, decisions);
  const notes: Note[] = [];
  const found = new Set<string>();
  const isWord = nullWords(pins.nullWords);
  const mixtures = await mixturesOf(given, decisions, isWord);
  for (const [j, texts] of missing) {
    const endless = texts.filter(isNotFinite);
    const { form } = decisions[j]!; // ! a column
    if (isConverted(form) && endless.length > 0)
      notes.push(await notFiniteNote(given, names[j]!, leftSql(decisions, j), endless)); // ! a column
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
  return { readings, words: [...found], notes };
}

interface Mixture {
  readonly type: string;
  readonly rows: number;
  readonly of: number;
}

/** Columns of text of which many values have another form: how many do not, of how many, over all rows. */
async function mixturesOf(
  { engine, pins }: TextRows,
  decisions: readonly Decision[],
  words: NullWords,
): Promise<ReadonlyMap<number, Mixture>> {
  const isUtc = (pins.timeZone ?? 'UTC') === 'UTC';
  const list = words.valueWords.map(quoteText).join(', ');
  const found = new Map<number, Mixture>();
  for (const [j, { mixed, form }] of decisions.entries()) {
    if (mixed === null || isConverted(form)) continue;
    const present = `CASE WHEN lower(trim(v${j})) NOT IN (${list}) THEN v${j} END`;
    // A unit may be left out where all values have it or are zero; among others it is what tells them apart.
    const like = 'unit' in mixed && mixed.unit !== '' ? `contains(v, ${quoteText(mixed.unit)})` : 'true';
    const fit = `count(${convertSql(mixed, 'v', { isUtc })}) FILTER (${like})`;
    const [[of = 0, fitting = 0] = []] = await engine.rows(
      `SELECT count(v)::DOUBLE, (${fit})::DOUBLE FROM (SELECT ${present} AS v FROM t)`,
    );
    const rows = Number(of) - Number(fitting);
    if (rows > 0) found.set(j, { type: mixed.as, rows, of: Number(of) });
  }
  return found;
}

async function notFiniteNote(
  { engine }: TextRows,
  column: string,
  left: string,
  texts: readonly string[],
): Promise<Note> {
  const [[rows] = []] = await engine.rows(
    `SELECT count(*)::DOUBLE FROM t WHERE ${left} IN (${texts.map(quoteText).join(', ')})`,
  );
  return note('COLUMN_NOT_FINITE', { column, rows: Number(rows) });
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
  { engine, names, pins }: TextRows,
  decisions: readonly Decision[],
): Promise<ReadonlyMap<number, 1 | 1000>> {
  const types = new Map(Object.entries(pins.types ?? {}));
  const asked = decisions.flatMap(({ form }, j) => {
    const name = names[j]!; // ! a column
    return form.as === 'integer' && !types.has(name) && EPOCH_NAME.test(name) ? [j] : [];
  });
  const factors = new Map<number, 1 | 1000>();
  for (const j of asked) {
    const [[min, max] = []] = await engine.rows(`SELECT min(v${j})::DOUBLE, max(v${j})::DOUBLE FROM t`);
    if (typeof min !== 'number' || typeof max !== 'number') continue;
    const [first, last] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];
    if (min >= first && max < last) factors.set(j, 1);
    else if (min * 1000 >= first && max * 1000 < last) factors.set(j, 1000);
  }
  return factors;
}
