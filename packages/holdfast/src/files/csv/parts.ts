import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { assert } from '@holdfast/core/std/assert.ts';
import { bundledEntry } from '../engine/child-entry.ts';
import { EngineStopped } from '../engine/engine.ts';
import type { Stream } from '../types/streamed-table.ts';
import type { Marks } from './cut.ts';
import { joinedColumn } from './joined.ts';
import { makePartReader, type Part, type PartReader, type Plan, type ReadPart } from './part.ts';

/** One file of rows: they begin at a byte, and end with the file. */
export interface RowsOfFile {
  readonly path: string;
  readonly begin: number;
  readonly size: number;
}

export interface PartsOptions {
  readonly marks: Marks;
  readonly isUtc: boolean;
  readonly files: readonly RowsOfFile[];
  /** There are no more rows. */
  readonly rowsMax: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (share: number) => void;
  /** What one thread reads at a time, and how many of these are worth a thread. */
  readonly partBytes?: number;
  readonly partsByThread?: number;
}

/** What one thread reads at a time: small enough for a cache, and large enough to be worth a message. */
const PART_BYTES = 2 ** 20;
/**
 * A thread must have so much to read: to start one, and to make its code fast again, costs 0.3 s of processor time, in
 * which a warm one reads this.
 */
const PARTS_BY_THREAD = 64;
const THREADS_MAX = 4;

/**
 * The rows of plain CSV files by forms, read from their bytes by some threads, this one among them. Null when a form is
 * none that is read so, a row is not plain, or it is not sure what a text is: then the engine reads the files.
 */
export function streamParts(options: PartsOptions): Stream {
  const parts = options.files.flatMap((file) => partsOf(file, options.partBytes ?? PART_BYTES));
  return async (decisions) => {
    const forms = decisions.map(({ form }) => form);
    const plan: Plan = { marks: options.marks, isUtc: options.isUtc, forms };
    const read = makePartReader(plan);
    if (read === null || parts.length === 0) return null;
    const columns = forms.map((form) => joinedColumn(form));
    let rows = 0;
    const isPlain = await readAll({ parts, plan, read, ...options }, (part) => {
      rows += part.rows;
      if (rows > options.rowsMax) return false;
      for (const [j, column] of part.columns.entries()) columns[j]?.add(column);
      return true;
    });
    if (!isPlain) return null;
    const ended = columns.map((column, j) => column.end(`v${j}`, rows));
    const whole = ended.filter((one) => one !== null);
    return whole.length < ended.length ? null : { rows, columns: whole };
  };
}

function partsOf({ path, begin, size }: RowsOfFile, bytes: number): readonly Part[] {
  const parts: Part[] = [];
  for (let at = begin; at < size; at += bytes) {
    parts.push({ path, begin: at, stop: Math.min(size, at + bytes), size, start: at === begin ? at : null });
  }
  return parts;
}

interface Reading extends Pick<PartsOptions, 'signal' | 'onProgress' | 'partsByThread'> {
  readonly parts: readonly Part[];
  readonly plan: Plan;
  readonly read: PartReader;
}

/** What a worker is started with. Whoever adds one to `next` reads the part of the number that was there. */
export interface WorkerData {
  readonly parts: readonly Part[];
  readonly plan: Plan;
  readonly next: Int32Array;
}

/** What a worker says of each part that it took. */
export interface WorkerSays {
  readonly at: number;
  readonly part: ReadPart | null;
}

/** Hands every part to `take` in order; false as soon as it gives that, or a part is not plain. */
async function readAll(reading: Reading, take: (part: ReadPart) => boolean): Promise<boolean> {
  const { parts, plan, read, signal, onProgress } = reading;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const queue = makeQueue(reading, take);
  const worth = Math.floor(parts.length / (reading.partsByThread ?? PARTS_BY_THREAD));
  const threads = Math.min(THREADS_MAX, availableParallelism(), worth);
  // A thread cannot be started from the sources; then this one reads all.
  const entry = bundledEntry('part-worker');
  const more = entry === null ? [] : Array.from({ length: Math.max(0, threads - 1) }, () => entry);
  const others = more.map((path) => startWorker(path, { parts, plan, next }, queue.put));
  try {
    for (let at = Atomics.add(next, 0, 1); at < parts.length && queue.isPlain(); at = Atomics.add(next, 0, 1)) {
      queue.put({ at, part: read(parts[at]!) }); // ! at < length
      onProgress(at / parts.length);
      await nextTurn();
      if (signal?.aborted) throw new EngineStopped('aborted');
    }
    if (queue.isPlain()) await Promise.all(others.map(({ done }) => done));
  } finally {
    await Promise.all(others.map(({ stop }) => stop()));
  }
  assert(!queue.isPlain() || queue.taken() === parts.length, 'every part is read by one thread');
  return queue.isPlain();
}

/** Puts parts into their order. A part whose first row was guessed wrongly is read again from where it begins. */
function makeQueue({ parts, read }: Reading, take: (part: ReadPart) => boolean) {
  const waiting = new Map<number, ReadPart | null>();
  let [taken, end, isPlain] = [0, 0, true];
  const takeNext = (found: ReadPart | null): void => {
    const part = parts[taken]!; // ! only parts are put
    const start = part.start ?? end;
    const right = found?.start === start ? found : part.start === null ? read({ ...part, start }) : null;
    isPlain = right !== null && take(right);
    if (right === null) return;
    end = right.next;
    taken++;
  };
  return {
    put({ at, part }: WorkerSays): void {
      waiting.set(at, part);
      for (let found = waiting.get(taken); isPlain && found !== undefined; found = waiting.get(taken)) {
        waiting.delete(taken);
        takeNext(found);
      }
    },
    isPlain: () => isPlain,
    taken: () => taken,
  };
}

function startWorker(path: string, data: WorkerData, put: (says: WorkerSays) => void) {
  const worker = new Worker(path, { workerData: data, execArgv: [], env: {} });
  const done = new Promise<void>((resolve, reject) => {
    worker.on('message', put);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  done.catch(() => {}); // It is awaited by whoever reads to the end.
  return { done, stop: () => worker.terminate() };
}
