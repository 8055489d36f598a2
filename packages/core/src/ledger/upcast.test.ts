import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseLine } from './envelope.ts';
import { currentOf, VERSIONS } from './upcast.ts';
import { verify } from './verify.ts';

// Written by the first form of the program's ledger, whose policies had one cool-down for everything: 25 made-up days.
const golden = readFileSync(new URL('../../../../test/golden/data/ledger-1.hfledger', import.meta.url), 'utf8');

test('a ledger of version 1 still verifies and folds to the same state and decisions, on every version of Node', () => {
  const read = verify(golden.split(/(?<=\n)/));
  assert.deepEqual(read.findings, []);
  assert.deepEqual([read.events, read.decisions], [194, 34]);
  assert.equal(read.head.hash, 'b379808450d33d5468690cb46f021590443feec54d37be69a4928c8108b3db0d');
  assert.equal(read.stateDigest, 'd59882f4cb2a70d07bbe123cc5ce6d64ff059a71a6ff2a732bb252599bf20a2b');
  assert.equal(read.decisionHash, 'b7682c15874fc3167108aab71868502ee57b7f882c4d9ab6dfb8a8aa2460d6cd');
});

test('a policy of version 1 is read with its one cool-down for all that learns, and none for alerts', () => {
  const event = golden.split('\n').map(parseLine)[1];
  assert.equal(event?.version, 1);
  const current = event && currentOf(event);
  assert.ok(current?.type === 'PolicySet');
  const learning = { coolDownMs: 7 * 86_400_000, labelsMin: 300 };
  assert.deepEqual(current.data.policy.retrain, { ...learning, approval: 'none' });
  assert.deepEqual(current.data.policy.recalibrate, learning);
  assert.deepEqual(current.data.policy.alert, { coolDownMs: 0 });
});

test('every version of every type that was ever written has a way to today', () => {
  const steps = Object.values(VERSIONS).reduce((sum, version) => sum + version - 1, 0);
  assert.equal(steps, 1, 'a new version needs a golden ledger of the old one, and this count');
});
