// When the labels of a window count as there, seen from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { dayAt, shopHistory } from './history.ts';
import { inFolder } from './holdfast.ts';

test('how late labels come is told by those that wait too: at the end of a history the slow ones are missing', () => {
  const quiet = shopHistory();
  const [head = '', ...labels] = quiet.labels.trim().split('\n');
  const random = makeRandom(3);
  const end = dayAt(160);
  const slow = labels.flatMap((line) => {
    const [id, label, arrival = ''] = line.split(',');
    const late = Date.parse(`${arrival}Z`) - 20 * 86_400_000 * Math.log(1 - random());
    return late > end ? [] : [`${id},${label},${new Date(late).toISOString().slice(0, 19)}`];
  });
  const files = { 'history.csv': quiet.rows, 'labels.csv': `${[head, ...slow].join('\n')}\n` };
  return inFolder(files, async ({ run }) => {
    const given = ['backtest', 'history.csv', '--labels', 'labels.csv', '--timestamp', 'at', '--task', 'binary'];
    const { stdout } = await run(...given, '--json', '--quiet');
    const { ms, by } = (JSON.parse(stdout) as BacktestResult).labelDelay; // as: the document that the command promises
    // 95 of 100 come within 60 days and the two that all take; by those that came alone it is 53.
    assert.equal(by, 'data');
    assert.ok(Math.abs(ms / 86_400_000 - 62) < 2.5, `${ms / 86_400_000}`);
  });
});
