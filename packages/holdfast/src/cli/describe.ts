import { contractPath } from '../drivers/contract-path.ts';
import { contractAt, pinsOf } from '../drivers/contract-pins.ts';
import { openSource } from '../files/source.ts';
import { renderDescription } from '../render/description.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print } from './output.ts';
import { makeProgress } from './progress.ts';

/** `holdfast describe`: what is in a file, and everything that was assumed while reading it. */
export async function run({ files, options, signal }: Invocation): Promise<number> {
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const named = typeof options['contract'] === 'string' ? options['contract'] : null;
  const contract = named === null ? null : await contractAt(contractPath(named, undefined));
  try {
    const source = await openSource(files, pinsOf(contract), progress.report, signal);
    try {
      const description = await source.describe();
      progress.done();
      const text =
        options['json'] === true
          ? JSON.stringify(description)
          : renderDescription(source.path, description, { isColored: isColored(options) });
      await print(text);
    } finally {
      await source.close();
    }
  } finally {
    progress.done();
  }
  return EXIT.pass;
}
