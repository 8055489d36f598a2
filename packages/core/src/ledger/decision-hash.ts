import type { Decision } from '../control/events.ts';
import { assert } from '../std/assert.ts';
import { canonicalJson } from '../std/canonical-json.ts';
import { sha256 } from '../std/sha256.ts';

/**
 * One hash for all decisions of a ledger, in order: what was decided, when, about which members and why. It does not
 * cover the numbers that evidence computed, because `Math.log` may differ in the last digit between engines: two runs
 * that decide alike have the same hash on every version of Node.
 */
export const decisionHash = {
  /** Before the first decision. */
  none: sha256(''),

  /** After one more decision. Asserts that it holds whole numbers only. */
  after(before: string, { type, at, data }: Decision): string {
    assert(isWhole(data), 'a decision holds no number that engines may compute differently');
    return sha256(`${before}\n${canonicalJson({ type, at, data })}`);
  },
};

function isWhole(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhole);
}
