import type { Head, LedgerEvent } from '@holdfast/core/ledger/envelope.ts';

/**
 * Where events are kept, in order, for good. One writer at a time. Its contract is in ledger-contract.ts; every adapter
 * passes it.
 */
export interface Ledger {
  /** What an acknowledgement means: the events are on disk after a sync, or only in the memory of this process. */
  readonly durability: 'fsync' | 'memory';
  head(): Promise<Head>;
  /**
   * Keeps all of these events or none, and then gives the new head: the promise is the acknowledgement. Calls that wait
   * at the same time share one sync. Asserts that the events follow the head; after a failed write every call fails,
   * because a disk that failed once may say yes without having written.
   */
  append(events: readonly LedgerEvent[]): Promise<Head>;
  /** The lines of an export, each with its end, from the first event to the head of now. */
  lines(): AsyncIterable<string>;
  /** Gives the ledger free for another writer. */
  close(): Promise<void>;
}
