import type { Section, TableRow } from '../blocks.ts';
import type { MeasurementResult, Result } from '../result.ts';
import { COVERAGE } from '../words/calibration.ts';
import { count, percent } from '../words/numbers.ts';
import { shorten, sliceName } from '../words/slices.ts';

const SLICES_MAX = 24;
const ENTRY = 'interval-coverage';

/** How many labels the model's own intervals hold, over all rows and in each slice, beside what they promise. */
export function coverageSection(result: Result): Section | null {
  const found = result.measurements.filter(({ entry, value }) => entry === ENTRY && value !== null);
  const whole = found.find(({ slice }) => slice === null);
  const level = levelOf(result);
  if (whole === undefined || level === null) return null;
  const off = found.filter((line) => line.slice !== null && sideOf(line, level) < 0);
  const side = sideOf(whole, level);
  return {
    id: 'coverage',
    heading: COVERAGE.heading(side, percent(whole.value ?? 0), percent(level, 0)),
    says: [
      COVERAGE.say,
      ...(off.length > 0 ? [COVERAGE.below(off.slice(0, 4).map(nameOf))] : []),
      ...(side === 0 && off.length === 0 ? [] : [COVERAGE.command]),
    ],
    note: COVERAGE.note,
    verdict: null,
    isBrief: side !== 0 || off.length > 0,
    blocks: [
      {
        kind: 'table',
        caption: COVERAGE.caption,
        unit: '',
        columns: COVERAGE.columns.map((name, i) => ({ name, isNumber: i > 0 })),
        rows: found.slice(0, SLICES_MAX + 1).map((line) => rowOf(line, level)),
        rest: null,
      },
    ],
  };
}

const nameOf = ({ slice }: MeasurementResult): string =>
  slice === null ? COVERAGE.allRows : shorten(sliceName(slice), 40);

/** The share that lies between the lowest and the highest quantile; null where there are no two. */
function levelOf({ roles }: Result): number | null {
  const { quantiles } = roles;
  if (typeof quantiles !== 'object' || Array.isArray(quantiles)) return null;
  const levels = Object.keys(quantiles)
    .map(Number)
    .sort((a, b) => a - b);
  const [low, high] = [levels[0], levels.at(-1)];
  return low === undefined || high === undefined || !(low < 0.5 && high > 0.5) ? null : high - low;
}

/** On which side of what is promised a whole interval lies. */
function sideOf({ interval }: MeasurementResult, level: number): -1 | 0 | 1 {
  const [low = null, high = null] = interval ?? [];
  if (high !== null && high < level) return -1;
  return low !== null && low > level ? 1 : 0;
}

function rowOf(line: MeasurementResult, level: number): TableRow {
  const [low = null, high = null] = line.interval ?? [];
  const interval = low === null || high === null ? '' : `${percent(low)} to ${percent(high)}`;
  return {
    cells: [
      { text: nameOf(line) },
      { text: count(line.n) },
      { text: percent(line.value ?? 0), ...(interval !== '' && { small: interval }) },
      { text: percent(level, 0) },
    ],
    isHot: sideOf(line, level) < 0,
    isTotal: line.slice === null,
  };
}
