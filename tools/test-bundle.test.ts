import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type TestContext, test } from 'node:test';
import { plantedFolder } from '../test/tidy/planted.ts';
import { bundleTests } from './test-bundle.ts';

/** A test that prints its own address, and throws in its sixth line. In two parts, else the address would be ours. */
const TEXT = `interface Unread {
  readonly x: number;
}
process.stdout.write(import.meta.${'url'});
const planted = (): Unread => {
  throw new Error('planted');
};
planted();
`;

async function ran(context: TestContext) {
  const source = `${plantedFolder(context, {})}/planted.test.ts`;
  writeFileSync(source, TEXT);
  const bundled = await bundleTests(new Map([['planted', [source]]]));
  const [file = ''] = bundled.files;
  const { stdout, stderr } = spawnSync(process.execPath, ['--enable-source-maps', file], { encoding: 'utf8' });
  return { source, bundled, file, stdout, stderr };
}

test('a bundled test knows where it was written, and its stack names that place', async (context) => {
  const { source, bundled, file, stdout, stderr } = await ran(context);
  assert.equal(stdout, `file://${source}`);
  assert.match(stderr, /planted\.test\.ts:6:/);
  bundled.remove();
  assert.ok(!existsSync(file));
});

test('a line of the bundle is told as the line of the source', async (context) => {
  const { source, bundled, file } = await ran(context);
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('"planted"'));
  const place = bundled.placeOf(file, at + 1, (lines[at] ?? '').indexOf('new Error') + 1);
  assert.deepEqual(place, { path: relative('', source), line: 6 });
  assert.equal(bundled.placeOf(source, 1, 1), null);
  bundled.remove();
});
