import { aboveSlot, belowSlot, missingSlot, newSlot, otherSlot, ownBins } from '../profile/bins.ts';
import type { ColumnProfile } from '../profile/column.ts';
import { logEvidenceAbove } from '../stats/share-evidence.ts';
import { type Hits, moveEvidence, rowMoves } from './row-moves.ts';
import type { FailureKind, Reading, StreamSpec } from './stream.ts';

/** One share of a window that a column is watched by: the rows in some of its slots. */
export interface ColumnPart {
  /** What it is the share of, for people: `below 0.42`, `level "B"`, `missing`. */
  readonly of:
    | { readonly kind: 'below'; readonly value: number }
    | { readonly kind: 'level'; readonly level: string }
    | { readonly kind: 'other' | 'new' | 'missing' | 'under' | 'over' };
  readonly slots: readonly number[];
  /** Of all rows, or of those with a value. */
  readonly isOfAll: boolean;
}

/** A column as a stream: shares of its rows, one for each part. */
export interface ColumnStream {
  readonly spec: StreamSpec;
  readonly column: string;
  readonly parts: readonly ColumnPart[];
  reading(window: ColumnProfile): Reading;
}

/** Text is watched by its levels from this share on, so many at most. */
const LEVEL_SHARE_MIN = 0.01;
const LEVELS_MAX = 12;
/** Shifts of at most half of what reports call moderate, a KS distance of .1, are no shift (STATISTICS 2.3 point 6). */
const TOLERANCE = 0.05;
/** What never was in the reference (missing, out of range, new) matters from a row in a hundred on. */
const TOLERANCE_STRANGE = 0.01;

/**
 * The stream of a column, laid out by its profile in the reference. `isIndependent`: its rows are declared to be
 * independent, so that the rows of one window can tell by themselves that a share moved.
 */
export function columnStream(
  reference: ColumnProfile,
  {
    group,
    id,
    isIndependent = false,
  }: { readonly group: string; readonly id: string; readonly isIndependent?: boolean },
): ColumnStream {
  const parts = partsOf(reference);
  const materiality = parts.map((part) => materialityOf(part, shareOf(part, reference)));
  const gross = failuresOf(parts, reference);
  const hitsIn = (profile: ColumnProfile): readonly Hits[] => parts.map((part) => countsOf(part, profile));
  const moves = isIndependent ? rowMoves(hitsIn(reference), parts.map(toleranceOf)) : [];
  const failures = [...gross, ...moves.map(({ component, isUp }) => ({ kind: 'moved' as const, component, isUp }))];
  const spec: StreamSpec = { id, group, kind: 'shares', components: parts.length, materiality, failures };
  return {
    spec,
    column: reference.name,
    parts,
    reading(window) {
      const rows = total(window);
      if (rows === 0) return { stream: id, n: 0, y: null, reason: 'no-rows' };
      const found = hitsIn(window);
      const y = found.map(({ hits, of }) => Math.asin(Math.sqrt((hits + 3 / 8) / (of + 3 / 4))));
      const evidence = [
        ...gross.map((failure) => evidenceOf(failure, window)),
        ...moves.map((move) => moveEvidence(move, found[move.component]!)), // ! a part
      ];
      return { stream: id, n: rows, y, failures: evidence };
    },
  };
}

function partsOf(reference: ColumnProfile): readonly ColumnPart[] {
  const { bins } = reference;
  const strange = (kind: 'missing' | 'new' | 'under' | 'over', slot: number, isOfAll: boolean): ColumnPart => ({
    of: { kind },
    slots: [slot],
    isOfAll,
  });
  const missing = strange('missing', missingSlot(bins), true);
  if (bins.kind === 'number') {
    const cuts = decileBins(reference).map((bin): ColumnPart => {
      const value = bins.edges[bin]!; // ! a bin
      const slots = [belowSlot(bins), ...Array.from({ length: bin }, (_, j) => j)];
      return { of: { kind: 'below', value }, slots, isOfAll: false };
    });
    return [...cuts, strange('under', belowSlot(bins), false), strange('over', aboveSlot(bins), false), missing];
  }
  const present = total(reference) - (reference.counts[missingSlot(bins)] ?? 0);
  const large = bins.levels
    .map((level, slot) => ({ level, slot, share: reference.counts[slot]! / Math.max(1, present) })) // ! a slot
    .filter(({ share }) => share >= LEVEL_SHARE_MIN)
    .sort((a, b) => b.share - a.share || a.slot - b.slot)
    .slice(0, LEVELS_MAX);
  const rest = Array.from({ length: ownBins(bins) }, (_, slot) => slot).filter(
    (slot) => !large.some((one) => one.slot === slot),
  );
  return [
    ...large.map(({ level, slot }): ColumnPart => ({ of: { kind: 'level', level }, slots: [slot], isOfAll: false })),
    { of: { kind: 'other' }, slots: [...rest, otherSlot(bins)], isOfAll: false },
    strange('new', newSlot(bins), false),
    missing,
  ];
}

