import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { problemLine } from '@holdfast/core/report/words/problems.ts';
import { Problem, type ProblemCode } from '@holdfast/core/std/problem.ts';
import { opened, testFolder } from './opened.ts';
import { element, framed, i32, i64, list, type Part, parquet, struct, text } from './parquet-bytes.ts';

const folder = testFolder();
/** Two seconds, and as much again for a machine that does other work. */
const MS_MAX = 4000;
/** Node and DuckDB take 120 MB with an honest file of three rows. */
const CHILD_MB_MAX = 256;

/** The most memory that a process started by this one has held so far; 0 where the system does not tell. */
function childMb(): number {
  let most = 0;
  try {
    const tasks = readdirSync('/proc/self/task');
    const pids = tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '));
    for (const pid of pids.filter(Boolean)) {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      most = Math.max(most, Number(peak ?? 0) / 1024);
    }
  } catch {
    // It has ended, or the system is another one.
  }
  return most;
}

/** What reading the bytes to the end gives: the values of `a` or a problem, in time and in little memory. */
async function outcome(name: string, bytes: Buffer): Promise<readonly unknown[] | ProblemCode> {
  const path = folder.write(`${name.replaceAll(/\W/g, '-')}.parquet`, bytes);
  const start = performance.now();
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, childMb())), 5);
  try {
    return (await opened(path)).column('a');
  } catch (error) {
    assert.ok(error instanceof Problem, `${name}: ${error}`);
    assert.match(problemLine(error.code, error.details), new RegExp(`^${error.code}: .{20,}`));
    return error.code;
  } finally {
    clearInterval(timer);
    const took = performance.now() - start;
    assert.ok(took < MS_MAX, `${name} took ${took} ms`);
    assert.ok(most < CHILD_MB_MAX, `${name}: the child held ${most} MB`);
  }
}

const VALUES = [0.5, 1.5, 2.5];

test('a file written by hand is read: the lies below are the only thing wrong with it', async () => {
  assert.deepEqual(await outcome('honest', parquet()), VALUES);
});

test('INT96 is a time, as old Spark writes it', async () => {
  const bytes = Buffer.alloc(36);
  for (let i = 0; i < 3; i++) bytes.writeUInt32LE(2_460_311 + i, i * 12 + 8);
  const days = ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z', '2024-01-03T00:00:00.000Z'];
  assert.deepEqual(await outcome('int96', parquet({ type: 3, values: bytes })), days);
});

describe('a footer is refused before any library sees it', () => {
  const deep = (repetition: number): Part => {
    const inner = Array.from({ length: 10_000 }, () => element({ name: 'g', children: 1, repetition }));
    return list([element({ name: 'root', children: 1 }), ...inner, element({ name: 'a', type: 5, repetition: 0 })]);
  };
  const leaf = element({ name: 'a', type: 5, repetition: 0 });
  const root = (children: number): Part => element({ name: 'root', children });
  const key = struct({ 1: text('key'), 2: text('value') });
  const nested = (levels: number): Part => (levels === 0 ? struct({}) : struct({ 1: nested(levels - 1) }));
  const whole = parquet();
  const secret = parquet();
  secret.write('PARE', secret.length - 4, 'latin1');
  const cases: readonly (readonly [what: string, bytes: Buffer, code: ProblemCode])[] = [
    ['longer than the file', framed(Buffer.alloc(50), Buffer.alloc(10), 2 ** 30), 'FILE_DAMAGED'],
    ['of 4 GiB', framed(Buffer.alloc(50), Buffer.alloc(10), 2 ** 32 - 1), 'FILE_DAMAGED'],
    ['that is encrypted', secret, 'FILE_DAMAGED'],
    ['that is cut', framed(Buffer.alloc(50), whole.subarray(-60, -20)), 'FILE_DAMAGED'],
    ['of noise', framed(Buffer.alloc(50), Buffer.alloc(200, 0xff)), 'FILE_DAMAGED'],
    ['of nothing', framed(Buffer.alloc(50), Buffer.alloc(0)), 'FILE_DAMAGED'],
    ['2^31 row groups', parquet({ groups: (one) => list([one], { claimed: 2 ** 31 }) }), 'FILE_DAMAGED'],
    ['2^31 keys', parquet({ metadata: list([key], { claimed: 2 ** 31 }) }), 'FILE_DAMAGED'],
    ['2^31 schema elements', parquet({ schema: list([root(1)], { claimed: 2 ** 31 }) }), 'FILE_DAMAGED'],
    ['a million keys', parquet({ metadata: list(new Array<Part>(1e6).fill(key)) }), 'FILE_LIMIT'],
    ['a million columns', parquet({ schema: list([root(1e6), ...new Array<Part>(1e6).fill(leaf)]) }), 'FILE_LIMIT'],
    ['10,000 levels', parquet({ schema: deep(0) }), 'FILE_LIMIT'],
    ['10,000 levels of lists', parquet({ schema: deep(2) }), 'FILE_LIMIT'],
    ['structs in structs', parquet({ encryption: nested(5000) }), 'FILE_DAMAGED'],
    ['2^31 children', parquet({ schema: list([root(2 ** 31 - 1), leaf]) }), 'FILE_DAMAGED'],
    ['fewer than no children', parquet({ schema: list([root(-1), leaf]) }), 'FILE_DAMAGED'],
    ['no schema', parquet({ schema: list([]) }), 'FILE_DAMAGED'],
    ['a group of two columns', parquet({ schema: list([root(2), leaf, leaf]) }), 'FILE_DAMAGED'],
    ['no end', parquet({ metadata: { type: 15, bytes: Buffer.alloc(4) } }), 'FILE_DAMAGED'],
  ];
  for (const [what, bytes, code] of cases) {
    test(what, async () => assert.equal(await outcome(what, bytes), code));
  }
});

