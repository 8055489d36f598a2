import { makeRandom } from '@holdfast/core/std/random.ts';

const DAY = 86_400_000;
/** A Monday. */
const START = Date.UTC(2024, 0, 1);

/** How a generated history differs from a quiet one. */
export interface HistoryOptions {
  readonly days?: number;
  readonly perDay?: number;
  readonly seed?: number;
  readonly from?: number;
  readonly firstId?: number;
  /** From this day on the model is right less often. */
  readonly decaysOn?: number;
  /** And only in this region; everywhere when left out. */
  readonly decaysIn?: string;
  /** Here it was right in 65 of 100 rows all the time. */
  readonly weakIn?: string;
  /** From this day on no label comes. */
  readonly unlabelledOn?: number;
  /** Days without rows. */
  readonly silent?: readonly [from: number, to: number];
}

/** A day of the history, counted from its first one. */
export const dayAt = (day: number, from = 0): number => START + (from + day) * DAY;

/**
 * Predictions of a model that is right in 85 of 100 rows: id, at, price, region, prediction. Labels come two days later
 * in a table of their own: id, label, label_timestamp.
 */
export function shopHistory({
  days = 160,
  perDay = 40,
  seed = 1,
  from = 0,
  firstId = 1,
  decaysOn,
  decaysIn,
  weakIn,
  unlabelledOn = days,
  silent,
}: HistoryOptions = {}): { readonly rows: string; readonly labels: string; readonly labelled: string } {
  const random = makeRandom(seed);
  const [rows, labels, labelled] = [
    ['id,at,price,region,prediction'],
    ['id,label,label_timestamp'],
    ['id,at,price,region,prediction,label,label_timestamp'],
  ];
  let id = firstId;
  for (let day = 0; day < days; day++) {
    if (silent && day >= silent[0] && day < silent[1]) continue;
    for (let k = 0; k < perDay; k++, id++) {
      const at = new Date(dayAt(day, from) + Math.floor(random() * DAY)).toISOString().slice(0, 19);
      const label = Number(random() < 0.4);
      const region = 'NSEW'[id % 4];
      const isWorse = decaysOn !== undefined && day >= decaysOn && (decaysIn ?? region) === region;
      const usual = weakIn === region ? 0.65 : 0.85;
      const isRight = random() < (isWorse ? usual - 0.25 : usual);
      const row = `${id},${at},${(10 + 5 * random()).toFixed(2)},${region},${isRight ? label : 1 - label}`;
      const arrival = new Date(dayAt(day + 2, from) + 3_600_000).toISOString().slice(0, 19);
      rows.push(row);
      if (day < unlabelledOn) labels.push(`${id},${label},${arrival}`);
      labelled.push(`${row},${label},${arrival}`);
    }
  }
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return { rows: text(rows), labels: text(labels), labelled: text(labelled) };
}
