import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';

const NAME = 'holdfast.yaml';

/**
 * Where the contract is: as named, else beside the first file, else in the working directory; null when there is none.
 * Apart from reading it, which takes a megabyte of program that a command without a contract does not need. Problem:
 * NO_CONTRACT for a named file that is not there.
 */
export function contractPath(named: string | null, firstFile: string | undefined): string | null {
  if (named !== null && !existsSync(named)) throw new Problem('NO_CONTRACT', { path: named });
  const beside = firstFile === undefined || firstFile === '-' ? NAME : join(dirname(firstFile), NAME);
  return named ?? [beside, NAME].find((candidate) => existsSync(candidate)) ?? null;
}
