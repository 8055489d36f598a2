import { type Coded, type Item, nameOf } from './coded.ts';

/** A slice that a search found. */
export interface Scored {
  readonly items: readonly Item[];
  readonly size: number;
  /** The sum of its losses. */
  readonly sum: number;
  readonly score: number;
}

/** The best slices so far. */
export interface Best {
  /** The score that a slice must reach to be among them; 0 while there is room. */
  least(): number;
  offer(slice: Scored): void;
  sorted(): readonly Scored[];
}

/**
 * Keeps the `keep` best slices. Of equal scores the one with fewer items comes first, then the one with more rows, then
 * the one whose items come first by name: so the order of rows and columns does not matter. O(keep) for each that gets
 * in.
 */
export function makeBest(keep: number, features: readonly Coded[]): Best {
  const best: (Scored & { readonly name: string })[] = [];
  const isBefore = (a: Scored & { name: string }, b: Scored & { name: string }): boolean => {
    if (a.score !== b.score) return a.score > b.score;
    if (a.items.length !== b.items.length) return a.items.length < b.items.length;
    return a.size !== b.size ? a.size > b.size : a.name < b.name;
  };
  const least = (): number => (best.length < keep ? 0 : (best[keep - 1]?.score ?? 0));
  return {
    least,
    offer(slice) {
      if (!(slice.score > 0) || slice.score < least()) return;
      const named = { ...slice, name: nameOf(slice.items, features) };
      let place = best.length;
      while (place > 0 && isBefore(named, best[place - 1]!)) place--; // ! place > 0
      best.splice(place, 0, named);
      if (best.length > keep) best.pop();
    },
    sorted: () => best.map(({ name: _name, ...slice }) => slice),
  };
}
