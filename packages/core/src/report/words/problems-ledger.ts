import type { ProblemDetails } from '../../std/problem.ts';
import type { Sentences } from './problem-sentences.ts';

type LedgerCode = Extract<keyof ProblemDetails, `LEDGER_${string}`>;

/** What people are told about ledgers that cannot be opened, and about keys and checkpoints. */
export const LEDGER_WORDS: { readonly [C in LedgerCode]: (details: ProblemDetails[C]) => Sentences } = {
  LEDGER_KIND: (d) => [
    `${d.path} is no ledger`,
    d.found,
    'Give an export (*.hfledger), a data directory, or the ledger.db in it.',
  ],
  LEDGER_LOCKED: (d) => [
    `the ledger in ${d.path} is being written by another process`,
    'its lock is taken',
    'Stop the other process, or read only: holdfast ledger show and verify work while it is written.',
  ],
  LEDGER_DURABILITY: (d) => [
    `${d.path} cannot promise that what it takes is on disk`,
    `${d.setting} is ${d.found} where ${d.expected} was set`,
    'Use the SQLite that comes with Holdfast and a local disk.',
  ],
  LEDGER_NETWORK: (d) => [
    `${d.path} is on a network disk, whose locks and syncs cannot be trusted`,
    d.system,
    'Name a data directory on a disk of this machine.',
  ],
  LEDGER_ACTION: (d) => [
    `a ledger cannot be asked to "${d.action}"`,
    `"${d.action}"`,
    `${d.nearest === null ? '' : `Did you mean ${d.nearest}? `}Ask it to ${d.known.join(', ')}.`,
  ],
  LEDGER_KEY_PLACE: (d) => [
    `the key ${d.path} lies with the data that it attests`,
    `it is inside ${d.folder}`,
    'Name a path elsewhere with --key FILE: who could rewrite the ledger could sign it, too.',
  ],
  LEDGER_KEY_RIGHTS: (d) => [
    `the key ${d.path} can be read by others`,
    `mode ${d.mode}`,
    `Take the right away: chmod 600 ${d.path}. If others may have read it, make a new key.`,
  ],
  LEDGER_KEY_KIND: (d) => [
    `${d.path} is no key for checkpoints`,
    d.found,
    'Give an Ed25519 key as PEM, public or private; Holdfast makes one when it first signs.',
  ],
  LEDGER_CHECKPOINT: (d) => [
    `${d.path} is no checkpoint`,
    d.found,
    'Give the file that holdfast ledger export --checkpoint FILE wrote.',
  ],
};
