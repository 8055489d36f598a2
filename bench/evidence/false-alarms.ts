import { type Line, meanOf, short } from './table.ts';
import { nineShares, watchShares } from './watch.ts';
import { BINS, playWorld, REFERENCE_DAYS, ROWS, WORLDS, type World } from './worlds.ts';

/** What STATISTICS 2.5 reports: per stream, in one group, and PSI > 0.2 in the same world. */
const PROTOTYPE: Readonly<Record<World, readonly [string, string, string]>> = {
  iid: ['.53', '.74', '0'],
  season: ['not told', 'not told', '172'],
  overdisp: ['.21', '.45', '373'],
  heavy: ['.37', '.53', '2,238'],
  'AR.3': ['.53', '.62', '481'],
  'AR.6': ['.95', '1.03', '449'],
  'AR-mixed': ['.45', '.82', '453'],
  'common-factor': ['.63', '.60', 'not told'],
};

interface Realised {
  readonly perStream: number;
  readonly group: number;
  /** PSI > 0.2, in 1,000 streams. */
  readonly psi: number;
  /** Days with more than one incident of the group; the most alarms of single streams on a day. */
  readonly worst: number;
}

/** T1: realised false alarms in 30 days at a budget of 1, over null streams, in every world. */
export function falseAlarms({ seeds, streams, days }: { seeds: number; streams: number; days: number }): Line[] {
  return WORLDS.flatMap((world) => {
    const runs = Array.from({ length: seeds }, (_, i) => realise(world, { seed: 1000 + i, streams, days }));
    const psi = meanOf(runs.map((run) => run.psi)).mean;
    const worst = Math.max(...runs.map((run) => run.worst));
    const [perStream, group, psiBefore] = PROTOTYPE[world];
    const line = (what: string, values: readonly number[], prototype: string, more: string): Line => {
      const { mean, error } = meanOf(values);
      const isKept = mean <= 1 + 2 * (Number.isFinite(error) ? error : 1);
      return { what: `T1 ${world}, ${what}`, target: '<= 1 (+ 2 SE)', ours: more, prototype, isKept };
    };
    const words = (values: readonly number[], more: string): string => {
      const { mean, error } = meanOf(values);
      return `${short(mean)} +- ${short(error)}${more}`;
    };
    const [alone, together] = [runs.map((run) => run.perStream), runs.map((run) => run.group)];
    process.stderr.write(`T1 ${world}: ${words(alone, '')} per stream, ${words(together, '')} group\n`);
    const beside = `; PSI > .2 ${short(psi)}, worst day ${worst}`;
    return [
      line('per stream', alone, `${perStream}; PSI > .2 ${psiBefore}`, words(alone, beside)),
      line('group', together, group, words(together, '')),
    ];
  });
}

function realise(world: World, given: { seed: number; streams: number; days: number }): Realised {
  const { streams, days } = given;
  const next = playWorld(world, given);
  const components = Array.from({ length: streams }, () => 9);
  const watches = (['per-stream', 'group'] as const).map((grouping) =>
    watchShares({ components, grouping, referenceDays: REFERENCE_DAYS }),
  );
  const y = components.map((count) => new Float64Array(count));
  const alarms = [0, 0];
  const reference = new Float64Array(streams * BINS);
  let [psi, worst] = [0, 0];
  for (let day = 0; day < REFERENCE_DAYS + days; day++) {
    const counts = next();
    for (let k = 0; k < streams; k++) nineShares(counts, k * BINS, ROWS, y[k]!); // ! one for each stream
    if (day < REFERENCE_DAYS)
      for (let i = 0; i < reference.length; i++) reference[i]! += counts[i]!; // ! same length
    else psi += countPsi(counts, reference);
    for (const [i, watch] of watches.entries()) {
      const found = watch.next(y, ROWS)?.groups.filter(({ incident }) => incident !== null).length ?? 0;
      alarms[i]! += found; // ! two watches
      if (i === 0) worst = Math.max(worst, found);
    }
  }
  const [perStream = 0, group = 0] = alarms.map((count) => (count * 30) / days);
  return { perStream, group, psi: (psi * 30 * 1000) / days / streams, worst };
}

/** How many streams have a PSI above 0.2 against the reference, each count smoothed by a half. */
function countPsi(counts: Float64Array, reference: Float64Array): number {
  let found = 0;
  const rows = REFERENCE_DAYS * ROWS;
  for (let from = 0; from < counts.length; from += BINS) {
    let psi = 0;
    for (let j = from; j < from + BINS; j++) {
      const now = (counts[j]! + 0.5) / (ROWS + BINS / 2); // ! both have streams x bins
      const before = (reference[j]! + 0.5) / (rows + BINS / 2); // ! as above
      psi += (now - before) * Math.log(now / before);
    }
    if (psi > 0.2) found++;
  }
  return found;
}
