import type { Random } from '../../std/random.ts';

/** A row that is worth a label. */
export interface Chosen {
  readonly row: number;
  /** How likely it was to be chosen: its label counts once over this. */
  readonly chance: number;
}

/** How rows are drawn. */
export interface Drawing {
  /** Part of the chance that goes by doubt, 0 to 1 (`partByDoubt`); the rest goes by lot. */
  readonly part: number;
  readonly random: Random;
}

/** A quarter, until labels say otherwise; STATISTICS 3.7: more is seldom better. */
export const PART = 0.25;
/** A quarter goes by lot at least: it shows what the model does not doubt. */
const PARTS = [0, PART, 0.5, 0.75];
/** Fewer labels say too little of where the model errs. */
const LABELS_LEAST = 100;

/** Rows that had labels lately: how unsure the model was, and its squared error. */
export interface Labelled {
  readonly doubt: Float64Array;
  readonly error: Float64Array;
  /** One over the chance of each to be labelled; null where all were as likely. */
  readonly weight: Float64Array | null;
}

/**
 * The part by doubt that would have given the narrowest interval for what the chances leave over in rows that came
 * lately. A model that is wrong where it is sure makes doubt a bad guide: then all goes by lot. O(n).
 */
export function partByDoubt({ doubt, error, weight }: Labelled): number {
  const n = doubt.length;
  if (n < LABELS_LEAST) return PART;
  const weightOf = (i: number): number => weight?.[i] ?? 1;
  const total = doubt.reduce((sum, _, i) => sum + weightOf(i), 0);
  const mean = doubt.reduce((sum, own, i) => sum + weightOf(i) * own, 0) / total;
  if (mean <= 0) return 0;
  const spreads = PARTS.map((part) => {
    const chances = doubt.map((own) => 1 - part + (part * own) / mean);
    return error.reduce((sum, own, i) => sum + (weightOf(i) * own) / chances[i]!, 0); // ! as many
  });
  return PARTS[spreads.indexOf(Math.min(...spreads))] ?? PART;
}

/**
 * Which rows to label next: `budget` of them, each with the chance that it had. A part goes to rows by the deviation of
 * their label as the model has it (`doubt`, any scale, 0 or more), the rest by lot. Chosen by systematic sampling over
 * a random order, so the number is exact. Source: Zrnic and Candès 2024, https://arxiv.org/abs/2403.03208; STATISTICS
 * 3.7. O(n).
 */
export function nextLabels(doubt: Float64Array, budget: number, { part, random }: Drawing): readonly Chosen[] {
  const n = doubt.length;
  if (budget >= n) return Array.from(doubt, (_, row) => ({ row, chance: 1 }));
  const chances = chancesOf(doubt, budget, part);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!]; // ! both are places
  }
  const chosen: Chosen[] = [];
  let mark = random();
  let before = 0;
  for (const row of order) {
    const chance = chances[row]!; // ! a row
    before += chance;
    if (before <= mark) continue;
    chosen.push({ row, chance });
    mark++;
  }
  return chosen.sort((a, b) => a.row - b.row);
}

/** The deviation of what the label of a row may be, by the chances of the classes. */
export function doubtOf(chances: readonly Float64Array[], row: number): number {
  const sure = chances.reduce((sum, own) => sum + own[row]! ** 2, 0); // ! a row
  return Math.sqrt(Math.max(0, 1 - sure));
}

/** By how much the chances of the classes missed what a row turned out to be: the sum of squares. */
export const errorOf = (chances: readonly Float64Array[], row: number, label: number): number =>
  chances.reduce((sum, own, k) => sum + (Number(label === k) - own[row]!) ** 2, 0); // ! a row

/** Chances that add up to the budget; none is above 1, and what one cannot take the others get. */
function chancesOf(doubt: Float64Array, budget: number, part: number): Float64Array {
  const n = doubt.length;
  const total = doubt.reduce((sum, own) => sum + own, 0);
  const wanted = doubt.map((own) => (1 - part) / n + part * (total > 0 ? own / total : 1 / n));
  const isFull = new Uint8Array(n);
  for (;;) {
    let [left, share] = [budget, 0];
    for (let i = 0; i < n; i++) {
      if (isFull[i] === 1) left--;
      else share += wanted[i]!; // ! i < n
    }
    let more = 0;
    for (let i = 0; i < n; i++) {
      if (isFull[i] === 0 && (wanted[i]! / share) * left > 1) more += isFull[i] = 1; // ! i < n
    }
    if (more === 0) return wanted.map((own, i) => (isFull[i] === 1 ? 1 : (own / share) * left));
  }
}
