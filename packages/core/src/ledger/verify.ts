import { decide, type Objection, objection } from '../control/decide.ts';
import type { ControlEvent, Decision, Input } from '../control/events.ts';
import { evolve } from '../control/evolve.ts';
import { isDecisionType } from '../control/shapes.ts';
import { type ControlState, INITIAL } from '../control/state.ts';
import { canonicalJson } from '../std/canonical-json.ts';
import { type Checkpoint, type CheckSignature, isSigned, stateDigest } from './checkpoint.ts';
import { decisionHash } from './decision-hash.ts';
import { GENESIS, type Head, hashOfLine, headOf, type LedgerEvent, parseLine } from './envelope.ts';
import { currentOf } from './upcast.ts';

/** Something that does not hold. `line` counts from 1; 0 is the ledger as a whole. */
export interface Finding {
  readonly code: FindingCode;
  readonly line: number;
  readonly objection?: Objection;
}

/** What can be wrong with a ledger. */
export type FindingCode =
  | 'empty'
  | 'line-unreadable'
  | 'line-unended'
  | 'sequence-broken'
  | 'chain-broken'
  | 'hash-wrong'
  | 'event-unknown'
  | 'fact-refused'
  | 'decision-differs'
  | 'decision-missing'
  | 'decision-unasked'
  | 'head-missing'
  | 'checkpoint-unsigned'
  | 'checkpoint-missing'
  | 'checkpoint-state-differs';

/** What is known of the ledger from elsewhere, each of which finds a cut tail and a rewrite. */
export interface Anchors {
  /** The hash of an event that must be there. */
  readonly head?: string | null;
  readonly checkpoint?: Checkpoint | null;
  /** Needed with a checkpoint. */
  readonly checkSignature?: CheckSignature | null;
}

/** What a ledger says, and whether it holds. */
export interface Verified {
  /** None: every line, the chain, every decision and every anchor hold. */
  readonly findings: readonly Finding[];
  /** Findings in all; those beyond the first FINDINGS_MAX are counted only. */
  readonly findingCount: number;
  readonly events: number;
  readonly decisions: number;
  readonly head: Head;
  /** The last event that an anchor attests: null without one that holds. The end is attested when it is the head. */
  readonly attested: number | null;
  /** The fold of the events; after a finding up to the event before it. */
  readonly state: ControlState;
  readonly stateDigest: string;
  readonly decisionHash: string;
}

/** How many findings are kept: one edit breaks all that follows, and a hostile file must not fill the memory. */
export const FINDINGS_MAX = 20;

/**
 * Reads a ledger from the lines of its export alone, each with its end ("\n"): the chain, the fold, and every decision
 * decided again. Never throws on what a line holds. Cost: one pass, memory by the state.
 */
export function verify(lines: Iterable<string>, anchors: Anchors = {}): Verified {
  const pass = begin(anchors);
  for (const line of lines) read(pass, line);
  return end(pass);
}

/** The same from lines that arrive one by one. */
export async function verifyArriving(lines: AsyncIterable<string>, anchors: Anchors = {}): Promise<Verified> {
  const pass = begin(anchors);
  for await (const line of lines) read(pass, line);
  return end(pass);
}

interface Pass {
  readonly anchors: Anchors;
  readonly findings: Finding[];
  findingCount: number;
  line: number;
  head: Head;
  state: ControlState;
  decisions: number;
  decisionHash: string;
  /** Decisions that the last fact calls for and that have not come yet. */
  due: readonly Decision[];
  /** Until the first line that cannot be followed: what comes after it follows from nothing. */
  isFollowed: boolean;
  attested: number | null;
  isHeadSeen: boolean;
  isCheckpointSeen: boolean;
}

const begin = (anchors: Anchors): Pass => ({
  anchors,
  findings: [],
  findingCount: 0,
  line: 0,
  head: GENESIS,
  state: INITIAL,
  decisions: 0,
  decisionHash: decisionHash.none,
  due: [],
  isFollowed: true,
  attested: null,
  isHeadSeen: false,
  isCheckpointSeen: false,
});

