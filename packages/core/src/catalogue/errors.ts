import { dot, sum } from '../stats/sum.ts';
import type { RowsOf } from './define.ts';

/** The squared error of each row, its weighted mean, and the weight of all rows. */
export function squaredErrors({ n, label, prediction, weight }: RowsOf<'label' | 'prediction'>) {
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) squares[i] = (prediction[i]! - label[i]!) ** 2; // ! i < n
  const total = sum(weight);
  return { squares, total, mean: total > 0 ? dot(weight, squares) / total : 0 };
}
