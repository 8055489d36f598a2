import { firstLook } from '@holdfast/core/measure/drift/column-drift.ts';
import { type FormatDifference, formatDifference } from '@holdfast/core/measure/drift/format-difference.ts';
import { missingSlot, newSlot } from '@holdfast/core/profile/bins.ts';
import { type ColumnProfile, emptyColumn } from '@holdfast/core/profile/column.ts';
import type { SchemaDifference } from '@holdfast/core/report/drift-result.ts';
import { sum } from '@holdfast/core/stats/sum.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { profileSource } from '../profile.ts';
import { leftOut, type Opening, type ReferenceSide, type Side, spansOf, typesOf, withSide } from './reference-side.ts';
import { type DriftRequest, drawingOf } from './request.ts';

/** Both sides of a column on the same bins. */
export interface Pair {
  readonly reference: ColumnProfile;
  readonly current: ColumnProfile;
}

/** The current rows, counted on the bins of the reference. */
export interface CurrentSide extends Side {
  /** Columns that can be compared, in the order of the reference. */
  readonly pairs: readonly Pair[];
  readonly differences: readonly SchemaDifference[];
  readonly formats: readonly FormatDifference[];
}

/** The current rows folded where they are read. Problems: those of files; TABLE_EMPTY. */
export async function readCurrent(
  request: DriftRequest,
  reference: ReferenceSide,
  opening: Opening,
): Promise<CurrentSide> {
  const { seed } = request;
  return withSide(request, { role: 'current', ...opening }, async (source) => {
    const types = typesOf(source);
    const isTime = (name: string): boolean => types.get(name) === 'timestamp' || reference.spans.has(name);
    const ignored = [...leftOut(reference.found.roles, types), ...reference.spans.keys(), ...reference.unique];
    const progress = (share: number | null): void => request.onProgress(share, `counting ${source.path}`);
    const { profile, differences, drawn } = await profileSource(source, {
      reference: reference.profile,
      ignored,
      timestamp: null,
      answers: null,
      seed,
      drawing: drawingOf(request, source.names.length),
      onProgress: progress,
      onColumn: (column) => {
        const before = reference.profile.columns.find(({ name }) => name === column.name);
        const look = before && !reference.unique.includes(column.name) ? firstLook(before, column) : null;
        if (look !== null) request.onColumn(column.name, look);
      },
    });
    assert(drawn !== null, 'rows that are asked for are drawn');
    const isOther = new Set(differences.filter(({ what }) => what === 'other-kind').map(({ column }) => column));
    const known = pairsOf(reference, profile.columns);
    const unclear = known.filter(({ current }) => isOther.has(current.name) || hasNew(current));
    const own = await source.fold({
      names: unclear.map(({ current }) => current.name),
      binsOf: () => null,
      seed,
      onProgress: progress,
    });
    const byName = new Map(own.map((column) => [column.profile.name, column.profile]));
    const formats = known.flatMap(({ reference: before, current }) => {
      const names = isOther.has(current.name) ? undefined : byName.get(current.name);
      return (names && formatDifference(before, current, names)) ?? [];
    });
    const alike = new Map(formats.map((format) => [format.column, format.readAlike]));
    const gone = new Set(differences.filter(({ what }) => what === 'missing').map(({ column }) => column));
    const pairs = known
      .filter(({ current }) => !gone.has(current.name) && !reference.unique.includes(current.name))
      .flatMap((pair) => {
        const { name } = pair.current;
        if (isOther.has(name)) return emptyOf(pair, byName.get(name)) ?? [];
        return { ...pair, current: alike.get(name) ?? pair.current };
      });
    const naming = pairs.flatMap((pair) => namingOf(pair, byName.get(pair.current.name)));
    const isNaming = new Set(naming.map(({ column }) => column));
    const told = schemaOf({ reference, types, names: source.names, pairs }, differences, isTime);
    const spans = await spansOf(source, types);
    const compared = pairs.filter(({ current }) => !isNaming.has(current.name));
    return { types, profile, drawn, spans, pairs: compared, differences: [...naming, ...told], formats };
  });
}

const hasNew = ({ bins, counts }: ColumnProfile): boolean => bins.kind === 'levels' && (counts[newSlot(bins)] ?? 0) > 0;

const pairsOf = ({ profile }: ReferenceSide, columns: readonly ColumnProfile[]): Pair[] =>
  columns.map((current, k) => ({ reference: profile.columns[k]!, current })); // ! one for each of the reference

const isEmpty = ({ bins, counts }: ColumnProfile): boolean => counts[missingSlot(bins)] === sum(counts);

