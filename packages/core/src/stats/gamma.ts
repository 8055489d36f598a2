/** log √(2π) */
const HALF_LOG_TWO_PI = 0.9189385332046727;
/** ζ(k) - 1 for k = 2, 3, ...: the Taylor series of log Γ about 2 (Abramowitz and Stegun 1964, 6.1.33). */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 0.00006124813505870483, 0.00003058823630702049, 0.00001528225940865187,
  0.000007637197637899763, 0.00000381729326499984, 0.000001908212716553939, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
];
const ONE_MINUS_EULER = 0.42278433509846713;
/** B₂ₖ / (2k (2k-1)): Stirling's series (Abramowitz and Stegun 1964, 6.1.41). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];
/** B₂ₖ / 2k for the digamma function (6.3.18) and B₂ₖ for the trigamma function (6.4.12). */
const DIGAMMA_TAIL = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];
const TRIGAMMA_TAIL = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];
/** From here on the asymptotic series above are exact to the last digit. */
const FAR = 10;

/**
 * log |Γ(x)|: Infinity at 0, -1, -2, ... Relative precision also beside its zeros 1 and 2, where three common ways
 * lose all digits; beside the zeros between negative whole numbers only absolute precision.
 */
export function lgamma(x: number): number {
  if (x <= 0) return lgammaBelowZero(x);
  if (x < 0.5) return lgammaAbout2(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return lgammaAbout2(x - 1) - Math.log1p(x - 1);
  if (x > FAR) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x);
  let product = 1;
  let rest = x;
  while (rest > 2.5) product *= --rest;
  return lgammaAbout2(rest - 2) + Math.log(product);
}

/** log Γ(x) - [(x - 1/2) log x - x + log √(2π)] for x > 0: what Stirling's formula leaves over; 1/(12x) when large. */
export function stirlingRest(x: number): number {
  if (x < FAR) return lgamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
  return seriesAt(STIRLING, 1 / (x * x)) / x;
}

/** The derivative of log Γ for x > 0; beside its zero at 1.4616 by the Taylor series about that zero. */
export function digamma(x: number): number {
  const fromZero = x - DIGAMMA_ZERO[0] - DIGAMMA_ZERO[1];
  if (Math.abs(fromZero) < 0.25) return fromZero * seriesAt(DIGAMMA_ABOUT_ZERO, fromZero);
  let shifted = 0;
  let at = x;
  while (at < FAR) shifted += 1 / at++;
  const inverse = 1 / (at * at);
  return Math.log(at) - 0.5 / at - inverse * seriesAt(DIGAMMA_TAIL, inverse) - shifted;
}

/** The second derivative of log Γ for x > 0. */
export function trigamma(x: number): number {
  let shifted = 0;
  let at = x;
  while (at < FAR) shifted += 1 / (at * at++);
  const inverse = 1 / (at * at);
  return shifted + 1 / at + inverse / 2 + (inverse / at) * seriesAt(TRIGAMMA_TAIL, inverse);
}

/** The positive zero of the digamma function in two parts, and the Taylor coefficients there over the first power. */
const DIGAMMA_ZERO = [1.4616321449683622, 9.549995429965697e-17] as const;
const DIGAMMA_ABOUT_ZERO = [
  0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652, 0.10782405069126237,
  -0.07219956125645471, 0.04880428816414311, -0.03316112647484736, 0.022597648232218104, -0.01542476590494896,
  0.010538791616612175, -0.007204534386356869, 0.004926781395729853, -0.003369801655439328, 0.002305126326734928,
  -0.0015769367714301972, 0.0010788252019162967, -0.0007380709389960052, 0.000504953265834602, -0.0003454680251063077,
  0.00023635601564027053, -0.00016170622091974803,
];

/** log Γ(2 + z) for |z| ≤ 1/2; its leading factor z makes it exact beside 2. */
function lgammaAbout2(z: number): number {
  let value = 0;
  for (let i = ZETA_MINUS_ONE.length - 1; i >= 0; i--) {
    const coefficient = ZETA_MINUS_ONE[i]!; // ! i < length
    value = (coefficient / (i + 2)) * (i % 2 === 0 ? 1 : -1) + value * z;
  }
  return z * (ONE_MINUS_EULER + z * value);
}

/** By the reflection formula; the sine of the part after the point, so that large arguments keep their digits. */
function lgammaBelowZero(x: number): number {
  const part = x - Math.round(x);
  if (part === 0) return Infinity;
  return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * part))) - lgamma(1 - x);
}

/** c₀ + c₁ x + c₂ x² + ... */
function seriesAt(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!; // ! i < length
  return value;
}
