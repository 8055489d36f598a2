import { BET_COUNT } from './layout.ts';

/**
 * The bets on a normal score h: e-value exp(λh - λ²/2) for each λ, 1 on average when h is standard normal. The first
 * half bets that the component went down.
 */
export const BETS: readonly number[] = [-0.4, -0.7, -1.2, -2, -3, 0.4, 0.7, 1.2, 2, 3];

const HALF = BET_COUNT / 2;
const PRICE = BETS.map((bet) => Math.exp((-bet * bet) / 2));
const [P1, P2, P3, P4, P5] = PRICE as [number, number, number, number, number]; // as: the first half of ten

/** What one component's bets did in one window: the growth factor of all that bet up, and of all that bet down. */
export interface Outcome {
  up: number;
  down: number;
}

/**
 * One window of one component: each of its bets gets `income`, then is multiplied by its e-value. One exponential: all
 * λ are multiples of 1/10. Linear wealth is safe in 4 bytes: a bet holds at least its income times the last e-value,
 * and less than 1.
 */
export function bet(wealth: Float32Array, from: number, income: number, h: number, outcome: Outcome): void {
  const before = outcome;
  before.down = total(wealth, from) + HALF * income;
  before.up = total(wealth, from + HALF) + HALF * income;
  const u = Math.exp(h / 10);
  raise(wealth, from + HALF, income, u);
  raise(wealth, from, income, 1 / u);
  outcome.down = total(wealth, from) / before.down;
  outcome.up = total(wealth, from + HALF) / before.up;
}

function raise(wealth: Float32Array, from: number, income: number, u: number): void {
  const u2 = u * u;
  const u4 = u2 * u2;
  const u8 = u4 * u4;
  const u12 = u8 * u4;
  // ! five places from here on belong to this half
  wealth[from] = (wealth[from]! + income) * u4 * P1; // !
  wealth[from + 1] = (wealth[from + 1]! + income) * u4 * u2 * u * P2; // !
  wealth[from + 2] = (wealth[from + 2]! + income) * u12 * P3; // !
  wealth[from + 3] = (wealth[from + 3]! + income) * u12 * u8 * P4; // !
  wealth[from + 4] = (wealth[from + 4]! + income) * u12 * u12 * u4 * u2 * P5; // !
}

function total(wealth: Float32Array, from: number): number {
  // ! five places from here on belong to this half
  return wealth[from]! + wealth[from + 1]! + wealth[from + 2]! + wealth[from + 3]! + wealth[from + 4]!; // !
}
