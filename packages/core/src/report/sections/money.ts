import type { Section } from '../blocks.ts';
import { otherName } from '../headline.ts';
import type { MoneyLine, Result } from '../result.ts';
import { capital, count, intervalText, money, moneyDecimals, pluralWord, signed } from '../words/numbers.ts';
import { COST_NAMES, HEADS, SECTION } from '../words/sections.ts';
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

/** What the money says as a whole: a difference is said only where its interval leaves zero out. */
export function moneyHeading(lines: readonly MoneyLine[]): string {
  const all = lines.find((line) => line.slice === null);
  const side = (line: MoneyLine): number => {
    const [low, high] = line.interval ?? [null, null];
    return low !== null && low > 0 ? 1 : high !== null && high < 0 ? -1 : 0;
  };
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

/** "A false alarm costs USD 1, a missed case USD 3." */
function costsSentence(result: Result, currency: string): string {
  const named = Object.entries(result.costs ?? {}).flatMap(([key, cost]) => {
    const name = COST_NAMES[key];
    return name === undefined || typeof cost !== 'number' ? [] : [[name, money(cost, currency)] as const];
  });
  return named.length === 0
    ? ''
    : `${capital(named.map(([name, cost], i) => (i === 0 ? `${name} costs ${cost}` : `${name} ${cost}`)).join(', '))}.`;
}
