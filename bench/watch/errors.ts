import type { Line } from '../evidence/table.ts';
import type { ReadCase } from './cases.ts';
import { labelFree } from './label-free.ts';

/** NannyML's CBPE on car loan, in points (STATISTICS T6). */
const NANNYML = new Map([
  ['accuracy', 0.441],
  ['roc-auc', 0.332],
  ['f1', 0.402],
]);
const TOLD = ['accuracy', 'roc-auc', 'f1', 'roc-auc:macro', 'f1:macro'];
/** Fewer windows tell no mean error. */
const WINDOWS_LEAST = 5;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** T6 and T7: how far off estimates are beside isotonic CBPE, and how often the truth lies in the band. */
export function errorsAndBands(read: ReadonlyMap<string, ReadCase>): readonly Line[] {
  say('T6 mean error in points where not refused: ours, CBPE, ratio; with what is shown alone, before a withdrawal');
  let [inside, values, refused] = [0, 0, true];
  const ratios: { readonly of: string; readonly ratio: number }[] = [];
  const shownRatios: number[] = [];
  const loan: string[] = [];
  for (const [name, one] of read) {
    const found = labelFree(one);
    const until = found.withdrawn === null ? '' : `, withdrawn after window ${found.withdrawn + 1}`;
    const share = found.values === 0 ? '' : `, ${found.inside} of ${found.values} values in the band`;
    say(`${name}: ${found.shown} of ${found.windows} windows shown${share}${until}`);
    inside += found.inside;
    values += found.values;
    if (name === 'california_housing') refused = found.shown === 0;
    for (const [key, { ours, plain, windows }] of found.errors) {
      if (!TOLD.includes(key) || windows < WINDOWS_LEAST) continue;
      const shown = found.shownErrors.get(key);
      ratios.push({ of: `${name} ${key}`, ratio: ours / plain });
      if (shown !== undefined && shown.windows >= WINDOWS_LEAST) shownRatios.push(shown.ours / shown.plain);
      if (name === 'nannyml_car_loan') loan.push(`${key} ${(100 * ours).toFixed(3)}`);
      const seen = shown === undefined ? '' : `, shown ${(shown.ours / shown.plain).toFixed(3)} of ${shown.windows}`;
      say(
        `  ${key.padEnd(14)} ${(100 * ours).toFixed(3)}  ${(100 * plain).toFixed(3)}  ${(ours / plain).toFixed(3)}${seen}`,
      );
    }
  }
  const worst = ratios.reduce((most, one) => (one.ratio > most.ratio ? one : most), { of: '', ratio: 0 });
  const mean = geometric(ratios.map(({ ratio }) => ratio));
  const share = inside / values;
  const peer = [...NANNYML].map(([key, points]) => `${key} ${points}`).join(', ');
  return [
    line('T6 car loan, points off', 'none above 1.15 of CBPE', loan.join(', '), `NannyML ${peer}`, true),
    line(
      'T6 worst ratio to CBPE',
      '<= 1.15',
      `${worst.ratio.toFixed(3)} (${worst.of})`,
      '1.39 (AUC, car loan)',
      worst.ratio <= 1.15,
    ),
    line('T6 mean ratio to CBPE', '< 1', `${mean.toFixed(3)} of ${ratios.length}`, 'about 1', mean < 1),
    line(
      'T6 the same, shown windows',
      '< 1',
      `${geometric(shownRatios).toFixed(3)} of ${shownRatios.length}`,
      '-',
      true,
    ),
    line(
      'T7 in the band',
      '93 to 99 %',
      `${(100 * share).toFixed(1)} % of ${values}`,
      '100 % (car loan)',
      share >= 0.93 && share <= 0.99,
    ),
    line('T7 california', 'refused', refused ? 'refused' : 'shown', '56 % held', refused),
  ];
}

const geometric = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

const line = (what: string, target: string, ours: string, prototype: string, isKept: boolean): Line => ({
  what,
  target,
  ours,
  prototype,
  isKept,
});
