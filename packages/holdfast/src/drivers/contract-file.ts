import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { parseContract } from '@holdfast/core/contract/parse.ts';
import { readYaml } from '../files/yaml.ts';
import { contractPath } from './contract-path.ts';

export interface ContractFile {
  readonly contract: Contract;
  readonly digest: string;
}

/**
 * The contract: as named, else beside the first file, else in the working directory; null when there is none.
 * Problems: NO_CONTRACT for a named file that is not there, CONTRACT_*, EXPRESSION_*.
 */
export function loadContract(named: string | null, firstFile: string | undefined): ContractFile | null {
  const path = contractPath(named, firstFile);
  return path === null ? null : readContract(path);
}

/** The contract in a file. Problems: CONTRACT_*, EXPRESSION_*. */
export function readContract(path: string): ContractFile {
  const bytes = readFileSync(path);
  const { value, lines } = readYaml(bytes.toString('utf8'), path);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { contract: parseContract(value, lines, path, ENTRIES), digest };
}
