import assert from 'node:assert/strict';
import { Problem } from '../../packages/core/src/std/problem.ts';
import { makeRandom, type Random } from '../../packages/core/src/std/random.ts';

/** How many inputs a fuzzer tries: 2,000 while one works, what HOLDFAST_FUZZ says in CI. */
export const FUZZ_INPUTS = Number(process.env['HOLDFAST_FUZZ'] ?? 2000);

/** Longer than any input of the size that a fuzzer makes may take; it catches exponents, not slow machines. */
const MS_MAX = 2000;

/**
 * Runs `read` on mutated inputs and fails when one throws anything but a Problem, or takes longer than two seconds.
 * Returns how many gave a value and how many a problem, by code. The seed and the input stand in the failure.
 */
export function fuzz(from: {
  readonly seeds: readonly string[];
  readonly pieces: readonly string[];
  readonly seed: number;
  /** How many inputs while one works, where one takes long; CI tries as many as of any other. */
  readonly inputsAtHome?: number;
  read(text: string): void;
}): ReadonlyMap<string, number> {
  const random = makeRandom(from.seed);
  const outcomes = new Map<string, number>();
  const inputs = process.env['HOLDFAST_FUZZ'] === undefined ? (from.inputsAtHome ?? FUZZ_INPUTS) : FUZZ_INPUTS;
  for (let i = 0; i < inputs; i++) {
    const text = mutations(random, from.seeds, from.pieces);
    const start = performance.now();
    const outcome = outcomeOf(() => from.read(text), `seed ${from.seed}, input ${i}: ${JSON.stringify(text)}`);
    assert.ok(performance.now() - start < MS_MAX, `seed ${from.seed}, input ${i} is too slow: ${JSON.stringify(text)}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}

function outcomeOf(run: () => void, input: string): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw new Error(input, { cause: error });
  }
  return 'value';
}

/** A seed with one to six changes: pieces put in, cut out, said again, swapped with another seed, letters replaced. */
export function mutations(random: Random, seeds: readonly string[], pieces: readonly string[]): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!; // ! lists are not empty
  const at = (text: string): number => Math.floor(random() * (text.length + 1));
  let text = pick(seeds);
  for (let left = 1 + Math.floor(random() * 6); left > 0; left--) {
    const [a, b] = [at(text), at(text)].sort((x, y) => x - y) as [number, number]; // as: two of two
    const change = Math.floor(random() * 6);
    if (change === 0) text = text.slice(0, a) + pick(pieces) + text.slice(a);
    else if (change === 1) text = text.slice(0, a) + text.slice(Math.min(b, a + 8));
    else if (change === 2)
      text = text.slice(0, b) + text.slice(a, b).repeat(1 + Math.floor(random() * 4)) + text.slice(b);
    else if (change === 3) text = text.slice(0, a) + pick(seeds).slice(a);
    else if (change === 4)
      text = text.slice(0, a) + String.fromCharCode(Math.floor(random() * 0x250)) + text.slice(a + 1);
    else text = text.slice(0, a) + pick(pieces).repeat(1 + Math.floor(random() * 40)) + text.slice(b);
    if (text.length > 20_000) text = text.slice(0, 20_000);
  }
  return text;
}