describe('what a footer or a page claims is a problem in time and in little memory, or changes no value', () => {
  const refused: readonly (readonly [what: string, lies: Parameters<typeof parquet>[0], code: ProblemCode])[] = [
    ['an unknown codec', { codec: 99 }, 'FILE_DAMAGED'],
    ['a negative codec', { codec: -1 }, 'FILE_DAMAGED'],
    ['an unknown encoding', { encoding: 77 }, 'FILE_DAMAGED'],
    ['a dictionary that is not there', { encoding: 8 }, 'FILE_DAMAGED'],
    ['a page of 2 GiB', { pageSize: 2 ** 31 - 1 }, 'FILE_DAMAGED'],
    ['a page of 2 GiB in Snappy', { pageSize: 2 ** 31 - 1, codec: 1 }, 'FILE_DAMAGED'],
    ['a page of 2 GiB in gzip', { pageSize: 2 ** 31 - 1, codec: 2 }, 'FILE_DAMAGED'],
    ['a page of 2 GiB in Zstandard', { pageSize: 2 ** 31 - 1, codec: 6 }, 'FILE_DAMAGED'],
    ['a page of fewer than no bytes', { pageSize: -5 }, 'FILE_DAMAGED'],
    ['an offset before the file', { offset: -5 }, 'FILE_DAMAGED'],
    ['an offset behind it', { offset: 2n ** 62n }, 'FILE_DAMAGED'],
    ['a dictionary behind it', { dictionaryOffset: 2n ** 40n }, 'FILE_DAMAGED'],
    ['fewer than no rows', { rows: -3 }, 'FILE_DAMAGED'],
    ['a thousand rows', { rows: 1000 }, 'FILE_DAMAGED'],
    ['2^40 rows', { rows: 2n ** 40n }, 'FILE_LIMIT'],
    ['2^62 rows', { rows: 2n ** 62n }, 'FILE_LIMIT'],
  ];
  for (const [what, lies, code] of refused) {
    test(what, async () => assert.equal(await outcome(what, parquet(lies)), code));
  }
  const harmless: readonly (readonly [what: string, lies: Parameters<typeof parquet>[0]])[] = [
    ['a dictionary before the file', { dictionaryOffset: -7 }],
    ['a chunk of fewer than no bytes', { compressed: -1 }],
    ['a chunk of 2^50 bytes', { compressed: 2n ** 50n }],
    ['a page of 2^31 values', { pageValues: 2 ** 31 - 1 }],
    ['an encryption that nothing uses', { encryption: struct({ 1: struct({}) }) }],
    ['a field that nobody knows', { metadata: list([struct({ 1: text('k'), 99: i64(1), 100: i32(2) })]) }],
  ];
  for (const [what, lies] of harmless) {
    test(what, async () => {
      const found = await outcome(what, parquet(lies));
      if (typeof found !== 'string') assert.deepEqual(found, VALUES);
    });
  }
});
