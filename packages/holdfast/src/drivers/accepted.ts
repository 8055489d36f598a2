import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { type Changes, changesBetween, checkOf, type Snapshot } from '@holdfast/core/report/changes.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import { ACCEPTED_VERSION, snapshotOf } from '@holdfast/core/report/snapshot.ts';
import { canonicalJson } from '@holdfast/core/std/canonical-json.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

/** Where the accepted result of a contract is kept: `holdfast.accepted.json` beside `holdfast.yaml`. */
export const acceptedPath = (contract: string): string =>
  join(dirname(contract), `${basename(contract, extname(contract))}.accepted.json`);

/**
 * The text of an accepted result: verdict, files and contract by digest, value and bounds of each check. Keys in order,
 * a line each, so that a diff shows what was accepted. It says neither who nor when: the repository knows.
 */
export function acceptedText(result: Omit<Result, 'headline'>, contract: string): string {
  const kept = {
    holdfast_accepted: ACCEPTED_VERSION,
    model: result.model,
    verdict: result.verdict,
    contract: result.contract && { ...result.contract, path: basename(result.contract.path) },
    inputs: result.inputs.map(({ role, path, rows, digest }) => ({ role, path: beside(path, contract), rows, digest })),
    seed: result.seed,
    checks: result.checks.map(checkOf),
  };
  return `${JSON.stringify(JSON.parse(canonicalJson(kept)), null, 2)}\n`;
}

/** A path as it is seen from the contract, with slashes: the file is the same on every machine. */
const beside = (path: string, contract: string): string =>
  path === '-' ? path : relative(dirname(contract), path).split(sep).join('/');

/** What changed since the result of the contract was accepted; null where none was. Problem: RESULT_FILE. */
export function sinceAccepted(result: Snapshot, contract: string): (Changes & { readonly path: string }) | null {
  const path = acceptedPath(contract);
  return existsSync(path) ? { path, ...changesBetween(readSnapshot(path), result) } : null;
}

/** The evaluation in a file. Problems: FILE_MISSING, RESULT_FILE. */
export function readSnapshot(path: string): Snapshot {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_MISSING', { path, found }, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem('RESULT_FILE', { path, found: 'text that is no JSON' }, { cause });
  }
  return snapshotOf(value, path);
}
