// The band of what is estimated without outcomes, beside a replay, seen from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { dayAt, shopHistory } from './history.ts';
import { inFolder } from './holdfast.ts';

test('what is estimated without outcomes ends where they show that the reference no longer holds', () =>
  inFolder(
    {
      'reference.csv': shopHistory({ days: 90, seed: 2, from: -90, firstId: 100_000 }).labelled,
      'history.csv': shopHistory({ decaysOn: 80 }).rows,
      'labels.csv': shopHistory({ decaysOn: 80 }).labels,
    },
    async ({ run }) => {
      const files = ['history.csv', '--labels', 'labels.csv', '--reference', 'reference.csv'];
      const roles = ['--timestamp', 'at', '--task', 'binary'];
      const { code, stdout, stderr } = await run('backtest', ...files, ...roles, '--estimate', '--json', '--quiet');
      assert.equal(code, 0, stderr);
      const { measure, windows } = JSON.parse(stdout) as BacktestResult; // as: the document that it promises
      const { estimated = [] } = measure;
      const each = Math.ceil(windows.length / estimated.length);
      const given = estimated.flatMap(({ interval }, k) => (interval === null ? [] : [windows[k * each]?.start ?? 0]));
      assert.ok(
        given.some((start) => start < dayAt(60)),
        'something was estimated before',
      );
      assert.ok(Math.max(...given) < dayAt(120), new Date(Math.max(...given)).toISOString());
      assert.equal(estimated.at(-1)?.refusal?.why, 'found-wrong');
    },
  ));
