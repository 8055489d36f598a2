import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { isMissing, type Table } from '@holdfast/core/table/table.ts';
import type { Description } from '../../packages/holdfast/src/files/description.ts';
import type { Pins } from '../../packages/holdfast/src/files/pins.ts';
import { openInTurn, readInTurn } from './in-turn.ts';

export interface Opened {
  readonly table: Table;
  readonly description: Description;
  /** Cells of a row as a person would write them: numbers, text, ISO times, null for missing. */
  row(i: number): readonly (number | string | null)[];
  /** All cells of a column. */
  column(name: string): readonly (number | string | null)[];
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly codes: readonly string[];
}

/** The file described, read to the end and closed. Read without being kept for questions, it must be the same. */
export async function opened(paths: string | readonly string[], pins: Pins = {}): Promise<Opened> {
  const all = typeof paths === 'string' ? [paths] : paths;
  const source = await openInTurn(all, pins);
  try {
    const description = await source.describe();
    const table = await source.read();
    assert.deepEqual((await readInTurn(all, pins)).table, table);
    const cell = (j: number, i: number): number | string | null => {
      const column = table.columns[j]!; // ! asked by position
      if (isMissing(column, i)) return null;
      if (column.kind === 'text') return column.levels[column.codes[i]!]!; // ! not missing
      return column.type === 'timestamp' ? new Date(column.values[i]!).toISOString() : column.values[i]!; // ! i < n
    };
    return {
      table,
      description,
      row: (i) => table.columns.map((_, j) => cell(j, i)),
      column: (name) =>
        Array.from({ length: table.n }, (_, i) =>
          cell(
            table.columns.findIndex((one) => one.name === name),
            i,
          ),
        ),
      names: table.columns.map((column) => column.name),
      types: table.columns.map((column) => column.type),
      codes: [...new Set(description.problems.map((problem) => problem.code))],
    };
  } finally {
    await source.close();
  }
}

/** A folder of this test file, removed after it, and a way to write files into it. */
export function testFolder(): { readonly path: string; write(name: string, bytes: string | Uint8Array): string } {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, bytes) {
      const file = join(path, name);
      writeFileSync(file, bytes);
      return file;
    },
  };
}
