import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../std/problem.ts';
import { makeRandom } from '../std/random.ts';
import { sha256 } from '../std/sha256.ts';
import type { Column, Table } from '../table/table.ts';
import { decodeProfile } from './decode.ts';
import { encodeProfile, fromHex, frozenOf } from './encode.ts';
import {
  addDelayed,
  addRows,
  addScored,
  emptyReference,
  emptyWindow,
  mergeProfiles,
  type Profile,
  profileReference,
} from './profile.ts';
import { freezeScores } from './score-counts.ts';

/** A table of numbers, of few numbers with gaps, and of words, of which `words` are different. */
function tableOf(n: number, seed: number, words = 40): Table {
  const random = makeRandom(seed);
  const price = Float64Array.from({ length: n }, () => -Math.log(1 - random()));
  const size = Float64Array.from({ length: n }, () => Math.floor(random() * 6) - 1);
  const missing = Uint8Array.from(size, (value) => (value < 0 ? 1 : 0));
  const codes = Int32Array.from({ length: n }, () => Math.floor(random() ** 2 * (words + 1)) - 1);
  const levels = Array.from({ length: words }, (_, k) => `Stadt № ${k} 😀`);
  const columns: Column[] = [
    { name: 'price', kind: 'number', type: 'number', values: price, missing: null },
    { name: 'size', kind: 'number', type: 'integer', values: size.map((v) => Math.max(0, v)), missing },
    { name: 'stadt', kind: 'text', type: 'text', codes, levels },
  ];
  return { n, columns };
}

function withAnswers(profile: Profile, n: number, seed: number): Profile {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, random);
  const yes = (limit: number): Float64Array => score.map((s) => (s > limit ? 1 : 0));
  const delays = Float64Array.from({ length: n }, () => (random() < 0.2 ? Number.NaN : 1e7 * random()));
  return addDelayed(addScored(profile, { score, prediction: yes(0.5), label: yes(0.4) }, null), delays);
}

const scores = freezeScores(Float64Array.from({ length: 900 }, makeRandom(5)), ['no', 'yes'], {
  at: 0.5,
  isStrict: true,
});
const reference = withAnswers(
  profileReference(tableOf(3000, 1), {
    scores,
    hasDelays: true,
    pairs: [
      ['price', 'stadt'],
      ['size', 'price'],
    ],
  }),
  900,
  6,
);
const windowOf = (n: number, seed: number): Profile =>
  withAnswers(addRows(emptyWindow(reference, { start: -5, end: 1e12 + 0.5 }), tableOf(n, seed)), n, seed);
const path = 'a.hfprofile';

test('a profile comes back as it was, byte for byte, alone or with its reference', () => {
  const frozen = frozenOf(reference);
  for (const profile of [reference, windowOf(200, 2), windowOf(0, 3), emptyReference(reference)]) {
    for (const isWhole of [true, false]) {
      const bytes = encodeProfile(profile, { isWhole, frozen });
      const back = decodeProfile(bytes, { path, reference });
      assert.deepEqual(back, profile);
      assert.deepEqual(encodeProfile(back, { isWhole }), bytes);
    }
  }
});

test('the same rows in two windows have the same counts in bytes, in whichever order they are put together', () => {
  const [a, b] = [windowOf(150, 4), windowOf(70, 5)];
  const countsOnly = (profile: Profile): Uint8Array =>
    encodeProfile({
      ...profile,
      columns: profile.columns.map((one) => ({
        ...one,
        moments: one.moments && { ...one.moments, mean: 0, m2: 0, m3: 0, m4: 0 },
      })),
      scores: profile.scores && { ...profile.scores, sums: profile.scores.sums.map(() => 0) },
    });
  assert.deepEqual(countsOnly(mergeProfiles(a, b)), countsOnly(mergeProfiles(b, a)));
});

test('a window takes at most 1 KB a column, and scores by label 8 KB, at 200 million rows in every bin', () => {
  const full = (profile: Profile): Profile => ({
    ...profile,
    rows: Number.MAX_SAFE_INTEGER,
    columns: profile.columns.map((one) => ({ ...one, counts: one.counts.map(() => 2e8) })),
    scores: profile.scores && { ...profile.scores, counts: profile.scores.counts.map(() => 2e8) },
  });
  const lean = (profile: Profile): number => encodeProfile(profile, { isWhole: false }).length;
  const table = tableOf(20_000, 7, 300);
  for (const column of table.columns) {
    const window = full(addRows(emptyWindow(profileReference({ n: table.n, columns: [column] })), table));
    const size = lean(window) - lean({ ...window, columns: [] });
    assert.ok(size <= 1024 && size > 60, `${column.name}: ${size}`);
  }
  const answers = full(withAnswers(emptyWindow(reference), 900, 8));
  const size = lean(answers) - lean({ ...answers, scores: null });
  assert.ok(size <= 8192 && size > 800, `scores by label: ${size}`);
});

