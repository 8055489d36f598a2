import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bundledEntry } from './engine/child-entry.ts';
import type { LookedAt } from './look.ts';

/** What a thread is asked, and what it answers: null when there is a problem, which is then found again. */
export interface LookRequest {
  readonly path: string;
  /** The path as people know it. */
  readonly shown: string;
}

export type LookAnswer = LookedAt | null;

/**
 * The same as `lookAt`, by another thread, so that this one can do something else with the file meanwhile. Null where
 * that is of no use, or did not come about.
 */
export async function lookAside(request: LookRequest, signal: AbortSignal | undefined): Promise<LookAnswer> {
  const entry = bundledEntry('look-worker');
  if (entry === null || availableParallelism() < 2 || signal?.aborted) return null;
  const worker = new Worker(entry, { workerData: request, execArgv: [], env: {} });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<LookAnswer>((resolve) => {
      worker.once('message', (answer: LookAnswer) => resolve(answer && { ...answer, ...endsOf(answer) }));
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** Between threads buffers become plain bytes. */
const endsOf = ({ head, tail }: LookedAt): Pick<LookedAt, 'head' | 'tail'> => ({
  head: Buffer.from(head.buffer, head.byteOffset, head.length),
  tail: Buffer.from(tail.buffer, tail.byteOffset, tail.length),
});
