import type { Result } from '@holdfast/core/report/result.ts';
import { CHANGES } from '@holdfast/core/report/words/changes.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { acceptedPath, acceptedText } from '../drivers/accepted.ts';
import { judgeFiles } from '../drivers/judge.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { report } from './reports.ts';
import { requestOf } from './request.ts';

/** Writes what was found beside the contract. Problems: ACCEPT_NO_CONTRACT, FILE_UNWRITABLE. */
async function accept(result: Result, { files, options }: Invocation): Promise<void> {
  if (result.contract === null) throw new Problem('ACCEPT_NO_CONTRACT', { file: files[0] ?? '-' });
  const path = acceptedPath(result.contract.path);
  writeWhole(path, acceptedText(result, result.contract.path));
  if (options['json'] !== true) await print(CHANGES.written(path));
}

/** `holdfast gate`: the verdict of the contract as an exit code. A warning lets through. */
export async function run(invocation: Invocation): Promise<number> {
  const progress = makeProgress({ isQuiet: invocation.options['quiet'] === true });
  try {
    const judged = await judgeFiles(requestOf('gate', invocation, progress.report), killable);
    progress.done();
    await report(judged, invocation);
    if (invocation.options['accept'] === true) await accept(judged.result, invocation);
    const { verdict } = judged.result;
    return verdict === 'fail' ? EXIT.fail : verdict === 'unknown' ? EXIT.unknown : EXIT.pass;
  } finally {
    progress.done();
  }
}
