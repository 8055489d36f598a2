/**
 * What a ledger withstands and costs. 1,000 random changes of an export: all must be found with an anchor; without one,
 * all but a tail that was cut between two facts and a ledger that was written anew, which nothing in it can betray. 200
 * times kill -9 while it appends: nothing acknowledged may be lost. And how fast it is.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOf } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, record } from '@holdfast/core/ledger/record.ts';
import { sampleFacts } from '@holdfast/core/ledger/sample-facts.ts';
import { verify } from '@holdfast/core/ledger/verify.ts';
import { openSqliteLedger } from '../packages/holdfast/src/adapters/embedded/sqlite-ledger.ts';
import { killRounds } from '../test/ledger/killed.ts';
import { tallyChanges } from './ledger/changes.ts';

const CHANGES = 1000;
const KILLS = 200;
const UNSEEN_ALONE = ['the tail cut after a whole fact', 'written anew, decided anew'];

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const must = (holds: boolean): void => {
  if (!holds) process.exitCode = 1;
};
const seconds = (since: number): number => (performance.now() - since) / 1000;

function changes(): void {
  const tallies = tallyChanges(CHANGES, 1);
  const row = (kind: string, ...cells: readonly (string | number)[]): boolean =>
    say(kind.padEnd(40) + cells.map((cell) => String(cell).padStart(12)).join(''));
  row('changes of an export: found of', 'total', 'alone', '--head', 'checkpoint');
  const sums = [0, 0, 0, 0];
  for (const { kind, total, foundAlone, foundWithHead, foundWithCheckpoint } of tallies) {
    const cells = [total, foundAlone, foundWithHead, foundWithCheckpoint];
    row(kind, ...cells);
    for (const [i, cell] of cells.entries()) sums[i] = (sums[i] ?? 0) + cell;
    must(foundWithHead === total && foundWithCheckpoint === total);
    must(foundAlone === (UNSEEN_ALONE.includes(kind) ? 0 : total));
  }
  row('together', ...sums);
}

async function speed(): Promise<void> {
  const facts = sampleFacts(1, 900);
  let start = performance.now();
  let end = EMPTY;
  const groups = facts.map((fact) => {
    const recorded = record(end, fact);
    end = recorded.ledger;
    return recorded.events;
  });
  const events = groups.flat();
  say(`decide and seal: ${Math.round(events.length / seconds(start))} events/s`);
  const lines = events.map((event) => `${lineOf(event)}\n`);
  start = performance.now();
  must(verify(lines).findingCount === 0);
  const bytes = lines.join('').length / lines.length;
  say(`verify: ${Math.round(events.length / seconds(start))} events/s of ${Math.round(bytes)} bytes`);

  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const ledger = await openSqliteLedger(folder);
    const alone = groups.slice(0, 300);
    start = performance.now();
    for (const group of alone) await ledger.append(group);
    say(`append, one after the other: ${Math.round(alone.length / seconds(start))} acknowledgements/s, a sync each`);
    const together = groups.slice(300);
    start = performance.now();
    await Promise.all(together.map((group) => ledger.append(group)));
    say(`append, many at a time: ${Math.round(together.flat().length / seconds(start))} events/s, syncs shared`);
    await ledger.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function kills(): Promise<void> {
  const start = performance.now();
  const { rounds, acknowledged, lost, torn, unasked } = await killRounds(KILLS, 7);
  must(lost === 0 && torn === 0 && acknowledged > rounds);
  say(`kill -9 in mid-append: ${rounds} rounds, ${acknowledged} acknowledged, ${lost} lost, ${torn} torn`);
  say(`  (${unasked} events kept whole without an answer in time; ${Math.round(seconds(start))} s)`);
}

changes();
await speed();
await kills();
