import type { Section, TableBlock, TableRow } from '../blocks.ts';
import { type Bounded, type CalibrationLine, findingOf } from '../calibration-result.ts';
import type { Result } from '../result.ts';
import { CALIBRATION, calibrationHeading, calibrationSentence, wrongWords } from '../words/calibration.ts';
import { count, fixed } from '../words/numbers.ts';
import { shorten, sliceName } from '../words/slices.ts';

/** Groups beyond this are in the JSON. */
const GROUPS_MAX = 24;

/** Can I trust the probabilities? The error with its interval, what it is made of, by group, and what to do. */
export function calibrationSection({ calibration }: Result): Section | null {
  if (calibration === undefined) return null;
  const [whole, ...groups] = calibration.lines;
  if (whole === undefined) return null;
  const { error, brier, miscalibration, discrimination, uncertainty } = whole;
  const isOff = calibration.finding.is === 'off';
  const off = groups.flatMap((line) => {
    const finding = findingOf(line);
    return finding.is === 'off' ? [CALIBRATION.groupOff(nameOf(line), wrongWords(finding))] : [];
  });
  return {
    id: 'calibration',
    heading: calibrationHeading(calibration),
    says: [
      ...(calibrationSentence(calibration) === `${calibrationHeading(calibration)}.`
        ? []
        : [calibrationSentence(calibration)]),
      CALIBRATION.error(
        hundred(error.value),
        intervalOf(error, hundred),
        error.chance === null ? null : hundred(error.chance),
      ),
      ...(off.length > 0 ? [CALIBRATION.groupsOff(off.slice(0, 4))] : []),
      ...(isOff && (calibration.gain?.interval[1] ?? 0) < 0 ? [CALIBRATION.command] : []),
    ],
    note: [
      CALIBRATION.parts(fixed(brier, 4), fixed(miscalibration, 4), fixed(discrimination, 4), fixed(uncertainty, 4)),
      ...(calibration.test === null ? [] : [CALIBRATION.test(pText(calibration.test.p))]),
      CALIBRATION.note,
    ].join(' '),
    verdict: null,
    isBrief: isOff,
    blocks: [tableOf(calibration.lines.slice(0, GROUPS_MAX + 1))],
  };
}

const hundred = (share: number): string => fixed(100 * share, 1);
const plain = (value: number): string => fixed(value, 2);
const pText = (p: number): string => (p < 0.001 ? 'below 0.001' : `= ${fixed(p, 3)}`);

function intervalOf({ interval }: Bounded, text: (value: number) => string): string {
  const [low = null, high = null] = interval ?? [];
  return low === null || high === null ? '' : `${text(low)} to ${text(high)}`;
}

const nameOf = ({ slice }: CalibrationLine): string =>
  slice === null ? CALIBRATION.allRows : shorten(sliceName(slice), 40);

function tableOf(lines: readonly CalibrationLine[]): TableBlock {
  return {
    kind: 'table',
    caption: CALIBRATION.groupsCaption,
    unit: '',
    columns: CALIBRATION.columns.map((name, i) => ({ name, isNumber: i > 0 })),
    rows: lines.map(rowOf),
    rest: null,
  };
}

function rowOf(line: CalibrationLine): TableRow {
  const { n, error, slope, intercept, miscalibration, discrimination, brier } = line;
  const cell = (bounded: Bounded | null, text: (value: number) => string): { text: string; small?: string } =>
    bounded === null ? { text: '' } : { text: text(bounded.value), small: intervalOf(bounded, text) };
  return {
    cells: [
      { text: nameOf(line) },
      { text: count(n) },
      cell(error, hundred),
      { text: error.chance === null ? '' : hundred(error.chance) },
      cell(slope, plain),
      cell(intercept, plain),
      { text: fixed(miscalibration, 4) },
      { text: fixed(discrimination, 4) },
      { text: fixed(brier, 4) },
    ],
    isHot: false,
    isTotal: line.slice === null,
  };
}
