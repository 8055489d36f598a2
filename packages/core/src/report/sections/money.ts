import type { Price, Prices } from '../../table/row-prices.ts';
import type { Section } from '../blocks.ts';
import { otherName } from '../headline.ts';
import type { MoneyLine, Result } from '../result.ts';
import { moneySupport } from '../words/headline.ts';
import { capital, count, intervalText, money, moneyDecimals, pluralWord, signed } from '../words/numbers.ts';
import { COST_NAMES, columnPrice, HEADS, pairCost, SECTION } from '../words/sections.ts';
import { sliceName } from '../words/slices.ts';

/** What the comparison costs, where the contract says what mistakes cost. */
export function moneySection(result: Result): Section | null {
  const lines = result.comparison?.money ?? [];
  const currency = lines[0]?.currency;
  if (currency === undefined) return null;
  const slices = [...lines].filter((line) => line.slice !== null).sort((a, b) => b.difference - a.difference);
  const sorted = [...slices, ...lines.filter((line) => line.slice === null)];
  const names = [HEADS.thisModel, otherName(result), HEADS.difference];
  return {
    id: 'money',
    heading: moneyHeading(lines),
    says: [costsSentence(result, currency), SECTION.moneySay(otherName(result))].filter((said) => said !== ''),
    note: '',
    verdict: null,
    isBrief: true,
    brief: briefOf(lines),
    blocks: [
      {
        kind: 'table',
        caption: HEADS.per1000(currency),
        unit: HEADS.per1000(currency),
        columns: [
          { name: HEADS.rows, isNumber: false },
          { name: HEADS.n, isNumber: true },
          ...names.map((name) => ({ name, isNumber: true })),
        ],
        rows: sorted.map((line) => row(line)),
        rest: null,
      },
    ],
  };
}

/** As many places as a short form names; the table has all. */
const MOST_PLACES = 3;

/** What all rows cost beside the other model, and the places that cost clearly more. */
function briefOf(lines: readonly MoneyLine[]): readonly string[] {
  const whole = lines.filter(({ slice }) => slice === null);
  const dearer = lines.filter((line) => line.slice !== null && side(line) > 0);
  const worst = dearer.sort((a, b) => b.difference - a.difference).slice(0, MOST_PLACES);
  const rest = dearer.length - worst.length;
  const said = [...whole, ...worst].map((line) => moneySupport(line, { isNamed: false }));
  return [[...said, ...(rest > 0 ? [SECTION.moneyMore(pluralWord(rest, 'more place'))] : [])].join(' ')];
}

/** 1 where it clearly costs more than the other model, -1 where it clearly costs less. */
function side({ interval }: MoneyLine): number {
  const [low, high] = interval ?? [null, null];
  return low !== null && low > 0 ? 1 : high !== null && high < 0 ? -1 : 0;
}

/** What the money says as a whole: a difference is said only where its interval leaves zero out. */
export function moneyHeading(lines: readonly MoneyLine[]): string {
  const all = lines.find((line) => line.slice === null);
  const isHidden = all !== undefined && side(all) < 0 && lines.some((line) => side(line) > 0);
  if (isHidden) return SECTION.moneyMixed;
  const whole = all === undefined ? 0 : side(all);
  const dearer = lines.filter((line) => line.slice !== null && side(line) > 0).length;
  if (whole === 0 && dearer > 0) return SECTION.moneyInPlaces(pluralWord(dearer, 'place'));
  return whole > 0 ? SECTION.moneyWorse : whole < 0 ? SECTION.moneyBetter : SECTION.moneyUnclear;
}

function row(line: MoneyLine) {
  const interval = intervalText(line.interval, (end) => signed(end, moneyDecimals(line.difference)));
  const plain = (amount: number): string => signed(amount, moneyDecimals(amount)).replace('+', '');
  return {
    cells: [
      { text: sliceName(line.slice) },
      { text: count(line.n) },
      { text: plain(line.candidate) },
      { text: plain(line.other) },
      {
        text: signed(line.difference, moneyDecimals(line.difference)),
        ...(interval === '' ? {} : { small: interval }),
      },
    ],
    isHot: line.slice !== null && line.interval !== null && (line.interval[0] ?? 0) > 0,
    isTotal: line.slice === null,
  };
}

/** "A false alarm costs USD 1, a missed case USD 3." or "Saying b where a is true costs USD 10." */
function costsSentence({ costs }: Result, currency: string): string {
  const { matrix, ...single } = costs ?? {};
  const outcomes = Object.entries(single).flatMap(([key, price]) => {
    const name = COST_NAMES[key];
    return name === undefined || typeof price === 'string' ? [] : [[name, price as Price] as const]; // as: no matrix
  });
  const all = Array.isArray(matrix) ? (matrix as Prices['matrix']) : []; // as: what is written under this key
  const pairs = all.map(({ label, prediction, cost }) => [pairCost(label, prediction), cost] as const);
  const named = [...outcomes, ...pairs].map(([name, price]) => [name, priceText(price, currency)] as const);
  if (named.length === 0) return '';
  const shown = named
    .slice(0, MOST_PRICES)
    .map(([name, cost], i) => (i === 0 ? `${name} costs ${cost}` : `${name} ${cost}`));
  const rest = named.length - shown.length;
  return `${capital([...shown, ...(rest > 0 ? [pluralWord(rest, 'more price')] : [])].join(', '))}.`;
}

/** More prices are not read as a sentence; they stand in the contract. */
const MOST_PRICES = 6;

const priceText = (price: Price, currency: string): string =>
  typeof price === 'number' ? money(price, currency) : columnPrice(price, currency);
