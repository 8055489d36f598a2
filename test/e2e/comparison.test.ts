// Two models, several seeds, a learning curve: what is told of good tables, and of bad ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contract, inFolder, predictions, withScores } from './holdfast.ts';

const NEW = withScores(predictions(600));
const LABELS = NEW.split('\n').map((line) => line.split(',')[2]);
/** Another model on the same rows and labels. */
const OLD = withScores(predictions(600, { seed: 2 }))
  .split('\n')
  .map((line, i) => (i === 0 || line === '' ? line : withLabel(line.split(','), LABELS[i] ?? '')))
  .join('\n');
const CONTRACT = contract('[accuracy >= 0.8]').replace(
  ' prediction }',
  ' prediction, score: score, groups: [region] }',
);
const files = { 'p.csv': NEW, 'old.csv': OLD, 'holdfast.yaml': CONTRACT };
/** Where groups are not asked about: figures of each take most of the time. */
const BARE = CONTRACT.replace(', groups: [region]', '');

function withLabel(cells: string[], label: string): string {
  cells[2] = label;
  return cells.join(',');
}

test('a comparison tells which answers changed, for whom, whether scores are as good as chances, and named tests', () =>
  inFolder(files, async ({ run }) => {
    const ended = await run('gate', 'p.csv', '--against', 'old.csv', '--json');
    const { comparison, checks } = JSON.parse(ended.stdout);
    const [whole, ...slices] = comparison.changes.lines;
    assert.equal(whole.changed, comparison.churn.changed);
    assert.deepEqual(slices.map(({ slice }: { slice: string }) => slice).sort(), [
      'region = E',
      'region = N',
      'region = S',
      'region = W',
    ]);
    assert.ok(whole.interval[0] <= whole.net && whole.net <= whole.interval[1]);
    assert.deepEqual(
      comparison.tests.map(({ test: name }: { test: string }) => name),
      ['mcnemar-mid-p', 'delong'],
    );
    const { rank } = comparison.changes;
    assert.ok(rank.n === 600 && rank.interval[0] < rank.tau && rank.tau < rank.interval[1], JSON.stringify(rank));
    assert.ok('slices' in comparison.found && comparison.found.margin === 0.01);
    assert.equal(comparison.calibration.entry, 'smooth-calibration-error');
    assert.ok(checks.some(({ id }: { id: string }) => id === 'calibration against other model'));
  }));

test('a table that cannot be compared is named with its code; few rows are undecided, with the rows it takes', () => {
  const one = NEW.split('\n').slice(0, 2).join('\n');
  const bad = {
    ...files,
    'twice.csv': OLD.replace(/^2,/m, '1,'),
    'others.csv': OLD.replace(/^(\d+),/gm, 'x$1,'),
    'third.csv': OLD.replace(/^(5,.*?,.*?,)[01],/m, '$12,'),
    'one.csv': `${one}\n`,
  };
  return inFolder(bad, async ({ run }) => {
    for (const [against, code] of [
      ['twice.csv', 'IDS_DUPLICATE'],
      ['others.csv', 'LABELS_UNMATCHED'],
      ['third.csv', 'PREDICTION_CLASSES'],
    ]) {
      const ended = await run('gate', 'p.csv', '--against', against ?? '', '--quiet');
      assert.deepEqual([ended.code, ended.stderr.split(':')[0]], [3, code], ended.stderr);
    }
    const alone = await run('gate', 'p.csv', '--where', 'id = 1', '--against', 'one.csv', '--json');
    assert.equal(alone.code, 2, alone.stderr);
    const few = await run('gate', 'one.csv', '--against', 'old.csv', '--json');
    assert.equal(few.code, 2, few.stderr);
    const { comparison } = JSON.parse(few.stdout);
    assert.ok(comparison.lines[0].verdict === 'unknown' && comparison.lines[0].needs_n > 1000);
    assert.deepEqual([comparison.calibration.verdict, comparison.calibration.reason], ['unknown', 'no-interval']);
  });
});

test('a reference with other columns is said', () => {
  const reference = 'id,colour\n1,red\n2,blue\n3,red\n';
  return inFolder({ ...files, 'holdfast.yaml': BARE, 'reference.csv': reference }, async ({ run }) => {
    const { notes } = JSON.parse((await run('gate', 'p.csv', '--reference', 'reference.csv', '--json')).stdout);
    assert.ok(
      notes.some((note: string) => /none of the columns of these rows \(region\)/.test(note)),
      notes.join(' '),
    );
  });
});

test('seeds and a learning curve are told, and gated on', () => {
  const seeds = NEW.trim()
    .split('\n')
    .map((line, i) => {
      const cells = line.split(',');
      const score = Number(cells[4]);
      const moved = (by: number): string => Math.min(0.99, Math.max(0.01, score + by)).toFixed(4);
      return i === 0
        ? 'id,score_seed0,score_seed1,score_seed2'
        : [cells[0], moved(-0.05), moved(0), moved(0.05)].join(',');
    });
  const steps = Array.from({ length: 60 }, (_, i) => `${i},${1 / (1 + i)},${i < 30 ? 1 - i / 60 : i / 60}`);
  const more = {
    ...files,
    'seeds.csv': seeds.join('\n'),
    'curve.csv': `step,loss,val_loss\n${steps.join('\n')}\n`,
    'nothing.csv': 'a,b\n1,2\n',
    'asks.yaml': BARE.replace(
      '[accuracy >= 0.8]',
      '[seed-spread(accuracy) <= 0.5, seed-churn <= 20%, overfit-gap <= 0.1, "loss-spikes <= 0"]',
    ),
  };
  return inFolder(more, async ({ run }) => {
    const words = ['gate', 'p.csv', '--seeds', 'seeds.csv', '--curves', 'curve.csv', '-c', 'asks.yaml', '--json'];
    const { checks, stability } = JSON.parse((await run(...words)).stdout);
    assert.deepEqual(
      checks.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict]),
      [
        ['seed-spread(accuracy)', 'pass'],
        ['seed-churn', 'pass'],
        ['overfit-gap', 'fail'],
        ['loss-spikes', 'pass'],
        ['loss-divergence', 'pass'],
      ],
    );
    assert.deepEqual(
      [stability.seeds.names.length, stability.seeds.n, stability.curve.overfitting.onset],
      [3, 600, 30],
    );
    const asked = JSON.parse((await run('gate', 'p.csv', '-c', 'asks.yaml', '--json')).stdout);
    assert.deepEqual(
      asked.checks.map(({ gap }: { gap: string }) => gap),
      ['no-seeds', 'no-seeds', 'no-curves', 'no-curves'],
    );
    for (const [option, file, code] of [
      ['--seeds', 'nothing.csv', 'SEEDS_COLUMNS'],
      ['--curves', 'nothing.csv', 'CURVE_COLUMNS'],
      ['--curves', 'none.csv', 'FILE_MISSING'],
    ] as const) {
      const ended = await run('gate', 'p.csv', option, file, '--quiet');
      assert.deepEqual([ended.code, ended.stderr.split(':')[0]], [3, code]);
    }
  });
});
