import type { Task } from '@holdfast/core/catalogue/define.ts';
import { parseThreshold } from '@holdfast/core/contract/scalars.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import type { GivenRoles, Request } from '../drivers/request.ts';
import { VERSION } from '../version.ts';
import type { Invocation } from './command.ts';
import type { OnProgress } from './progress.ts';

type Options = Invocation['options'];

const text = (options: Options, name: string): string | null => {
  const value = options[name];
  return typeof value === 'string' ? value : null;
};

/** What `evaluate` or `gate` was asked, from its options. Problem: OPTION_VALUE. */
export function requestOf(
  command: Request['command'],
  { files, options, signal }: Invocation,
  onProgress: OnProgress,
): Request {
  return {
    command,
    files,
    labels: text(options, 'labels'),
    against: text(options, 'against'),
    reference: text(options, 'reference'),
    againstScore: text(options, 'againstScore'),
    againstPrediction: text(options, 'againstPrediction'),
    seeds: text(options, 'seeds'),
    curves: text(options, 'curves'),
    where: text(options, 'where'),
    calibrator: text(options, 'calibrator'),
    contract: text(options, 'contract'),
    given: givenRoles(command, options),
    unknown: text(options, 'unknown') as Request['unknown'], // as: the parser allows these two
    seed: seedOf(command, options),
    version: VERSION,
    nowMs: Date.now(),
    onProgress,
    signal,
  };
}

/** Roles that were said on the command line. */
export function givenRoles(command: string, options: Options): GivenRoles {
  const names: [keyof RoleNames, string][] = [
    ['id', 'id'],
    ['timestamp', 'timestamp'],
    ['label', 'label'],
    ['labelTimestamp', 'labelTimestamp'],
    ['prediction', 'prediction'],
    ['score', 'score'],
    ['cluster', 'cluster'],
    ['query', 'query'],
    ['weight', 'weight'],
  ];
  const single = names.flatMap(([role, option]) =>
    text(options, option) === null ? [] : [[role, text(options, option)]],
  );
  const groups = text(options, 'group')
    ?.split(',')
    .map((name) => name.trim());
  const rule = text(options, 'threshold');
  const threshold = rule === null ? null : parseThreshold(rule);
  if (rule !== null && threshold === null) {
    throw new Problem('OPTION_VALUE', {
      option: '--threshold',
      value: rule,
      expected: "a rule such as '> 0.5'",
      command,
    });
  }
  return {
    task: text(options, 'task') as Task | null, // as: the parser allows only tasks
    roles: { ...Object.fromEntries(single), ...(groups && { groups }) },
    scoresPattern: text(options, 'scores'),
    positive: text(options, 'positive'),
    threshold,
  };
}

/** The seed of everything random; 1 when nobody said. Problem: OPTION_VALUE. */
export function seedOf(command: string, options: Options): number {
  const value = text(options, 'seed') ?? '1';
  const seed = Number(value);
  if (Number.isSafeInteger(seed) && seed >= 0 && value.trim() !== '') return seed;
  throw new Problem('OPTION_VALUE', { option: '--seed', value, expected: 'a whole number from 0', command });
}
