import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detector } from '../catalogue/detector.ts';
import ddm from '../catalogue/sequential/ddm.ts';
import kswin from '../catalogue/sequential/kswin.ts';
import { makeRandom } from '../std/random.ts';
import { detect, detectByChance } from './detect.ts';

const random = makeRandom(3);
const errors = Float64Array.from({ length: 2000 }, (_, i) => (random() < (i < 1000 ? 0.1 : 0.4) ? 1 : 0));

test('a stream parts at its changes, and each part has its mean', () => {
  const { changes, warnings, means } = detect(ddm as Detector, errors, {}); // as: its memory is its own affair
  assert.ok(
    changes.some((place) => place >= 1000 && place < 1100),
    `${changes}`,
  );
  assert.ok(warnings.length > 0);
  assert.equal(means.length, changes.length + 1);
  assert.ok(means[0]! < 0.15 && means.at(-1)! > 0.3); // ! one more than changes
});

test('a detector that speaks by chance is seen to', () => {
  const noise = Float64Array.from({ length: 600 }, random);
  const given = { windowRows: 40, newRows: 15, alpha: 0.02 };
  const seen = detectByChance(kswin as Detector, noise, { given, copies: 3, seed: 1 }); // as: above
  assert.ok(seen.mean >= 1 && seen.least <= seen.mean && seen.mean <= seen.most);
  assert.deepEqual(seen, detectByChance(kswin as Detector, noise, { given, copies: 3, seed: 1 })); // as: above
});

test('no values say nothing', () => {
  const said = detect(ddm as Detector, new Float64Array(0), {}); // as: above
  assert.deepEqual(said, { changes: [], warnings: [], means: [] });
});
