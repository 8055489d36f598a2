/**
 * Numbers as people read them, the same on every machine: a comma between thousands, a point before decimals, "−"
 * (U+2212) for minus. What shows plain text (the terminal) turns the sign into "-".
 */
export const MINUS = '−';

/**
 * A unit of the catalogue, with the names that it needs: `label` is the label's own unit, `money` a currency. A gap
 * between two shares is in `points`.
 */
export interface Unit {
  readonly unit: string;
  readonly labelUnit?: string | null;
  readonly currency?: string | null;
}

/** "16,281", "−1,234.50". Not a finite number: "none". Beyond 1e15 in powers of ten, because digits there are noise. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return 'none';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e15) return value.toExponential(3).replace('-', MINUS).replace('e+', 'e');
  const [whole = '0', fraction] = magnitude.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A whole number: rows, counts. */
export const count = (value: number): string => fixed(Math.round(value), 0);

/** The number with "+" or "−" before it; a difference that rounds to 0 has no sign. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "95.0 %". More decimals where one would turn nearly all into all, or hardly any into none. */
export function percent(share: number, decimals = 1): string {
  const hundred = share * 100;
  let digits = decimals;
  while (
    digits < 4 &&
    ((share < 1 && Number(hundred.toFixed(digits)) >= 100) || (share > 0 && Number(hundred.toFixed(digits)) <= 0))
  )
    digits++;
  return `${fixed(hundred, digits)} %`;
}

/** A share as a difference in points of a hundred: "−29.88". */
export const points = (share: number, decimals = 2): string => signed(share * 100, decimals);

/** Decimals that leave three or four digits that say something. */
export function decimalsFor(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude >= 100 || magnitude === 0) return magnitude >= 1000 || magnitude === 0 ? 0 : 1;
  if (magnitude >= 1) return magnitude >= 10 ? 2 : 3;
  let decimals = 4;
  for (let bound = 0.1; magnitude < bound && decimals < 9; bound /= 10) decimals++;
  return decimals;
}

/** "USD 401", "USD 2.50". */
export function money(amount: number, currency: string): string {
  return `${currency} ${fixed(amount, Number.isInteger(amount) ? 0 : moneyDecimals(amount))}`;
}

/** Cents matter below ten. */
export const moneyDecimals = (amount: number): number => (Math.abs(amount) >= 10 ? 0 : 2);

/** Whether a unit is a currency's code, which stands before the amount. */
const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** Whether a value is an amount of money: of the contract's costs, or because the label is one. */
const isAmount = ({ unit, labelUnit }: Unit): boolean =>
  unit === 'money' || (unit === 'label' && labelUnit != null && isCurrency(labelUnit));

/** Decimals of a value in the unit of the label or of money; amounts have cents, where cents say something. */
function ownDecimals(value: number, unit: Unit): number {
  const magnitude = Math.abs(value);
  const isCents = isAmount(unit) && (magnitude === 0 || (magnitude >= 0.1 && magnitude < 100));
  return isCents ? 2 : isAmount(unit) && magnitude >= 100 ? 0 : decimalsFor(value);
}

/** A value with its unit: "87.4 %", "0.9219", "2.762 hours", "EUR 2.76", "16,281". */
export function valueText(value: number, unit: Unit): string {
  if (unit.unit === 'label') return withLabelUnit(bareValue(value, unit), unit);
  if (unit.unit === 'money') return `${unit.currency ?? 'money'} ${bareValue(value, unit)}`;
  return unit.unit === 'points' ? `${bareValue(value, unit)} points` : bareValue(value, unit);
}

/** A value without the name of its unit, for columns whose head names it; "%" is a sign and stays. */
export function bareValue(value: number, unit: Unit): string {
  if (unit.unit === 'share') return percent(value);
  if (unit.unit === 'points') return fixed(value * 100, 1);
  if (unit.unit === 'rows') return count(value);
  if (unit.unit === 'label' || unit.unit === 'money') return fixed(value, ownDecimals(value, unit));
  if (unit.unit === 'number' && Number.isInteger(value)) return count(value);
  return fixed(value, Math.abs(value) < 10 ? 4 : decimalsFor(value));
}

/** The name that stands in the head of a column of such values: "hours"; empty where the values say it themselves. */
export const headUnit = ({ unit, labelUnit }: Unit): string =>
  unit === 'label' && labelUnit && !isCurrency(labelUnit) ? labelUnit : '';

/** What the bare numbers of an axis are: "hours", "USD"; empty for shares and plain numbers. */
export const axisUnit = ({ unit, labelUnit, currency }: Unit): string =>
  (unit === 'money' ? currency : unit === 'label' ? labelUnit : null) ?? '';

/** A value in a sentence, with three digits at most: "off by 90.8 rentals". */
export function roundText(value: number, unit: Unit): string {
  if (unit.unit !== 'label' || isAmount(unit)) return valueText(value, unit);
  return withLabelUnit(fixed(value, Math.max(0, decimalsFor(value) - 1)), unit);
}

/** Two values of which the first alone says the unit: in the decimals of the larger, or of the smaller to differ. */
export function pairText(ours: number, theirs: number, unit: Unit): readonly [string, string] {
  if (unit.unit !== 'label' && unit.unit !== 'money') return [valueText(ours, unit), valueText(theirs, unit)];
  const decimals = [ownDecimals(ours, unit), ownDecimals(theirs, unit)].sort((a, b) => a - b);
  const texts = decimals.map((digits) => [fixed(ours, digits), fixed(theirs, digits)] as const);
  const [first, second] = texts.find(([one, other]) => one !== other) ?? [fixed(ours, 2), fixed(theirs, 2)];
  return unit.unit === 'money'
    ? [`${unit.currency ?? 'money'} ${first}`, second]
    : [withLabelUnit(first, unit), second];
}

