import type { CompatProgram } from '@holdfast/core/measure/compat/answer.ts';
import type { NannyWindows } from '@holdfast/core/measure/compat/nannyml/windows.ts';
import { COMPAT_WHY } from '@holdfast/core/report/words/compat.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { compatFiles } from '../drivers/compat/compat.ts';
import type { CompatResult } from '../drivers/compat/request.ts';
import { renderCompat } from '../render/compat.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print } from './output.ts';
import { makeProgress } from './progress.ts';

/** `holdfast drift --compat`: the numbers of another program on the same two files. Exit code 0 always. */
export async function runCompat(
  reference: string,
  current: string,
  { options, signal }: Pick<Invocation, 'options' | 'signal'>,
): Promise<number> {
  const text = (name: string): string | null => (typeof options[name] === 'string' ? options[name] : null);
  for (const option of ['html', 'markdown'] as const) {
    if (text(option) !== null) {
      const expected = 'no report beside it: the terminal or --json';
      throw new Problem('OPTION_VALUE', { option: '--compat', value: `with --${option}`, expected, command: 'drift' });
    }
  }
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  try {
    const result = await compatFiles({
      program: text('compat') as CompatProgram, // as: the parser allows these three
      reference,
      current,
      contract: text('contract'),
      method: text('method'),
      timestamp: text('timestamp'),
      id: text('id'),
      windows: windowsOf(text('window')),
      onProgress: progress.report,
      signal,
    });
    progress.done();
    await print(options['json'] === true ? jsonOf(result) : renderCompat(result, isColored(options)));
    return EXIT.pass;
  } finally {
    progress.done();
  }
}

/** Rows of a window, or months. Problem: OPTION_VALUE. */
export function windowsOf(value: string | null, command = 'drift'): NannyWindows {
  if (value === null) return 'ten';
  if (value === 'month') return 'month';
  if (/^[1-9]\d{0,8}$/.test(value)) return { size: Number(value) };
  throw new Problem('OPTION_VALUE', { option: '--window', value, expected: 'rows, or month', command });
}

/** Infinite values as words, because JSON has none; each row with its sentence. */
export const jsonOf = (result: CompatResult): string =>
  JSON.stringify(
    { ...result, rows: result.rows.map((row) => ('gap' in row ? row : { ...row, why: COMPAT_WHY[row.why] })) },
    (_, value) => (value === Infinity || value === -Infinity ? String(value) : value),
  );
