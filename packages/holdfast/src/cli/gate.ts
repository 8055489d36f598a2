import { judgeFiles } from '../drivers/judge.ts';
import type { Invocation } from './commands.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { makeProgress } from './progress.ts';
import { report } from './reports.ts';
import { requestOf } from './request.ts';

/** `holdfast gate`: the verdict of the contract as an exit code. A warning lets through. */
export async function run(invocation: Invocation): Promise<number> {
  const progress = makeProgress({ isQuiet: invocation.options['quiet'] === true });
  try {
    const judged = await judgeFiles(requestOf('gate', invocation, progress.report), killable);
    progress.done();
    await report(judged, invocation);
    const { verdict } = judged.result;
    return verdict === 'fail' ? EXIT.fail : verdict === 'unknown' ? EXIT.unknown : EXIT.pass;
  } finally {
    progress.done();
  }
}
