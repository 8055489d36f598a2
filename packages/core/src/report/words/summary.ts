const COUNTED: Readonly<Record<string, string>> = {
  fail: 'failed',
  unknown: 'undecided',
  warn: 'with a warning',
  pass: 'passed',
  none: 'measured',
};

/** What stands above the reports of several contracts in one summary. */
export const SUMMARY = {
  heading: (n: number): string => `${n} models`,
  words: COUNTED,
  heads: ['verdict', 'model', 'in a sentence'],
  measured: 'Measured',
  tooLong: 'This report is left out: the summary would be larger than GitHub takes. It is in the HTML.',
} as const;
