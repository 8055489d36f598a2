/** How the numbers of a column are written. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  /** What stands between groups of digits; `indian` is the comma of 1,23,456. */
  readonly thousands: '' | ',' | '.' | "'" | ' ' | 'indian';
}

/** A number of a cell without its unit and sign. */
interface Parts {
  readonly unit: string;
  readonly side: 'before' | 'after' | 'none';
  readonly isNegative: boolean;
  readonly body: string;
  readonly exponent: string;
}

/** Styles in the order in which they are tried: the plainest that fits all values of a column is taken. */
export const NUMBER_STYLES: readonly NumberStyle[] = [
  { decimal: '.', thousands: '' },
  { decimal: '.', thousands: ',' },
  { decimal: ',', thousands: '' },
  { decimal: ',', thousands: '.' },
  { decimal: '.', thousands: "'" },
  { decimal: ',', thousands: ' ' },
  { decimal: '.', thousands: ' ' },
  { decimal: ',', thousands: "'" },
  { decimal: '.', thousands: 'indian' },
];

/** Currencies by sign or code, and the percent sign. */
const UNIT =
  /^(?:[$€£¥₹₽₩₺₪]|US\$|R\$|C\$|A\$|USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK|BRL|MXN|CNY|kr|zł|Fr\.|%)$/;
const SHAPE =
  /^([^\d+-]*?)\s*([+-]?)\s*([^\d+-]*?)\s*((?:\d[\d.,'’ \u00a0\u202f]*|[.,]\d+))((?:[eE][+-]?\d{1,5})?)\s*([^\d+-]*)$/;

/** The unit, sign and digits of a text; null when it is no number in any style. */
export function numberParts(cell: string): Parts | null {
  const text = cell.trim().replace(/^−/, '-');
  if (text.length === 0 || text.length > 60) return null;
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, before = '', sign = '', between = '', digits = '', exponent = '', after = ''] = match;
  if (exponent !== '' && digits !== digits.trimEnd()) return null;
  const unit = (before || between || after).trim();
  if ([before, between, after].filter((part) => part.trim() !== '').length > 1) return null;
  if (unit !== '' && !UNIT.test(unit)) return null;
  const side = unit === '' ? 'none' : after.trim() === '' ? 'before' : 'after';
  return { unit, side, isNegative: sign === '-', body: digits.trimEnd(), exponent };
}

/**
 * The body of a number in a style: groups of digits, then decimals unless only whole numbers count. As text, because
 * a query uses it too.
 */
export function bodyRule({ decimal, thousands }: NumberStyle, { allowDecimals } = { allowDecimals: true }): string {
  const point = decimal === '.' ? '\\.' : ',';
  const fraction = allowDecimals ? `(?:${point}\\d*)?` : '';
  const bare = allowDecimals ? `\\d+${fraction}|${point}\\d+` : '\\d+';
  if (thousands === '') return `(?:${bare})`;
  if (thousands === 'indian') return `(?:\\d{1,2}(?:,\\d{2})*,\\d{3}${fraction}|${bare})`;
  const mark = { ',': ',', '.': '\\.', "'": "['’]", ' ': '[ \u00a0\u202f]' }[thousands];
  return `(?:\\d{1,3}(?:${mark}\\d{3})+${fraction}|${bare})`;
}

const rules = NUMBER_STYLES.map((style) => new RegExp(`^${bodyRule(style)}$`));

const ALL = NUMBER_STYLES.map((_, i) => i);

/** The styles (positions of NUMBER_STYLES) in which a text is a number. */
export function numberStyles(cell: string): readonly number[] {
  const parts = numberParts(cell);
  return parts === null ? [] : stylesOf(parts.body);
}

/** The styles, of those that are still possible, in which the body of a number is written. */
export const stylesOf = (body: string, possible: readonly number[] = ALL): readonly number[] =>
  possible.filter((i) => rules[i]!.test(body)); // ! a position of NUMBER_STYLES

/** The number of a text in a style, or null. */
export function parseNumber(cell: string, style: NumberStyle): number | null {
  const parts = numberParts(cell);
  if (parts === null || !rules[NUMBER_STYLES.indexOf(style)]?.test(parts.body)) return null;
  const value = Number(plainBody(parts.body, style) + parts.exponent);
  return Number.isFinite(value) ? (parts.isNegative ? -value : value) : null;
}

function plainBody(body: string, { decimal, thousands }: NumberStyle): string {
  const groups = { '': /$^/g, ',': /,/g, indian: /,/g, '.': /\./g, "'": /['’]/g, ' ': /[ \u00a0\u202f]/g }[thousands];
  return body.replace(groups, '').replace(decimal === ',' ? ',' : /$^/, '.');
}
