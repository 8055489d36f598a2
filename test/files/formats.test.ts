import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { spool } from '../../packages/holdfast/src/files/look.ts';
import { openSource, readSource } from '../../packages/holdfast/src/files/source.ts';
import { needsShared, shared } from '../shared.ts';
import { openInTurn } from './in-turn.ts';
import { opened, testFolder } from './opened.ts';

const folder = testFolder();
const day = (text: string): string => new Date(text).toISOString();

describe('JSON lines', () => {
  test('keys become columns in order, long numbers keep their digits, what is inside stays JSON', async () => {
    const lines = [
      '{"id":1,"t":"2024-01-01T00:00:00Z","x":1.5,"ok":true,"s":"a","n":{"q":[1]}}',
      '{"id":2,"x":null,"s":"b","big":12345678901234567890123,"mix":1}',
      '',
      '{"id":9007199254740993,"t":"2024-01-02","mix":"z","__proto__":5,"a/b~c\\"":7}',
    ];
    const file = await opened(folder.write('a.jsonl', lines.join('\n')));
    assert.deepEqual(file.names, ['id', 't', 'x', 'ok', 's', 'n', 'big', 'mix', '__proto__', 'a/b~c"']);
    assert.deepEqual(file.types, [
      'big-integer',
      'timestamp',
      'number',
      'boolean',
      'text',
      'text',
      'big-integer',
      'text',
      'integer',
      'integer',
    ]);
    assert.deepEqual(file.row(0), ['1', day('2024-01-01'), 1.5, 1, 'a', '{"q":[1]}', null, null, null, null]);
    assert.deepEqual(file.row(1), ['2', null, null, null, 'b', null, '12345678901234567890123', '1', null, null]);
    assert.deepEqual(file.row(2), ['9007199254740993', day('2024-01-02'), null, null, null, null, null, 'z', 5, 7]);
    assert.ok(file.codes.includes('COLUMN_MIXED'));
    assert.equal(file.description.dialect, null);
  });

  test('one array of objects is the same', async () => {
    const file = await opened(folder.write('a.json', '[{"a":1},\n {"a":2,"b":"x"}]'));
    assert.deepEqual(
      [file.row(0), file.row(1)],
      [
        [1, null],
        [2, 'x'],
      ],
    );
  });

  test('a line that is no JSON, or no object, is named', async () => {
    const refusal = (name: string, text: string, line: number) =>
      assert.rejects(
        openInTurn([folder.write(name, text)]),
        (error: { code?: string; details?: { line?: number } }) =>
          error.code === 'FILE_DAMAGED' && error.details?.line === line,
      );
    await refusal('scalar.jsonl', '{"id":1}\n5\n', 2);
    await refusal('text.jsonl', '{"id":1}\nnot json\n', 2);
  });
});

describe('Arrow', () => {
  // Written by pyarrow 26.0.1: feather.write_feather(table, path, compression='lz4') and ipc.new_stream(path, schema).
  for (const name of ['lz4.feather', 'stream.arrow']) {
    test(`every flat type of ${name}`, async () => {
      const packed = readFileSync(fileURLToPath(new URL(`data/${name}.gz`, import.meta.url)));
      const file = await opened(folder.write(name, gunzipSync(packed)));
      const names = ['id', 'small', 'x', 'y', 'name', 'long', 'ok', 'day', 'at', 'utc', 'money', 'level', 'none'];
      assert.deepEqual(file.names, names);
      assert.deepEqual(file.row(0), [
        '1',
        1,
        1.5,
        Math.fround(0.1),
        'a,"b"',
        'é\nü',
        1,
        day('2024-01-02'),
        day('2024-01-02T03:04:05.678Z'),
        day('2024-01-02T03:04:05Z'),
        12.34,
        'low',
        null,
      ]);
      assert.deepEqual(file.row(1), ['2', null, null, 2, null, 'z', null, null, null, null, null, 'high', null]);
      assert.deepEqual(file.row(2), [
        '9007199254740993',
        -3,
        null,
        3,
        '',
        null,
        0,
        day('1969-12-31'),
        day('1969-12-31T23:59:59.999Z'),
        null,
        -0.05,
        null,
        null,
      ]);
      assert.ok(file.description.columns[2]?.assumed.includes('not-finite:1'));
    });
  }

  test('a file that breaks off, or holds noise, is damaged', async () => {
    const bytes = gunzipSync(readFileSync(fileURLToPath(new URL('data/stream.arrow.gz', import.meta.url))));
    for (let k = 1; k < 40; k++) {
      const noisy = Buffer.from(bytes);
      noisy[(k * 7919) % noisy.length] = (k * 31) % 256;
      const path = folder.write(`noise-${k}.arrow`, k % 2 === 0 ? noisy : noisy.subarray(0, (noisy.length * k) / 40));
      const start = performance.now();
      const problem = await openInTurn([path]).then(
        (source) => source.close().then(() => null),
        (error: { code?: string }) => error,
      );
      if (problem !== null) assert.match(problem.code ?? String(problem), /^(FILE|FILES|CSV)_/);
      assert.ok(performance.now() - start < 10_000);
    }
  });
});

