/** Words of the row of key figures. */
export const FACT = {
  none: 'no value',
  noInterval: 'no interval',
  compared: (title: string, slice: string, other: string): string =>
    `${title} beside ${other}, ${slice}`.replace(/^./u, (c) => c.toUpperCase()),
  margin: (margin: string): string => `may lose ${margin}`,
  money: (slice: string): string => `Money, ${slice}`,
  sides: ['worse', 'better'],
  moneySides: ['dearer', 'cheaper'],
  same: 'no difference',
  dearer: (amount: string, difference: number): string =>
    difference > 0 ? `${amount} dearer` : difference < 0 ? `${amount} cheaper` : 'the same',
  either: (cheaper: string, dearer: string): string => `${cheaper} cheaper to ${dearer} dearer`,
  per1000: 'per 1,000 decisions',
  how: (interval: string, n: string, more: string): string =>
    [interval, `n ${n}`, more].filter((part) => part !== '').join(' · '),
} as const;
