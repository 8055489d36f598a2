import assert from 'node:assert/strict';
import { generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Input } from '../control/events.ts';
import { evolve } from '../control/evolve.ts';
import { INITIAL } from '../control/state.ts';
import { checkpointText, isSigned, parseCheckpoint, type Signer, signCheckpoint } from './checkpoint.ts';
import { GENESIS, hashOf, hashOfLine, headOf, type LedgerEvent, lineOf, parseLine, seal } from './envelope.ts';
import { EMPTY, type OpenLedger, record } from './record.ts';
import { sampleFacts } from './sample-facts.ts';
import { currentOf } from './upcast.ts';
import { FINDINGS_MAX, type Verified, verify } from './verify.ts';

/** Property tests are small here and large in CI. */
const runs = Math.min(200, Number(process.env['HOLDFAST_FUZZ'] ?? 800) / 200);

function ledgerOf(facts: readonly Input[]): { ledger: OpenLedger; events: LedgerEvent[]; lines: string[] } {
  let ledger = EMPTY;
  const events: LedgerEvent[] = [];
  for (const fact of facts) {
    const recorded = record(ledger, fact);
    ledger = recorded.ledger;
    events.push(...recorded.events);
  }
  return { ledger, events, lines: events.map((event) => `${lineOf(event)}\n`) };
}

/** The lines of events whose chain was made anew, so that only what they say can be wrong. */
const rechained = (events: readonly LedgerEvent[]): string[] => {
  let head = GENESIS;
  return events.map((event) => {
    const sealed = seal(head, event);
    head = headOf(sealed);
    return `${lineOf(sealed)}\n`;
  });
};

const codes = ({ findings }: Verified): readonly string[] => findings.map(({ code }) => code);

const keys = generateKeyPairSync('ed25519');
const signer: Signer = {
  key: 'sha256:test',
  sign: (message) => sign(null, message, keys.privateKey).toString('base64'),
};
const checkSignature = (message: Uint8Array, signature: string): boolean =>
  verifySignature(null, message, keys.publicKey, Buffer.from(signature, 'base64'));

test('the state is the fold of the events, and that of the export read again', () => {
  const law = (seed: number): void => {
    const { ledger, events, lines } = ledgerOf(sampleFacts(seed, 12));
    const read = verify(lines);
    assert.deepEqual(read.findings, []);
    assert.deepEqual(read.state, ledger.state);
    const folded = events.map(currentOf).reduce((state, event) => (event ? evolve(state, event) : state), INITIAL);
    assert.deepEqual(folded, ledger.state);
    assert.deepEqual(read.head, ledger.head);
    assert.equal(read.decisionHash, ledger.decisionHash);
    assert.equal(read.events, events.length);
    assert.equal(read.attested, null);
  };
  fc.assert(fc.property(fc.nat(), law), { numRuns: runs });
});

const { ledger, events, lines } = ledgerOf(sampleFacts(1, 12));

test('the hash from a line is that of its event', () => {
  for (const event of events) assert.equal(hashOfLine(lineOf(event), event), hashOf(event));
});

test('the sample has every kind of decision but those that need a person', () => {
  const types = new Set(ledgerOf(sampleFacts(1, 50)).events.map(({ type }) => type));
  for (const type of ['IncidentOpened', 'IncidentExtended', 'IncidentClosed', 'AlertDecided', 'HoldDecided'])
    assert.ok(types.has(type), type);
});

test('any edit of one byte of an export is found', () => {
  const bytes = Buffer.from(lines.join(''));
  const law = (place: number, change: number): void => {
    const edited = Buffer.from(bytes);
    const at = place % bytes.length;
    edited[at] = (bytes[at]! + 1 + (change % 255)) % 256; // ! at < length
    // Bytes that are no UTF-8 are refused by who reads the file; here they come as U+FFFD.
    assert.ok(verify(edited.toString('utf8').split(/(?<=\n)/)).findingCount > 0, `byte ${at}`);
  };
  fc.assert(fc.property(fc.nat(), fc.nat(), law), { numRuns: runs * 2 });
  law(bytes.length - 1, 31);
});

