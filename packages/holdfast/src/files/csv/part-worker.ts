import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@holdfast/core/std/assert.ts';
import { makePartReader, type ReadPart } from './part.ts';
import type { WorkerData, WorkerSays } from './parts.ts';

/** A thread that reads parts of CSV files beside the one that asked for them, and ends when none is left. */
const { parts, plan, next } = workerData as WorkerData; // as: only `parts.ts` starts this thread
const read = makePartReader(plan);
assert(read !== null && parentPort !== null, 'a thread is started for forms that it reads');
for (let at = Atomics.add(next, 0, 1); at < parts.length; at = Atomics.add(next, 0, 1)) {
  const part = read(parts[at]!); // ! at < length
  const says: WorkerSays = { at, part };
  parentPort.postMessage(says, buffersOf(part));
}

/** What is given away, in place of being copied. */
function buffersOf(part: ReadPart | null): ArrayBuffer[] {
  const arrays = (part?.columns ?? []).flatMap((column): readonly ArrayBufferView[] =>
    'codes' in column
      ? [column.codes, column.levels.bytes, column.levels.ends]
      : [column.values, ...(column.missing ? [column.missing] : [])],
  );
  return arrays.map((one) => one.buffer as ArrayBuffer); // as: none of them is shared
}
