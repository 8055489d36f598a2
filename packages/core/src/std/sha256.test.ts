import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from './sha256.ts';
import { utf8 } from './utf8.ts';

const theirs = (message: Uint8Array | string): string => createHash('sha256').update(message).digest('hex');

test('the examples of FIPS 180-4 and of the empty message', () => {
  assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('equal to the hash of the platform at every length around one, two and three blocks', () => {
  for (let n = 0; n < 200; n++) {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 151 + n) % 256);
    assert.equal(sha256(bytes), theirs(bytes), `${n} bytes`);
  }
});

test('equal to the hash of the platform on random bytes and texts', () => {
  const few = { numRuns: 40 };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.equal(sha256(bytes), theirs(bytes))),
    few,
  );
  const text = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
  const law = (codes: number[]): void => {
    const message = String.fromCharCode(...codes);
    assert.equal(sha256(message), theirs(message));
  };
  fc.assert(fc.property(text, law), few);
  const long = 'reading, '.repeat(2_000);
  assert.equal(sha256(long), theirs(long));
});

test('text becomes the bytes that the platform makes of it, half a surrogate pair included', () => {
  const encoder = new TextEncoder();
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 });
  const law = (codes: number[]): void => {
    const text = String.fromCharCode(...codes);
    assert.deepEqual([...utf8(text)], [...encoder.encode(text)]);
  };
  fc.assert(fc.property(units, law));
  law([0xd800, 0xdc00, 0xd83d, 0x41, 0xdfff, 0x7ff, 0x800, 0xffff]);
});