test('a digit of a recorded number is found by its hash, an event that was sealed again by the one after it', () => {
  const at = lines.findIndex((line) => line.includes('"WindowScored"'));
  const plus1 = (digit: string): string => String((Number(digit) + 1) % 10);
  // Five digits into a number: neither its first nor its last, whose change could be another way to write it.
  const edited = lines[at]!.replace(/(?<="statistics":\[-?0\.\d{5})\d/, plus1); // ! found
  assert.notEqual(edited, lines[at]);
  assert.deepEqual(codes(verify(lines.with(at, edited))), ['hash-wrong']);
  const forged = parseLine(edited.trimEnd());
  assert.ok(forged);
  const sealed = `${lineOf(seal({ seq: forged.seq - 1, hash: forged.previous }, forged))}\n`;
  assert.deepEqual(codes(verify(lines.with(at, sealed))), ['chain-broken']);
});

test('lines that are swapped, left out, put in or said twice are found', () => {
  const law = (a: number, b: number): void => {
    const [i, j] = [a % lines.length, b % lines.length];
    const swapped = lines.with(i, lines[j]!).with(j, lines[i]!); // ! both are smaller than the length
    if (i !== j) assert.notEqual(verify(swapped).findingCount, 0);
    const isLast = i === lines.length - 1;
    if (!isLast) assert.notEqual(verify(lines.toSpliced(i, 1)).findingCount, 0);
    assert.notEqual(verify(lines.toSpliced(i, 0, lines[j]!)).findingCount, 0); // ! as above
  };
  fc.assert(fc.property(fc.nat(), fc.nat(), law), { numRuns: runs });
});

test('a decision that was changed, left out or added is found though the chain was made anew', () => {
  const at = events.findIndex(({ type }) => type === 'AlertDecided');
  const found = events[at]!; // ! the sample has one
  const data = found.data as object; // as: every event has data
  const changed = events.with(at, { ...found, data: { ...data, id: 'x' } });
  assert.deepEqual(codes(verify(rechained(changed))), ['decision-differs']);
  assert.deepEqual(codes(verify(rechained(events.toSpliced(at, 1)))), ['decision-missing']);
  assert.deepEqual(codes(verify(rechained(events.toSpliced(at + 1, 0, found)))), ['decision-unasked']);
  const late = events.with(at, { ...found, at: 7 });
  assert.deepEqual(codes(verify(rechained(late))), ['decision-differs'], 'when is part of a decision');
});

test('a verdict that was turned round is found by its own wealth, a wealth by its verdict', () => {
  const at = events.findIndex(({ type, data }) => type === 'VerdictRecorded' && hasVerdict(data, 'fail'));
  const found = events[at]!; // ! the sample has one
  const data = found.data as object; // as: every event has data
  for (const change of [{ verdict: 'pass' }, { logWealth: -3 }]) {
    const read = verify(rechained(events.with(at, { ...found, data: { ...data, ...change } })));
    assert.deepEqual(read.findings, [{ code: 'fact-refused', objection: 'verdict-contradicts-wealth', line: at + 1 }]);
  }
});

// as: asked for its verdict
const hasVerdict = (data: unknown, verdict: string): boolean => (data as { verdict?: string }).verdict === verdict;

test('a cut tail and a rewrite are found with an anchor, and without one the end is not attested', () => {
  const cut = lines.slice(0, lines.lastIndexOf(lines.findLast((line) => line.includes('"WindowScored"')) ?? ''));
  const rewritten = ledgerOf(sampleFacts(4, 12)).lines;
  const checkpoint = signCheckpoint(ledger, 9e11, signer);
  assert.equal(verify(lines).attested, null);
  assert.deepEqual(codes(verify(cut)), []);
  assert.deepEqual(codes(verify(rewritten)), []);
  for (const anchors of [{ head: ledger.head.hash }, { checkpoint, checkSignature }]) {
    const missing = 'head' in anchors ? 'head-missing' : 'checkpoint-missing';
    assert.equal(verify(lines, anchors).attested, ledger.head.seq);
    assert.deepEqual(codes(verify(cut, anchors)), [missing]);
    assert.deepEqual(codes(verify(rewritten, anchors)), [missing]);
  }
});

test('what came after a checkpoint is not attested', () => {
  const early = ledgerOf(sampleFacts(1, 8)).ledger;
  const read = verify(lines, { checkpoint: signCheckpoint(early, 1, signer), checkSignature });
  assert.deepEqual(read.findings, []);
  assert.equal(read.attested, early.head.seq);
  assert.ok(read.head.seq > early.head.seq);
});

test('a checkpoint counts only with a signature by the trusted key, over every part of it', () => {
  const checkpoint = signCheckpoint(ledger, 9e11, signer);
  assert.deepEqual(parseCheckpoint(checkpointText(checkpoint)), checkpoint);
  assert.ok(isSigned(checkpoint, checkSignature));
  for (const change of [{ seq: 1 }, { at: 1 }, { hash: 'a'.repeat(64) }, { state: 'b' }, { key: 'c' }])
    assert.ok(!isSigned({ ...checkpoint, ...change }, checkSignature), JSON.stringify(change));
  assert.deepEqual(codes(verify(lines, { checkpoint })), ['checkpoint-unsigned']);
  const lying = signCheckpoint({ ...ledger, state: EMPTY.state }, 9e11, signer);
  assert.deepEqual(codes(verify(lines, { checkpoint: lying, checkSignature })), ['checkpoint-state-differs']);
  for (const text of ['', '{', 'null', '[]', '{"seq":1}', '7']) assert.equal(parseCheckpoint(text), null);
});

test('an event of a later program is said, not guessed', () => {
  const [opened] = events;
  assert.ok(opened);
  for (const change of [
    { version: 99 },
    { type: 'PlanetMoved' },
    { data: { ledger: 7 } },
    { data: { ledger: 'x', y: 1 } },
  ])
    assert.deepEqual(codes(verify(rechained([{ ...opened, ...change }]))), ['event-unknown']);
});

test('no line can make the reader throw, and findings are bounded', () => {
  const shapes = fc.record({
    seq: fc.constantFrom(1, 2, 0, -1, 1.5, '1'),
    at: fc.constantFrom(0, 1, null, 1e300),
    type: fc.constantFrom('LedgerOpened', 'PolicySet', '__proto__', 'constructor', 'HoldDecided', 7),
    version: fc.constantFrom(1, 2, 0, 3),
    data: fc.oneof(fc.jsonValue(), fc.constant({ ledger: 'x' }), fc.constant({ policy: null })),
    previous: fc.constantFrom(GENESIS.hash, 'x'),
  });
  const law = (bodies: readonly object[]): void => {
    const sealed = bodies.map((body) => `${lineOf({ ...body, hash: GENESIS.hash } as LedgerEvent)}\n`); // as: any
    assert.ok(verify([...sealed, ...sealed]).findingCount > 0);
  };
  fc.assert(fc.property(fc.array(shapes, { minLength: 1, maxLength: 4 }), law), { numRuns: runs * 2 });
  const noise = verify(Array.from({ length: 500 }, () => 'x\n'));
  assert.deepEqual([noise.findings.length, noise.findingCount], [FINDINGS_MAX, 500]);
  assert.deepEqual(codes(verify([])), ['empty']);
});

test('what is recorded must have the shape of its type and nothing against it', () => {
  const answer = { incident: 'inputs-1', answer: 'fixed', by: 'Ana', why: 'x' };
  const answered = { type: 'IncidentAnswered', at: 1, data: answer } as Input; // as: a fact
  assert.throws(() => record(EMPTY, answered), /ledger-not-open/);
  // as: what the compiler refuses
  const mistyped = { type: 'LedgerOpened', at: 1, data: { ledger: 1 } } as unknown as Input;
  assert.throws(() => record(EMPTY, mistyped), /shape/);
  assert.throws(() => record(EMPTY, { type: 'LedgerOpened', at: 1.5, data: { ledger: 'x' } }), /whole/);
  assert.equal(parseLine('{"seq":1}'), null);
});
