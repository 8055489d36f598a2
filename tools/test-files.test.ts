import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { coreFiles, LONGEST, programs, QUICK, SIMULATIONS } from './test-files.ts';

test('every file that is named among the longest is there, once', () => {
  assert.deepEqual(
    LONGEST.filter((path) => path !== QUICK && path !== SIMULATIONS && !existsSync(path)),
    [],
  );
  assert.equal(new Set(LONGEST).size, LONGEST.length);
});

test('a file with hooks for all its tests has a process of its own', () => {
  const files = [...(programs().get(QUICK) ?? []), ...coreFiles()];
  assert.ok(files.length > 20, `${files.length} files`);
  assert.deepEqual(
    files.filter((path) => /^(before|after)(Each)?\(/m.test(readFileSync(path, 'utf8'))),
    [],
  );
});

test('everything runs once: what is long alone, the core together, and the rest together', () => {
  const files = [...programs().values()].flat();
  assert.equal(new Set(files).size, files.length);
  for (const path of ['test/e2e/cli.test.ts', 'test/tidy/text.test.ts', 'tools/test-files.test.ts', ...coreFiles()])
    assert.ok(files.includes(path), path);
});

test('a path selects what is under it', () => {
  const all = programs(['test/tidy', 'test/core.ts']);
  assert.deepEqual(all.get('test/core.ts'), coreFiles());
  assert.deepEqual(all.get('test/tidy/package.test.ts'), ['test/tidy/package.test.ts']);
  assert.ok(all.get(QUICK)?.every((path) => path.startsWith('test/tidy/')));
  assert.equal(programs(['test/nowhere']).size, 0);
});
