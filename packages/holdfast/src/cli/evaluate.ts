import { judgeFiles } from '../drivers/judge.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { makeProgress } from './progress.ts';
import { report } from './reports.ts';
import { requestOf } from './request.ts';

/** `holdfast evaluate`: measures, judges nothing. */
export async function run(invocation: Invocation): Promise<number> {
  const progress = makeProgress({ isQuiet: invocation.options['quiet'] === true });
  try {
    const judged = await judgeFiles(requestOf('evaluate', invocation, progress.report), killable);
    progress.done();
    await report(judged, invocation);
    return EXIT.pass;
  } finally {
    progress.done();
  }
}
