import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Observed, selectiveLabels } from './selective-labels.ts';

/** Rows of two windows, alternately answered 0 and 1; `labelled` says which of each ten of an answer have a label. */
function rows(labelled: (answer: number, window: number) => number): Observed {
  const all = Array.from({ length: 800 }, (_, i) => {
    const [answer, window] = [i % 2, i < 400 ? 0 : 1];
    return { answer, window, isLabelled: Number((i >> 1) % 10 < labelled(answer, window)) };
  });
  return {
    answer: Int32Array.from(all, (row) => row.answer),
    answers: 2,
    window: Int32Array.from(all, (row) => row.window),
    isLabelled: Uint8Array.from(all, (row) => row.isLabelled),
  };
}

test('labels that come to both answers alike are even, also where a young window has few', () => {
  assert.equal(selectiveLabels(rows(() => 6)).kind, 'even');
  assert.equal(selectiveLabels(rows((_, window) => (window === 0 ? 10 : 2))).kind, 'even');
});

test('labels of one answer alone are one-sided; of one more often than of the other, uneven', () => {
  const none = selectiveLabels(rows((answer) => 9 * answer));
  assert.equal(none.kind, 'one-sided');
  assert.deepEqual(
    none.answers.map(({ rows, labelled }) => [rows, labelled]),
    [
      [400, 0],
      [400, 360],
    ],
  );
  const some = selectiveLabels(rows((answer) => 3 + 5 * answer));
  assert.equal(some.kind, 'uneven');
  assert.ok(Math.abs((some.answers[1]?.difference ?? 0) - 0.5) < 1e-12, `${some.answers[1]?.difference}`);
});

test('few rows say nothing', () => {
  const { answer, isLabelled, window, answers } = rows((own) => 9 * own);
  const few = {
    answer: answer.slice(0, 80),
    isLabelled: isLabelled.slice(0, 80),
    window: window.slice(0, 80),
    answers,
  };
  assert.equal(selectiveLabels(few).kind, null);
});
