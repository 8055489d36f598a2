// Drift from the outside: what moved, what only looks as if it had, and bad input of every kind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DriftResult } from '@holdfast/core/report/drift-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Ended, inFolder } from './holdfast.ts';

interface World {
  readonly shift?: number;
  /** How the label is written. */
  readonly write?: (label: string) => string;
}

/** Sales: the label hangs on the price, not on the size; `shift` moves both. */
function sales(n: number, seed: number, { shift = 0, write = (label) => label }: World = {}): string {
  const random = makeRandom(seed);
  const lines = Array.from({ length: n }, (_, i) => {
    const at = new Date(Date.UTC(2024, 0, 1 + Math.floor(seed)) + i * 60_000).toISOString().slice(0, 19);
    const price = 10 * random() + shift;
    const size = 10 * random() + shift;
    const label = price - shift + random() > 5 ? 'bought' : 'left';
    return `${i},${at},${price.toFixed(3)},${size.toFixed(3)},${random() < 0.7 ? 'Rome' : 'Oslo'},${write(label)}`;
  });
  return ['id,sold_at,price,size,city,bought', ...lines, ''].join('\n');
}

const good = ({ code, stdout, stderr }: Ended): string => {
  assert.equal(code, 0, stderr);
  return stdout;
};
const screen = (ended: Ended): string => {
  const text = good(ended);
  for (const line of text.split('\n')) assert.ok([...line].length <= 80, line);
  return text;
};
const json = (ended: Ended): DriftResult => JSON.parse(good(ended)); // The form is what the tests look at.
const moved = ({ columns }: DriftResult): string[] =>
  columns.filter(({ state }) => state === 'moved').map(({ name }) => name);
const differences = ({ differences: found }: DriftResult): string[] =>
  found.map(({ column, what }) => `${column} ${what}`);

const files = {
  'train.csv': sales(3000, 1),
  'same.csv': sales(2500, 2),
  'june.csv': sales(2000, 3, { shift: 2 }),
};

test('what moved is ranked by what the label hangs on, and the first sentence says it', () =>
  inFolder(files, async ({ folder, run }) => {
    const label = ['--label', 'bought'];
    const text = screen(await run('drift', 'train.csv', 'june.csv', ...label, '--html', 'drift.html'));
    assert.match(text, /2 of 4 columns moved; most: price, half below 7\.\d+, was 4\.\d+/);
    assert.match(text, /Look at price first/);
    const found = json(await run('drift', 'train.csv', 'june.csv', ...label, '--json'));
    assert.deepEqual(moved(found), ['price', 'size']);
    const [price, size] = found.columns;
    assert.ok((price?.importance ?? 0) > 0.95 && (size?.importance ?? 1) < 0.05);
    assert.ok(!('gap' in found.apart) && found.apart.value > 0.6);
    const psi = found.measurements.find(({ entry, column }) => entry === 'psi' && column === 'price');
    assert.ok(psi !== undefined && (psi.value ?? 0) > 0.25 && (psi.noise ?? 1) < 0.02 && psi.n === 2000);
    const page = readFileSync(join(folder, 'drift.html'), 'utf8');
    assert.ok(page.includes('2 of 4 columns moved') && (page.match(/<svg class="chart wide"/g) ?? []).length === 2);
    assert.ok(!/<script|https?:\/\/(?!www\.w3\.org)/.test(page.replace(/<a [^>]*>/g, '')));
  }));

test('where nothing moved it is said plainly, and the same input gives the same bytes', () =>
  inFolder(files, async ({ run }) => {
    const text = screen(await run('drift', 'train.csv', 'same.csv', '--label', 'bought'));
    assert.match(text, /Nothing moved: all 4 columns are as in the reference\./);
    assert.match(text, /cannot tell the rows of the two files\s+apart/);
    const first = good(await run('drift', 'train.csv', 'same.csv', '--json'));
    assert.equal(first, good(await run('drift', 'train.csv', 'same.csv', '--json')));
    const found: DriftResult = JSON.parse(first);
    assert.equal(found.verdict, null);
    assert.deepEqual(
      found.inputs.map(({ role, rows }) => [role, rows]),
      [
        ['reference', 3000],
        ['current', 2500],
      ],
    );
  }));

test('labels that end in a dot are a difference of format, and nothing moved', () =>
  inFolder({ ...files, 'dots.csv': sales(2500, 2, { write: (label) => ` ${label}.` }) }, async ({ run }) => {
    const text = screen(await run('drift', 'train.csv', 'dots.csv', '--label', 'bought'));
    assert.match(text, /Nothing moved; bought is written otherwise: "(\w+)\." for "\1", in all\s+2,500/);
    const found = json(await run('drift', 'train.csv', 'dots.csv', '--json'));
    assert.deepEqual(moved(found), []);
    assert.deepEqual(found.formats[0]?.kinds, ['dot']);
  }));

test('the same file twice, and identical rows, are said to be the same', () =>
  inFolder(files, async ({ run }) => {
    const text = screen(await run('drift', 'train.csv', 'train.csv'));
    assert.match(text, /Nothing moved/);
    assert.match(text, /Both files are the same, byte for byte/);
  }));

