import { binomialDraw } from '@holdfast/core/stats/binomial-draw.ts';
import type { Random } from '@holdfast/core/std/random.ts';
import { makeRows, type Rows } from '@holdfast/core/table/rows.ts';
import type { Population, World } from './worlds.ts';

/** Answers by label, in shares: of all rows, or of each day that there is. */
type Shares = readonly Float64Array[];

/** Whether a world has answers that can be counted: classes, and rows that weigh the same. */
export const isCounted = ({ task, isWeighted }: World): boolean =>
  (task === 'binary' || task === 'multiclass') && !isWeighted;

/**
 * Draws samples of a population as counts of label and answer, for what looks at nothing else: a few binomial draws
 * (for each day) in the place of n rows. Cost: cells x days.
 */
export function countsDrawer(population: Population, n: number): (random: Random) => Rows {
  const { world, rows } = population;
  const { classes } = rows;
  const shares = sharesOf(population);
  const clusters = Math.max(1, world.days);
  const sizes = new Int32Array(clusters);
  for (let i = 0; i < n; i++) sizes[Math.floor((i * clusters) / n)]!++; // ! a cluster
  return (random) => {
    const found: { readonly cluster: number; readonly cell: number; readonly count: number }[] = [];
    for (let cluster = 0; cluster < clusters; cluster++) {
      const own = shares[Math.floor(random() * shares.length)]!; // ! below its length
      const counts = multinomial(sizes[cluster]!, own, random); // ! as many clusters
      counts.forEach((count, cell) => {
        if (count > 0) found.push({ cluster, cell, count });
      });
    }
    return makeRows(found.length, {
      roles: {
        label: Float64Array.from(found, ({ cell }) => Math.floor(cell / classes.length)),
        prediction: Float64Array.from(found, ({ cell }) => cell % classes.length),
      },
      classes,
      weight: Float64Array.from(found, ({ count }) => count),
      isCounted: true,
      cluster: world.days > 0 ? Int32Array.from(found, ({ cluster }) => cluster) : null,
    });
  };
}

function sharesOf({ world, rows, block }: Population): Shares {
  const { label, prediction } = rows.roles;
  const size = world.days > 0 ? block : rows.n;
  return Array.from({ length: rows.n / size }, (_, day) => {
    const own = new Float64Array(rows.classes.length ** 2);
    for (let i = day * size; i < (day + 1) * size; i++)
      own[label![i]! * rows.classes.length + prediction![i]!]! += 1 / size; // ! classes have both; a cell
    return own;
  });
}

/** How many of n fall into each cell: one binomial draw after the other. */
function multinomial(n: number, shares: Float64Array, random: Random): number[] {
  let [left, rest] = [n, 1];
  return Array.from(shares, (share, cell) => {
    const isLast = cell === shares.length - 1;
    const count = isLast ? left : share <= 0 ? 0 : binomialDraw(left, Math.min(1, share / rest), random);
    left -= count;
    rest -= share;
    return count;
  });
}
