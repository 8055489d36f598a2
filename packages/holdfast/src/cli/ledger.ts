import { readFileSync } from 'node:fs';
import type { ControlEvent } from '@holdfast/core/control/events.ts';
import { realised } from '@holdfast/core/control/realised.ts';
import { type Checkpoint, checkpointText, parseCheckpoint, signCheckpoint } from '@holdfast/core/ledger/checkpoint.ts';
import { parseLine } from '@holdfast/core/ledger/envelope.ts';
import { currentOf } from '@holdfast/core/ledger/upcast.ts';
import { type Anchors, type Verified, verifyArriving } from '@holdfast/core/ledger/verify.ts';
import {
  eventWords,
  FINDING_WORDS,
  leftOutWords,
  realisedWords,
  verifiedWords,
} from '@holdfast/core/report/words/ledger.ts';
import { nearest } from '@holdfast/core/std/nearest.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Ledgers, Ports } from '../ports/ledgers.ts';
import { plain, wrap } from '../render/plain.ts';
import { VERSION } from '../version.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { print, writeWhole } from './output.ts';

const ACTIONS = { show, verify, export: exported } as const;
const WIDTH = 80;
/** "2024-01-31 09:30" and two blanks. */
const INDENT = 18;

/** `holdfast ledger show|verify|export`: what was decided and why; whether it holds; a copy to give away. */
export async function run({ files: [action = '', path = ''], options }: Invocation, ports: Ports): Promise<number> {
  if (!Object.hasOwn(ACTIONS, action)) {
    const known = Object.keys(ACTIONS);
    throw new Problem('LEDGER_ACTION', { action, nearest: nearest(action, known), known });
  }
  // as: one of its keys
  return ACTIONS[action as keyof typeof ACTIONS](path, options, await ports.ledgers());
}

type Options = Invocation['options'];

const text = (options: Options, name: string): string | null => {
  const value = options[name];
  return typeof value === 'string' ? value : null;
};

async function show(path: string, options: Options, ledgers: Ledgers): Promise<number> {
  const isJson = options['json'] === true;
  const leftOut = new Map<string, number>();
  let shown = 0;
  /** Prints what passes by on its way to being verified: a ledger of any length is never held whole. */
  async function* seen(): AsyncGenerator<string> {
    for await (const line of ledgers.lines(path)) {
      const event = parseLine(line.trimEnd());
      if (isJson && event !== null) await print(`${shown++ === 0 ? '{"events":[' : ','}${line.trimEnd()}`);
      const current = event && currentOf(event);
      if (!isJson && current) await tell(current, leftOut);
      yield line;
    }
  }
  const verified = await verifyArriving(seen());
  asLedger(verified, path);
  const figures = verified.findingCount === 0 ? realised(verified.state) : null;
  if (isJson) {
    const rest = { holdfast: VERSION, command: 'ledger show', ledger: path, ...account(verified), realised: figures };
    await print(`],${JSON.stringify(rest).slice(1)}`);
  } else {
    const said = [leftOutWords(leftOut), ...(figures === null ? [] : realisedWords(figures))].filter(Boolean);
    const warning = verified.findingCount === 0 ? [] : ['This ledger does not hold; see: holdfast ledger verify.'];
    await print(['', ...said, ...warning].flatMap(paragraph).join('\n'));
  }
  return EXIT.pass;
}

async function tell(event: ControlEvent, leftOut: Map<string, number>): Promise<void> {
  const words = eventWords(event);
  if (words === null) {
    leftOut.set(event.type, (leftOut.get(event.type) ?? 0) + 1);
    return;
  }
  const lines = [words.what, ...(words.why === null || words.why === '' ? [] : [`because ${words.why}`])];
  const column = lines.flatMap((line) => wrap(plain(line), WIDTH - INDENT));
  const date = momentOf(event.at).padEnd(INDENT);
  await print(column.map((line, i) => (i === 0 ? date : ' '.repeat(INDENT)) + line).join('\n'));
}

/** The minute in UTC; a time beyond the calendar is said as it is. */
function momentOf(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return 'no date';
  return date.toISOString().replace(/^\+0*/, '').slice(0, -8).replace('T', ' ').slice(-16);
}

