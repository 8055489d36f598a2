import { type Line, medianOf, short } from './table.ts';
import { dayOf, nineShares, watchShares } from './watch.ts';
import { BINS, playWorld, REFERENCE_DAYS, ROWS } from './worlds.ts';

/** The shift comes so many days after the reference. */
const QUIET_DAYS = 100;
const CASES = [
  { size: 0.1, perStream: 26, group: 9, peer: 'never' },
  { size: 0.2, perStream: 8, group: 4, peer: '232' },
  { size: 0.3, perStream: 3, group: 2, peer: '12.5' },
  { size: 0.5, perStream: 2, group: 1, peer: '1' },
] as const;

interface Delays {
  readonly perStream: number[];
  readonly group: number[];
  /** How far the change point of the first incident of a shifted stream is off, in days. */
  readonly misses: number[];
}

/** T3: days until a shift in 2 % of the streams is found, in the world with season and over-dispersion. */
export function delays({ seeds, streams, days }: { seeds: number; streams: number; days: number }): Line[] {
  return CASES.flatMap(({ size, perStream, group, peer }) => {
    const all: Delays = { perStream: [], group: [], misses: [] };
    for (let i = 0; i < seeds; i++) play(size, { seed: 2000 + i, streams, days }, all);
    const found = all.perStream.filter(Number.isFinite).length / all.perStream.length;
    const line = (what: string, values: readonly number[], target: number, more: string): Line => {
      const median = medianOf(values);
      return {
        what: `T3 shift ${size}, ${what}`,
        target: `<= ${target} d`,
        ours: `${short(median)} d${more}`,
        prototype: `${target}; oracle threshold ${peer}`,
        isKept: median !== null && median <= target,
      };
    };
    const more = `, ${(100 * found).toFixed(0)} % found, change point off by ${short(medianOf(all.misses))} d`;
    return [line('per stream', all.perStream, perStream, more), line('group', all.group, group, '')];
  });
}

function play(size: number, given: { seed: number; streams: number; days: number }, into: Delays): void {
  const { streams, days } = given;
  const moved = Math.max(1, Math.round(streams / 50));
  const from = REFERENCE_DAYS + QUIET_DAYS;
  const next = playWorld('overdisp', { ...given, shift: { size, from, streams: moved } });
  const components = Array.from({ length: streams }, () => 9);
  const alone = watchShares({ components, grouping: 'per-stream', referenceDays: REFERENCE_DAYS });
  const together = watchShares({ components, grouping: 'group', referenceDays: REFERENCE_DAYS });
  const first = new Float64Array(moved).fill(Number.POSITIVE_INFINITY);
  let firstOfGroup = Number.POSITIVE_INFINITY;
  const y = components.map((count) => new Float64Array(count));
  for (let day = 0; day < from + days; day++) {
    const counts = next();
    for (let k = 0; k < streams; k++) nineShares(counts, k * BINS, ROWS, y[k]!); // ! one for each stream
    const said = alone.next(y, ROWS);
    if (together.next(y, ROWS)?.groups[0]?.incident && day >= from)
      firstOfGroup = Math.min(firstOfGroup, day - from + 1);
    if (day < from) continue;
    for (let k = 0; k < moved; k++) {
      const incident = said?.groups[k]?.incident;
      if (!incident || Number.isFinite(first[k])) continue;
      first[k] = day - from + 1;
      into.misses.push(Math.abs(dayOf(incident.changePoint) - from));
    }
    if (Number.isFinite(firstOfGroup) && first.every(Number.isFinite)) break;
  }
  into.perStream.push(...first);
  into.group.push(firstOfGroup);
}
