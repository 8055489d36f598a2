// What every adapter of the port Ledger keeps; each adapter's test calls it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GENESIS, type LedgerEvent } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, record } from '@holdfast/core/ledger/record.ts';
import { sampleFacts } from '@holdfast/core/ledger/sample-facts.ts';
import { verifyArriving } from '@holdfast/core/ledger/verify.ts';
import type { Ledger } from './ledger.ts';

/** A ledger for one test. Those that outlive their process can be opened again. */
export interface Opened {
  readonly ledger: Ledger;
  reopen?(): Promise<Ledger>;
  remove(): Promise<void>;
}

/** Facts with their decisions, sealed: what is appended together. */
export function groupsOf(days: number, seed = 1): readonly (readonly LedgerEvent[])[] {
  let ledger = EMPTY;
  return sampleFacts(seed, days).map((fact) => {
    const recorded = record(ledger, fact);
    ledger = recorded.ledger;
    return recorded.events;
  });
}

/** All that an asynchronous list gives. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Declares the tests of an adapter. */
export function ledgerContract(name: string, open: () => Promise<Opened>): void {
  const inOne = (about: string, body: (opened: Opened) => Promise<void>): void => {
    test(`${name}: ${about}`, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.remove();
      }
    });
  };
  const groups = groupsOf(6);
  const [first = [], second = [], third = []] = groups;
  const textOf = async (ledger: Ledger): Promise<string> => (await allOf(ledger.lines())).join('');

  inOne('a new one is empty', async ({ ledger }) => {
    assert.deepEqual(await ledger.head(), GENESIS);
    assert.equal(await textOf(ledger), '');
  });

  inOne('what is appended is read again in order and verifies', async ({ ledger }) => {
    for (const events of groups) assert.equal((await ledger.append(events)).hash, events.at(-1)?.hash);
    const read = await verifyArriving(ledger.lines());
    assert.deepEqual(read.findings, []);
    assert.deepEqual(read.head, await ledger.head());
    assert.equal(read.events, groups.flat().length);
  });

  inOne('calls at the same time keep their order, and each is answered with its own head', async ({ ledger }) => {
    const heads = await Promise.all(groups.map((events) => ledger.append(events)));
    assert.deepEqual(
      heads.map(({ seq }) => seq),
      groups.map((events) => events.at(-1)?.seq),
    );
    assert.deepEqual((await verifyArriving(ledger.lines())).findings, []);
  });

  inOne('events that do not follow are refused whole, and the ledger goes on', async ({ ledger }) => {
    await ledger.append(first);
    await assert.rejects(ledger.append(first), /follows the head/);
    await assert.rejects(ledger.append([...second, ...second]), /follows the head/);
    const forged = second.map((event) => ({ ...event, at: event.at + 1 }));
    await assert.rejects(ledger.append(forged), /sealed/);
    const [gap, good] = await Promise.allSettled([ledger.append(third), ledger.append(second)]);
    assert.deepEqual([gap.status, good.status], ['rejected', 'fulfilled']);
    assert.equal((await verifyArriving(ledger.lines())).events, first.length + second.length);
  });

  inOne('one that outlives its process is there when it is opened again', async ({ ledger, reopen }) => {
    if (reopen === undefined) return assert.equal(ledger.durability, 'memory');
    assert.equal(ledger.durability, 'fsync');
    for (const events of groups) await ledger.append(events);
    const [head, text] = [await ledger.head(), await textOf(ledger)];
    await ledger.close();
    const again = await reopen();
    assert.deepEqual(await again.head(), head);
    assert.equal(await textOf(again), text);
    await again.close();
  });
}
