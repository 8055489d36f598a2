import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { PinnedType, Pins } from '../files/pins.ts';

/** The contract there, or null for no place; its reader is loaded where there is one. Problems: as `readContract`. */
export async function contractAt(path: string | null): Promise<Contract | null> {
  return path === null ? null : (await import('./contract-file.ts')).readContract(path).contract;
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
