import { Problem } from '@holdfast/core/std/problem.ts';
import { LIMITS } from './csv/split.ts';
import { kindOf } from './kind.ts';

/** A letter has four bytes at most. */
const LINE_BYTES_MAX = LIMITS.row * 4;
const HEAD_BYTES = 4096;

/**
 * A function that is given the bytes of a file one chunk after the other, with the line in which each ends. It stops
 * a CSV file with a line that is longer than any row may be, so that a gigabyte without a line end is not read to its
 * end. Problems: FILE_LIMIT, FILE_KIND.
 */
export function makeLineGuard(path: string): (chunk: Buffer, lineAtEnd: number) => void {
  let [run, line] = [0, 1];
  let head: Buffer = Buffer.alloc(0);
  return (chunk, lineAtEnd) => {
    if (head.length === 0) head = Buffer.from(chunk.subarray(0, HEAD_BYTES));
    const feed = chunk.lastIndexOf(10);
    const end = feed >= 0 ? feed : chunk.lastIndexOf(13);
    if (end < 0) run += chunk.length;
    else [run, line] = [chunk.length - 1 - end, lineAtEnd];
    if (run <= LINE_BYTES_MAX || kindOf({ path, head }) !== 'csv') return;
    throw new Problem('FILE_LIMIT', { path, what: 'a row', limit: String(LIMITS.row), found: 'more', line });
  };
}
