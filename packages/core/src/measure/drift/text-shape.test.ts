import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textShapes } from './text-shape.ts';

test('a text is as long as it is without outer blanks, and what is missing stays missing', () => {
  const found = textShapes({
    name: 'note',
    kind: 'text',
    type: 'text',
    codes: Int32Array.from([0, 1, -1, 2]),
    levels: [' Oslo 12 ', 'Zürich!', ''],
  });
  const of = (name: string) => found.find((column) => column.name === `note: ${name}`);
  assert.deepEqual([...(of('length')?.values ?? [])], [7, 7, 0, 0]);
  assert.deepEqual([...(of('words')?.values ?? [])], [2, 1, 0, 0]);
  assert.deepEqual([...(of('share of letters')?.values ?? [])], [4 / 7, 6 / 7, 0, 0]);
  assert.deepEqual([...(of('share of digits')?.values ?? [])], [2 / 7, 0, 0, 0]);
  assert.deepEqual([...(of('share of other signs')?.values ?? [])], [0, 1 / 7, 0, 0]);
  assert.deepEqual([...(of('length')?.missing ?? [])], [0, 0, 1, 0]);
});
