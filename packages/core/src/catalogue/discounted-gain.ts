import type { List } from './queries.ts';

let discounts = new Float64Array(0);

/** 1 / log2(place + 2) for so many places, shared by all lists. */
function discountsFor(places: number): Float64Array {
  if (places > discounts.length) discounts = Float64Array.from({ length: 2 * places }, (_, i) => 1 / Math.log2(i + 2));
  return discounts;
}

/** What relevance is worth: itself, or 2^relevance - 1. */
export type Worth = 'plain' | 'exponential';

const worthOf = (relevance: number, worth: Worth): number => (worth === 'plain' ? relevance : 2 ** relevance - 1);

/** The discounted gain of the first places of a list; items that tie share what they are worth. */
export function discountedGain({ relevance, tieEnd, start, end }: List, places: number, worth: Worth): number {
  const discount = discountsFor(places);
  let gain = 0;
  for (let place = start; place < end && place - start < places; ) {
    const last = tieEnd[place]!; // ! place < n
    let sum = 0;
    for (let tied = place; tied < last; tied++) sum += worthOf(relevance[tied]!, worth); // ! tied < n
    const each = sum / (last - place);
    for (; place < last; place++) if (place - start < places) gain += each * discount[place - start]!; // ! below places
  }
  return gain;
}

/** The most that the first places could have: the items in the order of what they are worth. */
export function idealGain({ relevance, start, end }: List, places: number, worth: Worth): number {
  const discount = discountsFor(places);
  const sorted = relevance.slice(start, end).sort();
  let gain = 0;
  for (let place = 0; place < places; place++) {
    gain += worthOf(sorted[sorted.length - 1 - place]!, worth) * discount[place]!; // ! places are at most the items
  }
  return gain;
}
