import { encodeModel } from '@holdfast/core/learn/model-file.ts';
import { trainFiles } from '../drivers/train/train.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { killable } from './killable.ts';
import { print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { report } from './reports.ts';
import { requestOf } from './request.ts';

/** `holdfast train`: learns a model, judges it on rows it had not seen, writes it as data. Exit code 0 always. */
export async function run(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const learner = options['learner'] === 'linear' ? 'linear' : 'boosted';
  try {
    const request = { ...requestOf('train', invocation, progress.report), learner } as const;
    const { judged, file } = await trainFiles(request, killable);
    progress.done();
    const out = typeof options['out'] === 'string' ? options['out'] : null;
    if (out !== null) writeWhole(out, encodeModel(file));
    await report(judged, invocation);
    if (out !== null && options['json'] !== true) await print(`model ${out}`);
    return EXIT.pass;
  } finally {
    progress.done();
  }
}
