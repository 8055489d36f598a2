import { isGap } from '@holdfast/core/catalogue/define.ts';
import { chancesOf, fitChances } from '@holdfast/core/measure/estimate/chances.ts';
import { expectedRows } from '@holdfast/core/measure/estimate/expected-rows.ts';
import { fewLabels } from '@holdfast/core/measure/few-labels/few-labels.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import type { Line } from '../evidence/table.ts';
import type { ReadCase } from './cases.ts';

const ROWS = 10_000;
const LABELLED = 0.05;
const TOLD = ['accuracy', 'f1', 'roc-auc', 'precision', 'recall', 'brier', 'log-loss'];
/** What STATISTICS asks: accuracy and F1 are what a contract compares by. */
const ASKED = ['accuracy', 'f1'];
const NARROWER = 0.15;
const share = (part: number): string => (100 * part).toFixed(1);

/**
 * T9: numbers from few labels: how much narrower the interval is with the model's chances of all rows than from the
 * labelled rows alone, and how often it holds the value over all labels. 5 % of a set are labelled by lot, again and
 * again.
 */
export function fewLabelled(
  read: ReadonlyMap<string, ReadCase>,
  { draws }: { readonly draws: number },
): readonly Line[] {
  return ['nannyml_car_loan', 'adult-income'].flatMap((name) => {
    const one = read.get(name);
    return one === undefined ? [] : played(name, one.input, draws);
  });
}

/** Plays one set: chances are learned on its reference, labels are drawn of its later rows. */
function played(name: string, { all, reference, targets }: ReadCase['input'], draws: number): readonly Line[] {
  const past = rowsFrom(all.rows, 0, reference);
  const rows = rowsFrom(all.rows, reference, Math.min(ROWS, all.rows.n - reference));
  const chances = chancesOf(fitChances(past), rows);
  const copies = chances.length;
  const random = makeRandom(7);
  const tally = new Map<string, { held: number; width: number; n: number }>();
  for (let draw = 0; draw < draws; draw++) {
    const isLabelled = Uint8Array.from({ length: rows.n }, () => Number(random() < LABELLED));
    const [labelled, rest] = [1, 0].map((flag) => placesOf(isLabelled, flag)) as [Int32Array, Int32Array]; // as: two
    const said = (places: Int32Array): Rows =>
      expectedRows(
        takeRows(rows, places),
        chances.map((own) => Float64Array.from(places, (row) => own[row]!)), // ! a row
      );
    const given = { labelled: takeRows(rows, labelled), said: said(labelled), rest: said(rest), copies };
    for (const { entry, quantity } of targets) {
      if (!TOLD.includes(entry.id)) continue;
      const truth = quantity.of(rows, 'value');
      const found = fewLabels(quantity, given, 0.95);
      if (isGap(truth) || isGap(found) || found.interval === null) continue;
      const known = tally.get(entry.id) ?? { held: 0, width: 0, n: 0 };
      known.n++;
      known.held += Number(truth.value >= found.interval[0] && truth.value <= found.interval[1]);
      known.width += found.width ?? 1;
      tally.set(entry.id, known);
    }
  }
  return [...tally].map(([id, { held: inside, width, n }]): Line => {
    const [coverage, narrower] = [inside / n, 1 - width / n];
    // Where most draws are too skewed for an interval, those that are not are the ones without the heavy rows.
    const isTold = n > draws / 2;
    const isHeld = coverage > 0.93 - 2 * Math.sqrt(0.0475 / n);
    return {
      what: `T9 ${name} ${id}`,
      target: ASKED.includes(id) ? '15 % narrower, 93 to 97 % held' : '93 to 97 % held',
      ours: isTold ? `${share(narrower)} % narrower, ${share(coverage)} % held of ${n}` : 'too skewed for an interval',
      prototype: 'ppi-python equal to 1e-9',
      isKept: !isTold || (isHeld && (!ASKED.includes(id) || narrower >= NARROWER)),
    };
  });
}

function rowsFrom(rows: Rows, from: number, count: number): Rows {
  const places = Int32Array.from({ length: count }, (_, k) => from + k);
  return takeRows({ ...rows, features: [] }, places);
}

function placesOf(flags: Uint8Array, flag: number): Int32Array {
  return Int32Array.from([...flags.keys()].filter((row) => flags[row] === flag));
}
