import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@holdfast/core/std/assert.ts';
import { lookAt } from './look.ts';
import type { LookAnswer, LookRequest } from './look-aside.ts';

/** A thread that looks at one file. */
const { path, shown } = workerData as LookRequest; // as: only `look-aside.ts` starts this thread
const workFolder = (): string => {
  throw new Error('broken promise: a packed file is not looked at aside');
};
const options = { path: shown, workFolder, share: () => {}, signal: undefined, hasDigest: true };
const answer: LookAnswer = await lookAt(path, options).catch(() => null);
assert(parentPort !== null, 'this is a thread');
parentPort.postMessage(answer);
