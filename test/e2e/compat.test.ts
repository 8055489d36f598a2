// The numbers of other programs from the outside: equal to golden through the files, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGolden } from '../golden/tally.ts';
import { needsShared, shared } from '../shared.ts';
import { inFolder } from './holdfast.ts';

interface Row {
  readonly column: string | null;
  readonly id: string;
  readonly name: string;
  readonly statistic: number;
  readonly threshold: number | null;
  readonly isDrift: boolean | null;
  readonly windows: readonly { readonly value: number; readonly isAlert: boolean }[] | null;
  readonly why: string;
  readonly gap?: string;
}

const near = (got: number, want: number, place: string): void =>
  assert.ok(Math.abs(got - want) <= 1e-9 + 1e-9 * Math.abs(want), `${place}: ${got}, want ${want}`);
const path = (name: string): string => shared(`data/${name}`) ?? assert.fail(name);
const cases = (program: string) => readGolden(shared(`golden/b-${program}.json`) ?? assert.fail(program));

test("Evidently's default tests of a table, its share and verdict, through the command", needsShared, () =>
  inFolder({}, async ({ run }) => {
    const files = [path('adult/train.parquet'), path('adult/test.parquet')];
    const ended = await run('drift', ...files, '--compat', 'evidently', '--json');
    assert.equal(ended.code, 0, ended.stderr);
    const said: { rows: Row[]; table: { drifted: number; share: number; isDrift: boolean } } = JSON.parse(ended.stdout);
    const golden = cases('evidently').filter(({ name }) => name.startsWith('adult/') && name !== 'adult/dataset');
    assert.equal(said.rows.length, golden.length);
    for (const { params, output } of golden) {
      const row = said.rows.find(({ column }) => column === params['column']) ?? assert.fail(String(params['column']));
      const want = output['default'] as { method: string; threshold: number; score: number }; // as: its form
      assert.deepEqual([row.name, row.threshold], [want.method, want.threshold]);
      near(row.statistic, want.score, String(row.column));
      assert.ok(row.why.length > 20);
    }
    assert.deepEqual([said.table.drifted, said.table.isDrift], [1, false]);
    const shown = await run('drift', ...files, '--compat', 'evidently');
    for (const line of shown.stdout.split('\n')) assert.ok([...line].length <= 80, line);
    assert.match(shown.stdout, /income +Jensen-Shannon distance +0\.832555 +0\.1 +yes/);
    assert.match(shown.stdout, /1 of 15 columns drift.*does not drift/);
    assert.match(shown.stdout, /Why ours differs/);
  }),
);

test("NannyML's windows of 5,000 rows in the order of their time, through the command", needsShared, () =>
  inFolder({}, async ({ run }) => {
    const files = [path('nannyml_car_loan/reference.parquet'), path('nannyml_car_loan/analysis.parquet')];
    const args = ['--compat', 'nannyml', '--timestamp', 'timestamp', '--window', '5000', '--method', 'all', '--json'];
    const ended = await run('drift', ...files, ...args);
    assert.equal(ended.code, 0, ended.stderr);
    const { rows }: { rows: Row[] } = JSON.parse(ended.stdout);
    let compared = 0;
    for (const { name, output, params } of cases('nannyml')) {
      if (!name.startsWith('loan/univariate/size5000/') || params['method'] === undefined) continue;
      const row = rows.find(({ column, id }) => column === params['column'] && id === params['method']);
      // Whole numbers that are answers are levels there only when that is said.
      if (row === undefined) continue;
      const values = output['analysis_value'] as number[]; // as: its form
      const alerts = output['analysis_alert'] as boolean[]; // as: its form
      assert.equal(row.windows?.length, values.length);
      for (const [k, value] of values.entries()) near(row.windows?.[k]?.value ?? Number.NaN, value, `${name} ${k}`);
      assert.deepEqual(
        row.windows?.map(({ isAlert }) => isAlert),
        alerts,
        name,
      );
      compared++;
    }
    assert.ok(compared >= 30, String(compared));
    assert.ok(rows.some(({ column, id }) => column === null && id === 'data_reconstruction'));
  }),
);

test('Frouros gives statistics without a verdict, and what a method cannot do is said', () =>
  inFolder({ 'a.csv': 'x,y\n1,a\n2,b\n3,a\n4,b\n5,c\n', 'b.csv': 'x,y\n7,a\n8,b\n' }, async ({ run }) => {
    const said: { rows: Row[] } = JSON.parse(
      (await run('drift', 'a.csv', 'b.csv', '--compat', 'frouros', '--json')).stdout,
    );
    const row = said.rows.find(({ id }) => id === 'EMD') ?? assert.fail();
    near(row.statistic, 4.5, 'EMD');
    assert.deepEqual([row.threshold, row.isDrift], [null, null]);
    assert.ok(said.rows.some(({ id }) => id === 'ChiSquareTest'));
    const evidently = await run('drift', 'a.csv', 'b.csv', '--compat', 'evidently', '--method', 'fisher_exact');
    assert.match(evidently.stdout, /more than two levels/);
  }));

test('a program, a method or windows that are not there are refused with those that are', () =>
  inFolder({ 'a.csv': 'x\n1\n2\n3\n', 'b.csv': 'x\n2\n3\n4\n' }, async ({ run }) => {
    const refused = async (...args: string[]): Promise<string> => {
      const ended = await run('drift', 'a.csv', 'b.csv', ...args);
      assert.equal(ended.code, 3, ended.stdout);
      return ended.stderr;
    };
    assert.match(await refused('--compat', 'other'), /evidently.*nannyml.*frouros/);
    assert.match(await refused('--compat', 'evidently', '--method', 'PSI'), /OPTION_VALUE.*psi/);
    assert.match(await refused('--compat', 'nannyml', '--window', 'week'), /OPTION_VALUE.*month/);
    assert.match(await refused('--compat', 'nannyml', '--timestamp', 'at'), /TABLE_COLUMN_MISSING.*"at"/);
    assert.match(await refused('--compat', 'frouros', '--html', 'x.html'), /OPTION_VALUE/);
  }));
