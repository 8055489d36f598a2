import { count, fixed, money, moneyDecimals, signed } from './numbers.ts';

/** What a report says of the line between yes and no. */
export const THRESHOLD = {
  better: (amount: string): string => `Another threshold saves ${amount} per 1,000 rows`,
  asGood: 'No other threshold is surely cheaper',
  noPrice: 'What other thresholds would find',
  unknown: 'Which threshold is cheapest cannot be told',
  nobody: 'yes to nobody',
  saving: (interval: string): string =>
    `What it saves was measured on rows that did not choose it: ${interval} per 1,000 rows.`,
  savingUnknown: 'What it saves on rows that did not choose it cannot be told.',
  range: (low: string, high: string): string =>
    `In nine of ten resamples the cheapest lies between ${low} and ${high}.`,
  capped: (perDay: string, rows: string): string =>
    `People can follow up ${perDay} rows a day and there are ${rows}: with more people a lower threshold would pay.`,
  fits: (perDay: string, rows: string): string =>
    `People can follow up ${perDay} rows a day; there are ${rows}, so that limits nothing here.`,
  noPriceSay: 'The contract names no costs, so none of them is the best: write costs into it to have one chosen.',
  tooFew: (n: string): string => `It takes 20 rows of each class; there are ${n} rows in all.`,
  caption: 'What each threshold costs',
  explains: 'Left almost nobody is answered yes, right almost everybody.',
  axes: (currency: string): { x: string; y: string } => ({
    x: 'answered yes, of 100 rows',
    y: `${currency} per 1,000 rows`,
  }),
  cap: 'people can follow up',
  unit: 'of 1,000 rows',
  now: 'as decided now',
  cheapest: 'cheapest',
  finds: (share: string): string => `finds ${share} of 100`,
  heads: { line: 'threshold', limit: 'yes at', found: 'found', missed: 'missed', falseAlarms: 'false alarms' },
} as const;

/** A score as a threshold is written: as few digits as it has, six at most. */
export const limitText = (limit: number): string => String(Number(limit.toPrecision(6)));

/** Rows of 1,000: whole where there are many. */
export const perThousand = (rows: number): string => (rows >= 10 || rows === 0 ? count(rows) : fixed(rows, 1));

/** "EUR 320 (between 250 and 390)": how much is saved. */
export function savingText(value: number, interval: readonly [number, number] | null, currency: string): string {
  const amount = money(value, currency);
  if (interval === null) return amount;
  const decimals = moneyDecimals(value);
  return `${amount} (${signed(interval[0], decimals)} to ${signed(interval[1], decimals)})`;
}
