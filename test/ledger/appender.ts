// A process that appends to a ledger until it is killed, and notes each acknowledgement in a synced file of its own:
// FOLDER ACKS MODE. Mode `groups` calls several at a time, `single` one after the other, and `lax` does what must be
// found: it acknowledges what SQLite has not synced.
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { DECIDER, type Input } from '@holdfast/core/control/events.ts';
import { DEFAULT_POLICY } from '@holdfast/core/control/policy.ts';
import { EMPTY, type OpenLedger, record, reopen } from '@holdfast/core/ledger/record.ts';
import { verifyArriving } from '@holdfast/core/ledger/verify.ts';
import { ledgerPath } from '../../packages/holdfast/src/adapters/embedded/data-folder.ts';
import { openToWrite } from '../../packages/holdfast/src/adapters/embedded/sqlite.ts';
import { makeLedger, openSqliteLedger } from '../../packages/holdfast/src/adapters/embedded/sqlite-ledger.ts';
import type { Ledger } from '../../packages/holdfast/src/ports/ledger.ts';

const MINUTE = 60_000;

/** The nth fact: windows and verdicts, and an alarm now and then. */
function fact(n: number): Input {
  const at = n * MINUTE;
  const spending = { income: 0.001, spent: n / 1000, logWealth: n % 14 === 3 ? 0.5 : -1.5 };
  const base = { group: n % 4 < 2 ? 'inputs' : 'answers' };
  if (n % 2 === 0) {
    const window = {
      start: at - MINUTE,
      end: at,
      due: 3,
      silent: [],
      statistics: [n / 7, -n / 3],
      panelDigest: `${n}`,
    };
    return { type: 'WindowScored', at, data: { ...base, ...spending, ...window } };
  }
  const isAlarm = n % 14 === 3;
  const verdict = isAlarm ? 'fail' : 'pass';
  const member = { stream: 'price', component: 0, share: 1, logWealth: 0.5, effect: 1, interval: [0, 1] as const };
  const members = isAlarm ? [{ ...member, direction: 'up' as const }] : [];
  const judged = { check: 'evidence', verdict, reason: 'evidence', threshold: 0, members, changePoint: null } as const;
  return { type: 'VerdictRecorded', at, data: { ...base, ...spending, ...judged } };
}

function beginning(): readonly Input[] {
  const policy = {
    contractDigest: 'x',
    policy: DEFAULT_POLICY,
    budget: { falseAlarms: 1, perMs: 1 },
    decider: DECIDER,
  };
  return [
    { type: 'LedgerOpened', at: 0, data: { ledger: 'killed' } },
    { type: 'PolicySet', at: 0, data: policy },
  ];
}

async function open(folder: string, mode: string): Promise<Ledger> {
  const ledger = await openSqliteLedger(folder);
  if (mode !== 'lax') return ledger;
  await ledger.close();
  const connection = await openToWrite(ledgerPath(folder));
  connection.exec('pragma synchronous = OFF');
  return makeLedger(connection, connection);
}

async function main([folder = '', acks = '', mode = 'groups', limit = 'Infinity']: readonly string[]): Promise<void> {
  const ledger = await open(folder, mode);
  let known: OpenLedger = (await ledger.head()).seq === 0 ? EMPTY : reopen(await verifyArriving(ledger.lines()));
  const noted = openSync(acks, 'a');
  process.stdout.write('ready\n');
  const append = async (input: Input): Promise<void> => {
    const recorded = record(known, input);
    known = recorded.ledger;
    const { seq, hash } = await ledger.append(recorded.events);
    writeSync(noted, `${seq} ${hash}\n`);
    fsyncSync(noted);
  };
  // The kill may have come between the two.
  for (const input of beginning().slice(known.head.seq)) await append(input);
  for (let n = known.head.seq, calls = 0; calls < Number(limit); calls++) {
    const together = mode === 'groups' ? 1 + (calls % 6) : 1;
    await Promise.all(Array.from({ length: together }, () => append(fact(n++))));
  }
}

await main(process.argv.slice(2));
