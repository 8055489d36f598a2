import { join } from 'node:path';
import type { FoldedColumn, FoldRequest } from './fold.ts';
import type { Answer, Cell, EngineSettings, Piece, Request } from './protocol.ts';
import { endProcess, type ReaderProcess, type Spares, startProcess } from './reader-process.ts';
import { MEMORY_MB_MAX } from './room.ts';

/** A DuckDB process of our own, with nothing but the files that it was given. */
export interface Engine {
  run(sql: string): Promise<void>;
  /**
   * All rows of a small result: numbers are cast to DOUBLE, the rest to VARCHAR, by the query. After the deadline the
   * child is killed.
   */
  rows(sql: string, deadlineMs?: number): Promise<readonly (readonly Cell[])[]>;
  /** A large result, by pieces of columns. */
  columns(sql: string, take: (piece: Piece) => void): Promise<void>;
  /** Columns as parts of a profile, folded by the process that reads them. */
  fold(request: FoldRequest): Promise<readonly FoldedColumn[]>;
  close(): Promise<void>;
}

/** What DuckDB said to a request. Its message may hold values of the file: it is looked at, never shown. */
export class EngineError extends Error {}

export type StopReason = 'deadline' | 'aborted' | 'memory' | 'died';

/** The child is gone: killed by its deadline, by the caller's signal, by its watch on memory, or by the system. */
export class EngineStopped extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(`the file reader stopped: ${reason}`);
    this.reason = reason;
  }
}

export interface EngineOptions {
  /** What DuckDB may hold before it spills into its folder; all that is ever allowed when it is left out. */
  readonly memoryMb?: number;
  readonly timeZone?: string;
  /** Two when it is left out. */
  readonly threads?: 1 | 2;
  /** Milliseconds after which the child is killed whatever it is doing; null is no limit. */
  readonly deadlineMs?: number | null;
  readonly signal?: AbortSignal | undefined;
  /** Where a process is taken from, if one is there, and given to when the engine closes. */
  readonly spares?: Spares | undefined;
}

interface Result {
  readonly rows?: readonly (readonly Cell[])[];
  readonly columns?: readonly FoldedColumn[];
}

type Waiting = {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  readonly take?: (piece: Piece) => void;
};

/** An engine with its folder, which only it uses; it is removed at close. */
export interface StartedEngine extends Engine {
  readonly folder: string;
}

/** A started engine that may read `allowed` and nothing else. */
export async function startEngine(allowed: readonly string[], options: EngineOptions = {}): Promise<StartedEngine> {
  const started = options.spares?.take() ?? startProcess();
  const engine = talkTo(started, options);
  const settings: EngineSettings = {
    allowed,
    spill: join(started.folder.path, 'spill'),
    memoryMb: options.memoryMb ?? MEMORY_MB_MAX,
    threads: options.threads ?? 2,
    timeZone: options.timeZone ?? 'UTC',
  };
  try {
    await engine.ask({ ask: 'open', settings });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

type Asked = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

function talkTo(started: ReaderProcess, options: EngineOptions) {
  const { child, folder } = started;
  const waiting = new Map<number, Waiting>();
  let stopped: EngineStopped | null = null;
  let next = 1;
  let isGiven = false; // To the spares: another engine may have it by now.
  const stop = (reason: StopReason): void => {
    stopped ??= new EngineStopped(reason);
    child.kill('SIGKILL');
    for (const one of waiting.values()) one.reject(stopped);
    waiting.clear();
  };
  const onDeath = (): void => stop('died');
  const onMessage = (message: unknown): void => {
    const answer = message as Answer; // as: only our child holds the other end
    if (answer.is === 'beyond-memory') stop('memory');
    else settle(waiting, answer);
  };
  child.on('exit', onDeath).on('error', onDeath).on('message', onMessage);
  const timer = options.deadlineMs == null ? null : setTimeout(() => stop('deadline'), options.deadlineMs);
  timer?.unref();
  const onAbort = (): void => stop('aborted');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) onAbort();
  const ask = (request: Asked, take?: (piece: Piece) => void): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (stopped) return reject(stopped);
      const id = next++;
      waiting.set(id, { resolve, reject, ...(take && { take }) });
      child.send({ ...request, id });
    });
  return {
    folder: folder.path,
    ask,
    run: async (sql: string) => void (await ask({ ask: 'run', sql })),
    async rows(sql: string, deadlineMs?: number) {
      const own = deadlineMs === undefined ? undefined : setTimeout(() => stop('deadline'), deadlineMs);
      try {
        return (await ask({ ask: 'rows', sql })).rows ?? [];
      } finally {
        clearTimeout(own);
      }
    },
    columns: async (sql: string, take: (piece: Piece) => void) => void (await ask({ ask: 'columns', sql }, take)),
    fold: async (fold: FoldRequest) => (await ask({ ask: 'fold', fold })).columns ?? [],
    async close() {
      if (timer) clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      child.off('exit', onDeath).off('error', onDeath).off('message', onMessage);
      if (isGiven) return;
      isGiven = stopped === null && waiting.size === 0 && options.spares !== undefined;
      if (isGiven) {
        stopped = new EngineStopped('died');
        options.spares?.give(started);
      } else {
        stop('died');
        await endProcess(started);
      }
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: Exclude<Answer, { is: 'beyond-memory' }>): void {
  const one = waiting.get(answer.id);
  if (one === undefined) return;
  if (answer.is === 'piece') {
    one.take?.(answer.piece);
    return;
  }
  waiting.delete(answer.id);
  if (answer.is === 'error') one.reject(new EngineError(answer.message));
  else one.resolve(answer);
}
