import { type Head, hashOf, headOf, type LedgerEvent } from '@holdfast/core/ledger/envelope.ts';
import { assert } from '@holdfast/core/std/assert.ts';

/** The head after these events. Asserts that each follows the one before and is sealed: what is kept must verify. */
export function headAfter(head: Head, events: readonly LedgerEvent[]): Head {
  let end = head;
  for (const event of events) {
    assert(event.seq === end.seq + 1 && event.previous === end.hash, 'an event that is kept follows the head');
    assert(event.hash === hashOf(event), 'an event that is kept is sealed');
    end = headOf(event);
  }
  return end;
}