const paragraph = (line: string): string[] => (line === '' ? [''] : wrap(plain(line), WIDTH));

async function verify(path: string, options: Options, ledgers: Ledgers): Promise<number> {
  const verified = await verifyArriving(ledgers.lines(path), anchorsOf(options, ledgers));
  asLedger(verified, path);
  const verdict = verified.findingCount === 0 ? 'pass' : 'fail';
  if (options['json'] === true) {
    const document = { holdfast: VERSION, command: 'ledger verify', ledger: path, verdict, ...account(verified) };
    await print(JSON.stringify(document));
  } else {
    const { head, stateDigest, decisionHash } = verified;
    const digests = [`head      ${head.hash}`, `state     ${stateDigest}`, `decisions ${decisionHash}`];
    const said = verifiedWords(verified).flatMap(paragraph);
    await print([...said, ...(verdict === 'pass' ? ['', ...digests] : [])].join('\n'));
  }
  return EXIT[verdict];
}

/** What a ledger amounts to, for scripts. */
function account({ findings, state: _, events: eventCount, decisions: decisionCount, ...rest }: Verified): object {
  const said = findings.map((found) => ({ ...found, message: FINDING_WORDS[found.code] }));
  return { eventCount, decisionCount, ...rest, findings: said };
}

/** A file in which not one line is an event is no ledger that was changed, but something else. */
function asLedger({ head, events }: Verified, path: string): void {
  if (head.seq > 0) return;
  const found = events === 0 ? 'nothing in it' : `${events} lines, none of which is an event`;
  throw new Problem('LEDGER_KIND', { path, found });
}

/** What was given from elsewhere. Problems: OPTION_VALUE, LEDGER_CHECKPOINT, LEDGER_KEY_KIND, FILE_MISSING. */
function anchorsOf(options: Options, ledgers: Ledgers): Anchors {
  const head = text(options, 'head')?.replace(/^sha256:/, '') ?? null;
  if (head !== null && !/^[0-9a-f]{64}$/.test(head)) {
    const expected = 'the hash of an event, 64 hexadecimal digits';
    throw new Problem('OPTION_VALUE', { option: '--head', value: head, expected, command: 'ledger' });
  }
  const path = text(options, 'checkpoint');
  if (path === null) return { head };
  const checkSignature = ledgers.checker(text(options, 'key')).check;
  return { head, checkpoint: readCheckpoint(path), checkSignature };
}

function readCheckpoint(path: string): Checkpoint {
  let found: string;
  try {
    found = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Problem('FILE_MISSING', { path, found: 'no file that can be read' }, { cause });
  }
  const checkpoint = parseCheckpoint(found);
  if (checkpoint === null) throw new Problem('LEDGER_CHECKPOINT', { path, found: 'another kind of file' });
  return checkpoint;
}

async function exported(path: string, options: Options, ledgers: Ledgers): Promise<number> {
  const out = text(options, 'out');
  if (out === null) throw new Problem('ARGUMENT_MISSING', { argument: '--out FILE', command: 'ledger export' });
  const checkpointPath = text(options, 'checkpoint');
  // Asked for first: a key that is refused must leave no export behind.
  const signer = checkpointPath === null ? null : ledgers.signer(text(options, 'key'), { dataFolder: path });
  await ledgers.writeExport(out, ledgers.lines(path));
  const verified = await verifyArriving(ledgers.lines(out));
  asLedger(verified, path);
  if (checkpointPath !== null && signer !== null && verified.findingCount === 0)
    writeWhole(checkpointPath, checkpointText(signCheckpoint(verified, Date.now(), signer)));
  if (options['json'] === true) {
    await print(JSON.stringify({ holdfast: VERSION, command: 'ledger export', out, ...account(verified) }));
  } else {
    const signed = checkpointPath === null ? '' : ` Signed: ${checkpointPath}.`;
    const [first = ''] = verifiedWords(verified);
    await print(`${out}: ${verified.events} events. ${first}${verified.findingCount === 0 ? signed : ''}`);
  }
  return verified.findingCount === 0 ? EXIT.pass : EXIT.fail;
}
