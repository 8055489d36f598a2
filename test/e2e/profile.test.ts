// Profiles from the outside: a file becomes a reference, windows are counted on its bins, put together and shown.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Ended, inFolder } from './holdfast.ts';

/** Sales of so many rows; `shift` moves the prices, `city` is a new one now and then. */
function sales(n: number, seed: number, { shift = 0, city = 'Oslo' } = {}): string {
  const random = makeRandom(seed);
  const lines = Array.from({ length: n }, (_, i) => {
    const at = new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString().slice(0, 19);
    const price = random() < 0.05 ? '' : (10 * random() + shift).toFixed(2);
    return `${seed}-${i},${at},${price},${random() < 0.7 ? 'Rome' : city},x`;
  });
  return ['id,sold_at,price,city,flag', ...lines, ''].join('\n');
}

const files = {
  'train.csv': sales(2000, 1),
  'monday.csv': sales(500, 2),
  'tuesday.csv': sales(700, 3, { shift: 4, city: 'Bern' }),
};
const assertGood = ({ code, stdout, stderr }: Ended): string => {
  assert.equal(code, 0, stderr);
  for (const line of stdout.split('\n')) assert.ok([...line].length <= 80, line);
  return stdout;
};
const json = (ended: Ended): { rows: number; columns: Record<string, unknown>[]; differences: unknown[] } =>
  JSON.parse(assertGoodJson(ended)); // The form is what the test looks at.
const assertGoodJson = ({ code, stdout, stderr }: Ended): string => {
  assert.equal(code, 0, stderr);
  return stdout;
};

test('a reference, two windows, and both as one: counts add up and drift is told', () =>
  inFolder(files, async ({ folder, run }) => {
    const made = assertGood(await run('profile', 'train.csv', '-o', 'train.hfprofile', '--timestamp', 'sold_at'));
    assert.match(made, /reference: 2,000 rows, 4 columns, 2024-01-01 00:00 to /);
    assert.match(made, /price +[▁-█ ]+ +4\.3 % +846 +0 to 9\.99\n/);
    const window = ['--reference', 'train.hfprofile', '--timestamp', 'sold_at'];
    const monday = assertGood(await run('profile', 'monday.csv', ...window, '-o', 'monday.hfprofile'));
    assert.ok(!/severe .*price|price.*severe/.test(monday), monday);
    const tuesday = assertGood(await run('profile', 'tuesday.csv', ...window, '-o', 'tuesday.hfprofile'));
    assert.match(tuesday, /price .* severe .*above \+\d+ %/);
    assert.match(tuesday, /city .* severe .*new \+\d+ %/);
    assertGood(await run('profile', 'merge', 'monday.hfprofile', 'tuesday.hfprofile', '-o', 'both.hfprofile'));
    const both = json(await run('profile', 'show', 'both.hfprofile', '--json'));
    const turned = json(await run('profile', 'merge', 'tuesday.hfprofile', 'monday.hfprofile', '--json'));
    assert.equal(both.rows, 1200);
    const bins = ({ columns }: typeof both): unknown => columns.map((column) => column['bins']);
    assert.deepEqual(bins(both), bins(turned));
    assert.ok(readFileSync(join(folder, 'both.hfprofile')).length < 20_000);
  }));

test('the same file gives the same bytes, and columns that differ from the reference are told', () =>
  inFolder({ ...files, 'odd.csv': 'id,price,size\n1,cheap,3\n2,dear,4\n' }, async ({ folder, run }) => {
    await run('profile', 'train.csv', '-o', 'a.hfprofile');
    await run('profile', 'train.csv', '-o', 'b.hfprofile');
    const [a, b] = ['a', 'b'].map((name) => readFileSync(join(folder, `${name}.hfprofile`)));
    assert.deepEqual(a, b);
    const odd = await run('profile', 'odd.csv', '--reference', 'a.hfprofile', '--json');
    assert.deepEqual(json(odd).differences, [
      { column: 'id', what: 'other-kind' },
      { column: 'price', what: 'other-kind' },
      { column: 'size', what: 'new' },
      { column: 'sold_at', what: 'missing' },
      { column: 'city', what: 'missing' },
      { column: 'flag', what: 'missing' },
    ]);
    assert.match(assertGood(await run('profile', 'odd.csv', '--reference', 'a.hfprofile')), /nothing was counted/);
  }));

