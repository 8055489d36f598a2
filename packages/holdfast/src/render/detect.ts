import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import type { ByChance, Detected } from '@holdfast/core/measure/detect.ts';
import { DETECT_SAYS } from '@holdfast/core/report/words/detect.ts';
import { count, decimalsFor, fixed } from '@holdfast/core/report/words/numbers.ts';
import { sum } from '@holdfast/core/stats/sum.ts';
import { paintWith } from './paint.ts';
import { fit, plain, wrap } from './plain.ts';

const WIDTH = 80;
const BARS = '▁▂▃▄▅▆▇█';
/** A chart as wide as the terminal, one cell a stretch of rows. */
const CELLS = 78;
const SHOWN_MAX = 20;

/** A run of a detector, as the driver gives it. */
export interface ShownDetect extends Detected {
  readonly column: string;
  readonly detector: string;
  readonly n: number;
  readonly missing: number;
  readonly chance: ByChance;
  readonly values: Float64Array;
  readonly times: Float64Array | null;
}

/** What a detector said, for a terminal of 80 columns: a picture of the values, the changes below it, and chance. */
export function renderDetect(shown: ShownDetect, isColored: boolean): string {
  const paint = paintWith(isColored);
  const title = DETECTORS.find(({ id }) => id === shown.detector)?.title ?? shown.detector;
  const parts = [
    [
      ...wrap(plain(DETECT_SAYS.head(title, shown.column)), WIDTH).map(paint.bold),
      DETECT_SAYS.rows(shown.n, shown.missing),
    ],
    chartLines(shown),
    [DETECT_SAYS.found(shown.changes.length), ...changeLines(shown)],
    [
      ...wrap(DETECT_SAYS.chance(shown.chance), WIDTH),
      ...wrap(DETECT_SAYS.beside(shown.changes.length, shown.chance.most), WIDTH),
    ],
    wrap(DETECT_SAYS.promise, WIDTH).map(paint.dim),
  ];
  const kept = parts.map((lines) => lines.filter((line) => line !== '')).filter((lines) => lines.length > 0);
  return `${kept.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

/** The mean of each stretch of rows as a bar, and a mark below where a change was told. */
function chartLines({ values, changes }: ShownDetect): string[] {
  const cells = Math.min(CELLS, values.length);
  if (cells < 2) return [];
  const edge = (cell: number): number => Math.floor((cell * values.length) / cells);
  const means = Array.from({ length: cells }, (_, cell) => {
    const part = values.subarray(edge(cell), edge(cell + 1));
    return sum(part) / part.length;
  });
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const height = (mean: number): number =>
    most > least ? Math.round(((mean - least) / (most - least)) * (BARS.length - 1)) : 0;
  const marks = means.map((_, cell) => (changes.some((row) => row >= edge(cell) && row < edge(cell + 1)) ? '^' : ' '));
  return [means.map((mean) => BARS[height(mean)]).join(''), marks.join('')];
}

function changeLines({ changes, means, times }: ShownDetect): string[] {
  if (changes.length === 0) return [];
  const decimals = decimalsFor(Math.max(...means.map(Math.abs)));
  const cell = (value: number | undefined): string => (value === undefined ? '' : fixed(value, decimals));
  const rows = changes
    .slice(0, SHOWN_MAX)
    .map((row, k) => [
      count(row + 1),
      ...(times === null ? [] : [timeText(times[row])]),
      cell(means[k]),
      cell(means[k + 1]),
    ]);
  const head = [DETECT_SAYS.row, ...(times === null ? [] : [DETECT_SAYS.when]), DETECT_SAYS.before, DETECT_SAYS.after];
  const widths = head.map((word, k) => Math.max(word.length, ...rows.map((row) => row[k]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((text, k) => fit(text, (widths[k] ?? 0) + 2)).join('');
  const rest = changes.length - rows.length;
  return [line(head), ...rows.map(line), ...(rest > 0 ? [DETECT_SAYS.more(rest)] : [])];
}

const timeText = (ms: number | undefined): string =>
  ms !== undefined && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : '';
