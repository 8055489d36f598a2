import type { Random } from '../../std/random.ts';

/** A row that is worth a label. */
export interface Chosen {
  readonly row: number;
  /** How likely it was to be chosen: its label counts once over this. */
  readonly chance: number;
}

/** Part of the chance that goes by how unsure the model is; STATISTICS 3.7: more is seldom better. */
const BY_DOUBT = 0.25;

/**
 * Which rows to label next: `budget` of them, each with the chance that it had. Three quarters go by lot, so that the
 * labels also show what the model does not doubt; a quarter goes to rows by the deviation of their label as the model
 * has it (`doubt`, any scale, 0 or more). Chosen by systematic sampling over a random order, so the number is exact.
 * Source: Zrnic and Candès 2024, https://arxiv.org/abs/2403.03208; STATISTICS 3.7. O(n).
 */
export function nextLabels(doubt: Float64Array, budget: number, random: Random): readonly Chosen[] {
  const n = doubt.length;
  if (budget >= n) return Array.from(doubt, (_, row) => ({ row, chance: 1 }));
  const chances = chancesOf(doubt, budget);
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

/** Chances that add up to the budget; none is above 1, and what one cannot take the others get. */
function chancesOf(doubt: Float64Array, budget: number): Float64Array {
  const n = doubt.length;
  const total = doubt.reduce((sum, own) => sum + own, 0);
  const wanted = doubt.map((own) => (1 - BY_DOUBT) / n + BY_DOUBT * (total > 0 ? own / total : 1 / n));
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