/** A difference with its sign: "−29.88 points", "+0.0140", "−0.12 hours". */
export function differenceText(difference: number, unit: Unit, decimals = 2): string {
  if (unit.unit === 'share') return `${points(difference, decimals)} points`;
  if (unit.unit === 'label') return withLabelUnit(bareDifference(difference, unit), unit);
  if (unit.unit === 'money') return `${unit.currency ?? 'money'} ${bareDifference(difference, unit)}`;
  return bareDifference(difference, unit);
}

/** What may be lost, without a sign and with no more digits than its author gave: "0.5 points", "USD 0.05". */
export function marginText(margin: number, unit: Unit): string {
  const amount = Math.abs(margin);
  if (unit.unit === 'share') return asGiven(amount * 100) === '1' ? '1 point' : `${asGiven(amount * 100)} points`;
  const text = asGiven(Number(amount.toPrecision(3)));
  return unit.unit === 'money' ? `${unit.currency ?? 'money'} ${text}` : withLabelUnit(text, unit);
}

/** A limit as its author gave it: "86 %", "50 rentals", "0.91", "USD 0.50". */
export function limitText(limit: number, unit: Unit): string {
  if (unit.unit === 'share') return `${asGiven(limit * 100)} %`;
  if (unit.unit === 'points') return `${asGiven(limit * 100)} points`;
  if (unit.unit === 'money') return money(limit, unit.currency ?? 'money');
  const text = isAmount(unit) && !Number.isInteger(limit) ? fixed(limit, ownDecimals(limit, unit)) : asGiven(limit);
  return unit.unit === 'label' ? withLabelUnit(text, unit) : text;
}

/** A number with the digits that it was given, without those that only arithmetic brings in. */
function asGiven(value: number): string {
  const exact = Number(value.toPrecision(12));
  return fixed(exact, /e/.test(String(exact)) ? decimalsFor(exact) : (String(exact).split('.')[1]?.length ?? 0));
}

/**
 * A difference without the name of its unit, for columns whose head names it. `beside` is the largest number of those
 * that it stands with, where their decimals should be the same.
 */
export function bareDifference(difference: number, unit: Unit, decimals = 2, beside = difference): string {
  if (unit.unit === 'share') return points(difference, decimals);
  if (unit.unit === 'rows') return signed(difference, 0);
  if (isAmount(unit)) return signed(difference, ownDecimals(beside, unit));
  if (unit.unit === 'label') return signed(difference, Math.min(decimalsFor(beside), 4));
  return signed(difference, Math.abs(difference) < 10 ? 4 : decimalsFor(difference));
}

/** "86.9 % to 87.9 %"; an open end is said in words; null and doubly open intervals are an empty text. */
export function intervalText(
  interval: readonly [number | null, number | null] | null,
  text: (end: number) => string,
): string {
  if (interval === null) return '';
  const [low, high] = interval;
  if (low === null) return high === null ? '' : `at most ${text(high)}`;
  return high === null ? `at least ${text(low)}` : `${text(low)} to ${text(high)}`;
}

/** The interval of a value: the unit's name once at the end, except "%", which is short enough for both ends. */
export function valueInterval(interval: readonly [number | null, number | null] | null, unit: Unit): string {
  if (interval === null) return '';
  const decimals = ownDecimals(largestOf(interval), unit);
  if (unit.unit === 'label' || unit.unit === 'money') return intervalText(interval, (end) => fixed(end, decimals));
  return intervalText(interval, (end) => bareValue(end, unit));
}

/** The interval of a difference, signed, without the name of its unit. */
export const differenceInterval = (interval: readonly [number | null, number | null] | null, unit: Unit): string =>
  intervalText(interval, (end) => bareDifference(end, unit, 2, largestOf(interval)));

const largestOf = (interval: readonly [number | null, number | null] | null): number =>
  Math.max(Math.abs(interval?.[0] ?? 0), Math.abs(interval?.[1] ?? 0));

function withLabelUnit(text: string, unit: Unit): string {
  if (!unit.labelUnit) return text;
  return isCurrency(unit.labelUnit) ? `${unit.labelUnit} ${text}` : `${text} ${unit.labelUnit}`;
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "three" up to ten, then digits; as people write counts in a sentence. */
export const countWord = (n: number): string => SMALL[n] ?? count(n);

/** "1 check", "3 checks". */
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** "three groups", "one group". */
export const pluralWord = (n: number, one: string, many = `${one}s`): string =>
  `${countWord(n)} ${n === 1 ? one : many}`;

/** A share as people say it: "four times in ten" near a tenth, else as `timesInHundred`. */
export function timesIn(share: number): string {
  const tenths = share * 10;
  const near = Math.round(tenths);
  const isNear = near >= 2 && near <= 8 && Math.abs(tenths - near) < 0.3;
  return isNear ? `${countWord(near)} times in ten` : timesInHundred(share);
}

/** "58 times in 100"; near none and near all of 1,000, so that hardly ever is not never. */
export function timesInHundred(share: number): string {
  if (share > 0 && share < 0.01) return `${plural(Math.max(1, Math.round(share * 1000)), 'time')} in 1,000`;
  if (share > 0.99 && share < 1) return `${Math.min(999, Math.round(share * 1000))} times in 1,000`;
  return `${plural(Math.round(share * 100), 'time')} in 100`;
}

/** The text with a capital first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
