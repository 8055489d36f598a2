import { lazyEngine } from '../engine/lazy-engine.ts';
import type { Located, LocatedFile } from '../locate.ts';
import type { OpenedFiles } from '../reader.ts';
import type { Relation } from '../relation/relation.ts';
import { lookAtCsv } from './look-at-csv.ts';
import { hasAllLines, plainOf, readPlain, STREAMED_COLUMNS_MAX, textRowsOf, widthOf } from './read-plain.ts';
import { relationOf } from './relation-of.ts';

/** Rows that were read before all bytes of their file were looked at. */
export interface Ahead {
  /** The rows, if the file is what was assumed of it. */
  confirmed(located: Located): Promise<Relation | null>;
}

type Opening = Pick<OpenedFiles, 'pins' | 'signal' | 'onProgress'>;

/**
 * A large CSV file, read to the end while another thread looks at all of its bytes: assumed is that they are UTF-8
 * without a NUL, and whoever asked must have that confirmed. Null where nothing was read. What is wrong with a file is
 * not said here: it is found again without haste.
 */
export async function readAhead(file: LocatedFile, opening: Opening): Promise<Ahead | null> {
  try {
    return await readFile(file, opening);
  } catch {
    return null;
  }
}

async function readFile(file: LocatedFile, opening: Opening): Promise<Ahead | null> {
  const looked = [await lookAtCsv(file, opening.pins)];
  const plain = plainOf(looked);
  if (!looked[0]?.isRegular || plain === null || widthOf(looked) > STREAMED_COLUMNS_MAX) return null;
  const located: Located = { path: file.path, digest: null, kind: 'csv', files: [file], release: () => {} };
  const files: OpenedFiles = { ...opening, located, use: 'read', room: 'narrow', isReadAhead: false };
  // What needs it is not read here.
  const engine = lazyEngine(() => Promise.reject(new Error('broken promise: rows in memory are not asked for')));
  const table = await readPlain(textRowsOf({ engine, scan: '', files, looked }), files, plain);
  return {
    async confirmed({ files: [found, ...more] }) {
      if (table === null || found === undefined || more.length > 0 || !isSame(file, found)) return null;
      const isWhole = await hasAllLines(
        looked.map((one) => ({ ...one, file: found })),
        table,
      );
      return isWhole ? relationOf(engine, looked, table, []) : null;
    },
  };
}

/** Whether a file is what was assumed. */
const isSame = (file: LocatedFile, found: LocatedFile): boolean =>
  file.bytes === found.bytes &&
  file.size === found.size &&
  found.isUtf8 &&
  found.nulLine === null &&
  !found.hasEmptyLine &&
  file.head.equals(found.head) &&
  file.tail.equals(found.tail);
