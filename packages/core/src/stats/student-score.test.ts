import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantileFromLog } from './normal.ts';
import { studentLogCdf } from './student.ts';
import { studentScore } from './student-score.ts';

test('the closed form agrees with the normal quantile of the distribution function, and keeps the sign', () => {
  for (const degrees of [3, 5, 7, 14, 49, 300]) {
    for (const t of [0.01, 0.5, 1, 2, 4, 8, 20, 100, 1e4]) {
      const exact = -normalQuantileFromLog(studentLogCdf(-t, degrees));
      const tolerance = exact < 4 ? 1e-4 : 0.04 * exact;
      assert.ok(Math.abs(studentScore(t, degrees) - exact) <= tolerance, `${t} ${degrees}`);
      assert.equal(studentScore(-t, degrees), -studentScore(t, degrees));
    }
  }
  assert.equal(studentScore(0, 20), 0);
});
