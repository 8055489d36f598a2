interface Found {
  readonly by: string;
  readonly interval: string;
  readonly other: string;
  readonly elsewhere: string;
}

const said = ({ by, interval, other, elsewhere }: Found): string =>
  `it is ${by} worse than ${other}${interval === '' ? '' : ` (${interval})`}; elsewhere ${elsewhere}`;

/** What a report says of slices that nobody declared, in which a model answers worse than another. */
export const LOST = {
  none: (other: string): string => `The search found no slice that surely loses against ${other}`,
  slight: (margin: string): string => `What the search found loses no more than ${margin} for sure`,
  impossible: 'No slices that lose could be searched for',
  noneWorse: (other: string): string => `Among the rows that were searched no answer is worse than that of ${other}.`,
  worst: (words: string, by: string, other: string): string => `Worse than ${other} by ${by} where ${words}`,
  read: (other: string): string =>
    `Right of the line it is worse than ${other}; hollow is not confirmed and may be chance.`,
  note: (level: string, other: string): string =>
    `Confirmed is what is surely worse than ${other}, and by more than elsewhere, after Holm's correction; intervals hold for all slices together at ${level}.`,
  axis: (other: string): string => `points worse than ${other}`,
  axisUnit: (unit: string, other: string): string => `${unit === '' ? '' : `${unit} `}farther off than ${other}`,
  asOther: (other: string): string => `as ${other}`,
  support: (n: string, words: string, of: Found): string =>
    `Searched for and confirmed: of ${n} rows where ${words} ${said(of)}.`,
  supportShort: (n: string, of: Found): string =>
    `That slice was searched for and confirmed on other rows: of ${n} ${said(of)}.`,
  elsewhere: (by: string, isWorse: boolean): string => `${by} ${isWorse ? 'worse' : 'better'}`,
  clause: (by: string, other: string, where: string): string => `It is ${by} worse than ${other}${where}.`,
} as const;
