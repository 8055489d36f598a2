import { makeRandom, type Random } from '@holdfast/core/std/random.ts';
import { type Customer, makeCustomer, type Times } from './shop.ts';
import { THRESHOLD } from './shop-files.ts';

const DAY = 86_400_000;
/** The first day of the reference: a Monday, thirteen weeks before the year. */
const START = Date.UTC(2024, 9, 7);
const REFERENCE_DAYS = 91;
const YEAR_DAYS = 364;
const LABEL_DAYS = 7;

/** Days of the year on which something changes: it is told of in the story of the demo. */
const RELAUNCH = 147;
const RIVAL = 231;

/** A customer on the day on which the champion was asked. */
interface Visit {
  readonly customer: Customer;
  readonly at: number;
}

/**
 * The shop over a year, after a quarter that is taken as usual. Fewer come on Sundays and more before Christmas. In
 * June a new newsletter finds more readers, which the model knows how to take; in the last week of August a rival opens
 * in the south, which no column shows and outcomes show a week later. The same seed gives the same year.
 */
export function shopYear(seed: number): Readonly<Record<'usual.csv' | 'year.csv' | 'outcomes.csv', string>> {
  const random = makeRandom(seed + 1000);
  const usual = visitsOf(random, { from: 0, days: REFERENCE_DAYS, firstId: 100_001 });
  const year = visitsOf(random, { from: REFERENCE_DAYS, days: YEAR_DAYS, firstId: 200_001 });
  return {
    'usual.csv': table([...HEAD, 'left', 'known_at'], usual, (visit) => [...cellsOf(visit), ...outcomeOf(visit)]),
    'year.csv': table(HEAD, year, cellsOf),
    'outcomes.csv': table(['customer_id', 'left', 'known_at'], year, (visit) => [
      visit.customer.customer_id,
      ...outcomeOf(visit),
    ]),
  };
}

/** By day of the week from Monday: how many customers are scored, of a usual day. */
const WEEK = [0.9, 0.9, 1, 1, 1.2, 1.5, 0.5];
const PER_DAY = 60;

function visitsOf(
  random: Random,
  { from, days, firstId }: { readonly from: number; readonly days: number; readonly firstId: number },
): readonly Visit[] {
  const visits: Visit[] = [];
  for (let day = from; day < from + days; day++) {
    const noon = START + day * DAY + DAY / 2;
    const season = 1 + 0.25 * Math.cos((2 * Math.PI * (noon - Date.UTC(2024, 11, 20))) / (365.25 * DAY));
    const count = Math.round(PER_DAY * season * (WEEK[day % 7] ?? 1) * (0.9 + 0.2 * random()));
    const times = Array.from({ length: count }, () => START + day * DAY + Math.floor((8 + 12 * random()) * 3_600_000));
    for (const at of times.sort((a, b) => a - b)) {
      visits.push({ customer: makeCustomer(firstId + visits.length, random, timesOn(day - REFERENCE_DAYS)), at });
    }
  }
  return visits;
}

const timesOn = (day: number): Times => ({
  readers: day >= RELAUNCH ? 0.62 : 0.45,
  southPull: day >= RIVAL ? 2.6 : 0,
});

const HEAD = [
  'customer_id',
  'scored_at',
  'region',
  'channel',
  'tenure_months',
  'visits_90d',
  'days_since_visit',
  'basket_eur',
  'complaints',
  'newsletter',
  'score',
  'prediction',
];

function cellsOf({ customer, at }: Visit): readonly (string | number)[] {
  const { customer_id, region, channel, tenure_months, visits_90d, days_since_visit, complaints, newsletter } =
    customer;
  const [basket, score] = [customer.basket_eur, customer.champion];
  return [
    ...[customer_id, timeText(at), region, channel, tenure_months, visits_90d, days_since_visit],
    ...[basket === null ? '' : basket.toFixed(2), complaints, newsletter, score.toFixed(4)],
    score > THRESHOLD ? 1 : 0,
  ];
}

const outcomeOf = ({ customer, at }: Visit): readonly (string | number)[] => [
  customer.left,
  timeText(at + LABEL_DAYS * DAY),
];

const timeText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

function table(
  head: readonly string[],
  visits: readonly Visit[],
  cells: (visit: Visit) => readonly (string | number)[],
): string {
  return [head, ...visits.map(cells)].map((row) => `${row.join(',')}\n`).join('');
}
