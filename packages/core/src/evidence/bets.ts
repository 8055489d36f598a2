/**
 * The bets on a normal score h: e-value exp(λh - λ²/2) for each λ, 1 on average when h is standard normal. The first
 * half bets that the component went down.
 */
export const BETS: readonly number[] = [-0.4, -0.7, -1.2, -2, -3, 0.4, 0.7, 1.2, 2, 3];

const PRICE = BETS.map((size) => Math.exp((-size * size) / 2));
const [P1, P2, P3, P4, P5] = PRICE as [number, number, number, number, number]; // as: the first half of ten

/**
 * One window of half of a component's bets, five places from `from` on: each gets `income`, then is multiplied by its
 * e-value. `u` is exp(h / 10) for those that bet up and exp(-h / 10) for those that bet down: all λ are multiples of
 * 1/10, so one exponential does for all. Linear wealth is safe in 4 bytes: a bet holds at least its income times the
 * last e-value, and less than 1.
 * @returns by how much what they held, income included, has grown
 */
export function bet(wealth: Float32Array, from: number, income: number, u: number): number {
  const w1 = wealth[from]! + income; // ! five places from here on are of this half, here and below
  const w2 = wealth[from + 1]! + income; // !
  const w3 = wealth[from + 2]! + income; // ! as above
  const w4 = wealth[from + 3]! + income; // ! as above
  const w5 = wealth[from + 4]! + income; // ! as above
  const before = w1 + w2 + w3 + w4 + w5;
  const u2 = u * u;
  const u4 = u2 * u2;
  const u8 = u4 * u4;
  const u12 = u8 * u4;
  const e1 = w1 * u4 * P1;
  const e2 = w2 * u4 * u2 * u * P2;
  const e3 = w3 * u12 * P3;
  const e4 = w4 * u12 * u8 * P4;
  const e5 = w5 * u12 * u12 * u4 * u2 * P5;
  wealth[from] = e1;
  wealth[from + 1] = e2;
  wealth[from + 2] = e3;
  wealth[from + 3] = e4;
  wealth[from + 4] = e5;
  return (e1 + e2 + e3 + e4 + e5) / before;
}
