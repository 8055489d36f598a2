import { count, fixed, pairText, percent, type Unit, valueText } from './numbers.ts';

/** Values of watched streams (inputs, answers, outcomes, metrics), in as many digits as tell them apart. */

/** Decimals that leave so many digits that say something, for the larger of two values. */
function decimalsOf(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0) return 0;
  return Math.min(9, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
}

/** "0.42", "12.4 %", "1,340": three digits at most unless said otherwise, without zeros at the end. */
export function streamText(value: number, unit: Unit, most = 3): string {
  const needed = [1, 2].find((few) => Number(value.toPrecision(few)) === Number(value.toPrecision(3))) ?? 3;
  const digits = Math.min(most, needed);
  return textWith(value, unit, { beside: value, digits });
}

/** Two values in the same decimals, enough of them to differ where they do: "0.42" and "0.39". */
export function streamPair(from: number, to: number, unit: Unit): readonly [string, string] {
  if (isNamed(unit)) return pairText(from, to, unit);
  if (from === to) return [streamText(from, unit), streamText(to, unit)];
  const beside = Math.max(Math.abs(from), Math.abs(to));
  for (let digits = 2; digits < 6; digits++) {
    const pair = [textWith(from, unit, { beside, digits }), textWith(to, unit, { beside, digits })] as const;
    if (pair[0] !== pair[1]) return pair;
  }
  return [textWith(from, unit, { beside, digits: 6 }), textWith(to, unit, { beside, digits: 6 })];
}

/** Whether values have the name of a unit, which a pair says once. */
const isNamed = ({ unit, labelUnit }: Unit): boolean => unit === 'money' || (unit === 'label' && !!labelUnit);

function textWith(value: number, unit: Unit, { beside, digits }: { beside: number; digits: number }): string {
  if (unit.unit === 'share') return percent(value, Math.max(0, decimalsOf(beside * 100, digits)));
  if (unit.unit === 'rows') return count(value);
  if (isNamed(unit)) return valueText(value, unit);
  return fixed(value, decimalsOf(beside, digits));
}

/** A shift without its sign: "4.2 points", "0.41", "USD 0.30". */
export function shiftText(shift: number, unit: Unit): string {
  const size = Math.abs(shift);
  if (unit.unit === 'share') return `${fixed(size * 100, decimalsOf(size * 100, 2))} points`;
  if (unit.unit === 'rows') return count(size);
  return isNamed(unit) ? valueText(size, unit) : fixed(size, decimalsOf(size, 2));
}