test('columns that differ in name, order, type or by being empty or constant are told, the rest is measured', () =>
  inFolder(
    {
      ...files,
      'odd.csv': sales(2000, 4)
        .split('\n')
        .map((line, i) => {
          if (line === '') return line;
          const [id, at, price, size, city] = line.split(',');
          if (i === 0) return 'id,sold_at,city,Size,price,extra,month';
          return `${id},${at},${city},${size},${Number(price) < 5 ? 'low' : 'high'},${i % 7},6`;
        })
        .join('\n'),
      'empty.csv': sales(2000, 5).replace(/^(\d+,[^,]*,)[^,]*,/gm, '$1,'),
      'may.csv': sales(2000, 6).replace(/$/gm, ',5').replace('bought,5', 'bought,month').replace(/\n,5/g, '\n'),
      'june2.csv': sales(2000, 7).replace(/$/gm, ',6').replace('bought,6', 'bought,month').replace(/\n,6/g, '\n'),
    },
    async ({ run }) => {
      const odd = json(await run('drift', 'train.csv', 'odd.csv', '--json'));
      const told = differences(odd).filter((one) => !one.endsWith('reordered'));
      assert.deepEqual(told.sort(), ['bought missing', 'extra new', 'month new', 'price other-kind', 'size renamed']);
      assert.ok(differences(odd).some((one) => one.endsWith('reordered')));
      assert.deepEqual(
        odd.columns.map(({ name, state }) => [name, state]),
        [['city', 'still']],
      );
      const empty = json(await run('drift', 'train.csv', 'empty.csv', '--json'));
      assert.deepEqual(differences(empty), ['price emptied']);
      assert.equal(moved(empty)[0], 'price');
      assert.ok(!('gap' in empty.apart) && empty.apart.value < 0.6, 'what is empty does not tell the files apart');
      const filled = json(await run('drift', 'empty.csv', 'train.csv', '--json'));
      assert.deepEqual(differences(filled), ['price filled']);
      const named = json(await run('drift', 'may.csv', 'june2.csv', '--json'));
      assert.deepEqual(differences(named), ['month names-the-file']);
      assert.deepEqual(moved(named), []);
      assert.match(named.headline.sentence, /^Nothing moved; month is always 5 in the reference, always 6 here/);
    },
  ));

test('a reference of 20 rows, a window of 3, infinite values and 10,000 texts are gaps or measured, never a move', () =>
  inFolder(
    {
      ...files,
      'few.csv': sales(20, 8),
      'three.csv': sales(3, 9),
      'infinite.csv': sales(2000, 10).replace(/^(\d*5,[^,]*,)[^,]*,/gm, '$1inf,'),
      'many.csv': ['name,x', ...Array.from({ length: 10_000 }, (_, i) => `text ${i},${(i * 7919) % 100}`)].join('\n'),
      'many2.csv': ['name,x', ...Array.from({ length: 10_000 }, (_, i) => `text ${i + 5e4},${(i * 31) % 100}`)].join(
        '\n',
      ),
    },
    async ({ run }) => {
      for (const [reference, current, rows] of [
        ['few.csv', 'june.csv', 20],
        ['train.csv', 'three.csv', 3],
      ] as const) {
        const found = json(await run('drift', reference, current, '--json'));
        assert.ok(found.columns.every(({ state }) => state === 'unknown'));
        assert.match(found.headline.sentence, new RegExp(`Too few rows .* takes 30 on each side, and one has ${rows}`));
        assert.ok('gap' in found.apart && found.apart.gap === 'too-few-rows');
        assert.ok(
          found.measurements.some(({ value }) => value !== null),
          'what can be said is said',
        );
      }
      const infinite = json(await run('drift', 'train.csv', 'infinite.csv', '--json'));
      assert.deepEqual(moved(infinite), ['price']);
      assert.match(infinite.headline.sentence, /price, missing in 10\.0 %, was 0\.0 %/);
      const many = json(await run('drift', 'many.csv', 'many2.csv', '--json'));
      assert.deepEqual(differences(many), ['name texts-of-their-own']);
      const shapes = ['name: length', 'name: share of letters', 'name: share of digits'];
      assert.deepEqual(moved(many), shapes, 'numbers from 50,000 on have five digits');
    },
  ));

test('a missing file, an empty one, one file alone and a label that is nowhere are refused with their codes', () =>
  inFolder({ ...files, 'empty.csv': 'id,price\n' }, async ({ run }) => {
    const refused = async (code: string, ...args: string[]): Promise<void> => {
      const ended = await run('drift', ...args);
      assert.equal(ended.code, 3, ended.stdout);
      assert.ok(ended.stderr.includes(code), ended.stderr);
    };
    await refused('FILE_MISSING', 'train.csv', 'nowhere.csv');
    await refused('TABLE_EMPTY', 'train.csv', 'empty.csv');
    await refused('ARGUMENT_MISSING', 'train.csv');
    await refused('ARGUMENT_EXCESS', 'train.csv', 'june.csv', 'same.csv');
    await refused('TABLE_COLUMN_MISSING', 'train.csv', 'june.csv', '--label', 'sold');
  }));
