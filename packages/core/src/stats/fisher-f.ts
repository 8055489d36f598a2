import { betaLogitQuantile, logBetaTails } from './beta.ts';

/** The degrees of freedom of the two mean squares of Fisher's F; each > 0, need not be whole. */
export interface FDegrees {
  readonly top: number;
  readonly bottom: number;
}

/** The chance that Fisher's F is below `x` (at least 0). */
export const fisherFCdf = (x: number, degrees: FDegrees): number => Math.exp(tailsAt(x, degrees).upper);
/** The chance of more than `x`: the p-value of an F statistic, with relative precision where it is small. */
export const fisherFSf = (x: number, degrees: FDegrees): number => Math.exp(tailsAt(x, degrees).lower);
/** The x below which Fisher's F lies with chance `p`: 0 at 0, Infinity at 1. */
export function fisherFQuantile(p: number, { top, bottom }: FDegrees): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  return (bottom / top) * Math.exp(betaLogitQuantile(p, top / 2, bottom / 2));
}

function tailsAt(x: number, { top, bottom }: FDegrees) {
  const ratio = Math.max(0, (top / bottom) * x);
  const share = 1 / (1 + ratio);
  const rest = ratio > 1 ? 1 / (1 + 1 / ratio) : ratio * share;
  return logBetaTails({ x: share, y: rest, a: bottom / 2, b: top / 2 });
}
