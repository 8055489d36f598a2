// Slices that nobody declared, seen from outside: where the model was weak in the reference it is watched by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { dayAt, shopHistory } from './history.ts';
import { inFolder } from './holdfast.ts';

const WORDS = [
  'backtest',
  'history.csv',
  '--labels',
  'labels.csv',
  '--reference',
  'reference.csv',
  '--json',
  '--quiet',
];

test('a slice in which the model is confirmed to be weak is watched, and its fall is told by name', () => {
  const weak = { perDay: 136, weakIn: 'N' };
  const reference = shopHistory({ ...weak, days: 90, seed: 2, from: -90, firstId: 100_000 });
  const history = shopHistory({ ...weak, days: 110, decaysOn: 50, decaysIn: 'N' });
  const files = { 'reference.csv': reference.labelled, 'history.csv': history.rows, 'labels.csv': history.labels };
  return inFolder(files, async ({ run }) => {
    const { stdout } = await run(...WORDS, '--timestamp', 'at', '--task', 'binary');
    const found = JSON.parse(stdout) as BacktestResult; // as: the document that the command promises
    assert.deepEqual(
      found.streams.flatMap(({ slice }) => slice ?? []),
      ['region is N'],
    );
    assert.match(found.notes.join(' '), /surely worse in one slice that nobody declared.*region is N/);
    const fell = found.incidents.filter(({ kind }) => kind === 'fell');
    assert.deepEqual([fell.length, fell[0]?.members[0]?.slice], [1, 'region is N']);
    assert.ok((fell[0]?.opened ?? 0) > dayAt(50) && (fell[0]?.opened ?? 0) < dayAt(70), 'within three weeks');
  });
});
