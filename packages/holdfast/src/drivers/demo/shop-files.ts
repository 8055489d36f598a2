import type { Customer } from './shop.ts';

/** The score from which the shop sends a voucher. */
export const THRESHOLD = 0.2;

/** The files of the shop, by name, as three systems would have exported them. */
export function shopFiles(
  shop: readonly Customer[],
): Readonly<Record<'predictions.csv' | 'challenger.csv' | 'labels.csv', string>> {
  return { 'predictions.csv': champion(shop), 'challenger.csv': challenger(shop), 'labels.csv': labels(shop) };
}

/** From the till: semicolons, decimal commas, CRLF, and an empty cell for who has not bought. */
function champion(shop: readonly Customer[]): string {
  const head = [
    'customer_id',
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
  const rows = shop.map((one) => [
    one.customer_id,
    one.region,
    one.channel,
    one.tenure_months,
    one.visits_90d,
    one.days_since_visit,
    one.basket_eur === null ? '' : comma(one.basket_eur, 2),
    one.complaints,
    one.newsletter,
    comma(one.champion, 4),
    one.champion > THRESHOLD ? 1 : 0,
  ]);
  return [head, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('');
}

const comma = (value: number, decimals: number): string => value.toFixed(decimals).replace('.', ',');

/** From a notebook: nothing but ids and scores. */
const challenger = (shop: readonly Customer[]): string =>
  `customer_id,score\n${shop.map((one) => `${one.customer_id},${one.challenger}\n`).join('')}`;

/** From the books, three months later: in another order, and by id. */
const labels = (shop: readonly Customer[]): string =>
  `customer_id,left\n${shop
    .toReversed()
    .map((one) => `${one.customer_id},${one.left}\n`)
    .join('')}`;
