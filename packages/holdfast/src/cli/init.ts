import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { parseContract } from '@holdfast/core/contract/parse.ts';
import { initDone } from '@holdfast/core/report/words/init.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type FirstContract, firstContract } from '../drivers/first-contract.ts';
import { openSource } from '../files/source.ts';
import { readYaml } from '../files/yaml.ts';
import { plain, wrap } from '../render/plain.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { givenRoles } from './request.ts';

/** `holdfast init`: a contract for a file, written beside it. What it writes is read back before it is kept. */
export async function run(call: Invocation): Promise<number> {
  const { files, options } = call;
  const [first = '-'] = files;
  const named = typeof options['out'] === 'string' ? options['out'] : null;
  const out = named ?? (first === '-' ? 'holdfast.yaml' : join(dirname(first), 'holdfast.yaml'));
  if (existsSync(out) && options['force'] !== true) throw new Problem('FILE_EXISTS', { path: out });
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  try {
    const { text, found, sample } = await contractOf(call, first, progress.report);
    const { value, lines } = readYaml(text, out);
    parseContract(value, lines, out, ENTRIES);
    writeWhole(out, text);
    progress.done();
    const { roles, task, ambiguous } = found;
    await print(
      options['json'] === true
        ? JSON.stringify({ contract: out, task, roles, ambiguous, sample })
        : initDone(out, { file: first, sample }, found)
            .split('\n')
            .flatMap((line) => (line === '' ? [''] : wrap(plain(line), 80)))
            .join('\n'),
    );
  } finally {
    progress.done();
  }
  return EXIT.pass;
}

async function contractOf(
  { files, options, signal }: Invocation,
  first: string,
  report: (share: number, what: string) => void,
): Promise<FirstContract> {
  const given = givenRoles('init', options);
  const source = await openSource(files, {}, (share) => report(share, `reading ${first}`), signal);
  try {
    return await firstContract(first, source, given);
  } finally {
    await source.close();
  }
}
