import { watchCalibration } from '@holdfast/core/evidence/calibration-watch.ts';
import { classEstimator } from '@holdfast/core/measure/estimate/class-estimator.ts';
import type { Outcomes } from '@holdfast/core/measure/estimate/estimator.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import type { Line } from '../evidence/table.ts';
import type { ReadCase } from './cases.ts';

/** What labels found, over draws of one set. */
interface Found {
  /** Windows until it was found: the median; infinite where half the draws did not find it. */
  readonly median: number;
  readonly share: number;
}

/** Sets whose labels are flipped, and what T8 asks: windows until found, and false alarms in 30. */
const FLIPS = [0.05, 0.1, 0.3];
const [WITHIN, FALSE_MOST] = [[13, 5], 0.2];
const CALMNESS = 'false <= .2 (+ 2 SE)';
/** Its scores are hardly right over all its years: of it flips of 30 % alone are asked. */
const ONLY_MANY = 'elec2-price';

/** T8: how soon labels find that labels turned, and how often they alarm for nothing. */
export function flips(
  read: ReadonlyMap<string, ReadCase>,
  { seeds, labels }: { readonly seeds: number; readonly labels: readonly number[] },
): readonly Line[] {
  return [...read].flatMap(([name, { input, sides }]) => {
    const { rows } = sides.assigned;
    if (rows.classes.length < 2) return [];
    const labelled = Int32Array.from(sides.isLabelled.keys()).filter((row) => sides.isLabelled[row] === 1);
    const known = takeRows({ ...rows, features: [], cluster: null }, labelled);
    return labels.map((count): Line => {
      const dealing = { labels: count, seeds, reference: Math.min(input.reference, known.n >> 1) };
      const found = FLIPS.map((share) => flipsFound(known, { ...dealing, flips: share }).median);
      const calm = falseAlarms(known, dealing);
      const isSoon = name === ONLY_MANY ? found[2]! <= 5 : WITHIN.every((most, k) => found[k]! <= most); // ! as many
      // So many draws see a Poisson number of false alarms.
      const isCalm = calm <= FALSE_MOST + 2 * Math.sqrt(FALSE_MOST / seeds);
      return {
        what: `T8 ${name}, ${count} labels`,
        target: name === ONLY_MANY ? `30 % found; ${CALMNESS}` : `5, 10 % within 13, 5; ${CALMNESS}`,
        ours: `5, 10, 30 % in ${found.map(String).join(', ')} windows; false ${calm.toFixed(3)} of ${seeds} draws`,
        prototype: '5.5 to 12.5, 2 to 4.5; .05 to .2',
        isKept: isCalm && isSoon,
      };
    });
  });
}

const STRETCHES = 10;
/** Windows with flips, and windows without that count false alarms. */
const [AFTER, CALM] = [30, 30];

interface Dealing {
  readonly labels: number;
  readonly seeds: number;
  /** Rows that are the reference; windows are dealt from the others. */
  readonly reference: number;
}

/**
 * The labelled rows of a set dealt by chance: as many as its reference has are the reference, the others give windows
 * of a few labels. Flips begin with the first window of a new ledger that has seen a calm one.
 */
function flipsFound(rows: Rows, { labels, flips, seeds, reference }: Dealing & { readonly flips: number }): Found {
  const delays: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { before, draw, promise } = dealt(rows, reference, seed);
    const stream = Array.from({ length: AFTER }, () => draw(labels, flips));
    const { windows } = watchCalibration(before, [draw(labels, 0), ...stream], promise);
    const first = windows.findIndex(({ isAlarm }, k) => isAlarm && k > 0);
    delays.push(first < 0 ? Number.POSITIVE_INFINITY : first);
  }
  const sorted = delays.sort((a, b) => a - b);
  const found = sorted.filter(Number.isFinite).length;
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, share: found / seeds };
}

/** Alarms in 30 windows in which nothing changed, on average. */
function falseAlarms(rows: Rows, { labels, seeds, reference }: Dealing): number {
  let alarms = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { before, draw, promise } = dealt(rows, reference, 1000 + seed);
    const stream = Array.from({ length: CALM }, () => draw(labels, 0));
    alarms += watchCalibration(before, stream, promise).windows.filter(({ isAlarm }) => isAlarm).length;
  }
  return alarms / seeds;
}

function dealt(rows: Rows, half: number, seed: number) {
  const random = makeRandom(seed);
  const order = Int32Array.from({ length: rows.n }, (_, i) => i);
  for (let i = rows.n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!]; // ! below n
  }
  const reference = takeRows({ ...rows, features: [], cluster: null }, order.subarray(0, half));
  const of = Uint8Array.from({ length: half }, (_, i) => Math.floor((i * STRETCHES) / half));
  const estimator = classEstimator(reference, [], { count: STRETCHES, of, isForward: false });
  const parts = Array.from({ length: STRETCHES }, (_, k) => Int32Array.from(of.keys()).filter((i) => of[i] === k));
  const draw = (labels: number, flips: number): readonly Outcomes[] => {
    // ! below n
    const chosen = Int32Array.from({ length: labels }, () => order[half + Math.floor(random() * (rows.n - half))]!);
    const part = takeRows({ ...rows, features: [], cluster: null }, chosen);
    const label = part.roles.label?.map((y) => (random() < flips ? (y + 1) % rows.classes.length : y));
    const flipped = { ...part, roles: { ...part.roles, ...(label && { label }) } };
    return estimator.outcomesOf({ rows: flipped, features: { n: labels, columns: [] } }, null);
  };
  const promise = { perWindow: 1 / 30, tolerance: estimator.tolerance };
  return { promise, before: parts.map((at) => estimator.heldOutOutcomes(at)), draw };
}
