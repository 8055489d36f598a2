import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { entryById } from '../../catalogue/index.ts';
import { normalCdf, normalQuantile } from '../../stats/normal.ts';
import { makeRandom, type Random } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';
import { measure, TWO_SIDED } from '../interval.ts';
import { seedSpread } from './spread.ts';

const normal = (random: Random): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random())));

/** Answers of k seeds to n rows: seeds are better or worse, and rows easier or harder, by normal amounts. */
function runsOf({ seeds, n, bySeed }: { seeds: number; n: number; bySeed: number }, random: Random): Rows[] {
  const ease = Float64Array.from({ length: n }, () => normal(random));
  const label = new Float64Array(n).fill(1);
  return Array.from({ length: seeds }, () => {
    const skill = 1 + bySeed * normal(random);
    const prediction = ease.map((own) => Number(skill + own + normal(random) > 0));
    return makeRows(n, { roles: { label, prediction }, classes: ['no', 'yes'] });
  });
}

const entry = entryById('accuracy');
assert.ok(entry, 'there is one');
const accuracy = quantity(entry);
const SIMULATIONS = 400;

for (const { seeds, n, bySeed } of [
  { seeds: 3, n: 200, bySeed: 0.3 },
  { seeds: 5, n: 300, bySeed: 0.3 },
  { seeds: 10, n: 200, bySeed: 0 },
]) {
  test(`the mean of ${seeds} seeds holds the truth over other seeds and rows, deviation ${bySeed}`, () => {
    const random = makeRandom(11 + seeds);
    // Φ(1 / √(1 + 1 + s²)): a right answer where three normal amounts are above -1.
    const truth = normalCdf(1 / Math.sqrt(2 + bySeed ** 2));
    let [held, heldByRows] = [0, 0];
    for (let simulation = 0; simulation < SIMULATIONS; simulation++) {
      const runs = runsOf({ seeds, n, bySeed }, random);
      const found = seedSpread(accuracy, runs);
      assert.ok(!isGap(found), 'it has a value');
      const [low, high] = found.overall.boundsAt(TWO_SIDED) ?? [1, 0];
      held += Number(low <= truth && truth <= high);
      const one = runs[0] && measure(accuracy, runs[0], { seed: 1 });
      const [from, to] = (one && !isGap(one) && one.boundsAt(TWO_SIDED)) || [1, 0];
      heldByRows += Number(from <= truth && truth <= to);
    }
    const [share, shareByRows] = [held / SIMULATIONS, heldByRows / SIMULATIONS];
    assert.ok(share > 0.93 && share <= 0.995, `${share}`);
    // Of one seed, bounds for other rows alone miss what seeds add.
    assert.ok(bySeed === 0 ? shareByRows > 0.92 : shareByRows < 0.8, `${shareByRows}`);
  });
}
