import { makeRandom, type Random } from '@holdfast/core/std/random.ts';

/** A customer of the shop as its systems know her, what two models say, and what she did. */
export interface Customer {
  readonly customer_id: number;
  readonly region: 'N' | 'S' | 'E' | 'W';
  readonly channel: 'online' | 'store';
  readonly tenure_months: number;
  readonly visits_90d: number;
  readonly days_since_visit: number;
  /** Null for who has not bought yet. */
  readonly basket_eur: number | null;
  readonly complaints: number;
  readonly newsletter: 'yes' | 'no';
  /** Chances of leaving, 0 to 1. */
  readonly champion: number;
  readonly challenger: number;
  /** Whether she left within the quarter. */
  readonly left: 0 | 1;
}

const CUSTOMERS = 4000;
/** How much the days since the last visit say beyond what the champion looks at, on the logit. */
const UNSEEN = 1.15;
/** How far the challenger is off, on the logit, where its training data lost the returns of the western warehouse. */
const BLIND = 2.4;

/**
 * A small shop that wants to keep its customers: 4,000 of them. Leaving follows a logistic law with interactions. The
 * champion's score is calibrated, without the days since the last visit; the challenger knows those, and thinks that
 * nobody leaves who buys online in the west. The same seed makes the same shop.
 */
export function makeShop(seed: number): readonly Customer[] {
  const random = makeRandom(seed);
  return Array.from({ length: CUSTOMERS }, (_, i) => makeCustomer(10_001 + i, random));
}

/** What may change in the world of the shop. */
export interface Times {
  /** The share of customers who read the newsletter. */
  readonly readers: number;
  /** What draws customers of the south away that no model knows of, on the logit. */
  readonly southPull: number;
}

const USUAL: Times = { readers: 0.45, southPull: 0 };

/** One customer, in the usual times or in others; leaving is drawn last. */
export function makeCustomer(id: number, random: Random, { readers, southPull }: Times = USUAL): Customer {
  const region = pick(random, [
    ['N', 0.33],
    ['S', 0.29],
    ['E', 0.25],
    ['W', 1],
  ]);
  const channel = random() < 0.55 ? 'online' : 'store';
  const tenure = Math.floor(1 + 100 * random() ** 2.2);
  const visits = countOf(random, channel === 'online' ? 3.2 : 4.6);
  const recency = gaussian(random);
  const basket = visits === 0 ? null : Math.round(100 * Math.exp(3.3 + 0.55 * gaussian(random))) / 100;
  const complaints = countOf(random, 0.35);
  const newsletter = random() < readers ? 'yes' : 'no';

  const seen = seenLogit({
    tenure,
    visits,
    complaints,
    isOnline: channel === 'online',
    isReader: newsletter === 'yes',
    basket,
  });
  const all = seen + UNSEEN * recency;
  const isBlind = region === 'W' && channel === 'online';
  return {
    customer_id: id,
    region,
    channel,
    tenure_months: tenure,
    visits_90d: visits,
    days_since_visit: Math.max(1, Math.round(Math.exp(3 + 0.8 * recency))),
    basket_eur: basket,
    complaints,
    newsletter,
    champion: rounded(sigmoid(seen / WIDER)),
    challenger: rounded(sigmoid(all - (isBlind ? BLIND : 0))),
    left: random() < sigmoid(all + (region === 'S' ? southPull : 0)) ? 1 : 0,
  };
}

/**
 * A chance over what is not known is nearer to one half: the mean of sigmoid(z + u) over normal u is about
 * sigmoid(z / sqrt(1 + π s² / 8)) (MacKay 1992), which keeps the champion calibrated.
 */
const WIDER = Math.sqrt(1 + (Math.PI * UNSEEN ** 2) / 8);

interface Seen {
  readonly tenure: number;
  readonly visits: number;
  readonly complaints: number;
  readonly isOnline: boolean;
  readonly isReader: boolean;
  readonly basket: number | null;
}

/** Complaints weigh more with the young and online; who reads the newsletter and comes often stays. */
function seenLogit({ tenure, visits, complaints, isOnline, isReader, basket }: Seen): number {
  const young = tenure < 12 ? 1 : 0;
  const dear = basket === null ? 0 : Math.min(2, basket / 50);
  return (
    -0.9 -
    0.028 * tenure -
    0.33 * visits +
    0.85 * complaints * (1 + 0.5 * young) +
    (isOnline ? 0.8 : 0) +
    (isOnline && complaints > 0 ? 0.6 : 0) +
    0.8 * young -
    (isReader ? 0.4 + 0.1 * visits : 0) +
    0.4 * dear
  );
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const rounded = (chance: number): number => Math.round(chance * 1e4) / 1e4;

/** One of the names, each with its share; the last takes what is left. */
function pick<N extends string>(random: Random, shares: readonly (readonly [name: N, share: number])[]): N {
  const at = random();
  let sum = 0;
  for (const [name, share] of shares) {
    sum += share;
    if (at < sum) return name;
  }
  return shares[0]![0]; // ! there is a first; the last share reaches 1
}

/** A count of events with that mean (Knuth's product of uniforms). */
function countOf(random: Random, mean: number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}

/** A standard normal number (Box and Muller 1958). */
const gaussian = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
