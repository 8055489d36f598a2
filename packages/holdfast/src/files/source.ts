import { assert } from '@holdfast/core/std/assert.ts';
import { type Table, takeTable } from '@holdfast/core/table/table.ts';
import type { Ahead } from './csv/read-ahead.ts';
import type { ColumnType, Description } from './description.ts';
import type { FoldedColumn } from './engine/fold.ts';
import { isWantOfMemory, withEngineProblems } from './engine/problems.ts';
import type { Spares } from './engine/reader-process.ts';
import type { Room } from './engine/room.ts';
import { largeCsv } from './large-csv.ts';
import { digestOf, type Located, type LocatedFile, locate } from './locate.ts';
import { sha256Of } from './look.ts';
import type { Pins } from './pins.ts';
import type { Reader, Use } from './reader.ts';
import { describeRelation } from './relation/describe.ts';
import { type FoldPlan, foldRelation, rangeOf } from './relation/fold.ts';
import { type FoldedAndDrawn, foldAndDraw } from './relation/fold-and-draw.ts';
import { drawTable, foldTable, rangeOfTable } from './relation/held.ts';
import { readRelation } from './relation/read.ts';
import type { Relation } from './relation/relation.ts';
import { type DrawPlan, drawOf, firstOf, sampleOf } from './relation/sample.ts';

/** Files that are open as one table. Close it: a process and a private folder belong to it. */
export interface Source {
  readonly path: string;
  readonly rows: number;
  readonly names: readonly string[];
  /** The type of a column; null where there is none of that name. */
  typeOf(name: string): ColumnType | null;
  describe(): Promise<Description>;
  /** The named columns, in that order, or all. A name that is not there is left out: the caller knows what it needs. */
  read(names?: readonly string[]): Promise<Table>;
  /**
   * All columns of at most so many rows: half of them the first ones, which show what stands together, the others
   * evenly from the rest. Memory does not grow with the file.
   */
  sample(rowsMax: number): Promise<Table>;
  /** The named columns of at most so many rows, the first ones. */
  first(rowsMax: number, names: readonly string[]): Promise<Table>;
  /**
   * All columns of at most so many rows, one drawn from each run of as many rows: what is learned from them is learned
   * of the whole file. Memory does not grow with the file.
   */
  draw(plan: DrawPlan): Promise<Table>;
  /** Columns as parts of a profile, in that order, folded where they are read. Memory does not grow with the rows. */
  fold(plan: FoldPlan): Promise<readonly FoldedColumn[]>;
  /** What `fold` and `draw` give, with numbers read once for both. */
  foldAndDraw(plan: FoldPlan, drawing: DrawPlan): Promise<FoldedAndDrawn>;
  /** The least and the greatest number of a column; null where it has none. */
  range(name: string): Promise<readonly [number, number] | null>;
  close(): Promise<void>;
}

/** What is asked of files that are counted. */
export type Counted = Omit<Source, 'describe' | 'sample'>;

/**
 * The files as one source. `paths`: files, folders, patterns with `*`, `?` and `**`, or `-` for standard input; files
 * of several are one table and must have the same columns. Types are decided over all rows. A second look costs no
 * reading of text again. `spares`: processes of files before. Problems: FILE_*, FILES_DIFFER, CSV_*, PIN_*.
 */
export function openSource(
  paths: readonly string[],
  pins: Pins = {},
  onProgress: (share: number, what: string) => void = () => {},
  signal?: AbortSignal,
  spares?: Spares,
): Promise<Source> {
  const opening = { pins, onProgress, signal, use: () => 'ask' as const, hasDigest: false, spares };
  return open(paths, opening).then(({ source }) => source);
}

/** Files of fewer bytes are held by who counts them: to start an engine takes longer than all the rest. */
const HELD_BYTES_MAX = 2 ** 22;

/**
 * The files to be counted, not described: small CSV files are read once and held. `digest` makes theirs, for which
 * bytes that nobody has read from end to end are read beside the counting. `spares`: processes of a file before.
 */