/** What has no value has no kind: the side that is empty is put on the bins of the other. Null where neither is. */
function emptyOf({ reference, current }: Pair, own: ColumnProfile | undefined): Pair | null {
  if (own === undefined) return null;
  if (isEmpty(own)) return { reference, current: allMissing(current, sum(own.counts)) };
  return isEmpty(reference) ? { reference: allMissing(own, sum(reference.counts)), current: own } : null;
}

function allMissing({ name, bins }: ColumnProfile, rows: number): ColumnProfile {
  const empty = emptyColumn(name, bins);
  return { ...empty, counts: empty.counts.map((_, slot) => (slot === missingSlot(bins) ? rows : 0)) };
}

/** The one value of each side, where they differ: the column names the file, and would tell rows apart by itself. */
function namingOf({ reference, current }: Pair, own: ColumnProfile | undefined): SchemaDifference[] {
  const [before, now] = [onlyValue(reference), onlyValue(own ?? current)];
  if (before === null || now === null || before === now) return [];
  return [{ column: current.name, what: 'names-the-file', reference: before, current: now }];
}

/** The value that all rows have; null where they differ, or one is missing. */
function onlyValue({ bins, counts, moments }: ColumnProfile): string | null {
  const rows = sum(counts);
  if (rows === 0) return null;
  if (bins.kind === 'levels') {
    const only = counts.findIndex((count, slot) => slot < bins.levels.length && count === rows);
    return only < 0 ? null : (bins.levels[only] ?? null);
  }
  return moments !== null && moments.n === rows && moments.least === moments.greatest ? String(moments.least) : null;
}

interface Seen {
  readonly reference: ReferenceSide;
  readonly types: Side['types'];
  readonly names: readonly string[];
  readonly pairs: readonly Pair[];
}

/** Columns of one side alone, of another kind, empty on one side, and those whose one value names the file. */
function schemaOf(
  { reference, types, names, pairs }: Seen,
  found: readonly { readonly column: string; readonly what: 'missing' | 'new' | 'other-kind' }[],
  isTime: (name: string) => boolean,
): SchemaDifference[] {
  const compared = new Set(pairs.map(({ current }) => current.name));
  const aside = [...reference.types.keys()].filter((name) => isTime(name) || reference.unique.includes(name));
  const timed = aside.flatMap((column): SchemaDifference[] => {
    const [before, now] = [reference.types.get(column), types.get(column)];
    if (now === undefined) return [{ column, what: 'missing' }];
    // To a profile times are numbers.
    const isSame = before === now || (reference.drawn.n === 0 && before === 'number');
    return isTime(column) && !isSame ? [{ column, what: 'other-kind', ...kindsOf(before, now) }] : [];
  });
  const kept = found.flatMap(({ column, what }): SchemaDifference[] => {
    if (compared.has(column) || aside.includes(column)) return [];
    return [{ column, what, ...(what === 'other-kind' && kindsOf(reference.types.get(column), types.get(column))) }];
  });
  const emptied = pairs.flatMap(({ reference: before, current }): SchemaDifference[] => {
    if (isEmpty(before) === isEmpty(current)) return [];
    return [{ column: current.name, what: isEmpty(current) ? 'emptied' : 'filled' }];
  });
  const common = names.filter((name) => reference.types.has(name));
  const inOrder = [...reference.types.keys()].filter((name) => types.has(name));
  const first = common.find((name, k) => name !== inOrder[k]);
  return [
    ...renamed([...timed, ...kept]),
    ...emptied,
    ...(first === undefined ? [] : [{ column: first, what: 'reordered' } as const]),
  ];
}

const kindsOf = (reference = '', current = ''): { reference: string; current: string } => ({ reference, current });

/** A column that is gone and one that is new are one where names differ by letter case, blanks and dashes alone. */
function renamed(found: readonly SchemaDifference[]): SchemaDifference[] {
  const formOf = (name: string): string => name.toLowerCase().replace(/[\s_.-]+/gu, '');
  const added = new Map(found.flatMap(({ column, what }) => (what === 'new' ? [[formOf(column), column]] : [])));
  const taken = new Set<string>();
  const told = found.map((one): SchemaDifference => {
    const now = one.what === 'missing' ? added.get(formOf(one.column)) : undefined;
    if (now === undefined) return one;
    taken.add(now);
    return { column: one.column, what: 'renamed', reference: one.column, current: now };
  });
  return told.filter(({ column, what }) => !(what === 'new' && taken.has(column)));
}
