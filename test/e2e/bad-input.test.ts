// Tables that people really have and that are not as they should be: a coded problem where nothing can be said, else a
// gap with its reason, and what can be said is said.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { type Ended, inFolder } from './holdfast.ts';

type Row = readonly [id: number, label: number, score: number, town: string];

const random = makeRandom(6);
const ROWS = Array.from({ length: 300 }, (_, i): Row => {
  const score = Number(random().toFixed(4));
  return [i, Number(random() < score), score, i % 2 === 0 ? 'a' : 'b'];
});
const csv = (rows: readonly (readonly (string | number)[])[], head = 'id,label,score,town'): string =>
  `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`;
const like = (change: (row: Row) => readonly (string | number)[]): string => csv(ROWS.map(change));

const CLASSES = ['red', 'green', 'blue'];
const painted = (said: readonly string[]): string =>
  csv(
    ROWS.map(([id]) => [id, said[id % 3] ?? '', 0.5, 0.3, 0.2, 0]),
    'id,label,p_red,p_green,p_blue,p_grey',
  );

const files = {
  'ok.csv': csv(ROWS),
  'wide.csv': like(([id, label, score, town]) => [id, label, (8 * score - 4).toFixed(3), town]),
  'dots.csv': csv(
    ROWS.map(([id, label, score]) => [id, label === 1 ? ' >50K.' : ' <=50K.', score > 0.5 ? '>50K' : '<=50K']),
    'id,label,prediction',
  ),
  'both.csv': csv(
    ROWS.map(([id, label, score]) => [
      id,
      ['<=50K', '>50K', '<=50K.'][id % 3] ?? label,
      score > 0.5 ? '>50K' : '<=50K',
    ]),
    'id,label,prediction',
  ),
  'answers.csv': csv(
    ROWS.map(([id, , score]) => [id, Number(score > 0.5)]),
    'id,prediction',
  ),
  'three.csv': csv(
    ROWS.map(([id]) => [id, ['no', 'yes', 'maybe'][id % 3] ?? '']),
    'id,label',
  ),
  'never.csv': painted(CLASSES),
  'shouted.csv': painted(['Red.', 'Green.', 'Blue.']),
  'row.csv': csv(ROWS.slice(0, 1)),
  'header.csv': csv([]),
  'alike.csv': like(([id, , score, town]) => [id, 1, score, town]),
  'holes.csv': like(([id, label, score, town]) => [
    id,
    label,
    id < 30 ? (['NaN', 'inf', '-inf'][id % 3] ?? '') : score,
    town,
  ]),
  'alone.csv': like(([id, label, score]) => [id, label, score, id < 8 ? `x${id}` : 'rest']),
  'crowd.csv': csv(Array.from({ length: 20_000 }, (_, i) => [i, i % 2, (i % 97) / 97, `x${i % 10_000}`])),
  'reference.csv': csv([[1, 2, 'red']], 'key,amount,colour'),
  'twice.csv': csv([...ROWS, ...ROWS.slice(0, 3)]),
  'half.csv': csv(
    ROWS.map(([id, , score]) => [id + 200, score]),
    'id,score',
  ),
  'strangers.csv': csv(
    ROWS.map(([id, , score]) => [id + 9000, score]),
    'id,score',
  ),
};

const REFUSED: readonly (readonly [about: string, words: string[], code: string, ...says: RegExp[]])[] = [
  [
    'labels with a dot behind them are not those that are predicted',
    ['dots.csv'],
    'PREDICTION_CLASSES',
    /<=50K\., >50K\./,
    /a dot at the end/,
  ],
  [
    'labels of another table have other words',
    ['answers.csv', '--labels', 'three.csv'],
    'PREDICTION_CLASSES',
    /no, yes/,
  ],
  [
    'scores by class speak of classes that no label has',
    ['shouted.csv', '--scores', 'p_*'],
    'PREDICTION_CLASSES',
    /p_red, p_green/,
    /write both alike/,
  ],
  ['a header without rows', ['header.csv'], 'TABLE_EMPTY', /header\.csv has no rows/],
  ['ten thousand groups', ['crowd.csv', '--group', 'town'], 'GROUPS_TOO_MANY', /slices with conditions/],
  ['ids that the other table repeats', ['ok.csv', '--against', 'twice.csv'], 'IDS_DUPLICATE', /3 rows repeat an id/],
  ['ids that the candidate repeats', ['twice.csv', '--against', 'ok.csv'], 'IDS_DUPLICATE', /ids in twice\.csv/],
  ['no row of either has a partner', ['ok.csv', '--against', 'strangers.csv'], 'LABELS_UNMATCHED', /strangers\.csv/],
];

