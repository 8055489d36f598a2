import { gammaLower, gammaLowerInverse, gammaUpper, gammaUpperInverse, logGammaUpper } from './incomplete-gamma.ts';

/** The chance that a chi-squared number with `degrees` (> 0, need not be whole) is below `x`. */
export const chiSquaredCdf = (x: number, degrees: number): number => gammaLower(degrees / 2, x / 2);
/** The chance of more than `x`: the p-value of a chi-squared statistic, with relative precision where it is small. */
export const chiSquaredSf = (x: number, degrees: number): number => gammaUpper(degrees / 2, x / 2);
/** The logarithm of `chiSquaredSf`, also below the least double. */
export const chiSquaredLogSf = (x: number, degrees: number): number => logGammaUpper(degrees / 2, x / 2);
/** The x below which a chi-squared number lies with chance `p`: 0 at 0, Infinity at 1. */
export const chiSquaredQuantile = (p: number, degrees: number): number => 2 * gammaLowerInverse(p, degrees / 2);
/** The x above which it lies with chance `q`: for small q, which 1 - q could not name. */
export const chiSquaredUpperQuantile = (q: number, degrees: number): number => 2 * gammaUpperInverse(q, degrees / 2);
