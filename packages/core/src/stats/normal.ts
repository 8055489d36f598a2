// The error function by the rational minimax approximations of Cody (1969, "Rational Chebyshev approximations for the
// error function", tables II to IV), the quantile by AS 241 (Wichura 1988). Coefficients from the highest power down.
const ERF_SMALL = {
  top: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  bottom: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
};
const ERFCX_MIDDLE = {
  top: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  bottom: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};
const ERFCX_TAIL = {
  top: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  bottom: [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
};
const QUANTILE_CENTRE = {
  top: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  bottom: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
};
const QUANTILE_MIDDLE = {
  top: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  bottom: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};
const QUANTILE_TAIL = {
  top: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  bottom: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
};
const SQRT_PI = 1.772453850905516;

/** The chance that a standard normal number is below `z`, 0 to 1; relative precision also in the lower tail. */
export function normalCdf(z: number): number {
  const below = expOfHalfSquare(z) * halfErfcx(Math.abs(z) * Math.SQRT1_2);
  return z < 0 ? below : 1 - below;
}

/** The natural logarithm of `normalCdf(z)`, finite as long as z² is. */
export function normalLogCdf(z: number): number {
  if (z > -1) return Math.log1p(-normalCdf(-z));
  return Math.log(halfErfcx(-z * Math.SQRT1_2)) - (z * z) / 2;
}

/** The number that a standard normal one is below with chance `p`: -Infinity at 0, Infinity at 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratioAt(QUANTILE_CENTRE, 0.180625 - q * q);
  const tail = Math.min(p, 1 - p);
  if (tail <= 0) return q < 0 ? -Infinity : Infinity;
  const size = quantileOfTail(Math.sqrt(-Math.log(tail)));
  return q < 0 ? -size : size;
}

/**
 * `normalQuantile(exp(logP))` for chances far below the least double; `logP` is at most 0.
 * Where exp(logP) is no double any more: Newton's method on the logarithm of the distribution function.
 */
export function normalQuantileFromLog(logP: number): number {
  if (logP > -Math.LN2) return -normalQuantile(-Math.expm1(logP));
  if (logP > -700) return normalQuantile(Math.exp(logP));
  if (logP === -Infinity) return -Infinity;
  let z = -Math.sqrt(-2 * logP);
  // In the tail log Φ is nearly a parabola: three steps from its vertex form reach the last digit; a fourth is safety.
  for (let step = 0; step < 4; step++) {
    const slope = Math.sqrt(2 / Math.PI) / (2 * halfErfcx(-z * Math.SQRT1_2));
    z -= (normalLogCdf(z) - logP) / slope;
  }
  return z;
}

/** The error function 2/√π ∫₀ˣ exp(-t²) dt, -1 to 1. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.46875) return x * ratioAt(ERF_SMALL, x * x);
  const value = 1 - expOfSquare(size) * erfcxOfPositive(size);
  return x < 0 ? -value : value;
}

/** 1 - erf(x), 0 to 2, with relative precision where it is small. */
export function erfc(x: number): number {
  if (Math.abs(x) <= 0.46875) return 1 - erf(x);
  const value = expOfSquare(x) * erfcxOfPositive(Math.abs(x));
  return x < 0 ? 2 - value : value;
}

/** exp(x²) erfc(x): what is left of erfc when its steep factor is taken out. Infinity below about -26.6. */
export function erfcx(x: number): number {
  if (x >= 0) return 2 * halfErfcx(x);
  return 2 / expOfSquare(x) - 2 * halfErfcx(-x);
}

/** erfcx(x) / 2 for x of 0 or more. */
function halfErfcx(x: number): number {
  if (x > 0.46875) return erfcxOfPositive(x) / 2;
  return (Math.exp(x * x) * (1 - erf(x))) / 2;
}

function erfcxOfPositive(x: number): number {
  if (x <= 4) return ratioAt(ERFCX_MIDDLE, x);
  const inverse = 1 / (x * x);
  return (1 / SQRT_PI - inverse * ratioAt(ERFCX_TAIL, inverse)) / x;
}

function quantileOfTail(r: number): number {
  return r <= 5 ? ratioAt(QUANTILE_MIDDLE, r - 1.6) : ratioAt(QUANTILE_TAIL, r - 5);
}

/** exp(-x²) without the error of rounding x² (Cody): x is split at sixteenths, whose square is exact. */
function expOfSquare(x: number): number {
  if (Math.abs(x) > 28) return 0;
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}

/** exp(-x²/2), split in the same way. */
function expOfHalfSquare(x: number): number {
  if (Math.abs(x) > 40) return 0;
  const head = Math.trunc(x * 16) / 16;
  return Math.exp((-head * head) / 2) * Math.exp((-(x - head) * (x + head)) / 2);
}

function ratioAt({ top, bottom }: { top: readonly number[]; bottom: readonly number[] }, x: number): number {
  return polynomialAt(top, x) / polynomialAt(bottom, x);
}

function polynomialAt(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
