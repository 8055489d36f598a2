import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { performanceStreams } from './performance-streams.ts';
import { originalOf } from './stream.ts';

const every = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

/** Answers of a model that is right in about 80 of 100 rows. */
function binary(n: number): Rows {
  const random = makeRandom(5);
  const score = Float64Array.from({ length: n }, () => random());
  const label = score.map((p) => Number(random() < p));
  return makeRows(n, {
    roles: { label, score, prediction: score.map((p) => Number(p > 0.5)) },
    classes: ['no', 'yes'],
  });
}

test('what is watched comes back, near enough, as the metric that people know', () => {
  const rows = binary(2000);
  const streams = performanceStreams('binary', rows);
  assert.deepEqual(
    streams.map(({ entry }) => entry),
    ['accuracy', 'log-loss', 'roc-auc'],
  );
  for (const stream of streams) {
    const { y, n } = stream.reading(rows, every(2000));
    assert.ok(y?.[0] !== undefined && n === 2000);
    const value = stream.value(rows, every(2000));
    assert.ok(value !== null && Math.abs(originalOf(stream.spec, y[0]) - value) < 0.002, stream.entry);
  }
});

test('one absurd row does not make a window: errors are cut where one in 200 of the reference lies above', () => {
  const random = makeRandom(7);
  const label = Float64Array.from({ length: 1000 }, () => 10 * random());
  const rows = makeRows(1000, { roles: { label, prediction: label.map((y) => y + random() - 0.5) } });
  const [size, bias] = performanceStreams('regression', rows);
  const odd = { ...rows, roles: { ...rows.roles, label: Float64Array.from(label, (y, i) => (i === 0 ? 429_490 : y)) } };
  for (const stream of [size, bias]) {
    assert.ok(stream);
    const [usual, now] = [stream.value(rows, every(100)), stream.value(odd, every(100))];
    assert.ok(usual !== null && now !== null && Math.abs(now - usual) < 0.02, stream.entry);
  }
});

test('a ranking needs ten rows of each class, and no labels are no reading', () => {
  const rows = binary(300);
  const streams = performanceStreams('binary', rows);
  const yes = every(300).filter((i) => rows.roles.label?.[i] === 1);
  assert.equal(streams[2]?.reading(rows, yes).reason, 'few-of-a-class');
  assert.deepEqual(
    streams.map((stream) => stream.reading(rows, new Int32Array()).y),
    [null, null, null],
  );
});

test('a score that is no probability has no log loss, and a forecast with a band is watched by what it covers', () => {
  const rows = binary(100);
  const raw = { ...rows, roles: { ...rows.roles, score: rows.roles.score?.map((p) => 3 * p) ?? new Float64Array() } };
  assert.deepEqual(
    performanceStreams('binary', raw).map(({ entry }) => entry),
    ['accuracy', 'roc-auc'],
  );
  const label = Float64Array.of(1, 2, 3, 4);
  const band = makeRows(4, {
    roles: { label, prediction: label, lower: Float64Array.of(0, 3, 2, 3), upper: Float64Array.of(2, 4, 4, 5) },
  });
  const covered = performanceStreams('forecast', band).find(({ entry }) => entry === 'interval-coverage');
  assert.equal(covered?.value(band, every(4)), 0.75);
});
