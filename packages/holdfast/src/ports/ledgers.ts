import type { CheckSignature, Signer } from '@holdfast/core/ledger/checkpoint.ts';
import type { Ledger } from './ledger.ts';

/** Ledgers where they lie, and the keys that attest them. */
export interface Ledgers {
  /** The ledger of a data directory, to be written. */
  open(folder: string): Promise<Ledger>;
  /**
   * The lines of an export, a data directory or its database, each with its end, also while another process writes.
   * Problems: FILE_MISSING, LEDGER_KIND, FILE_LIMIT.
   */
  lines(path: string): AsyncIterable<string>;
  /** Writes an export whole or not at all, synced. Problem: FILE_UNWRITABLE. */
  writeExport(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Who signs checkpoints of the ledger in a folder; null names the user's own key, made on first use. */
  signer(keyPath: string | null, of: { readonly dataFolder: string }): Signer;
  /** Whose signatures count; null names the user's own key. */
  checker(keyPath: string | null): { readonly key: string; readonly check: CheckSignature };
}

/** What commands are given of the world; loaded when it is used. */
export interface Ports {
  ledgers(): Promise<Ledgers>;
}
