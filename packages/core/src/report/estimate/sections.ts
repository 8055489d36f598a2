import type { ForestBlock, Section, TableBlock, TableRow } from '../blocks.ts';
import { type Cards, titleOf } from '../cards.ts';
import type { EstimateWindow } from '../estimate-result.ts';
import type { TimelineBlock } from '../history-blocks.ts';
import { dateText } from '../words/backtest-dates.ts';
import { ESTIMATE, REFUSAL_KINDS, refusalText } from '../words/estimate.ts';
import {
  axisUnit,
  bareValue,
  capital,
  count,
  differenceText,
  percent,
  type Unit,
  valueInterval,
  valueText,
} from '../words/numbers.ts';
import { type EstimateParts, isTimed, mainOf, shownOf, unitFor } from './headline.ts';
import { plainSection, row, table } from './tables.ts';

const SHOWN_MAX = 60;
const BRIEF_ROWS = 8;
/** The newest windows are seen without a click. */
const NEWEST = 8;

/** The estimate over time with what came, and the same as a table. */
export function overSection(parts: EstimateParts, cards: Cards): Section {
  const { windows } = parts;
  const timed = isTimed(parts, windows[0]?.start ?? 0);
  const isHatched = windows.some(({ refusal }) => refusal !== null);
  const chart = timed ? timeline(parts, cards) : forest(parts, cards);
  return {
    ...plainSection,
    id: 'over',
    heading: ESTIMATE.over,
    says: [ESTIMATE.overSay, ...(timed && isHatched ? [ESTIMATE.hatchedSay] : [])],
    blocks: [chart, ...windowTables(parts, cards)],
  };
}

function timeline(parts: EstimateParts, cards: Cards): TimelineBlock {
  const { windows, measure } = parts;
  const { entry, reference } = mainOf(parts);
  const unit = unitFor(parts, entry, cards);
  const isShare = unit.unit === 'share';
  const scaled = (value: number): number => (isShare ? 100 * value : value);
  const name = titleOf(entry, cards);
  return {
    kind: 'timeline',
    id: 'estimate-over-time',
    title: ESTIMATE.chart(capital(name)),
    caption: ESTIMATE.chart(capital(name)),
    explains: hasCame(parts) ? ESTIMATE.cameExplains : ESTIMATE.bandExplains,
    start: windows[0]?.start ?? 0,
    end: windows.at(-1)?.end ?? 1,
    points: windows.map((window) => {
      const { value, interval } = window.values[measure]!; // ! every target
      const [low, high] = interval ?? [null, null];
      const text = [dateText(window.start), ...wordsOf(window, measure, unit)].join(', ');
      return {
        start: window.start,
        end: window.end,
        value: value === null ? null : scaled(value),
        low: low === null ? null : scaled(low),
        high: high === null ? null : scaled(high),
        text,
      };
    }),
    came: windows.flatMap((window) => {
      const value = cameIn(window, measure);
      if (value === null) return [];
      const said = ESTIMATE.cameText(valueText(value, unit), window.labelled, window.n);
      const at = (window.start + window.end) / 2;
      return [{ at, value: scaled(value), text: `${dateText(window.start)}: ${said}` }];
    }),
    usual: reference === null ? null : { value: scaled(reference), low: scaled(reference), high: scaled(reference) },
    marks: [],
    isShare,
    unit: axisUnit(unit),
    name,
    keys: {
      dots: [ESTIMATE.keys.band, ...(hasCame(parts) ? [ESTIMATE.keys.came] : [])],
      usual: reference === null ? '' : ESTIMATE.keys.usual(valueText(reference, unit)),
      beyond: reference === null ? '' : ESTIMATE.keys.usual(valueText(reference, unit)),
      blank: ESTIMATE.keys.blank,
    },
  };
}

/** What labels said of a window: all of them, or those that came with the chances of the others. */
const cameIn = ({ values, partly }: EstimateWindow, measure: string): number | null =>
  values[measure]?.realised ?? partly?.[measure]?.value ?? null;

