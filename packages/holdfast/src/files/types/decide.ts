import type { PinnedType } from '../pins.ts';
import { type DateOrder, type ParsedDate, parseDate } from './date-form.ts';
import type { Form } from './form.ts';
import type { NullWords } from './null-words.ts';
import { NUMBER_STYLES, type NumberStyle, numberParts, numberStyles, stylesOf } from './number-form.ts';

/** What the rest of the file says about columns that could be read in two ways. */
export interface Hints {
  readonly decimal: '.' | ',' | null;
  readonly dates: 'day-first' | 'month-first' | null;
}

export interface Decision {
  readonly form: Form;
  /** Codes and values for the description. */
  readonly assumed: readonly string[];
  /** Most values have this form, but not all: the column stays text. */
  readonly mixed: Form | null;
  /** The column could be read in another way as well. */
  readonly ambiguous: 'decimal' | 'dates' | null;
  /** What this column says about others. */
  readonly evidence: Hints;
  /** Values that were looked at and are not missing. */
  readonly seen: number;
}

export interface DecideOptions {
  readonly words: NullWords;
  readonly hints: Hints;
  readonly type?: PinnedType | undefined;
  readonly decimal?: '.' | ',' | undefined;
}

const NO_EVIDENCE: Hints = { decimal: null, dates: null };

/** The form that all values of a column have, from distinct texts with their counts. Text when there is none. */
export function decide(values: ReadonlyMap<string, number>, options: DecideOptions): Decision {
  const present = [...values].filter(([text]) => !options.words.amongValues(text));
  const seen = total(present);
  const decided =
    options.type === undefined ? decideFree(present, options) : decidePinned(present, options, options.type);
  return { mixed: null, ambiguous: null, evidence: NO_EVIDENCE, assumed: [], ...decided, seen };
}

type Values = readonly (readonly [text: string, count: number])[];
type Partly = Pick<Decision, 'form'> & Partial<Decision>;

function decideFree(present: Values, options: DecideOptions): Partly {
  if (present.length === 0) return { form: { as: 'text' } };
  return (
    decideBoolean(present) ??
    decideNumber(present, options) ??
    decideTimestamp(present, options, false) ?? {
      form: { as: 'text' },
      assumed: padding(present),
      mixed: mixedOf(present, options),
    }
  );
}

function decidePinned(present: Values, options: DecideOptions, type: PinnedType): Partly {
  const assumed = [`pinned:${type}`];
  if (type === 'text') return { form: { as: 'text' }, assumed };
  const found =
    type === 'boolean'
      ? (decideBoolean(present) ?? { form: { as: 'boolean', words: '1' } as const })
      : type === 'timestamp'
        ? (decideTimestamp(present, options, true) ?? {
            form: { as: 'timestamp', dates: [ISO], isPadded: true } as const,
          })
        : (decideNumber(present, { ...options, type }) ?? { form: plainNumber(type) });
  return { ...found, assumed: [...assumed, ...(found.assumed ?? [])] };
}

const ISO: ParsedDate = { order: 'iso', separator: '-', yearDigits: 4, name: null, time: '', hasZone: false };
const PLAIN: NumberStyle = { decimal: '.', thousands: '' };
const plainNumber = (as: 'number' | 'integer'): Form => ({ as, style: PLAIN, unit: '', isRough: true });

function decideBoolean(present: Values): Partly | null {
  const words = new Set(present.map(([text]) => text.trim().toLowerCase()));
  if ([...words].every((word) => word === 'true' || word === 'false'))
    return { form: { as: 'boolean', words: 'true' } };
  if ([...words].every((word) => word === 'yes' || word === 'no'))
    return { form: { as: 'boolean', words: 'yes' }, assumed: ['yes-no'] };
  return null;
}