/** What decoding says, or null when it takes the bytes. */
function refusal(bytes: Uint8Array, given: Profile | undefined = reference): Problem | null {
  try {
    decodeProfile(bytes, { path, ...(given && { reference: given }) });
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
const flawOf = (bytes: Uint8Array): unknown => {
  const problem = refusal(bytes) as Problem<'PROFILE_DAMAGED'> | null; // as: the codes are compared
  return problem?.code === 'PROFILE_DAMAGED' ? problem.details.flaw : (problem?.code ?? null);
};
/** With the digest that fits, so that what is behind it is looked at. */
function sealed(bytes: Uint8Array): Uint8Array {
  const body = bytes.slice(0, -32);
  return Uint8Array.from([...body, ...fromHex(sha256(body))]);
}

test('what is no profile, cut, changed, longer, newer or of another reference is refused with its code', () => {
  const bytes = encodeProfile(windowOf(50, 9));
  const at = (place: number, value: number): Uint8Array => bytes.map((byte, k) => (k === place ? value : byte));
  assert.equal(flawOf(new Uint8Array()), 'kind');
  assert.equal(flawOf(new TextEncoder().encode('id,price\n1,2\n')), 'kind');
  assert.equal(flawOf(bytes.slice(0, 30)), 'short');
  assert.equal(flawOf(bytes.slice(0, -1)), 'digest');
  assert.equal(flawOf(at(200, 255)), 'digest');
  assert.equal(flawOf(sealed(Uint8Array.from([...bytes.slice(0, -32), 0, ...bytes.slice(-32)]))), 'left-over');
  assert.equal(flawOf(at(8, 2)), 'PROFILE_VERSION');
  const lean = encodeProfile(windowOf(50, 9), { isWhole: false });
  assert.equal(refusal(lean, undefined), null);
  assert.equal(refusal(lean, profileReference(tableOf(500, 2)))?.code, 'PROFILE_REFERENCE');
  assert.throws(() => decodeProfile(lean, { path }), /PROFILE_REFERENCE/);
});

test('edges that do not rise, sums above the rows and moments that cannot be are refused', () => {
  const window = windowOf(50, 10);
  const [price, ...others] = window.columns;
  assert.ok(price?.bins.kind === 'number' && price.moments);
  const spoilt = (change: object): unknown =>
    flawOf(encodeProfile({ ...window, columns: [{ ...price, ...change }, ...others] }));
  assert.equal(spoilt({ bins: { ...price.bins, edges: price.bins.edges.slice().reverse() } }), 'edges');
  assert.equal(spoilt({ counts: price.counts.map((count) => count + 1) }), 'sum');
  assert.equal(spoilt({ moments: { ...price.moments, m2: -1 } }), 'moments');
  assert.equal(spoilt({ moments: { ...price.moments, mean: 1e9 } }), 'moments');
  assert.equal(spoilt({ moments: { ...price.moments, m4: Number.NaN } }), 'number');
  assert.throws(() => spoilt({ counts: price.counts.map(() => -1) }), /whole number/);
  assert.throws(() => spoilt({ counts: price.counts.map(() => 0.5) }), /whole number/);
});

test('a length that nothing follows is refused before anything is made of it', () => {
  const start = 8 + 2 + 32;
  const bytes = encodeProfile(windowOf(5, 11));
  const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
  assert.equal(
    flawOf(sealed(Uint8Array.from([...bytes.slice(0, start), ...huge, ...bytes.slice(start + 2)]))),
    'length',
  );
});

const RUNS = Number(process.env['HOLDFAST_FUZZ'] ?? 100);

test('bytes that were changed at random are refused with a code, or are a profile that comes back', () => {
  const files = [encodeProfile(reference), encodeProfile(windowOf(30, 12), { isWhole: false })];
  const change = fc.record({ file: fc.nat(1), at: fc.nat(), byte: fc.nat(255), cut: fc.nat(3), what: fc.nat(3) });
  const changed = ({
    file,
    at,
    byte,
    cut,
    what,
  }: {
    file: number;
    at: number;
    byte: number;
    cut: number;
    what: number;
  }) => {
    const bytes = files[file] ?? new Uint8Array();
    const place = at % bytes.length;
    const middle = what === 0 ? [byte] : what === 1 ? [] : [byte, byte];
    return Uint8Array.from([...bytes.slice(0, place), ...middle, ...bytes.slice(place + (what === 2 ? 0 : 1 + cut))]);
  };
  fc.assert(
    fc.property(change, fc.boolean(), (how, isSealed) => {
      const bytes = isSealed ? sealed(changed(how)) : changed(how);
      if (refusal(bytes) !== null) return;
      const back = decodeProfile(bytes, { path, reference });
      assert.deepEqual(encodeProfile(back, { isWhole: (bytes[9] ?? 0) % 2 === 1 }), bytes);
    }),
    { numRuns: RUNS },
  );
});
