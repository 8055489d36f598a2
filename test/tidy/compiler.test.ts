import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { plantedFolder } from './planted.ts';
import { root } from './sources.ts';

const config: { compilerOptions: object } = JSON.parse(readFileSync(`${root}tsconfig.core.json`, 'utf8'));

/**
 * What the compiler says about the file under the settings of the core; `platform` are types that it may know besides.
 */
function compile(context: TestContext, { text, platform }: { text: string; platform: readonly string[] }): string {
  const settings = {
    extends: `${root}tsconfig.core.json`,
    compilerOptions: { types: platform },
    include: ['planted.ts'],
  };
  const folder = plantedFolder(context, { 'planted.ts': text, 'tsconfig.json': JSON.stringify(settings) });
  return spawnSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', folder], { encoding: 'utf8' })
    .stdout;
}

const platform = {
  process: 'export const x = process.pid;',
  setTimeout: 'setTimeout(() => {}, 1);',
  console: "console.log('x');",
  'node:fs': "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;",
  Buffer: 'export const x = Buffer.alloc(1);',
};

test('the core knows no platform: Node is a type error there, and would not be with its types', (context) => {
  assert.deepEqual(config.compilerOptions, { ...config.compilerOptions, types: [], lib: ['ES2023'] });
  const text = Object.values(platform)
    .map((line, at) => line.replace('const x', `const x${at}`))
    .join('\n');
  const found = compile(context, { text, platform: [] });
  for (const name of Object.keys(platform)) assert.ok(found.includes(`'${name}'`), `${name} is allowed: ${found}`);
  assert.equal(compile(context, { text, platform: ['node'] }), '');
});

test('the core knows no browser either', (context) => {
  const names = ['document', 'window', 'localStorage', 'fetch', 'performance'];
  const found = compile(context, { text: names.map((name) => `${name};`).join('\n'), platform: [] });
  for (const name of names) assert.ok(found.includes(`'${name}'`), `${name} is allowed: ${found}`);
});

test('only syntax that can be erased is allowed, and an element that may be absent must be checked', (context) => {
  const planted = {
    'export enum Colour { red }': 'TS1294',
    'export namespace A { export const x = 1; }': 'TS1294',
    'export class A { constructor(readonly x: number) {} }': 'TS1294',
    'export const f = (x: readonly number[]): number => x[0];': 'TS2322',
    'export const x: { y?: number } = { y: undefined };': 'TS2375',
  };
  const found = compile(context, { text: Object.keys(planted).join('\n'), platform: [] });
  for (const [at, code] of Object.values(planted).entries())
    assert.ok(found.includes(`planted.ts(${at + 1},`) && found.includes(code), found);
});