describe('several files, packed files, standard input', () => {
  test('a folder, a pattern and a list are one table; other files are left alone', async () => {
    mkdirSync(join(folder.path, 'parts/year=2024'), { recursive: true });
    folder.write('parts/a.csv', 'id,v\n1,x\n2,y\n');
    folder.write('parts/year=2024/b.csv.gz', gzipSync('id,v\n3,z\n'));
    folder.write('parts/_SUCCESS', '');
    folder.write('parts/notes.md', '# no table');
    const all = [
      [1, 'x'],
      [2, 'y'],
      [3, 'z'],
    ];
    for (const paths of [join(folder.path, 'parts'), join(folder.path, 'parts/**/*.csv*')]) {
      const file = await opened(paths);
      assert.deepEqual(
        Array.from({ length: file.table.n }, (_, i) => file.row(i)),
        all,
        paths,
      );
    }
    assert.equal((await opened([join(folder.path, 'parts/a.csv'), join(folder.path, 'parts/a.csv')])).table.n, 4);
    assert.equal((await opened(join(folder.path, 'parts/[ab].csv'))).table.n, 2);
  });

  test('files with other columns, or of another kind, are refused', async () => {
    const a = folder.write('one.csv', 'id,v\n1,x\n');
    await assert.rejects(openSource([a, folder.write('two.csv', 'id,w\n1,x\n')]), { code: 'FILES_DIFFER' });
    await assert.rejects(openSource([a, folder.write('three.jsonl', '{"id":1}\n')]), { code: 'FILES_DIFFER' });
  });

  test('the digest is of the bytes on disk', async () => {
    const { digest } = await readSource([folder.write('digest.csv', 'a,b\n1,2\n')]);
    assert.equal(digest, `sha256:${createHash('sha256').update('a,b\n1,2\n').digest('hex')}`);
  });

  test('standard input is read like a file', async () => {
    const path = await spool(Readable.from([Buffer.from('a,b\n1,'), Buffer.from('x\n')]), folder.path, undefined);
    assert.deepEqual((await opened(path)).row(0), [1, 'x']);
  });

  test('asked names come in the asked order, and unknown ones are left out', async () => {
    const source = await openSource([folder.write('order.csv', 'a,b,c\n1,x,2\n')]);
    const table = await source.read(['c', 'nothing', 'a', 'c']);
    assert.deepEqual(
      table.columns.map((column) => column.name),
      ['c', 'a'],
    );
    await source.close();
  });

  test('an interrupted reader leaves nothing behind', async () => {
    const stop = new AbortController();
    const path = folder.write('slow.csv', `a,b\n${'1,"x"\n'.repeat(500_000)}`);
    const opening = openSource([path], {}, () => {}, stop.signal);
    setTimeout(() => stop.abort(), 150);
    await assert.rejects(opening, { code: 'FILE_STOPPED' });
  });
});

test('a sample is the first rows and every k-th of the rest', async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => `${i},x${i % 5}`);
  const source = await openSource([folder.write('long.csv', `a,b\n${rows.join('\n')}\n`)]);
  const [a, b] = (await source.sample(110)).columns;
  assert.ok(a?.kind === 'number' && b?.kind === 'text');
  const rest = Array.from({ length: 52 }, (_, k) => 54 + 18 * (k + 1));
  assert.deepEqual([...a.values], [...Array(55).keys(), ...rest]);
  assert.deepEqual(
    [...b.codes].map((code) => b.levels[code]),
    [...a.values].map((i) => `x${i % 5}`),
  );
  assert.equal((await source.sample(1000)).n, 1000);
  await source.close();
});

describe('Parquet', needsShared, () => {
  test('pinned types and null words apply to what the file says is text', async () => {
    const path = shared('data/us_flights_2013/flights.parquet') ?? '';
    const file = await opened(path, { types: { DepDelay: 'number', ArrDel15: 'boolean' }, nullWords: ['NA'] });
    const type = new Map(file.names.map((name, j) => [name, file.types[j]]));
    assert.deepEqual(
      [type.get('DepDelay'), type.get('ArrDel15'), type.get('CRSDepTime')],
      ['number', 'boolean', 'text'],
    );
    assert.equal(file.column('DepDelay').filter((cell) => cell === null).length, 50_000 - 49_472);
    await assert.rejects(openSource([path], { types: { Carrier: 'number' } }), { code: 'PIN_TYPE' });
  });

  test('text of ISO times is time, and other text is left as it is', async () => {
    const file = await opened(shared('data/nannyml_car_loan/analysis.parquet') ?? '');
    const at = file.names.indexOf('timestamp');
    assert.equal(file.types[at], 'timestamp');
    assert.equal(file.row(0)[at], '2018-10-30T18:00:00.000Z');
    assert.equal(file.types[file.names.indexOf('size_of_downpayment')], 'text');
  });

  test('ten monthly files are one table', async () => {
    const path = shared('data/noaa_isd_florida_2019') ?? '';
    const file = await opened(path);
    assert.deepEqual([file.table.n, file.names.length], [35_977, 23]);
    assert.equal(file.column('temperature').filter((cell) => cell === null).length, 621);
  });
});
