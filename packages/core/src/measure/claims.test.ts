import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { claimsOf, onClaims } from './claims.ts';
import { quantity } from './entry-quantity.ts';
import { measure, TWO_SIDED } from './interval.ts';

/** Three classes whose highest score is how often the answer is right, times `boast`. */
function answered(n: number, boast: number): Rows {
  const random = makeRandom(7);
  const sure = Float64Array.from({ length: n }, () => 0.4 + 0.5 * random());
  const prediction = Float64Array.from({ length: n }, () => Math.floor(3 * random()));
  const label = prediction.map((code, i) => (random() < boast * sure[i]! ? code : (code + 1) % 3)); // ! as many
  const scores = [0, 1, 2].map((k) => sure.map((p, i) => (prediction[i] === k ? p : (1 - p) / 2)));
  return makeRows(n, { roles: { label, prediction, scores }, classes: ['a', 'b', 'c'] });
}

const entry = entryById('top-confidence-calibration-error');
assert.ok(entry, 'there is one');
const error = quantity(entry);

test('claims have the error of the answers that they are about', () => {
  const rows = answered(500, 0.7);
  const [own, of] = [error.of(rows, 'value'), onClaims(error).of(claimsOf(rows), 'value')];
  assert.ok(!isGap(own) && !isGap(of), 'both have a value');
  assert.equal(of.value, own.value);
});

test('a model that is as sure as it is right may have no error, one that boasts has some', () => {
  const bounds = (rows: Rows): readonly [number, number] => {
    const measured = measure(error, rows, { seed: 1 });
    assert.ok(!isGap(measured) && measured.method === 'basic', 'it is resampled');
    return measured.boundsAt(TWO_SIDED) ?? [1, 0];
  };
  assert.equal(bounds(answered(600, 1))[0], 0);
  const [low, high] = bounds(answered(600, 0.7));
  assert.ok(low > 0.1 && low < 0.19 && high > 0.2, `${low} to ${high}`);
});
