import { generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import { signCheckpoint } from '@holdfast/core/ledger/checkpoint.ts';
import { GENESIS, headOf, type LedgerEvent, lineOf, seal } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, type OpenLedger, record } from '@holdfast/core/ledger/record.ts';
import { sampleFacts } from '@holdfast/core/ledger/sample-facts.ts';
import { type Anchors, verify } from '@holdfast/core/ledger/verify.ts';
import { makeRandom, type Random } from '@holdfast/core/std/random.ts';

/** A ledger as it was written, in the forms that the changes need. */
interface Written {
  readonly groups: readonly (readonly LedgerEvent[])[];
  readonly events: readonly LedgerEvent[];
  readonly lines: readonly string[];
  readonly end: OpenLedger;
}

/** A change of an export by somebody who has it alone, without the key. */
type Change = (written: Written, random: Random) => readonly string[];

/** How many of the changes of a kind were found. */
export interface Tally {
  readonly kind: string;
  readonly total: number;
  readonly foundAlone: number;
  readonly foundWithHead: number;
  readonly foundWithCheckpoint: number;
}

const line = (event: LedgerEvent): string => `${lineOf(event)}\n`;
const below = (random: Random, n: number): number => Math.floor(random() * n);

/** The events with their chain made anew, so that every hash holds. */
function resealed(events: readonly LedgerEvent[]): string[] {
  let head = GENESIS;
  return events.map((event) => {
    const sealed = seal(head, event);
    head = headOf(sealed);
    return line(sealed);
  });
}

/** Another number somewhere in the data of an event, in a form that its type allows. */
function altered(event: LedgerEvent, random: Random): LedgerEvent {
  const text = JSON.stringify(event.data);
  const numbers = [...text.matchAll(/(?<=[:[,])-?\d+(\.\d+)?(e-?\d+)?(?=[,\]}])/g)];
  const found = numbers[below(random, numbers.length)];
  if (found === undefined) return { ...event, at: event.at + 1 };
  const other = Number(found[0]) + 1;
  return { ...event, data: JSON.parse(text.slice(0, found.index) + other + text.slice(found.index + found[0].length)) };
}

/** The kinds, in the order of the table. The last two leave a ledger that is consistent in itself. */
const KINDS: Readonly<Record<string, Change>> = {
  'a byte edited': ({ lines }, random) => {
    const bytes = Buffer.from(lines.join(''));
    const at = below(random, bytes.length);
    bytes[at] = ((bytes[at] ?? 0) + 1 + below(random, 255)) % 256;
    return bytes.toString('latin1').split(/(?<=\n)/);
  },
  'a number edited': ({ events, lines }, random) => {
    const at = below(random, events.length);
    return lines.with(at, line(altered(events[at]!, random))); // ! at < length
  },
  'two lines swapped': ({ lines }, random) => {
    const at = below(random, lines.length);
    const other = (at + 1 + below(random, lines.length - 1)) % lines.length;
    return lines.with(at, lines[other]!).with(other, lines[at]!); // ! both < length
  },
  'a line put in': ({ events, lines }, random) => {
    const at = below(random, lines.length);
    const forged = seal(headOf(events[at]!), altered(events[below(random, events.length)]!, random)); // ! both < length
    return lines.toSpliced(at + 1 === lines.length ? at : at + 1, 0, line(forged));
  },
  'a line taken out': ({ lines }, random) => lines.toSpliced(below(random, lines.length - 1), 1),
  'resealed after an edit, decisions left': ({ events }, random) => {
    const decisions = events.flatMap(({ type }, i) => (/Opened$|Decided$|Closed$/.test(type) && i > 0 ? [i] : []));
    const at = decisions[below(random, decisions.length)]!; // ! the sample has some
    return resealed(events.with(at, { ...events[at]!, at: events[at]!.at + 1 })); // ! at < length
  },
  'the tail cut in mid-line': ({ lines }, random) => {
    const at = below(random, lines.length);
    const last = lines[at]!; // ! at < length
    return [...lines.slice(0, at), last.slice(0, 1 + below(random, last.length - 1))];
  },
  'the tail cut after a whole fact': ({ groups }, random) =>
    groups
      .slice(0, 1 + below(random, groups.length - 1))
      .flat()
      .map(line),
  'written anew, decided anew': (_, random) => written(1 + below(random, 1e9)).lines,
};

/** A month of made-up facts. */
function written(seed: number): Written {
  let end = EMPTY;
  const groups = sampleFacts(seed, 15).map((fact) => {
    const recorded = record(end, fact);
    end = recorded.ledger;
    return recorded.events;
  });
  const events = groups.flat();
  return { groups, events, lines: events.map(line), end };
}

/** Makes this many random changes, the kinds in turn, and counts what verifying finds with and without an anchor. */
export function tallyChanges(total: number, seed: number): readonly Tally[] {
  const random = makeRandom(seed);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = { key: 'bench', sign: (message: Uint8Array) => sign(null, message, privateKey).toString('base64') };
  const checkSignature = (message: Uint8Array, signature: string): boolean =>
    verifySignature(null, message, publicKey, Buffer.from(signature, 'base64'));
  const kinds = Object.entries(KINDS);
  const tallies = kinds.map(([kind]) => ({ kind, total: 0, foundAlone: 0, foundWithHead: 0, foundWithCheckpoint: 0 }));
  for (let i = 0; i < total; i++) {
    const before = written(1 + Math.floor(i / 50));
    const at = i % kinds.length;
    const lines = kinds[at]![1](before, random); // ! at < length
    const isFound = (anchors: Anchors): number => (verify(lines, anchors).findingCount > 0 ? 1 : 0);
    const tally = tallies[at]!; // ! as many as kinds
    tally.total++;
    tally.foundAlone += isFound({});
    tally.foundWithHead += isFound({ head: before.end.head.hash });
    const checkpoint = signCheckpoint(before.end, 0, signer);
    tally.foundWithCheckpoint += isFound({ checkpoint, checkSignature });
  }
  return tallies;
}
