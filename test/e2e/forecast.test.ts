// Errors beside those of a naive forecast: the reference is its history, the contract says its season.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder } from './holdfast.ts';

/** Three weeks of sales, and two forecasts of the days after them; the numbers of a-regression in the golden values. */
const SOLD = [10, 12, 15, 11, 9, 30, 28, 11, 13, 14, 12, 10, 33, 29, 12, 12, 16, 13, 9, 31, 30];
const ACTUAL = [11, 13, 15, 12, 10, 32, 29, 12, 14, 15, 13, 11, 34, 30, 10, 12, 14, 0, 9, 29, 27];
const FORECAST = [12, 12, 16, 12, 9, 30, 30, 11, 13, 16, 12, 10, 31, 31, 12, 13, 15, 12, 10, 32, 30];
const day = (i: number): string => new Date(Date.UTC(2026, 0, 5) + i * 86_400_000).toISOString().slice(0, 10);
const history = SOLD.map((sold, i) => `${day(i)},tea,${sold}`);
const reference = ['day,item,label', ...history].join('\n');
const candidate = [
  'id,day,item,label,prediction',
  ...ACTUAL.map((label, i) => `${i},${day(21 + i)},tea,${label},${FORECAST[i]}`),
].join('\n');

const contract = (season: string, more = ''): string => `holdfast: 1
model: shop
task: forecast
columns: { id: id, timestamp: day, label: label, prediction: prediction, label_unit: items${more} }
watch: { season: ${season} }
reference: sold.csv
release:
  checks: [mase <= 2, rmsse <= 2]
`;

interface Told {
  readonly notes: readonly string[];
  readonly checks: readonly { readonly id: string; readonly value: number | null; readonly reason: string }[];
  readonly naive?: { readonly meanAbsolute: number; readonly pairs: number; readonly season: string | null };
}

const scaleOf = (steps: number, of: (error: number) => number): number => {
  const errors = SOLD.slice(steps).map((sold, i) => of(sold - (SOLD[i] ?? 0)));
  return errors.reduce((a, b) => a + b, 0) / errors.length;
};
const meanError = (of: (error: number) => number): number =>
  ACTUAL.map((label, i) => of((FORECAST[i] ?? 0) - label)).reduce((a, b) => a + b, 0) / ACTUAL.length;

for (const [season, steps] of [
  ['[week]', 7],
  ['none', 1],
] as const) {
  test(`mase and rmsse are scaled by the reference, season ${season}`, () =>
    inFolder(
      { 'p.csv': candidate, 'sold.csv': reference, 'holdfast.yaml': contract(season) },
      async ({ run, folder }) => {
        const { stdout } = await run('gate', 'p.csv', '--json', '--html', 'report.html');
        const { checks, naive } = JSON.parse(stdout) as Told; // as: what this test looks at
        const [mase, rmsse] = checks.map(({ value }) => value ?? Number.NaN);
        assert.ok(Math.abs((mase ?? 0) - meanError(Math.abs) / scaleOf(steps, Math.abs)) < 1e-12);
        const squared = (error: number): number => error * error;
        assert.ok(Math.abs((rmsse ?? 0) - Math.sqrt(meanError(squared) / scaleOf(steps, squared))) < 1e-12);
        assert.equal(naive?.pairs, SOLD.length - steps);
        const page = readFileSync(join(folder, 'report.html'), 'utf8');
        const said = steps === 7 ? 'what was a week before' : 'what was last';
        assert.match(
          page,
          new RegExp(`The naive error here is .{1,20}: that of saying ${said}, ${SOLD.length - steps}`),
        );
      },
    ));
}

test('without a scale it is said why: no reference, a season longer than it, several items at one time', () => {
  const two = `${reference}\n${history.map((line) => line.replace('tea', 'cake').replace(/\d+$/, '90')).join('\n')}`;
  const files = {
    'p.csv': candidate,
    'sold.csv': reference,
    'two.csv': two,
    'none.yaml': contract('[week]').replace('reference: sold.csv\n', ''),
    'year.yaml': contract('[year]'),
    'two.yaml': contract('[week]').replace('sold.csv', 'two.csv'),
    'series.yaml': contract('[week]', ', series: [item]').replace('sold.csv', 'two.csv'),
    'lost.yaml': contract('[week]', ', series: [itme]'),
  };
  return inFolder(files, async ({ run }) => {
    const told = async (name: string): Promise<Told> =>
      JSON.parse((await run('gate', 'p.csv', '-c', name, '--json')).stdout) as Told; // as: what this test looks at
    const none = await told('none.yaml');
    assert.deepEqual(
      none.checks.map(({ value, reason }) => [value, reason]),
      [
        [null, 'no-scale'],
        [null, 'no-scale'],
      ],
    );
    const year = await told('year.yaml');
    assert.deepEqual([year.checks[0]?.value, year.naive], [null, undefined]);
    assert.match(year.notes.join(' '), /what was a year before errs in sold.csv: nothing in it lies that far apart/);
    assert.match((await told('two.yaml')).notes.join(' '), /one time has several labels in it; name the columns/);
    // The cakes never vary, and their 14 weeks without an error count too.
    assert.equal((await told('series.yaml')).naive?.pairs, 28);
    const { stderr, code } = await run('gate', 'p.csv', '-c', 'lost.yaml');
    assert.equal(code, 3);
    assert.match(stderr, /TABLE_COLUMN_MISSING: column "itme" is not in sold.csv[\s\S]*columns.series.*line 4/);
  });
});