type Wrong = Omit<Finding, 'line'>;

function find(pass: Pass, wrong: Wrong): void {
  pass.findingCount++;
  if (pass.findings.length < FINDINGS_MAX) pass.findings.push({ ...wrong, line: pass.line });
}

function read(pass: Pass, line: string): void {
  pass.line++;
  if (!line.endsWith('\n')) find(pass, { code: 'line-unended' });
  const text = line.endsWith('\n') ? line.slice(0, -1) : line;
  const event = parseLine(text);
  if (event === null) {
    find(pass, { code: 'line-unreadable' });
    pass.isFollowed = false;
    return;
  }
  if (event.seq !== pass.head.seq + 1) find(pass, { code: 'sequence-broken' });
  if (event.previous !== pass.head.hash) find(pass, { code: 'chain-broken' });
  if (event.hash !== hashOfLine(text, event)) find(pass, { code: 'hash-wrong' });
  pass.head = headOf(event);
  if (pass.isFollowed) {
    const broken = follow(pass, event);
    if (broken !== null) find(pass, broken);
    pass.isFollowed = broken === null;
  }
  meetAnchors(pass, event);
}

/** Folds an event: a fact is decided on, a decision must be the one that is due. What is wrong with it, or null. */
function follow(pass: Pass, event: LedgerEvent): Wrong | null {
  const current = currentOf(event);
  if (current === null) return { code: 'event-unknown' };
  if (isFact(current)) {
    if (pass.due.length > 0) return { code: 'decision-missing' };
    const against = objection(pass.state, current);
    if (against !== null) return { code: 'fact-refused', objection: against };
    pass.due = decide(pass.state, current);
  } else {
    const [due, ...rest] = pass.due;
    if (due === undefined) return { code: 'decision-unasked' };
    if (canonicalJson(current) !== canonicalJson(due)) return { code: 'decision-differs' };
    pass.due = rest;
    pass.decisions++;
    pass.decisionHash = decisionHash.after(pass.decisionHash, due);
  }
  pass.state = evolve(pass.state, current);
  return null;
}

function meetAnchors(pass: Pass, { seq, hash }: LedgerEvent): void {
  const { head, checkpoint } = pass.anchors;
  if (head === hash) {
    pass.isHeadSeen = true;
    pass.attested = seq;
  }
  if (checkpoint?.seq === seq && checkpoint.hash === hash) {
    pass.isCheckpointSeen = true;
    if (pass.isFollowed && checkpoint.state !== stateDigest(pass.state))
      find(pass, { code: 'checkpoint-state-differs' });
    else if (isTrusted(pass.anchors)) pass.attested = Math.max(pass.attested ?? 0, seq);
  }
}

const isTrusted = ({ checkpoint, checkSignature }: Anchors): boolean =>
  checkpoint != null && checkSignature != null && isSigned(checkpoint, checkSignature);

function end(pass: Pass): Verified {
  const { head, checkpoint } = pass.anchors;
  if (pass.isFollowed && pass.due.length > 0) find(pass, { code: 'decision-missing' });
  const events = pass.line;
  pass.line = 0;
  if (events === 0) find(pass, { code: 'empty' });
  if (head != null && !pass.isHeadSeen) find(pass, { code: 'head-missing' });
  if (checkpoint != null) {
    if (!isTrusted(pass.anchors)) find(pass, { code: 'checkpoint-unsigned' });
    if (!pass.isCheckpointSeen) find(pass, { code: 'checkpoint-missing' });
  }
  return {
    findings: pass.findings,
    findingCount: pass.findingCount,
    events,
    decisions: pass.decisions,
    head: pass.head,
    attested: pass.findingCount === 0 ? pass.attested : null,
    state: pass.state,
    stateDigest: stateDigest(pass.state),
    decisionHash: pass.decisionHash,
  };
}

/** Whether an event is a fact, and not what control concluded. */
export const isFact = (event: ControlEvent): event is Input => !isDecisionType(event.type);