interface Told {
  readonly measurements: readonly {
    readonly entry: string;
    readonly slice: string | null;
    readonly value: number | null;
    readonly gap?: string;
    readonly n: number;
  }[];
  readonly rows: { readonly judged: number; readonly setAside: readonly { reason: string; rows: number }[] };
  readonly classes: readonly string[];
  readonly notes: readonly string[];
  readonly comparison: { readonly unmatched: { readonly candidate: number; readonly against: number } } | null;
  readonly fairness?: { readonly by: readonly { readonly suppressed: readonly { readonly n: number }[] }[] };
}
const toldBy = ({ stdout, stderr, code }: Ended): Told => {
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Told; // as: what these tests look at
};
const gapOf = ({ measurements }: Told, id: string): string | number | null => {
  const found = measurements.find(({ entry, slice }) => entry === id && slice === null);
  return found?.gap ?? found?.value ?? null;
};

describe('bad input', () => {
  test('what cannot be measured is refused with a code and what to do', () =>
    inFolder(files, async ({ run }) => {
      for (const [about, words, code, ...says] of REFUSED) {
        const { code: exit, stderr } = await run('evaluate', ...words);
        assert.equal(exit, 3, about);
        assert.match(stderr, new RegExp(`^${code}: `), about);
        for (const said of says) assert.match(stderr, said, about);
      }
    }));

  test('what can be said is said, with a gap and its reason for the rest', () =>
    inFolder(files, async ({ run }) => {
      const told = async (...words: string[]): Promise<Told> => toldBy(await run('evaluate', ...words, '--json'));
      const wide = await told('wide.csv');
      assert.equal(gapOf(wide, 'log-loss'), 'not-a-probability');
      assert.ok(Number(gapOf(wide, 'roc-auc')) > 0.7);
      const never = await told('never.csv', '--scores', 'p_*');
      assert.deepEqual(never.classes, ['red', 'green', 'blue', 'grey']);
      assert.ok(Number(gapOf(never, 'accuracy')) > 0.3);
      const row = await told('row.csv');
      assert.deepEqual([gapOf(row, 'roc-auc'), row.rows.judged], ['one-class', 1]);
      const alike = await told('alike.csv');
      assert.deepEqual([gapOf(alike, 'roc-auc'), gapOf(alike, 'specificity')], ['one-class', 'no-denominator']);
      assert.ok(Number(gapOf(alike, 'recall')) > 0);
      const holes = await told('holes.csv');
      assert.deepEqual(holes.rows, { judged: 270, setAside: [{ reason: 'no-score', rows: 30 }] });
      const alone = await told('alone.csv', '--group', 'town');
      assert.deepEqual(
        alone.fairness?.by[0]?.suppressed.map(({ n }) => n),
        new Array(8).fill(1),
      );
      const both = await told('both.csv');
      assert.match(both.notes.join(' '), /"<=50K" and "<=50K\." count as different/);
      const other = await told('ok.csv', '--reference', 'reference.csv');
      assert.match(other.notes.join(' '), /The reference has none of the columns/);
      const half = await told('ok.csv', '--against', 'half.csv');
      assert.deepEqual(half.comparison?.unmatched, { candidate: 200, against: 200 });
      assert.deepEqual([half.rows.judged, half.rows.setAside], [100, [{ reason: 'no-other-prediction', rows: 200 }]]);
      assert.match((await run('evaluate', 'row.csv')).stdout, /Measured on 1 row;/);
    }));
});
