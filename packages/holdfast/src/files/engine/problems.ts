import { Problem } from '@holdfast/core/std/problem.ts';
import { EngineError, EngineStopped } from './engine.ts';

/**
 * What the body gives, with the engine's errors as problems: a killed child is FILE_STOPPED, want of memory FILE_LIMIT,
 * anything else that DuckDB says about bytes FILE_DAMAGED. Its own words may hold values of the file and are dropped.
 */
export async function withEngineProblems<T>(path: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    throw problemOf(path, error);
  }
}

/** Whether more memory could help. */
export const isWantOfMemory = (error: unknown): boolean =>
  (error instanceof EngineError && /^Out of Memory Error/.test(error.message)) ||
  (error instanceof EngineStopped && error.reason === 'memory');

function problemOf(path: string, error: unknown): unknown {
  if (error instanceof EngineStopped) {
    const found = {
      aborted: 'it was interrupted',
      deadline: 'it took longer than allowed',
      memory: 'it took more memory than allowed',
      died: 'the process that reads the file ended',
    }[error.reason];
    return new Problem('FILE_STOPPED', { path, found }, { cause: error });
  }
  // A file may claim any number of rows, and an honest one may have more than fits.
  if (error instanceof RangeError && /array buffer|typed array/i.test(error.message)) {
    const details = { path, what: 'rows', limit: 'the memory of this program', found: 'more than fits' };
    return new Problem('FILE_LIMIT', details, { cause: error });
  }
  if (!(error instanceof EngineError)) return error;
  if (isWantOfMemory(error)) {
    return new Problem(
      'FILE_LIMIT',
      { path, what: 'content', limit: '2 GB of memory', found: 'more than fits' },
      { cause: error },
    );
  }
  const kind = /^([A-Z][A-Za-z ]{2,40}) Error:/.exec(error.message)?.[1] ?? 'Read';
  // Faults of our own queries must not look like faults of the file.
  if (/^(Parser|Binder|Catalog|Syntax|INTERNAL)$/.test(kind)) return error;
  return new Problem(
    'FILE_DAMAGED',
    { path, found: `bytes that break the format (${kind.toLowerCase()} error)` },
    { cause: error },
  );
}