/** Whether labels said anything of any window. */
const hasCame = ({ windows, measure }: EstimateParts): boolean =>
  windows.some((window) => cameIn(window, measure) !== null);

/** Without times, a row for each window. */
function forest(parts: EstimateParts, cards: Cards): ForestBlock {
  const { measure } = parts;
  const { entry, reference } = mainOf(parts);
  const unit = unitFor(parts, entry, cards);
  const scaled = (value: number): number => (unit.unit === 'share' ? 100 * value : value);
  const name = titleOf(entry, cards);
  return {
    kind: 'forest',
    id: 'estimate-by-rows',
    title: ESTIMATE.chart(capital(name)),
    caption: ESTIMATE.chart(capital(name)),
    explains: ESTIMATE.rowsExplains,
    rows: shownOf(parts)
      .slice(-SHOWN_MAX)
      .map((window) => {
        const { value, interval, realised } = window.values[measure]!; // ! every target
        const [low, high] = interval ?? [null, null];
        return {
          name: ESTIMATE.rowsText(window.start, window.end),
          n: count(window.n),
          value: scaled(value ?? 0),
          low: low === null ? null : scaled(low),
          high: high === null ? null : scaled(high),
          limit: realised === null ? null : scaled(realised),
          text: valueInterval(interval, unit),
          verdict: null,
          isStrong: false,
        };
      }),
    sides: null,
    reference:
      reference === null ? null : { value: scaled(reference), name: ESTIMATE.keys.usual(valueText(reference, unit)) },
    limitName: parts.reconciled === null ? null : ESTIMATE.windowHeads[4],
    key: ESTIMATE.rowsExplains,
    unit: axisUnit(unit),
  };
}

const wordsOf = ({ values, refusal }: EstimateWindow, key: string, unit: Unit): string[] => {
  const { value, interval } = values[key]!; // ! every target
  if (value === null) return refusal === null ? [] : [refusalText(refusal)];
  return [`${valueText(value, unit)} (${valueInterval(interval, unit)})`];
};

/** The newest windows, and below them all, folded away where they are more. */
function windowTables(parts: EstimateParts, cards: Cards): TableBlock[] {
  const { windows } = parts;
  const newest = windowTable(parts, windows.slice(-NEWEST), cards);
  if (windows.length <= NEWEST) return [newest];
  const rest = windows.length > SHOWN_MAX ? ESTIMATE.undrawn(windows.length - SHOWN_MAX) : null;
  const all = windowTable(parts, windows.slice(-SHOWN_MAX), cards);
  return [newest, { ...all, rest, fold: ESTIMATE.windowsFold(windows.length) }];
}

function windowTable(parts: EstimateParts, windows: readonly EstimateWindow[], cards: Cards): TableBlock {
  const { measure } = parts;
  const unit = unitFor(parts, mainOf(parts).entry, cards);
  const rows = windows.map((window): TableRow => {
    const { value, interval, realised } = window.values[measure]!; // ! every target
    const at = isTimed(parts, window.start) ? dateText(window.start) : ESTIMATE.rowsText(window.start, window.end);
    return row([
      { text: at },
      { text: count(window.n) },
      { text: value === null ? '' : bareValue(value, unit) },
      { text: valueInterval(interval, unit) },
      { text: realised === null ? '' : bareValue(realised, unit) },
      { text: window.refusal === null ? '' : refusalText(window.refusal) },
    ]);
  });
  const columns = ESTIMATE.windowHeads.map((name, i) => ({ name, isNumber: i > 0 && i < 5 }));
  return table(ESTIMATE.over, columns, rows.reverse());
}

/** Every metric in the newest window with an estimate; null without one. */
export function allSection(parts: EstimateParts, cards: Cards): Section | null {
  const newest = shownOf(parts).at(-1);
  if (newest === undefined) return null;
  const rows = parts.targets.map(({ key, entry, of, reference }) => {
    const { value, interval, realised, gap } = newest.values[key]!; // ! every target
    const unit = unitFor(parts, entry, cards);
    return row([
      { text: capital(titleOf(entry, cards)), term: entry, ...(of !== null && { small: of }) },
      { text: reference === null ? '' : valueText(reference, unit) },
      { text: value === null ? (gap ?? '') : valueText(value, unit) },
      { text: valueInterval(interval, unit) },
      { text: realised === null ? '' : valueText(realised, unit) },
    ]);
  });
  const columns = ESTIMATE.allHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const block = { ...table(ESTIMATE.all, columns, rows), briefRows: BRIEF_ROWS };
  return {
    ...plainSection,
    id: 'all',
    heading: ESTIMATE.all,
    says: [ESTIMATE.usedSay(parts.features)],
    blocks: [block],
  };
}

