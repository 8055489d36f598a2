import type { BacktestResult, DetectorResult } from '../backtest-result.ts';
import type { Cell, Section } from '../blocks.ts';
import { dateText } from '../words/backtest-dates.ts';
import { BESIDE } from '../words/backtest-sections.ts';
import { count, fixed } from '../words/numbers.ts';

/** What the detectors of the contract told, beside what they tell of nothing; null where the contract names none. */
export function detectorsSection({ detectors }: BacktestResult): Section | null {
  if (detectors.length === 0) return null;
  const columns = BESIDE.heads.map((name, i) => ({ name, isNumber: i > 1 }));
  const rows = detectors.map((one) => ({ cells: cellsOf(one), isHot: false, isTotal: false }));
  return {
    id: 'detectors',
    heading: BESIDE.heading,
    says: [BESIDE.say],
    note: '',
    verdict: null,
    isBrief: true,
    blocks: [{ kind: 'table', caption: BESIDE.heading, unit: '', columns, rows, rest: null }],
  };
}

function cellsOf({ detector, n, gap, alarms, by_chance: chance }: DetectorResult): Cell[] {
  if (gap !== null || chance === null) {
    const reason = gap === null ? {} : { small: BESIDE.gaps[gap] };
    return [{ text: detector, ...reason }, ...BESIDE.heads.slice(1).map(() => ({ text: '' }))];
  }
  const [first] = alarms;
  return [
    { text: detector },
    { text: first === undefined ? '' : dateText(first.at) },
    { text: count(alarms.length) },
    { text: BESIDE.chance(fixed(chance.mean, 1), chance.most) },
    { text: count(n) },
  ];
}
