import type { Spike } from '../../measure/stability/curve.ts';
import { RUN_QUANTITIES } from '../../measure/stability/quantities.ts';
import { count, countWord, fixed, plural } from './numbers.ts';

/** What a report says of training: how much is luck, and how it went. */
export const STABILITY = {
  steady: 'A new seed would change little',
  lucky: (share: string): string => `A new seed would change ${share} of 100 answers`,
  off: 'How far answers move with the seed',
  gap: 'What the seed changes cannot be told',
  say: (seeds: number, rows: number): string =>
    `${countWord(seeds).replace(/^./, (c) => c.toUpperCase())} seeds of one recipe answered the same ${plural(rows, 'row')}.`,
  parts: (title: string, seed: string): string =>
    `Of what varies in ${title} from one training and one such sample to the next, ${seed} of 100 parts are the seed.`,
  excess: (value: string, isSure: boolean): string =>
    isSure
      ? `Against the other model ${value} more of 100 answers changed than a new seed would change.`
      : 'Against the other model no more answers changed than a new seed might change.',
  rowsSay: (share: string): string => `On ${share} of 100 rows not all seeds agree.`,
  unmatched: (rows: string): string => `${rows} left out, because a seed does not answer them.`,
  note: 'The interval of a mean is for other rows and other seeds. That of a spread takes the figures of seeds as normal; with few of them it is wide.',
  figures: 'Figures over seeds',
  heads: { what: 'what', value: 'value', interval: 'interval', least: 'least', most: 'most', spread: 'spread' },
  answers: 'Answers over seeds',
  answersUnit: 'of 100 rows',
  slices: 'Answers that depend on the seed, by slice',
  rows: 'The rows that depend most on the seed',
  rowHeads: ['row', 'seeds that disagree, of 100 pairs'],
  rowHeadsNumbers: ['row', 'standard deviation over seeds'],
  agree: 'All seeds agree',
} as const;

/** What a quantity about training is called. */
export const runTitle = (id: string): string => RUN_QUANTITIES.find((one) => one.id === id)?.title ?? id;
/** How it is computed. */
export const runFormula = (id: string): string => RUN_QUANTITIES.find((one) => one.id === id)?.formula ?? '';

/** What a report says of a learning curve. */
export const CURVE = {
  healthy: 'Training went as it should',
  rising: 'The training loss ran away at the end',
  noNumber: 'The training loss became no number',
  overfit: (gap: string): string => `The validation loss rose by ${gap} after its best step`,
  spiked: (n: number): string => `The training loss jumped ${n === 1 ? 'once' : `${countWord(n)} times`}`,
  caption: 'Loss by step',
  explains: 'Lower is better. Of many steps the highest of each stretch is drawn.',
  train: 'training',
  validation: 'validation',
  best: 'best validation',
  axes: { x: 'step', y: 'loss' },
  steps: (steps: number, path: string): string => `${plural(steps, 'step')} in ${path}.`,
  onset: (step: number, least: number, last: number): string =>
    `The validation loss was least at step ${count(step)} (${short(least)}); at the end it is ${short(last)}.`,
  gradient: (ratio: number): string => `The largest gradient is ${fixed(ratio, 1)} times the median one.`,
  exploding: (ratio: number): string =>
    `The largest gradient is ${fixed(ratio, 1)} times the median one: more than 20 is an explosion.`,
  heads: ['what', 'found', 'by the rule'],
} as const;

/** "3 spikes, 40 steps in them; at steps 120, 380 and 900". */
export function spikesSay(spikes: readonly Spike[], inSpike: number): string {
  if (spikes.length === 0) return 'No spikes.';
  const at = spikes.slice(0, 5).map(({ step, steps, isOver }) => {
    const back = isOver ? `back after ${plural(steps, 'step')}` : 'and it did not come back';
    return `step ${count(step)} (${back})`;
  });
  const more = spikes.length > 5 ? `, and ${spikes.length - 5} more` : '';
  return `${plural(spikes.length, 'spike')}, ${plural(inSpike, 'step')} in all: ${at.join(', ')}${more}.`;
}

/** A loss with four digits. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));
