import type { InitWords, Sample } from '../../contract/init.ts';
import type { RolesFound } from '../../table/roles.ts';
import { count } from './numbers.ts';
import { ROLE_WHY } from './roles.ts';

const isNumber = (task: RolesFound['task']): boolean => task === 'regression' || task === 'forecast';
const usual = (task: RolesFound['task']): string => (isNumber(task) ? 'mae' : task === 'ranking' ? 'ndcg' : 'accuracy');

/** The comments in a contract that `holdfast init` writes. */
export const INIT_WORDS: InitWords = {
  head: (file, sample) =>
    [
      'What has to hold before this model may decide.',
      `Written by holdfast init from ${file.replace(/[\r\n]+/g, ' ')}:`,
      'read it once, change what is wrong, and keep it beside the code.',
      ...(sample === null ? [] : [`Roles, types and ranges are those of ${sampleWords(sample)}.`]),
    ].join('\n'),
  why: ROLE_WHY,
  positive: 'the class that the score speaks of',
  threshold: 'the predictions follow it; models that only bring scores are decided by it',
  candidates: (role, candidates) =>
    role === 'groups'
      ? 'are these protected groups? That is for people to say: take the # away to compare them'
      : candidates.length === 1
        ? `is it ${candidates[0]}? Take the # away`
        : `${candidates.slice(0, 5).join(', ')}${candidates.length > 5 ? ' …' : ''}: which one? Take the # away`,
  noLabel: 'what really happened; labels may come in a file of their own: --labels FILE',
  range: (min, max) => (min === max ? `always ${min}` : `${min} to ${max}`),
  values: (count, isMore) => (isMore ? `more than ${count} values` : count === 1 ? '1 value' : `${count} values`),
  personal: 'looks personal: it is not kept',
  more: (count) => `and ${count} columns more, with nothing said about them`,
  slices: [
    'Parts that are looked at on their own: a column (one slice for each value), or a condition.',
    'slices:',
    '  - region',
    '  - { name: rush hour, where: "hour >= 17 and hour <= 19" }',
  ],
  costs: (task) => [
    'What answers cost. With it, reports speak of money.',
    isNumber(task)
      ? 'costs: { over: 1, under: 2, currency: EUR }                # for each unit too much, too little'
      : task === 'multiclass'
        ? 'costs: { matrix: { CLASS: { OTHER: 10 } }, currency: EUR }  # what happened, then what was said'
        : 'costs: { false_positive: 1, false_negative: 5, currency: EUR }  # or of each row: { column: amount }',
  ],
  checks: (task) => [
    'checks:',
    `  - ${usual(task)} ${isNumber(task) ? '<= 5 ' : '>= 0.8'}        # judged by its bound; see: holdfast catalogue`,
  ],
  compare: (task) => [
    `compare: { to: champion, metric: ${usual(task)}, margin: ${isNumber(task) ? '0.1' : '0.005'} }  # may lose so much`,
  ],
  watch: [
    'In production: how late labels arrive, and how many false alarms are bearable.',
    'watch: { label_delay: 7d, false_alarms: 1 per 90d }',
  ],
};

/** Which rows a long file was looked at by. */
const sampleWords = ({ rows, of }: Sample): string =>
  `${count(rows)} of ${count(of)} rows, the first ones and some from all over`;

/** Why a check of a new contract has its limit. */
export const checkWhy = (value: number, n: number): string =>
  `${Number(value.toPrecision(4))} here (n ${count(n)}); the limit leaves room for chance`;

/** What `holdfast init` says when it is done: where it wrote, what it took, what is still to be said. */
export function initDone(
  out: string,
  { file, sample }: { readonly file: string; readonly sample: Sample | null },
  { roles, task, reasons, ambiguous }: RolesFound,
): string {
  const taken = reasons.filter(({ reason, role }) => reason !== 'given' && role !== 'task');
  const lines = [
    `Wrote ${out}`,
    ...(sample === null ? [] : [`Looked at ${sampleWords(sample)}`]),
    '',
    `task        ${task ?? 'open'}`,
    ...taken.map(({ role, column, reason }) => `${role.padEnd(11)} ${column} (${ROLE_WHY[reason]})`),
  ];
  const open = ambiguous.map(({ role, candidates }) => `${role.padEnd(11)} ${candidates.slice(0, 6).join(', ')}`);
  const missing =
    roles.label === null ? ['label       not in this file: give a file of labels with --labels FILE'] : [];
  const ask = [...open, ...missing];
  return [
    ...lines,
    ...(ask.length > 0 ? ['', 'Yours to say (marked with # in the file)', ...ask] : []),
    '',
    `Next: read it, then  holdfast gate ${file}`,
  ].join('\n');
}
