import { readFileSync } from 'node:fs';
import type { Line, Measured, MethodLine, Outside } from '../bench/coverage/summary.ts';
import { root } from './generated.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What the methods are called in the JSON, and where each is chosen. */
const METHODS: readonly (readonly [name: string, where: string])[] = [
  ['wilson', 'a share of independent rows'],
  ['clopper-pearson', 'such a share with fewer than ten rows on its rarer side: exact'],
  ['tango', 'a difference of two shares of the same rows'],
  [
    'delta',
    "what lies between 0 and 1 (on the logit), is a ratio (on the logarithm) or is R² or a skill of numbers; Student's t",
  ],
  ['delong', 'the area under the ROC curve, on the logit, and its differences'],
  ['hall', 'means, roots of means and ratios of sums: skewness taken off'],
  ['bca', 'what is no mean and has few rows that carry it: resampled'],
  ['basic', 'calibration errors: resampled, less what chance adds'],
  ['corrected', 'what is made best in the same rows (KS, H): resampled, its bias taken off'],
  ['jackknife', 'the same area by few clusters, or with few rows of a class: without each cluster in turn'],
  ['chi-squared', 'entropy and uncertainty near their peak, where rows stop moving them; the spread over seeds'],
  ['order-statistics', 'quantiles'],
  ['two-way', 'the mean over seeds: other rows and other seeds'],
];

/** docs/reference/coverage.md: how intervals are chosen, and how often they held the truth. */
export function coveragePage(): string {
  const text = readFileSync(`${root}bench/coverage/measured.json`, 'utf8');
  const { lines: all, methods, outside, simulations } = JSON.parse(text) as Measured; // as: bench/coverage/summary.ts
  const lines = all.filter(({ isEarlier }) => isEarlier !== true);
  const sizes = [...new Set(methods.map(({ n }) => n))].sort((a, b) => a - b);
  const total = (key: 'numbers' | 'inside' | 'low' | 'high' | 'gaps' | 'simulations', least: number): number =>
    lines.filter(({ n }) => n >= least).reduce((sum, line) => sum + line[key], 0);
  return [
    '# Intervals, and how often they hold\n',
    'Every number has an interval of 95 %, or says why not and how many rows would give it one. One rule chooses the method from the data; the JSON and the column "interval by" of the report name it. `cluster-` before a name: whole clusters (days, customers) instead of rows.\n',
    '| method | where |\n| --- | --- |',
    ...METHODS.map(([name, where]) => `| \`${name}\` | ${where} |`),
    '\nNo interval: fewer than ten rows of a class that the number is about (shares apart), fewer than five clusters (12 for losses of quantiles, R² and skill of numbers, 30 for the calibration slope), fewer than 50 rows where a value would have to be resampled, 100 rows for RMSE, R² and the skill of numbers, ten rows beyond an outer quantile or outside of an interval, ten negatives in the part of a partial ROC AUC, twelve lists for NDCG, 30 rows for relative bias, 20 for Tweedie deviance, ten rows in the top for gain, and for the inequality of answers more the more unequal they are (500 at .6). A gap says how many rows like these would do.\n',
    '## Measured\n',
    `From \`npm run bench -- coverage\`: samples of a population whose value is the truth; every metric in every reading, base rates of 2 %, 10 % and 50 % (for numbers: heavy, middle and light tails). Half of the numbers have ${simulations[0].toLocaleString('en')} simulations or more, none more than ${simulations[1].toLocaleString('en')}; what is resampled has fewer. ${total('simulations', 0).toLocaleString('en')} intervals. The goal is 94 to 96.5 % from 200 rows on; each number is judged with the binomial error of its simulations (99 %), so that one in two hundred lies outside by chance. From 200 rows on ${total('inside', 200)} of ${total('numbers', 200)} numbers lie in there or may, ${total('low', 200)} under, ${total('high', 200)} over; ${total('gaps', 200)} have no interval in most samples. "Earlier" is of a run before the last one: these have not been measured again.\n`,
    `| rows | numbers | no interval | held the truth | inside | under | over | lowest |\n| --- | --- | --- | --- | --- | --- | --- | --- |`,
    ...all.map(lineOf),
    '\n## Known to be too narrow\n',
    `Under 93 % beyond the error of their simulations, the lowest first: ${outside.length} of ${total('numbers', 0)} numbers.\n`,
    '| rows | number | held the truth | interval by |\n| --- | --- | --- | --- |',
    ...outside.map(outsideOf),
    '\nBy method, all numbers together (held the truth, of so many):\n',
    `| method | ${sizes.map((n) => `${n} rows`).join(' | ')} |\n| --- |${' --- |'.repeat(sizes.length)}`,
    ...[...new Set(methods.map(({ method }) => method))].map((method) => methodOf(method, methods, sizes)),
    '',
  ].join('\n');
}

const outsideOf = ({ where, n, metric, covered, asked, method }: Outside): string =>
  `| ${where}, ${n} | ${metric} | ${covered} of ${asked} (${percent(covered / asked)}) | \`${method}\` |`;

function lineOf(line: Line): string {
  const { task, by, n, numbers, gaps, coverage, inside, low, high, worst, isEarlier } = line;
  const lowest =
    worst === null
      ? ''
      : `${worst.metric}, ${worst.baseRate}: ${worst.covered} of ${worst.asked} (\`${worst.method}\`)`;
  const held = numbers === 0 ? '' : percent(coverage);
  const rows = `${task}, ${by}, ${n}${isEarlier ? ' (earlier)' : ''}`;
  return `| ${rows} | ${numbers} | ${gaps} | ${held} | ${inside} | ${low} | ${high} | ${lowest} |`;
}

function methodOf(method: string, all: readonly MethodLine[], sizes: readonly number[]): string {
  const cells = sizes.map((n) => {
    const found = all.find((one) => one.method === method && one.n === n);
    return found === undefined ? '' : `${percent(found.covered / found.asked)} of ${found.asked}`;
  });
  return `| \`${method}\` | ${cells.join(' | ')} |`;
}
