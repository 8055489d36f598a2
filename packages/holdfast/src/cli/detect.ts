import { contractPath } from '../drivers/contract-path.ts';
import { contractAt, pinsOf } from '../drivers/contract-pins.ts';
import { type DetectResult, detectFiles } from '../drivers/detect.ts';
import { renderDetect } from '../render/detect.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print } from './output.ts';
import { makeProgress } from './progress.ts';
import { seedOf } from './request.ts';

/** `holdfast detect`: a detector over a column, row by row. Exit code 0 always: it judges nothing. */
export async function run({ files, options, signal }: Invocation): Promise<number> {
  const text = (name: string): string | null => (typeof options[name] === 'string' ? options[name] : null);
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  try {
    const pins = pinsOf(await contractAt(contractPath(text('contract'), files[0])));
    const request = {
      files,
      column: text('column'),
      detector: text('detector'),
      settings: text('set'),
      timestamp: text('timestamp'),
      seed: seedOf('detect', options),
      onProgress: progress.report,
      signal,
    };
    const result = await detectFiles(request, pins);
    progress.done();
    await print(options['json'] === true ? JSON.stringify(jsonOf(result)) : renderDetect(result, isColored(options)));
    return EXIT.pass;
  } finally {
    progress.done();
  }
}

function jsonOf({ path, column, detector, params, n, missing, changes, warnings, means, times, chance }: DetectResult) {
  const at = (row: number): object => ({ row, ...(times && { time: timeOf(times[row]) }) });
  return {
    path,
    column,
    detector,
    params,
    n,
    missing,
    changes: changes.map((row, k) => ({ ...at(row), mean_before: means[k] ?? null, mean_after: means[k + 1] ?? null })),
    warnings: warnings.map(at),
    by_chance: chance,
    promise: null,
  };
}

const timeOf = (ms: number | undefined): string | null =>
  ms !== undefined && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : null;
