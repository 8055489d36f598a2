import { Problem } from '@holdfast/core/std/problem.ts';

/** Honest files stay far below; DuckDB was seen to hold 400 to 600 bytes for each key or column. */
const LIMITS = { nodes: 2 ** 16, levels: 100, keys: 10_000, parts: 500_000 } as const;
/** Structs inside each other: the format has six. */
const DEPTH_MAX = 32;
/** Types of thrift's compact protocol. */
const [BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT] = [3, 7, 8, 9, 10, 11, 12];

/**
 * Looks through the footer of a Parquet file (thrift, compact protocol) before any library sees it: that it ends where
 * it says, that no list has more items than bytes, and that nothing comes in numbers that are there to fill memory.
 * Every part of a footer of 64 MB is passed once. Problems: FILE_DAMAGED, FILE_LIMIT.
 */
export function checkFooter(bytes: Buffer, path: string): void {
  const cursor = makeCursor(bytes, path);
  const children: number[] = [];
  const widths = new Set<number>();
  let parts = 0;
  cursor.fields((id, type) => {
    if (id === 2 && type === LIST) {
      const nodes = within(path, 'schema elements', cursor.list().size, LIMITS.nodes);
      for (let i = 0; i < nodes; i++) children.push(childrenOf(cursor));
    } else if (id === 4 && type === LIST) {
      for (let left = cursor.list().size; left > 0; left--) {
        const width = widthOf(cursor);
        widths.add(width);
        parts = within(path, 'parts of columns', parts + width, LIMITS.parts);
      }
    } else if (id === 5 && type === LIST) {
      const { size, of } = cursor.list();
      for (let left = within(path, 'keys in its footer', size, LIMITS.keys); left > 0; left--) cursor.skip(of);
    } else cursor.skip(type);
  });
  const leaves = leavesOf(children, path);
  if ([...widths].some((width) => width !== leaves))
    throw damaged(path, 'row groups with another number of columns than the schema');
}

const damaged = (path: string, found: string): Problem => new Problem('FILE_DAMAGED', { path, found });

function within(path: string, what: string, found: number, limit: number): number {
  if (found <= limit) return found;
  throw new Problem('FILE_LIMIT', { path, what, limit: String(limit), found: String(found) });
}

/** The number of children that an element of the schema says it has. */
function childrenOf(cursor: Cursor): number {
  let children = 0;
  cursor.fields((id, type) => {
    if (id === 5 && type === 5) children = cursor.integer();
    else cursor.skip(type);
  });
  return children;
}

/** The number of columns of a row group. */
function widthOf(cursor: Cursor): number {
  let width = 0;
  cursor.fields((id, type) => {
    if (id !== 1 || type !== LIST) return cursor.skip(type);
    const { size, of } = cursor.list();
    width = size;
    for (let left = size; left > 0; left--) cursor.skip(of);
  });
  return width;
}

/** Columns that hold values, of a tree that is written depth first, its root first. */
function leavesOf(children: readonly number[], path: string): number {
  const open: number[] = [];
  let leaves = 0;
  for (const [i, count] of children.entries()) {
    if (count < 0 || (i > 0 && open.length === 0)) throw damaged(path, 'a schema that is no tree');
    if (i > 0) open[open.length - 1]!--; // ! it is not empty
    if (count > 0) open.push(count);
    else if (i > 0) leaves++;
    within(path, 'levels of nesting', open.length, LIMITS.levels);
    while (open.at(-1) === 0) open.pop();
  }
  if (open.length > 0) throw damaged(path, 'a schema that breaks off');
  return leaves;
}

type Cursor = ReturnType<typeof makeCursor>;

function makeCursor(bytes: Buffer, path: string) {
  let [at, depth] = [0, 0];
  const broken = (): Problem => damaged(path, 'a footer that breaks the format');
  const byte = (): number => {
    if (at >= bytes.length) throw broken();
    return bytes[at++]!; // ! at < length
  };
  const varint = (): number => {
    let value = 0;
    for (let scale = 1, count = 0; count < 10; scale *= 128, count++) {
      const next = byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
    throw broken();
  };
  /** Whole numbers are written 0, -1, 1, -2, ... */
  const integer = (): number => {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const over = (count: number): void => {
    at += count;
    if (at > bytes.length) throw broken();
  };
  const list = () => {
    const head = byte();
    const size = head >> 4 === 15 ? varint() : head >> 4;
    // An item has a byte at least.
    if (size > bytes.length - at) throw broken();
    return { size, of: head & 15 };
  };
  const fields = (visit: (id: number, type: number) => void): void => {
    if (++depth > DEPTH_MAX) throw broken();
    let id = 0;
    for (let head = byte(); head !== 0; head = byte()) {
      id = head >> 4 === 0 ? integer() : id + (head >> 4);
      visit(id, head & 15);
    }
    depth--;
  };
  const skipMap = (): void => {
    const size = varint();
    if (size > bytes.length - at) throw broken();
    const types = size === 0 ? 0 : byte();
    for (let left = size; left > 0; left--) {
      skip(types >> 4);
      skip(types & 15);
    }
  };
  const skip = (type: number): void => {
    if (type > BYTE && type < DOUBLE) varint();
    else if (type === BYTE) over(1);
    else if (type === DOUBLE) over(8);
    else if (type === BINARY) over(varint());
    else if (type === MAP) skipMap();
    else if (type === STRUCT) fields((_, inner) => skip(inner));
    else if (type === LIST || type === SET) {
      const { size, of } = list();
      if (of === 1 || of === 2) over(size);
      else for (let left = size; left > 0; left--) skip(of);
    } else if (type !== 1 && type !== 2) throw broken();
  };
  return { integer, list, fields, skip };
}
