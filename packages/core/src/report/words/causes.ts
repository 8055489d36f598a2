import type { Cause, CauseKind, Causes, Explained } from '../../evidence/causes/cause.ts';
import type { StateKind } from '../../evidence/causes/states.ts';
import { durationText } from './backtest-dates.ts';
import { quoted } from './backtest-headline.ts';
import { streamPair, streamText } from './backtest-values.ts';
import { capital, count, percent, type Unit } from './numbers.ts';
import { shorten } from './slices.ts';

/** Causes of incidents in words. */

const NAMES: Readonly<Record<CauseKind, string>> = {
  inputs: 'inputs moved',
  source: 'several columns of one source',
  schema: 'a column is otherwise',
  outside: 'rows outside of the reference',
  deploy: 'another version of the model',
  outcomes: 'outcomes are not what the inputs say',
  delay: 'late or missing outcomes',
  season: 'the season',
  relation: 'the same inputs end otherwise',
};

/** What a kind of cause is called; a kind without a name is shown as it is. */
export const causeName = (kind: string): string =>
  Object.hasOwn(NAMES, kind) ? NAMES[kind as CauseKind] : shorten(kind, 40); // as: it is a key

/** Heads and sentences around causes. */
export const CAUSES = {
  none: 'no cause found',
  noneFound: 'No cause found',
  short: 'Why',
  ofIncident: (number: number, text: string): string => `incident ${number}: ${text}`,
  likely: (text: string): string => `Most likely cause: ${text.charAt(0).toLowerCase()}${text.slice(1)}.`,
  heading: 'Why, most likely first',
  say: 'Each is what came with the change, weighed by how much of the change goes with it. Parts overlap.',
  note: 'Part: of the change of what is explained; of inputs, of the evidence. A part is no proof: look before you act.',
  head: 'what may lie behind it',
  part: 'part',
  unweighed: 'not weighed',
  excluded: (kinds: readonly string[]): string => `Looked for and not it: ${kinds.join('; ')}.`,
  unseen: (kinds: readonly string[]): string => `Could not be looked for: ${kinds.join('; ')}.`,
} as const;

/** What is explained, as people say it. */
export const EXPLAINED: Readonly<Record<Explained, string>> = {
  loss: 'the loss',
  outcomes: 'the outcomes',
  answers: 'the answers',
  inputs: 'the evidence',
};

const STATES: Readonly<Record<StateKind, (one: boolean) => string>> = {
  missing: (one) => (one ? 'is missing' : 'are missing together'),
  filled: (one) => (one ? 'has values and had none before' : 'have values together and had none before'),
  new: (one) => (one ? 'has new texts' : 'have new texts together'),
  moving: (one) => (one ? 'moves and had one value before' : 'move together and had one value each before'),
  outside: (one) => (one ? 'lies where the reference has nothing' : 'lie where the reference has nothing'),
};

const NAMED_MAX = 3;

/** What words need to know beside the cause. */
export interface CauseContext {
  readonly of: Explained;
  /** Whether it got worse; null where nothing did. */
  readonly isWorse: boolean | null;
  /** Of labels. */
  readonly unit: Unit;
}

/** A cause as a sentence without its end: "“vicprice” and “transfer” move together and had one value each before". */
export function causeWords(cause: Cause, context: CauseContext): string {
  return capital(sentence(cause, context));
}

function sentence(cause: Cause, { of, isWorse, unit }: CauseContext): string {
  const { kind, state, from, to, version, columns } = cause;
  const names = namesOf(columns.map(({ column }) => column));
  const rows = to === null ? '' : `, in ${rowsText(from ?? 0)} before and ${rowsText(to)} since`;
  switch (kind) {
    case 'source':
    case 'schema':
    case 'outside':
      return state === null ? NAMES[kind] : `${names} ${STATES[state](columns.length === 1)}${rows}`;
    case 'inputs':
      return inputsWords(cause, names, { of, isWorse, unit });
    case 'deploy':
      if (version === null) return 'the model answers the same inputs otherwise: was it replaced?';
      return `another version answers: ${shorten(version, 40)}${rows}`;
    case 'outcomes':
      return outcomesWords(cause, unit);
    case 'delay':
      if (state === 'missing')
        return `fewer outcomes came in time: for ${rowsText(to ?? 0)}, before for ${rowsText(from ?? 0)}`;
      return `outcomes come later: after ${durationText(to ?? 0)}, before after ${durationText(from ?? 0)}`;
    case 'season':
      return 'the same came on the same dates a year earlier';
    case 'relation':
      return 'the same inputs end otherwise than before, and nothing that is recorded says why';
  }
}

function inputsWords({ expected }: Cause, names: string, { of, isWorse }: CauseContext): string {
  if (of === 'loss') return `inputs moved to where it does ${isWorse === false ? 'better' : 'worse'}: ${names}`;
  if (of === 'outcomes') return `inputs moved, and the outcomes with them: ${names}`;
  if (of === 'answers') return `inputs moved, and the answers with them: ${names}`;
  return `${names} moved, ${expected === null ? 'no sure move of the answers with it' : 'and the answers with it'}`;
}

/** Labels moved alone where what the inputs say moved less than half as far. */
function outcomesWords({ from, to, expected }: Cause, unit: Unit): string {
  if (from === null || to === null || expected === null) return NAMES.outcomes;
  const [said, came] = streamPair(expected, to, unit);
  const isAlone = 2 * Math.abs(expected - from) <= Math.abs(to - expected);
  if (unit.unit === 'share') {
    const often = (share: number): string => `in ${count(100 * share)} of 100`;
    if (isAlone) return `outcomes moved and inputs did not (yes ${often(from)} before, ${often(to)} since)`;
    return `outcomes are not what the inputs say (yes ${often(to)}, expected ${often(expected)})`;
  }
  if (isAlone) return `outcomes moved and inputs did not (${streamText(from, unit)} before, ${came} since)`;
  return `outcomes are ${to > expected ? 'higher' : 'lower'} than the inputs say (${came} came, ${said} expected)`;
}

function rowsText(x: number): string {
  if (x === 0 || x === 1) return x === 0 ? 'no row' : 'all rows';
  return `${percent(x, x < 0.1 ? 1 : 0)} of rows`;
}

function namesOf(columns: readonly string[]): string {
  const shown = columns.slice(0, NAMED_MAX).map((name) => quoted(shorten(name, 40)));
  const more = columns.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${count(more)} more`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** "98 % of the loss"; or that it cannot be weighed. */
export function partWords({ explains }: Cause, { of }: Pick<Causes, 'of'>): string {
  return explains === null ? CAUSES.unweighed : `${count(100 * Math.min(1, explains))} % of ${EXPLAINED[of]}`;
}