/** What a column cannot be for one window: most of its rows in places where few are in the reference. */
interface Failure {
  readonly kind: FailureKind;
  /** The component that shows it. */
  readonly component: number;
  /** Slots of which one may hold too much, each with the most that it may hold: halfway from the reference to all. */
  readonly places: readonly { readonly slot: number; readonly most: number }[];
  readonly isOfAll: boolean;
}

/** More than half of the rows without a value is a failure; of what is new or out of range it has to be nearly all. */
const STRANGE_SHARE_MIN = 0.9;
/** A column that is nearly one value in the reference may be one in a window. */
const STUCK_SHARE_MAX = 0.9;

function failuresOf(parts: readonly ColumnPart[], reference: ColumnProfile): readonly Failure[] {
  const halfway = (slot: number, isOfAll: boolean): { slot: number; most: number; share: number } => {
    const { hits, of } = countsOf({ slots: [slot], isOfAll }, reference);
    const share = of === 0 ? 0 : hits / of;
    return { slot, most: (1 + share) / 2, share };
  };
  const found = parts.flatMap(({ of: { kind }, slots, isOfAll }, component): Failure[] => {
    const isStrange = kind === 'missing' || kind === 'new' || kind === 'under' || kind === 'over';
    const places = slots.map((slot) => halfway(slot, isOfAll)).filter(({ share }) => share < 1);
    return isStrange && places.length > 0 ? [{ kind, component, places, isOfAll }] : [];
  });
  const own = Array.from({ length: ownBins(reference.bins) }, (_, slot) => halfway(slot, false));
  if (own.length < 2 || own.some(({ share }) => share > STUCK_SHARE_MAX)) return found;
  return [...found, { kind: 'stuck', component: 0, places: own, isOfAll: false }];
}

/**
 * The logarithm of an e-value that the window has the failure. Only a place with more than it may hold is evidence, and
 * of several places each is a bet with its part of the stake.
 */
function evidenceOf({ kind, places, isOfAll }: Failure, window: ColumnProfile): number {
  if (kind === 'stuck' && window.moments !== null && window.moments.least < window.moments.greatest)
    return Number.NEGATIVE_INFINITY;
  const least = kind === 'missing' ? 0 : kind === 'stuck' ? 1 : STRANGE_SHARE_MIN;
  for (const { slot, most } of places) {
    const { hits, of } = countsOf({ slots: [slot], isOfAll }, window);
    // More than half: no second place can be so.
    if (hits > of * most && hits >= of * least) return logEvidenceAbove(hits, of, most) - Math.log(places.length);
  }
  return Number.NEGATIVE_INFINITY;
}

/** The bins that begin nearest to the deciles of the reference; fewer where values are few. */
function decileBins(reference: ColumnProfile): readonly number[] {
  const own = ownBins(reference.bins);
  const sizes = reference.counts.subarray(0, own);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const found = new Set<number>();
  for (let tenth = 1; tenth <= 9 && all > 0; tenth++) {
    let [before, best, gap] = [0, 0, Number.POSITIVE_INFINITY];
    for (let bin = 0; bin < own; bin++) {
      const off = Math.abs(before / all - tenth / 10);
      if (off < gap && bin > 0) [best, gap] = [bin, off];
      before += sizes[bin]!; // ! bin < own
    }
    if (best > 0) found.add(best);
  }
  return [...found].sort((a, b) => a - b);
}

const total = ({ counts }: ColumnProfile): number => counts.reduce((sum, count) => sum + count, 0);

function countsOf({ slots, isOfAll }: Pick<ColumnPart, 'slots' | 'isOfAll'>, profile: ColumnProfile): Hits {
  const rows = total(profile);
  const hits = slots.reduce((sum, slot) => sum + profile.counts[slot]!, 0); // ! slots of its bins
  return { hits, of: isOfAll ? rows : rows - profile.counts[missingSlot(profile.bins)]! }; // ! a slot
}

/** The share of a part in a profile; null without rows. */
export function shareOf(part: ColumnPart, profile: ColumnProfile): number | null {
  const { hits, of } = countsOf(part, profile);
  return of === 0 ? null : hits / of;
}

/** The largest shift that does not matter. */
function toleranceOf({ of: { kind } }: ColumnPart): number {
  const isStrange = kind === 'missing' || kind === 'new' || kind === 'under' || kind === 'over';
  return isStrange ? TOLERANCE_STRANGE : TOLERANCE;
}

/** The smallest shift that matters, on the scale of the stream: towards the middle, where the scale is flattest. */
function materialityOf(part: ColumnPart, share: number | null): number {
  const p = share ?? 0;
  const scaled = (x: number): number => Math.asin(Math.sqrt(Math.min(1, Math.max(0, x))));
  const least = toleranceOf(part);
  return p <= 0.5 ? scaled(p + least) - scaled(p) : scaled(p) - scaled(p - least);
}
