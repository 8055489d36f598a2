import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@holdfast/core/std/assert.ts';
import { forWhom, type Grouped } from './groups-aside.ts';

/** A thread that looks at groups and slices, once. */
assert(parentPort !== null, 'this is a thread');
parentPort.postMessage(forWhom(workerData as Grouped)); // as: only `groups-aside.ts` starts this thread
