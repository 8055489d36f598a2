import { type Gap, isGap } from '../../catalogue/define.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import type { Quantity } from '../quantity.ts';
import type { Chances } from './chances.ts';

/**
 * Each row once for every class, weighted by the chance that it is of it: any entry measured on these rows gives what
 * it would be on average if the chances are right. The copies of a row stand together, so that rows that come by rising
 * score still do.
 */
export function expectedRows(rows: Rows, chances: Chances): Rows {
  const copies = chances.length;
  const { prediction, score, scores } = rows.roles;
  const label = new Float64Array(rows.n * copies);
  const weight = new Float64Array(rows.n * copies);
  for (let i = 0, at = 0; i < rows.n; i++) {
    for (let k = 0; k < copies; k++, at++) {
      label[at] = k;
      weight[at] = chances[k]![i]! * rows.weight[i]!; // ! k < copies, i < n
    }
  }
  const copied = (values: Float64Array): Float64Array => {
    const out = new Float64Array(rows.n * copies);
    for (let i = 0, at = 0; i < rows.n; i++) for (let k = 0; k < copies; k++) out[at++] = values[i]!; // ! i < n
    return out;
  };
  return makeRows(rows.n * copies, {
    roles: {
      label,
      ...(prediction && { prediction: copied(prediction) }),
      ...(score && { score: copied(score) }),
      ...(scores && { scores: scores.map(copied) }),
    },
    classes: rows.classes,
    weight,
  });
}

/** A value that is expected, and by how much chance alone moves it when the labels come. */
export interface Expected {
  readonly value: number;
  /** The standard deviation of the value over labels drawn by the chances; null where the entry has no influence. */
  readonly noise: number | null;
}

/**
 * The quantity on expected rows. The noise is that of the labels alone: features and answers of the window are known.
 * A label that turns out to be k moves the value by the derivative D_k of the value by the weight of that copy, so a
 * row adds the variance of D over its chances (the infinitesimal jackknife; for the area under the curve STATISTICS
 * A15). O(n).
 */
export function expectedValue(q: Quantity, rows: Rows, copies: number): Expected | Gap {
  const found = q.of(rows, 'influence');
  if (isGap(found)) return found;
  const { value, influence } = found;
  if (influence === null) return { value, noise: null };
  let variance = 0;
  for (let at = 0; at < rows.n; at += copies) {
    let mean = 0;
    let square = 0;
    let mass = 0;
    for (let k = at; k < at + copies; k++) {
      const weight = rows.weight[k]!; // ! k < n
      if (weight <= 0) continue;
      const part = influence[k]! / rows.n; // ! k < n
      mean += part;
      square += (part * part) / weight;
      mass += weight;
    }
    if (mass > 0) variance += square * mass - mean * mean;
  }
  return { value, noise: Math.sqrt(Math.max(0, variance)) };
}
