import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report, type TestEvent } from './test-report.ts';

const closing: TestEvent = { type: 'test:diagnostic', data: { nesting: 0, message: 'tests 1' } };
const passed: TestEvent = { type: 'test:pass', data: { name: 'adds', nesting: 0 } };
const skipped = (reason: string | boolean): TestEvent => ({
  type: 'test:pass',
  data: { name: 'reads', nesting: 0, skip: reason },
});

async function reported(
  events: readonly TestEvent[],
  failsOnSkip: boolean,
): Promise<{ isGood: boolean; text: string }> {
  let text = '';
  async function* stream() {
    yield* events;
  }
  const { isGood } = await report(stream(), { failsOnSkip, write: (part) => (text += part) });
  return { isGood, text };
}

test('a skip is printed with its reason and does not fail a run at home', async () => {
  const { isGood, text } = await reported([passed, skipped('needs ../shared'), closing], false);
  assert.equal(isGood, true);
  assert.match(text, /skipped: needs \.\.\/shared/);
});

test('a skip fails the run where everything must be present, unless it is for another platform', async () => {
  assert.equal((await reported([passed, skipped('needs ../shared'), closing], true)).isGood, false);
  assert.equal((await reported([passed, skipped(true), closing], true)).isGood, false);
  assert.equal((await reported([passed, skipped('only on Windows'), closing], true)).isGood, true);
});

test('a failure fails the run and is printed with its cause', async () => {
  const error = { failureType: 'testCodeFailure', cause: new Error('1 is not 2') };
  const { isGood, text } = await reported(
    [passed, { type: 'test:fail', data: { name: 'adds', details: { error } } }, closing],
    false,
  );
  assert.equal(isGood, false);
  assert.match(text, /1 is not 2/);
});

test('a run in which no test ran is not good', async () => {
  assert.equal((await reported([closing], false)).isGood, false);
  assert.equal((await reported([skipped('needs ../shared'), closing], false)).isGood, false);
});

test('the closing lines of the runner stay last', async () => {
  const { text } = await reported([closing, skipped('needs ../shared')], true);
  assert.ok(text.endsWith('ℹ tests 1\n'));
});