/** What people follow over all rows of the windows of which some are labelled; null without such a window. */
export function partlySection(parts: EstimateParts, cards: Cards): Section | null {
  const { measure, windows } = parts;
  const unit = unitFor(parts, mainOf(parts).entry, cards);
  const rows = windows.flatMap((window): TableRow[] => {
    const found = window.partly?.[measure];
    if (found === undefined) return [];
    const at = isTimed(parts, window.start) ? dateText(window.start) : ESTIMATE.rowsText(window.start, window.end);
    const interval = found.interval === null ? ESTIMATE.skewed : valueInterval(found.interval, unit);
    const width = found.width === null ? '' : percent(found.width, 0);
    const value = bareValue(found.value, unit);
    return [row([at, count(found.n), count(found.rows), value, interval, width].map((text) => ({ text })))];
  });
  if (rows.length === 0) return null;
  const columns = ESTIMATE.partlyHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const newest = rows.slice(-NEWEST).reverse();
  const block = table(ESTIMATE.partly, columns, newest);
  return { ...plainSection, id: 'partly', heading: ESTIMATE.partly, says: [ESTIMATE.partlySay], blocks: [block] };
}

/** Windows without an estimate by reason; null where all have one. */
export function refusalsSection({ windows }: EstimateParts): Section | null {
  const found = windows.flatMap(({ refusal }) => refusal ?? []);
  if (found.length === 0) return null;
  const kinds = [...new Set(found.map(({ why }) => why))];
  const rows = kinds
    .map((why) => ({ why, n: found.filter((one) => one.why === why).length }))
    .sort((a, b) => b.n - a.n)
    .map(({ why, n }) => row([{ text: REFUSAL_KINDS[why] }, { text: count(n) }]));
  const columns = ESTIMATE.refusalHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const heading = ESTIMATE.refusals;
  return { ...plainSection, id: 'refusals', heading, says: [], blocks: [table(heading, columns, rows)] };
}

/** How often what came lay in the band; null without labels. */
export function reconciledSection(parts: EstimateParts, cards: Cards): Section | null {
  if (parts.reconciled === null) return null;
  const rows = Object.entries(parts.reconciled.covered).flatMap(([key, { windows, inside, off }]) => {
    const target = parts.targets.find((one) => one.key === key);
    if (target === undefined) return [];
    const unit = unitFor(parts, target.entry, cards);
    return [
      row([
        {
          text: capital(titleOf(target.entry, cards)),
          term: target.entry,
          ...(target.of !== null && { small: target.of }),
        },
        { text: count(windows) },
        { text: percent(inside / windows, 0) },
        { text: differenceText(off, unit).replace('+', '') },
      ]),
    ];
  });
  const columns = ESTIMATE.reconciledHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const heading = ESTIMATE.reconciledHeading;
  const block = { ...table(heading, columns, rows), briefRows: BRIEF_ROWS };
  return { ...plainSection, id: 'reconciled', heading, says: [], blocks: [block] };
}

/** What nobody said and the program took. */
export function takenSection({ assumed }: EstimateParts): Section | null {
  if (assumed.length === 0) return null;
  const rows = assumed.map(({ what, value, why }) => row([what, value, why].map((text) => ({ text }))));
  const columns = ESTIMATE.assumedHeads.map((name) => ({ name, isNumber: false }));
  const heading = ESTIMATE.assumed;
  return {
    ...plainSection,
    id: 'assumed',
    heading,
    isBrief: false,
    says: [],
    blocks: [table(heading, columns, rows)],
  };
}