function decideNumber(present: Values, options: DecideOptions): Partly | null {
  let common: readonly number[] | null = null;
  const units = new Set<string>();
  const bodies: string[] = [];
  let [isRough, isWhole, hasBare] = [false, true, false];
  for (const [text] of present) {
    const parts = numberParts(text);
    if (parts === null) return null;
    common = common === null ? stylesOf(parts.body) : stylesOf(parts.body, common);
    if (common.length === 0) return null;
    if (parts.unit !== '') units.add(parts.unit);
    else if (Number(parts.body) !== 0) hasBare = true;
    // Leading zeros get here only when a number is pinned.
    if (text.trim() !== text || /[+−]/.test(text.slice(0, 2)) || /^0\d/.test(parts.body)) isRough = true;
    if (parts.exponent !== '') isWhole = false;
    bodies.push(parts.body);
  }
  // Five percent beside a bare five: which of them is wrong nobody knows.
  if (units.size > 1 || (units.has('%') && hasBare)) return null;
  const [unit = ''] = units;
  if (
    options.type === undefined &&
    unit === '' &&
    bodies.some((body) => /^0\d+$/.test(body)) &&
    bodies.every((body) => /^\d+$/.test(body))
  ) {
    return { form: { as: 'text' }, assumed: ['leading-zeros'] };
  }
  const { style, ambiguous, evidence } = chooseStyle(common ?? [0], bodies, options);
  if (style === null) return null;
  isWhole &&= bodies.every((body) => !body.includes(style.decimal));
  const assumed = [
    ...(unit === '' ? [] : [unit === '%' ? 'percent' : `currency:${unit}`]),
    ...(style.thousands === '' ? [] : [`thousands:${style.thousands}`]),
    ...(style.decimal === ',' && !isWhole ? ['decimal:,'] : []),
    ...padding(present),
  ];
  if (isWhole && options.type !== 'number' && bodies.some((body) => isBeyond(body))) {
    const isPlain = !isRough && unit === '' && style.thousands === '';
    return isPlain ? { form: { as: 'big-integer' } } : { form: { as: 'text' }, assumed: ['integers-too-long'] };
  }
  const as = isWhole && unit !== '%' && options.type !== 'number' ? 'integer' : 'number';
  if (options.type === 'integer' && !isWhole) return null;
  return { form: { as, style, unit, isRough }, assumed, ambiguous, evidence };
}

/** Beyond 2^53 a double does not hold every whole number. */
function isBeyond(body: string): boolean {
  const digits = body.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length > 16 || (digits.length === 16 && Number(digits) > Number.MAX_SAFE_INTEGER);
}

interface Chosen {
  readonly style: NumberStyle | null;
  readonly ambiguous: 'decimal' | null;
  readonly evidence: Hints;
}

function chooseStyle(common: readonly number[], bodies: readonly string[], { decimal, hints }: DecideOptions): Chosen {
  const fitting = common
    .map((i) => NUMBER_STYLES[i]!) // ! a position of it
    .filter((style) => decimal === undefined || style.decimal === decimal);
  const marked = bodies.filter((body) => /[.,]/.test(body));
  const first = fitting[0] ?? null;
  if (marked.length === 0 || first === null) return { style: first, ambiguous: null, evidence: NO_EVIDENCE };
  // 1.142 is a thousand or one and a bit: three digits after one mark in every value that has a mark, and no zero
  // before it.
  const mark = marked.every((body) => /^[1-9]\d{0,2}\.\d{3}$/.test(body))
    ? '.'
    : marked.every((body) => /^[1-9]\d{0,2},\d{3}$/.test(body))
      ? ','
      : null;
  if (mark === null) {
    const hasDecimal = marked.some((body) => body.includes(first.decimal));
    return {
      style: first,
      ambiguous: null,
      evidence: { decimal: hasDecimal || first.thousands !== '' ? first.decimal : null, dates: null },
    };
  }
  const bare = bodies.filter((body) => !/[.,]/.test(body));
  const wanted = decimal ?? hints.decimal ?? '.';
  const style =
    fitting.find((one) => one.decimal === wanted && (one.decimal === mark || one.thousands === mark)) ?? first;
  // As a thousands mark it would stand in every number from 1,000 on.
  const isBroken = style.thousands === mark && bare.some((body) => body.length > 3);
  const chosen = isBroken ? (fitting.find((one) => one.decimal === mark) ?? style) : style;
  // The plain reading is the one of a file that shows no decimal comma: then 1,142 is a thousand and 1.142 is not.
  const isPlain =
    hints.decimal !== ',' && (mark === ',' ? chosen.thousands === ',' : bare.length === 0 || hints.decimal === '.');
  return { style: chosen, ambiguous: decimal === undefined && !isPlain ? 'decimal' : null, evidence: NO_EVIDENCE };
}

