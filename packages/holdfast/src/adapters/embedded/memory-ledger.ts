import { GENESIS, lineOf } from '@holdfast/core/ledger/envelope.ts';
import { headAfter } from '../../ports/follows.ts';
import type { Ledger } from '../../ports/ledger.ts';

/** A ledger in the memory of this process: for tests, and for a history that is exported when it is done. */
export function makeMemoryLedger(): Ledger {
  const lines: string[] = [];
  let head = GENESIS;
  return {
    durability: 'memory',
    async head() {
      return head;
    },
    async append(events) {
      head = headAfter(head, events);
      lines.push(...events.map((event) => `${lineOf(event)}\n`));
      return head;
    },
    async *lines() {
      yield* lines.slice();
    },
    async close() {},
  };
}
