import type { BacktestResult } from '../backtest-result.ts';
import type { Result } from '../result.ts';
import { money } from './numbers.ts';

/** The files that the demo writes, as paths that commands take. */
export interface DemoPaths {
  readonly predictions: string;
  readonly challenger: string;
  readonly labels: string;
  readonly contract: string;
  readonly report: string;
  readonly year: string;
  readonly usual: string;
  readonly outcomes: string;
  readonly history: string;
  readonly ledger: string;
}

/** What the demo tells between its commands. */
export const DEMO_WORDS = {
  begin: (paths: DemoPaths, customers: string): string =>
    `A shop wants to keep its customers. A model says who may leave; from a chance of 20 % on the customer gets a voucher of EUR 5. A customer who leaves without one costs EUR 60. The champion decides today; a challenger wants its place. ${customers} customers, made up: ${paths.predictions}, ${paths.challenger}, ${paths.labels}.`,
  describe: 'First look: what is in the file, and what was assumed to read it?',
  init: 'A contract says what has to hold. Its first draft is written from the file; what is not in the file is said with options.',
  added: (paths: DemoPaths): string =>
    `What only people know goes in by hand. These lines were added to ${paths.contract}:`,
  gate: 'Is the champion good enough by itself? The labels came three months later, in a file of their own.',
  challenge:
    'May the challenger take its place? It must not lose money, over all customers and where it was trained on little.',
  year: (paths: DemoPaths, customers: string): string =>
    `The champion stays, and a year goes by: ${customers} customers, scored day by day (${paths.year}); who left is known a week later (${paths.outcomes}). In June a new newsletter found more readers. In the last week of August a rival opened in the south, which no column shows. Would anybody have told the shop, and how often for nothing?`,
  verify: 'Can anybody check what was decided, and on what evidence? From the ledger alone, in another program:',
  found: 'What was found',
  next: 'Your turn',
  report: ({ report, history }: DemoPaths): string =>
    `The reports: ${report} and ${history} (open them in a browser; they need no network).`,
  own: [
    'holdfast describe YOUR.csv',
    'holdfast init YOUR.csv',
    'holdfast gate YOUR.csv',
    'holdfast backtest YOUR.csv --timestamp COLUMN',
  ],
  ownAbout: 'The same on a file of your own, with an id, a score or prediction and a label for each row:',
} as const;

/** The slice of the demo in which the challenger fails. */
const SLICE = 'western online customers';

/** What a person adds to the draft of the contract. */
export const DEMO_CONTRACT = `
# A voucher in vain, and the margin of a customer who left without one.
costs: { false_positive: 5, false_negative: 60, currency: EUR }

slices:
  - region
  - channel
  - name: ${SLICE}
    where: "region = 'W' and channel = 'online'"

release:
  checks:
    - roc-auc >= 0.78                    # it knows who is likelier to leave
    - expected-calibration-error <= 6%   # and a chance of 20 % is one
    - cost-per-row <= 5                  # EUR for each customer
  compare:                             # may cost 20 cents more, in a guard 40
    to: champion
    metric: cost-per-row
    margin: 0.2
    guard: [${SLICE}]

watch:
  label_delay: 7d                      # who left is known after a week
  false_alarms: 1 per 90d              # over everything that is watched
`;

const [DEARER, CHEAPER] = ['dearer', 'cheaper'];

/** What the two gates and the year found, in sentences that need no statistics; figures are those of the results. */
export function demoFound(champion: Result, challenger: Result, year: BacktestResult): readonly string[] {
  const lines = challenger.comparison?.money ?? [];
  const costs = lines.map(({ slice, difference, currency }) => {
    const amount = money(Math.round(Math.abs(difference)), currency);
    const where = slice === null ? 'over all customers' : `for ${slice}`;
    return { slice, text: `${amount} ${difference > 0 ? DEARER : CHEAPER} per 1,000 ${where}` };
  });
  const all = costs.find(({ slice }) => slice === null)?.text;
  const weak = costs.find(({ slice }) => slice === SLICE)?.text;
  const isHidden = all?.includes(CHEAPER) && weak?.includes(DEARER) && challenger.verdict === 'fail';
  return [
    `The champion: ${champion.headline.sentence}`,
    `The challenger: ${challenger.headline.sentence}`,
    ...(isHidden ? [`The challenger is ${all}, but ${weak}. An average over everybody would have hidden that.`] : []),
    `The year: ${year.headline.sentence}`,
  ];
}
