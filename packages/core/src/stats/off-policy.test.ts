import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offPolicy } from './off-policy.ts';

const near = (found: number, want: number, about = ''): void =>
  assert.ok(Math.abs(found - want) < 1e-12, `${about}: ${found}, not ${want}`);

test('three rows give what is worked out by hand, and a weight of 50 counts 20 times', () => {
  const rows = {
    truth: Float64Array.of(1, 0),
    weight: Float64Array.of(50, 2),
    model: Float64Array.of(0.5, 0.25),
    rest: Float64Array.of(0.75),
  };
  const found = offPolicy(rows) ?? assert.fail('rows are labelled');
  near(found.ips.value, 20 / 3);
  near(found.snips.value, 20 / 22);
  near(found.snips.variance, (20 * (2 / 22)) ** 2 / 22 ** 2 + (2 * (20 / 22)) ** 2 / 22 ** 2);
  near(found.doublyRobust.value, (0.5 + 10 + (0.25 - 0.5) + 0.75) / 3);
  assert.equal(found.cut, 1);
  assert.equal(
    offPolicy({ ...rows, truth: new Float64Array(), weight: new Float64Array(), model: new Float64Array() }),
    null,
  );
});

test('over every draw of which rows are done, the mean is the truth, whatever the model says', () => {
  const truth = [1, 0, 1, 1];
  const chance = [0.9, 0.5, 0.2, 0.6];
  const said = [0.8, 0.6, 0.1, 0.4];
  let [ips, robust] = [0, 0];
  for (let draw = 1; draw < 16; draw++) {
    const done = [0, 1, 2, 3].filter((row) => (draw >> row) & 1);
    const likely = chance.reduce((product, own, row) => product * (done.includes(row) ? own : 1 - own), 1);
    const at = (values: readonly number[], rows: readonly number[]): Float64Array =>
      Float64Array.from(rows, (row) => values[row] ?? 0);
    const rest = [0, 1, 2, 3].filter((row) => !done.includes(row));
    const weight = at(chance, done).map((own) => 1 / own);
    const found = offPolicy({ truth: at(truth, done), weight, model: at(said, done), rest: at(said, rest) });
    ips += likely * (found?.ips.value ?? 0);
    robust += likely * (found?.doublyRobust.value ?? 0);
  }
  // Where nothing is done there is no answer; Horvitz and Thompson say 0, the model its mean.
  const nothing = chance.reduce((product, own) => product * (1 - own), 1);
  near(ips, 0.75, 'ips');
  near(robust + (nothing * (0.8 + 0.6 + 0.1 + 0.4)) / 4, 0.75, 'doubly robust');
});
