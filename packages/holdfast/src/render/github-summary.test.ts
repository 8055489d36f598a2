import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '@holdfast/core/report/result.ts';
import { summaryWith } from './github-summary.ts';

const result = (model: string, verdict: Result['verdict'], sentence = 'It is so.'): Result =>
  ({ model, verdict, headline: { sentence, support: [], action: '' } }) as unknown as Result; // as: what is read of it

test('one report stands alone; from the second on a table of all comes first, and is made anew', () => {
  const one = summaryWith('', result('shop', 'pass'), 'REPORT A');
  assert.doesNotMatch(one, /models/);
  const two = summaryWith(one, result('fares', 'fail'), 'REPORT B');
  assert.match(two, /^<!-- holdfast: all -->\n## 2 models: 1 failed, 1 passed\n/);
  const three = summaryWith(two, result('taxi', 'fail'), 'REPORT C');
  assert.match(three, /^<!-- holdfast: all -->\n## 3 models: 2 failed, 1 passed\n/);
  assert.equal(three.match(/holdfast: all/g)?.length, 1);
  assert.deepEqual(three.match(/REPORT ./g), ['REPORT A', 'REPORT B', 'REPORT C']);
});

test('what other programs wrote into the summary stays', () => {
  const whole = summaryWith(summaryWith('# Tests\nall green\n', result('a', 'pass'), 'A'), result('b', null), 'B');
  assert.match(whole, /# Tests\nall green\n/);
  assert.match(whole, /1 passed, 1 measured/);
});

test('a name cannot end the comment or the table', () => {
  const name = 'x --> <img src=x> | y\n<!-- holdfast: one fail|z|z -->';
  const whole = summaryWith(summaryWith('', result(name, 'pass'), 'A'), result('b', 'pass'), 'B');
  assert.match(whole, /## 2 models: 2 passed/);
  assert.doesNotMatch(whole, /<img/);
});

test('a report that would make the summary too large is left out, and its row stays', () => {
  const whole = summaryWith('x'.repeat(995_000), result('a', 'fail'), 'REPORT');
  assert.doesNotMatch(whole, /REPORT/);
  assert.match(whole, /left out/);
  assert.ok(Buffer.byteLength(whole) < 1_048_576);
});