export async function openCounted(
  paths: readonly string[],
  pins: Pins,
  onProgress: (share: number, what: string) => void,
  signal: AbortSignal,
  spares?: Spares,
): Promise<{ readonly source: Counted; readonly digest: () => Promise<string> }> {
  const use = (bytes: number): Use => (bytes <= HELD_BYTES_MAX ? 'read' : 'fold');
  const { source, digest, files } = await open(paths, { pins, onProgress, signal, use, hasDigest: false, spares });
  return { source, digest: async () => digest ?? (await digestLater(files, signal)) };
}

async function digestLater(files: readonly LocatedFile[], signal: AbortSignal): Promise<string> {
  const digests: { readonly sha256: string }[] = [];
  for (const file of files) digests.push({ sha256: file.sha256 ?? (await sha256Of(file, signal)) });
  const digest = digestOf(digests);
  assert(digest !== null, 'each file has a digest');
  return digest;
}

/**
 * All rows of files, and their digest: `sha256:` and that of the bytes as they are on disk; of several files, that of
 * their digests in order. A CSV file is parsed once for it, where `openSource` keeps rows to be asked. `spares`:
 * processes of files before.
 */
export async function readSource(
  paths: readonly string[],
  pins: Pins = {},
  onProgress: (share: number, what: string) => void = () => {},
  signal?: AbortSignal,
  spares?: Spares,
): Promise<{ readonly table: Table; readonly digest: string }> {
  const { source, digest } = await open(paths, {
    pins,
    onProgress,
    signal,
    use: () => 'read',
    hasDigest: true,
    spares,
  });
  try {
    assert(digest !== null, 'a digest that was asked for is there');
    return { table: await source.read(), digest };
  } finally {
    await source.close();
  }
}

interface Opening {
  readonly pins: Pins;
  readonly onProgress: (share: number, what: string) => void;
  readonly signal: AbortSignal | undefined;
  /** By the bytes of all files. */
  readonly use: (bytes: number) => Use;
  readonly hasDigest: boolean;
  readonly spares?: Spares | undefined;
}

interface OpenedSource {
  readonly source: Source;
  readonly digest: string | null;
  readonly files: readonly LocatedFile[];
}

async function open(paths: readonly string[], opening: Opening): Promise<OpenedSource> {
  const { onProgress, signal, use, hasDigest } = opening;
  const look = (share: number): void => onProgress(share * 0.4, 'look');
  const stop = new AbortController();
  const large = use(Infinity) === 'read' ? await largeCsv(paths) : null;
  const ahead = large === null ? null : startAhead(large, { ...opening, signal: either(signal, stop.signal) });
  try {
    const isAside = ahead !== null;
    const located = await locate(paths, { onProgress: look, signal, hasDigest, isAside });
    try {
      const source = await openLocated(located, opening, await ahead);
      return { source, digest: located.digest, files: located.files };
    } catch (error) {
      located.release();
      throw error;
    }
  } finally {
    stop.abort();
    await ahead;
  }
}

/** The rows of a large file are read while another thread looks at it. */
async function startAhead(large: LocatedFile, { pins, signal, onProgress }: Opening): Promise<Ahead | null> {
  const { readAhead } = await import('./csv/read-ahead.ts');
  return readAhead(large, { pins, signal, onProgress });
}

const either = (signal: AbortSignal | undefined, other: AbortSignal): AbortSignal =>
  signal === undefined ? other : AbortSignal.any([signal, other]);

