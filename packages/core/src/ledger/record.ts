import { decide, objection } from '../control/decide.ts';
import type { ControlEvent, Decision, Input } from '../control/events.ts';
import { evolve } from '../control/evolve.ts';
import { hasShape } from '../control/shapes.ts';
import { type ControlState, INITIAL } from '../control/state.ts';
import { assert } from '../std/assert.ts';
import { decisionHash } from './decision-hash.ts';
import { GENESIS, type Head, headOf, type LedgerEvent, seal } from './envelope.ts';
import { VERSIONS } from './upcast.ts';
import type { Verified } from './verify.ts';

/** A ledger that is being written: where it ends, and what control knows there. */
export interface OpenLedger {
  readonly head: Head;
  readonly state: ControlState;
  /** Of all decisions so far. */
  readonly decisionHash: string;
}

/** What a fact brought: events to append as one, and the decisions among them. */
export interface Recorded {
  readonly ledger: OpenLedger;
  readonly events: readonly LedgerEvent[];
  readonly decisions: readonly Decision[];
}

/** A ledger without events; the first to record is `LedgerOpened`. */
export const EMPTY: OpenLedger = { head: GENESIS, state: INITIAL, decisionHash: decisionHash.none };

/** A ledger that was read, to go on with. Asserts that nothing was found: a broken one is not written on. */
export function reopen({ findingCount, head, state, decisionHash: digest }: Verified): OpenLedger {
  assert(findingCount === 0, 'a ledger that is written on verifies');
  return { head, state, decisionHash: digest };
}

/**
 * A fact and what control decides on it, sealed. The events are appended together or not at all: a fact without its
 * decisions is no ledger. Asserts that the fact has its shape and that there is no objection; ask objection() before,
 * where a person speaks.
 */
export function record({ head, state, decisionHash: digest }: OpenLedger, input: Input): Recorded {
  assert(hasShape(input.type, input.data), `the data of ${input.type} have the shape of its type`);
  assert(
    objection(state, input) === null,
    `nothing speaks against a fact that is recorded (${objection(state, input)})`,
  );
  const decisions = decide(state, input);
  const events: LedgerEvent[] = [];
  let [end, known, hash] = [head, state, digest];
  for (const event of [input, ...decisions] as readonly ControlEvent[]) {
    // as: facts and decisions
    const { type, at, data } = event;
    const sealed = seal(end, { type, at, data, version: VERSIONS[type] });
    events.push(sealed);
    end = headOf(sealed);
    known = evolve(known, event);
  }
  for (const decision of decisions) hash = decisionHash.after(hash, decision);
  return { ledger: { head: end, state: known, decisionHash: hash }, events, decisions };
}