function decideTimestamp(present: Values, { hints }: DecideOptions, allowCompact: boolean): Partly | null {
  let orders: ReadonlySet<DateOrder> | null = null; // null: no value was looked at
  const all: ParsedDate[] = [];
  for (const [text] of present) {
    const dates = parseDate(text.trim(), { allowCompact });
    const here: ReadonlySet<DateOrder> = new Set(dates.map((date) => date.order));
    const both: ReadonlySet<DateOrder> = orders === null ? here : intersection(orders, here);
    if (both.size === 0) return null;
    orders = both;
    all.push(...dates);
  }
  const isAmbiguous = orders?.has('day-first') && orders.has('month-first');
  const separators = new Set(all.map((date) => date.separator));
  const order = isAmbiguous
    ? (hints.dates ?? (separators.has('/') ? 'month-first' : 'day-first'))
    : [...(orders ?? [])][0];
  const kept = distinctDates(all.filter((date) => date.order === order));
  const isPadded = present.some(([text]) => text.trim() !== text);
  const zones = new Set(kept.map((date) => date.hasZone));
  const assumed = [
    `date-order:${order}`,
    ...(zones.has(false) ? ['time-zone'] : []),
    ...(kept.some((date) => date.yearDigits === 2) ? ['two-digit-year'] : []),
    ...(isPadded ? ['padded'] : []),
  ];
  const says = !isAmbiguous && (order === 'day-first' || order === 'month-first') ? order : null;
  // Points are a continental habit, where the day comes first: no need to warn.
  const ambiguous =
    isAmbiguous && hints.dates === null && !(separators.size === 1 && separators.has('.')) ? 'dates' : null;
  return {
    form: { as: 'timestamp', dates: kept, isPadded },
    assumed,
    ambiguous,
    evidence: { decimal: null, dates: says },
  };
}

const intersection = (a: ReadonlySet<DateOrder>, b: ReadonlySet<DateOrder>): ReadonlySet<DateOrder> =>
  new Set([...a].filter((order) => b.has(order)));

function distinctDates(dates: readonly ParsedDate[]): readonly ParsedDate[] {
  return [...new Map(dates.map((date) => [JSON.stringify(date), date])).values()];
}

const padding = (present: Values): readonly string[] =>
  present.some(([text]) => text.trim() !== text) ? ['padded'] : [];

/**
 * The commonest form, where at least half the values are numbers, or dates: worth telling, because the rest may be
 * words for a missing value. How many rows have it is counted over the whole file.
 */
function mixedOf(present: Values, options: DecideOptions): Form | null {
  const numbers = present.filter(([text]) => numberStyles(text).length > 0);
  if (total(numbers) * 2 >= total(present)) {
    const ways = ([text]: Values[number]): readonly string[] =>
      numberStyles(text).map((style) => `${style} ${numberParts(text)?.unit}`);
    const form = decideNumber(commonest(numbers, ways), options)?.form;
    return form !== undefined && 'style' in form ? { ...form, as: 'number' } : null;
  }
  const dates = present.filter(([text]) => parseDate(text.trim()).length > 0);
  if (total(dates) * 2 < total(present)) return null;
  const orders = ([text]: Values[number]): readonly string[] => parseDate(text.trim()).map(({ order }) => order);
  return decideTimestamp(commonest(dates, orders), options, false)?.form ?? null;
}

/** The values that can be read in the way in which most can. */
function commonest(values: Values, ways: (value: Values[number]) => readonly string[]): Values {
  const counts = new Map<string, number>();
  for (const value of values) for (const way of ways(value)) counts.set(way, (counts.get(way) ?? 0) + value[1]);
  const [best] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [''];
  return values.filter((value) => ways(value).includes(best));
}

const total = (values: Values): number => values.reduce((sum, [, count]) => sum + count, 0);
