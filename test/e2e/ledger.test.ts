import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lineOf } from '@holdfast/core/ledger/envelope.ts';
import { EMPTY, record } from '@holdfast/core/ledger/record.ts';
import { sampleFacts } from '@holdfast/core/ledger/sample-facts.ts';
import { openSqliteLedger } from '../../packages/holdfast/src/adapters/embedded/sqlite-ledger.ts';
import { inFolder, type Workplace } from './holdfast.ts';

function sample(days: number): { text: string; head: string; groups: ReturnType<typeof record>['events'][] } {
  let ledger = EMPTY;
  const groups = sampleFacts(2, days).map((fact) => {
    const recorded = record(ledger, fact);
    ledger = recorded.ledger;
    return recorded.events;
  });
  const text = groups
    .flat()
    .map((event) => `${lineOf(event)}\n`)
    .join('');
  return { text, head: ledger.head.hash, groups };
}

const { text, head, groups } = sample(60);
const kept = groups.slice(0, 10).flat();
const cut = kept.map((event) => `${lineOf(event)}\n`).join('');
const files = {
  'shop.hfledger': text,
  'edited.hfledger': text.replace('"price"', '"prize"'),
  'cut.hfledger': cut,
  'torn.hfledger': text.slice(0, -40),
  'sales.csv': 'id,price\n1,2\n',
  'empty.hfledger': '',
};

test('show tells date, what and why in 80 columns, and ends with what came of the promise', () =>
  inFolder(files, async ({ run }) => {
    const { code, stdout, stderr } = await run('ledger', 'show', 'shop.hfledger');
    assert.equal(code, 0, stderr);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 80, line);
    assert.match(
      stdout,
      /^1970-01-\d\d \d\d:\d\d {2}incident inputs-1 opened: price (rose|fell), qty (rose|fell)\n {18}because /m,
    );
    assert.match(stdout, /Not listed: \d+ scored windows, \d+ verdicts/);
    assert.match(stdout, /Promised: at most 1 false alarm in 90 days/);
    assert.doesNotMatch(stdout, /does not hold/);
    const broken = await run('ledger', 'show', 'edited.hfledger');
    assert.match(broken.stdout, /does not hold/);
    const { events, head: last } = JSON.parse((await run('ledger', 'show', 'shop.hfledger', '--json')).stdout);
    assert.equal(events.length, last.seq);
  }));

test('verify says whether a ledger holds, and whether its end is attested', () =>
  inFolder(files, async ({ run }) => {
    const cases: readonly (readonly [words: readonly string[], code: number, says: RegExp])[] = [
      [['shop.hfledger'], 0, /holds\.[\s\S]*end not attested/],
      [['shop.hfledger', '--head', head], 0, /The end is attested/],
      [
        ['shop.hfledger', '--head', `sha256:${kept.at(-1)?.hash}`],
        0,
        /Attested up to event \d+; the \d+ events after it/,
      ],
      [['cut.hfledger'], 0, /end not attested/],
      [['cut.hfledger', '--head', head], 1, /\[head-missing\]/],
      [['edited.hfledger'], 1, /\[hash-wrong\]/],
      [['torn.hfledger'], 1, /\[line-unended\][\s\S]*\[line-unreadable\]/],
    ];
    for (const [words, code, says] of cases) {
      const plain = await run('ledger', 'verify', ...words);
      assert.equal(plain.code, code, plain.stdout + plain.stderr);
      assert.match(plain.stdout, says);
      for (const line of plain.stdout.split('\n')) assert.ok(line.length <= 80, line);
      const { stdout } = await run('ledger', 'verify', ...words, '--json');
      const document = JSON.parse(stdout);
      assert.equal(document.verdict, code === 0 ? 'pass' : 'fail');
      assert.equal(document.findings.length > 0, code === 1);
    }
  }));

test('what is no ledger, no anchor or no action has its code', () =>
  inFolder({ ...files, 'data/x.txt': '' }, async ({ run }) => {
    const cases: readonly (readonly [words: readonly string[], code: string])[] = [
      [['verify', 'none.hfledger'], 'FILE_MISSING'],
      [['verify', 'sales.csv'], 'LEDGER_KIND'],
      [['show', 'empty.hfledger'], 'LEDGER_KIND'],
      [['verify', 'data'], 'LEDGER_KIND'],
      [['verfy', 'shop.hfledger'], 'LEDGER_ACTION'],
      [['verify'], 'ARGUMENT_MISSING'],
      [['export', 'shop.hfledger'], 'ARGUMENT_MISSING'],
      [['verify', 'shop.hfledger', '--head', 'abc'], 'OPTION_VALUE'],
      [['verify', 'shop.hfledger', '--checkpoint', 'sales.csv', '--key', 'none.pem'], 'FILE_MISSING'],
    ];
    for (const [words, code] of cases) {
      const { stderr, code: exit } = await run('ledger', ...words);
      assert.equal(exit, 3, stderr);
      assert.match(stderr, new RegExp(`^${code}: `), words.join(' '));
    }
  }));

async function keep({ folder }: Workplace): Promise<() => Promise<void>> {
  const ledger = await openSqliteLedger(join(folder, 'data'));
  for (const events of groups) await ledger.append(events);
  return () => ledger.close();
}

test('a database that is being written is shown, verified, exported and signed by another process', () =>
  inFolder({}, async (place) => {
    const close = await keep(place);
    const { run, folder } = place;
    for (const path of ['data', 'data/ledger.db']) {
      const { code, stdout, stderr } = await run('ledger', 'verify', path, '--head', head);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /The end is attested/);
    }
    const sign = ['--checkpoint', 'shop.checkpoint', '--key', 'settings/key.pem'];
    const exported = await run('ledger', 'export', 'data', '-o', 'shop.hfledger', ...sign);
    assert.equal(exported.code, 0, exported.stderr);
    assert.equal(readFileSync(join(folder, 'shop.hfledger'), 'utf8'), text);
    await close();

    const attested = await run('ledger', 'verify', 'shop.hfledger', ...sign.slice(0, 3), 'settings/key.pem.pub');
    assert.match(attested.stdout, /The end is attested/);
    writeFileSync(join(folder, 'shop.hfledger'), cut);
    const found = await run('ledger', 'verify', 'shop.hfledger', ...sign);
    assert.equal(found.code, 1);
    assert.match(found.stdout, /\[checkpoint-missing\]/);
    const inside = await run('ledger', 'export', 'data', '-o', 'other.hfledger', ...sign.slice(0, 3), 'data/key.pem');
    assert.match(inside.stderr, /^LEDGER_KEY_PLACE: /);
    assert.deepEqual(readdirSync(folder).sort(), ['data', 'settings', 'shop.checkpoint', 'shop.hfledger']);
    const none = await run(
      'ledger',
      'verify',
      'shop.hfledger',
      '--checkpoint',
      'shop.hfledger',
      '--key',
      'settings/key.pem',
    );
    assert.match(none.stderr, /^LEDGER_CHECKPOINT: /);
  }));
