import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { parseContract } from '@holdfast/core/contract/parse.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { PinnedType, Pins } from '../files/source.ts';
import { readYaml } from '../files/yaml.ts';

const NAME = 'holdfast.yaml';

export interface ContractFile {
  readonly contract: Contract;
  readonly digest: string;
}

/**
 * The contract: as named, else beside the first file, else in the working directory; null when there is none.
 * Problems: NO_CONTRACT for a named file that is not there, CONTRACT_*, EXPRESSION_*.
 */
export function loadContract(named: string | null, firstFile: string | undefined): ContractFile | null {
  if (named !== null && !existsSync(named)) throw new Problem('NO_CONTRACT', { path: named });
  const beside = firstFile === undefined || firstFile === '-' ? NAME : join(dirname(firstFile), NAME);
  const path = named ?? [beside, NAME].find((candidate) => existsSync(candidate));
  if (path === undefined) return null;
  const bytes = readFileSync(path);
  const { value, lines } = readYaml(bytes.toString('utf8'), path);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { contract: parseContract(value, lines, path, ENTRIES), digest };
}

/** What a contract pins about the reading of files. */
export function pinsOf(contract: Contract | null): Pins {
  if (contract === null) return {};
  const { missing, timeZone, features } = contract.columns;
  // A category is what its values mean, not how they are written: codes stay numbers.
  const types = features.flatMap(({ name, type }): [string, PinnedType][] =>
    type === null || type === 'category' ? [] : [[name, type]],
  );
  return {
    ...(missing && { nullWords: missing }),
    ...(timeZone !== null && { timeZone }),
    ...(types.length > 0 && { types: Object.fromEntries(types), areShared: true }),
  };
}
