import { MAGIC } from '@holdfast/core/profile/encode.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

export type Kind = 'csv' | 'parquet' | 'json-lines' | 'arrow';

interface Given {
  readonly path: string;
  /** The first bytes, unpacked. */
  readonly head: Buffer;
}

/** What other files begin with, so that they are named instead of being read as strange text. */
const FOREIGN: readonly (readonly [mark: Buffer, name: string])[] = [
  [Buffer.from('PK\x03\x04', 'latin1'), 'a zip archive (or a spreadsheet: save its sheet as CSV)'],
  [Buffer.from('\xd0\xcf\x11\xe0', 'latin1'), 'an old Office file (save its sheet as CSV)'],
  [Buffer.from('\x28\xb5\x2f\xfd', 'latin1'), 'Zstandard compression (unpack it first)'],
  [Buffer.from('BZh', 'latin1'), 'bzip2 compression (unpack it first)'],
  [Buffer.from('\xfd7zXZ', 'latin1'), 'xz compression (unpack it first)'],
  [Buffer.from('SQLite format 3\0', 'latin1'), 'a SQLite database'],
  [Buffer.from('\x89HDF', 'latin1'), 'an HDF5 file'],
  [Buffer.from('%PDF', 'latin1'), 'a PDF file'],
  [Buffer.from('\x89PNG', 'latin1'), 'a picture'],
  [Buffer.from('\x93NUMPY', 'latin1'), 'a NumPy array'],
  [Buffer.from('ORC', 'latin1'), 'an ORC file'],
  [Buffer.from('Obj\x01', 'latin1'), 'an Avro file'],
  [Buffer.from('\x7fELF', 'latin1'), 'a program'],
  [Buffer.from(MAGIC), 'a profile, which has counts and no rows (give the file that it was made from)'],
];

/** The kind of a file by its first bytes; its name decides only between kinds of text. Problem: FILE_KIND. */
export function kindOf({ path, head }: Given): Kind {
  if (head.length === 0) throw new Problem('FILE_EMPTY', { path, found: 'no bytes' });
  if (begins(head, 'PAR1') || begins(head, 'PARE')) return 'parquet';
  if (begins(head, 'ARROW1') || (head.length > 8 && head.readUInt32LE(0) === 0xffffffff)) return 'arrow';
  const name = path.replace(/\.gz$/i, '').toLowerCase();
  const foreign = FOREIGN.find(([mark]) => head.subarray(0, mark.length).equals(mark));
  if (foreign) throw new Problem('FILE_KIND', { path, found: foreign[1] });
  if (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) {
    // ! head is longer than a byte, or the comparison is false
    throw new Problem('FILE_KIND', { path, found: 'a pickle, which would run code when it is loaded' });
  }
  if (/\.(parquet|pq)$/.test(name)) throw new Problem('FILE_DAMAGED', { path, found: 'no PAR1 mark at its start' });
  if (/\.(arrow|feather|ipc)$/.test(name))
    throw new Problem('FILE_DAMAGED', { path, found: 'no ARROW1 mark at its start' });
  return kindOfText(path, name, head);
}

function kindOfText(path: string, name: string, head: Buffer): Kind {
  const start = head
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^(<!doctype html|<html)/i.test(start)) {
    throw new Problem('FILE_KIND', { path, found: 'an HTML page, perhaps the error page of a download' });
  }
  if (/\.(jsonl|ndjson|json)$/.test(name)) return 'json-lines';
  if (/\.(csv|tsv|tab|psv)$/.test(name)) return 'csv';
  return /^\{\s*("|\})/.test(start) || /^\[\s*\{\s*"/.test(start) ? 'json-lines' : 'csv';
}

const begins = (head: Buffer, mark: string): boolean => head.subarray(0, mark.length).toString('latin1') === mark;
