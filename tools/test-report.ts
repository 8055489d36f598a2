import { relative } from 'node:path';
import { inspect } from 'node:util';

/** What the report reads of an event of node:test. */
export interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
    readonly message?: string;
    readonly skip?: string | boolean;
    readonly todo?: string | boolean;
    readonly details?: {
      readonly duration_ms?: number;
      readonly error?: { readonly failureType?: string; readonly cause?: unknown };
      readonly type?: string;
    };
  };
}

interface Options {
  readonly write: (text: string) => void;
  /** Whether a skipped test fails the run, unless its reason begins with "only on". */
  readonly failsOnSkip: boolean;
  /** Where a line of a file that ran was written; null where it was written there. */
  readonly placeOf?: (file: string, line: number, column: number) => { path: string; line: number } | null;
}

/** A test that takes longer is named: the whole of `npm test` has two minutes, the core five seconds. */
const SLOW_MS = 2000;

/**
 * The outcome of a run of tests: whether all went well. Writes each failure when it happens, then the skips by reason,
 * then node's closing lines, which stay last so that programs can read them.
 */
export async function report(
  events: AsyncIterable<TestEvent>,
  { write, failsOnSkip, placeOf = () => null }: Options,
): Promise<{ isGood: boolean }> {
  const place = ({ file, line = 1, column = 1 }: TestEvent['data']): string => {
    if (file === undefined) return '';
    const written = placeOf(file, line, column) ?? { path: relative('', file), line };
    return `${written.path}:${written.line}`;
  };
  const skips = new Map<string, string[]>();
  const closing: string[] = [];
  const slow: { name: string; ms: number }[] = [];
  let failed = 0;
  let run = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') write(data.message ?? '');
    if (type === 'test:diagnostic' && data.nesting === 0) closing.push(`ℹ ${data.message}\n`);
    if (type === 'test:fail') {
      failed++;
      // A parent fails because a test in it did, which has been written already.
      if (data.details?.error?.failureType !== 'subtestsFailed') write(failure(data, place(data)));
    }
    if (type !== 'test:pass') continue;
    const reason = reasonOf(data);
    const ms = data.details?.duration_ms ?? 0;
    if (ms > SLOW_MS) slow.push({ name: `${place(data)} ${data.name}`, ms });
    if (reason === null) run++;
    else skips.set(reason, [...(skips.get(reason) ?? []), `${place(data)} ${data.name}`]);
  }
  slow.sort((a, b) => b.ms - a.ms);
  for (const { name, ms } of slow.slice(0, 5)) write(`slow: ${(ms / 1000).toFixed(1)} s ${name}\n`);
  for (const [reason, tests] of skips) write(`\nskipped: ${reason}\n${tests.map((test) => `  ${test}\n`).join('')}`);
  const forbidden = failsOnSkip ? [...skips.keys()].filter((reason) => !reason.startsWith('only on')) : [];
  if (forbidden.length > 0) write('\n✖ A test that must run here was skipped (see above).\n');
  if (run + failed === 0) write('\n✖ No test ran.\n');
  write(`\n${closing.join('')}`);
  return { isGood: failed === 0 && forbidden.length === 0 && run > 0 };
}

/** Why a test says nothing about the program, or null when it ran. One that is still to be written is skipped, too. */
function reasonOf({ skip = false, todo = false }: TestEvent['data']): string | null {
  if (skip === false && todo === false) return null;
  const reason = skip === false ? todo : skip;
  return typeof reason === 'string' && reason !== '' ? reason : 'no reason given';
}

/** The name, the place and the cause of a failure, with the frames of the stack that are ours. */
function failure(data: TestEvent['data'], place: string): string {
  const error = data.details?.error;
  const cause = error?.cause ?? error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause, { depth: 4, breakLength: 100 });
  const lines = text.split('\n').filter((line) => !/^ +at .*\(?node:/.test(line));
  return `\n✖ ${data.name} (${place})\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
