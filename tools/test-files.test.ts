import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LONGEST, quickFiles } from './test-files.ts';

test('every file that is named among the longest is there, once', () => {
  assert.deepEqual(
    LONGEST.filter((path) => !existsSync(path)),
    [],
  );
  assert.equal(new Set(LONGEST).size, LONGEST.length);
});

test('a file with hooks for all its tests has a process of its own', () => {
  const files = quickFiles();
  assert.ok(files.length > 20, `${files.length} files`);
  assert.deepEqual(
    files.filter((path) => /^(before|after)(Each)?\(/m.test(readFileSync(path, 'utf8'))),
    [],
  );
});