async function openLocated(located: Located, opening: Opening, ahead: Ahead | null): Promise<Source> {
  const { pins, onProgress, signal, spares } = opening;
  const use = opening.use(located.files.reduce((sum, { size }) => sum + size, 0));
  const share = (part: number, what: string): void => onProgress(0.4 + part * 0.6, what);
  const files = { located, pins, signal, spares, use, isReadAhead: ahead !== null, onProgress: share };
  const read = (await ahead?.confirmed(located)) ?? null;
  const reader = read === null ? await readerOf(located) : () => Promise.resolve(read);
  const opened = makeOpened((room) => reader({ ...files, room }));
  await withEngineProblems(located.path, () => opened.use(() => Promise.resolve()));
  return sourceOf(located, opened);
}

/** Readers are loaded when a file of their kind is there: a Parquet file needs none of what CSV needs. */
async function readerOf(located: Located): Promise<Reader> {
  switch (located.kind) {
    case 'parquet':
      return (await import('./formats/parquet.ts')).openParquet;
    case 'json-lines':
      return (await import('./formats/json-lines.ts')).openJsonLines;
    case 'arrow':
      return (await import('./formats/arrow.ts')).openArrow;
    case 'csv':
      return (await import('./csv/open-csv.ts')).openCsv;
  }
}

interface Opened {
  relation(): Relation;
  use<T>(body: (relation: Relation) => Promise<T>): Promise<T>;
}

/** The relation in little memory, and opened again in more when that does not do. */
function makeOpened(open: (room: Room) => Promise<Relation>): Opened {
  let room: Room = 'narrow';
  let relation: Relation | null = null;
  return {
    relation() {
      assert(relation !== null, 'a source is opened before it is used');
      return relation;
    },
    async use(body) {
      for (;;) {
        try {
          relation ??= await open(room);
          return await body(relation);
        } catch (error) {
          if (room === 'wide' || !isWantOfMemory(error)) throw error;
          await relation?.engine.close();
          [room, relation] = ['wide', null];
        }
      }
    },
  };
}

function sourceOf(located: Located, opened: Opened): Source {
  const { path } = located;
  const { rows, columns, table } = opened.relation();
  // What was read whole is not read again.
  let held = table;
  const draw = async (plan: DrawPlan): Promise<Table> => {
    if (held !== null) return drawTable(held, plan);
    const drawn = await withEngineProblems(path, () => opened.use((relation) => readRelation(drawOf(relation, plan))));
    if (drawn.n === rows) held = drawn;
    return drawn;
  };
  const fold = async (plan: FoldPlan): Promise<readonly FoldedColumn[]> =>
    held === null
      ? withEngineProblems(path, () => opened.use((relation) => foldRelation(relation, plan)))
      : foldTable(held, plan);
  return {
    path,
    rows,
    names: columns.map((column) => column.name),
    typeOf: (name) => columns.find((column) => column.name === name)?.type ?? null,
    describe: () => withEngineProblems(path, () => opened.use((relation) => describeRelation(relation, path))),
    read: (names) => withEngineProblems(path, () => opened.use((relation) => readRelation(relation, names))),
    sample: (rowsMax) =>
      withEngineProblems(path, () => opened.use((relation) => readRelation(sampleOf(relation, rowsMax)))),
    first: async (rowsMax, names) =>
      held === null
        ? withEngineProblems(path, () => opened.use((relation) => readRelation(firstOf(relation, rowsMax), names)))
        : takeTable(
            { n: held.n, columns: held.columns.filter(({ name }) => names.includes(name)) },
            Int32Array.from({ length: Math.min(rows, rowsMax) }, (_, i) => i),
          ),
    draw,
    fold,
    // Few rows are drawn whole, and what is held is folded without another look at the file.
    foldAndDraw: async (plan, drawing) =>
      held !== null || rows <= drawing.rowsMax
        ? { drawn: await draw(drawing), columns: await fold(plan) }
        : withEngineProblems(path, () => opened.use((relation) => foldAndDraw(relation, plan, drawing))),
    range: async (name) =>
      held === null
        ? withEngineProblems(path, () => opened.use((relation) => rangeOf(relation, name)))
        : rangeOfTable(held, name),
    async close() {
      await opened.relation().engine.close();
      located.release();
    },
  };
}
