import type { Contender } from './choose.ts';

/** Scores of several classes set right by one number, by which their logarithms are divided. */
export interface ClassTemperature {
  readonly kind: 'class-temperature';
  readonly temperature: number;
}

/** Logarithms of scores are taken no lower than this. */
const LEAST = 1e-9;
/** The inverse of the temperature is looked for between these. */
const REACH = [Math.exp(-5), Math.exp(5)] as const;

/** The chance of each class that a temperature makes of the scores of row i. */
export function chancesOf(scores: readonly Float64Array[], i: number, temperature: number): readonly number[] {
  const logs = scores.map((score) => Math.log(Math.max(score[i]!, LEAST)) / temperature); // ! i < n
  const most = Math.max(...logs);
  const powers = logs.map((log) => Math.exp(log - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The columns of scores that a temperature makes. */
export function columnsAt(scores: readonly Float64Array[], temperature: number): readonly Float64Array[] {
  const n = scores[0]?.length ?? 0;
  const columns = scores.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    chancesOf(scores, i, temperature).forEach((chance, k) => {
      columns[k]![i] = chance; // ! as many classes
    });
  }
  return columns;
}

/** Rows with scores by class. */
export interface ClassSample {
  readonly scores: readonly Float64Array[];
  readonly label: Float64Array;
  readonly weight: Float64Array;
}

/**
 * The temperature that makes the labels of these rows likeliest: Newton's method on its inverse, in which the loss has
 * one lowest point. Source: Guo, Pleiss, Sun and Weinberger 2017. O(rows × classes) a step.
 */
export function fitClassTemperature({ scores, label, weight }: ClassSample, rows: Int32Array): ClassTemperature {
  let inverse = 1;
  for (let step = 0; step < 60; step++) {
    let slope = 0;
    let bend = 0;
    for (let at = 0; at < rows.length; at++) {
      const i = rows[at]!; // ! at < length
      const chances = chancesOf(scores, i, 1 / inverse);
      let mean = 0;
      let square = 0;
      chances.forEach((chance, k) => {
        const log = Math.log(Math.max(scores[k]![i]!, LEAST)); // ! a class, a row
        mean += chance * log;
        square += chance * log * log;
      });
      const own = Math.log(Math.max(scores[label[i]!]![i]!, LEAST)); // ! a class, a row
      slope += weight[i]! * (mean - own); // ! a row
      bend += weight[i]! * (square - mean * mean); // ! a row
    }
    if (!(bend > 0)) break;
    // No more than halved or doubled in one step: far from the lowest point Newton leaps over it.
    const next = Math.min(Math.max(inverse - slope / bend, inverse / 2, REACH[0]), inverse * 2, REACH[1]);
    const isLast = Math.abs(next - inverse) <= 1e-12 * inverse;
    inverse = next;
    if (isLast) break;
  }
  return { kind: 'class-temperature', temperature: 1 / inverse };
}

/** Scores as they are, and a temperature for them, as what may be chosen. */
export function classContenders(sample: ClassSample, foldOf: Uint8Array): readonly Contender<ClassTemperature>[] {
  const { scores, label } = sample;
  const rowsIn = (folds: readonly number[]): Int32Array => {
    const rows: number[] = [];
    for (let i = 0; i < foldOf.length; i++) if (folds.includes(foldOf[i]!)) rows.push(i); // ! i < n
    return Int32Array.from(rows);
  };
  const losses: Contender<ClassTemperature>['losses'] = ({ temperature }, rows, into) => {
    for (let at = 0; at < rows.length; at++) {
      const i = rows[at]!; // ! at < length
      const own = label[i]!; // ! a row
      const chance = temperature === 1 ? scores[own]![i]! : chancesOf(scores, i, temperature)[own]!; // ! a class
      into[i] = -Math.log(Math.max(chance, 2 ** -52));
    }
  };
  return [
    { kind: 'identity', fit: () => ({ kind: 'class-temperature', temperature: 1 }), losses },
    { kind: 'temperature', fit: (folds) => fitClassTemperature(sample, rowsIn(folds)), losses },
  ];
}
