import { BOOST_DEFAULTS, fitBoosted } from '../../../learn/boost/fit.ts';
import { answer } from '../../../learn/boost/predict.ts';
import type { Features } from '../../../learn/features.ts';
import { moments } from '../../../stats/sum.ts';

/** A loss of amounts as NannyML estimates it: the mean of a loss by row, or its root. */
export interface NannyLoss {
  readonly id: string;
  readonly name: string;
  readonly isRoot: boolean;
  of(label: number, prediction: number): number;
}

const squaredLog = (y: number, f: number): number => (Math.log1p(y) - Math.log1p(f)) ** 2;

/** All of them. */
export const NANNY_LOSSES: readonly NannyLoss[] = [
  { id: 'mae', name: 'MAE', isRoot: false, of: (y, f) => Math.abs(y - f) },
  { id: 'mape', name: 'MAPE', isRoot: false, of: (y, f) => Math.abs(y - f) / Math.max(Number.EPSILON, Math.abs(y)) },
  { id: 'mse', name: 'MSE', isRoot: false, of: (y, f) => (y - f) ** 2 },
  { id: 'rmse', name: 'RMSE', isRoot: true, of: (y, f) => (y - f) ** 2 },
  { id: 'msle', name: 'MSLE', isRoot: false, of: squaredLog },
  { id: 'rmsle', name: 'RMSLE', isRoot: true, of: squaredLog },
];

/** The losses of rows. */
export const lossesOf = ({ of }: NannyLoss, label: Float64Array, prediction: Float64Array): Float64Array =>
  label.map((y, i) => of(y, prediction[i]!)); // ! i < n

/** What a learner says of the loss of each row: at least 0. Features hold the prediction among them. */
export function learnLosses(reference: Features, losses: Float64Array): (rows: Features) => Float64Array {
  const targets = { target: losses, weight: null };
  const model = fitBoosted({ features: reference, targets, objective: { kind: 'squared' } }, BOOST_DEFAULTS);
  return (rows) => answer(model, rows)[0]!.map((own) => Math.max(0, own)); // ! one output
}

/** The value of a window: the mean, or its root. */
export function lossValue({ isRoot }: NannyLoss, losses: Float64Array): number {
  const mean = moments(losses)?.mean ?? Number.NaN;
  return isRoot ? Math.sqrt(mean) : mean;
}

/** What the value of n rows strays by, from the losses of the whole reference. */
export function lossStray({ isRoot }: NannyLoss, losses: Float64Array): (n: number) => number {
  const found = moments(losses);
  const deviation = found === null ? Number.NaN : Math.sqrt(found.m2 / found.n);
  const scale = isRoot && found !== null ? 2 * Math.sqrt(found.mean) : 1;
  return (n) => deviation / scale / Math.sqrt(n);
}