test('a profile that is none, is broken or is of another reference is refused with its code', () =>
  inFolder(files, async ({ folder, run }) => {
    await run('profile', 'train.csv', '-o', 'train.hfprofile');
    await run('profile', 'tuesday.csv', '-o', 'other.hfprofile');
    const bytes = readFileSync(join(folder, 'train.hfprofile'));
    writeFileSync(join(folder, 'cut.hfprofile'), bytes.subarray(0, 400));
    for (const [words, code] of [
      [['show', 'train.csv'], 'PROFILE_DAMAGED'],
      [['show', 'cut.hfprofile'], 'PROFILE_DAMAGED'],
      [['show', 'nothing.hfprofile'], 'FILE_MISSING'],
      [['merge', 'train.hfprofile', 'other.hfprofile'], 'PROFILE_REFERENCE'],
    ] as const) {
      const ended = await run('profile', ...words);
      assert.equal(ended.code, 3, ended.stdout);
      assert.match(ended.stderr, new RegExp(`^${code}: `));
    }
  }));

/** Answers of a model and labels that come some hours later; every tenth has none. `wrong` of 10 answers are wrong. */
function answered(n: number, wrong: number): string {
  const lines = Array.from({ length: n }, (_, i) => {
    const made = Date.UTC(2024, 0, 1) + i * 60_000;
    const time = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
    const score = ((i * 7919) % 1000) / 1000;
    const said = score > 0.5 ? 'yes' : 'no';
    const label = i % 10 < wrong ? (said === 'yes' ? 'no' : 'yes') : said;
    const came = (i % 2 === 0 ? 4 : 8) * 3_600_000;
    return `${i},${time(made)},${score},${i % 10 === 9 ? ',' : `${label},${time(made + came)}`}`;
  });
  return ['id,made_at,score,bought,bought_at', ...lines, ''].join('\n');
}

test('with a contract answers are counted by score and label, and the delays of labels', () => {
  const columns = 'id: id, timestamp: made_at, score: score, label: bought, label_timestamp: bought_at, positive: yes';
  const given = {
    'holdfast.yaml': `holdfast: 1\nmodel: shop\ntask: binary\ncolumns: { ${columns.replace('yes', '"yes"')} }\n`,
    'train.csv': answered(2000, 1),
    'a.csv': answered(300, 3),
    'b.csv': answered(500, 3),
  };
  return inFolder(given, async ({ run }) => {
    const made = assertGood(await run('profile', 'train.csv', '-o', 'train.hfprofile'));
    assert.match(made, /Right in 88\.9 % \(87\.4 % to 90\.3 %\) of 1,800 rows with a label/);
    // To the upper end of a bin, which is known to a factor of 1.41.
    assert.match(made.replaceAll('\n', ' '), /within 5 hours, 95 of 100 within 9 hours; 200 rows without one/);
    const window = ['--reference', 'train.hfprofile'];
    const first = assertGood(await run('profile', 'a.csv', ...window, '-o', 'a.hfprofile'));
    assert.match(first.replaceAll('\n', ' '), /Right in 66\.7 % .* of 270 rows .*; in the reference in 88\.9 %/);
    assertGood(await run('profile', 'b.csv', ...window, '-o', 'b.hfprofile'));
    const merged = await run('profile', 'merge', 'a.hfprofile', 'b.hfprofile', '--json', ...window);
    const both = JSON.parse(assertGoodJson(merged));
    assert.deepEqual([both.answers.n, both.answers.right], [720, 2 / 3]);
    assert.deepEqual([both.label_delay.n, both.label_delay.without_label], [720, 80]);
  });
});
