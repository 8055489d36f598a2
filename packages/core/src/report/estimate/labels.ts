import type { Section, TableBlock, TableRow } from '../blocks.ts';
import { type Cards, titleOf } from '../cards.ts';
import type { EstimateWindow } from '../estimate-result.ts';
import { dateText } from '../words/backtest-dates.ts';
import { ESTIMATE } from '../words/estimate.ts';
import { ESTIMATE_LABELS, NOT_JUDGED } from '../words/estimate-labels.ts';
import { bareValue, capital, count, valueInterval, valueText } from '../words/numbers.ts';
import { type EstimateParts, isTimed, mainOf, unitFor } from './headline.ts';
import { plainSection, row, table } from './tables.ts';

/** The newest windows that are not told by all of their labels are shown. */
const NEWEST = 8;

/** How labels came, what was corrected, and by what windows are judged; null without labels. */
export function labelsSection(parts: EstimateParts, cards: Cards): Section | null {
  const { labels } = parts;
  if (labels === null) return null;
  const { delay, corrected, early, before_prediction: before } = labels;
  const { entry, key } = mainOf(parts);
  const unit = unitFor(parts, entry, cards);
  const says: string[] = [labels.by === 'arrival' ? ESTIMATE_LABELS.byArrival : ESTIMATE_LABELS.byWindow];
  if (delay !== null) {
    says.push(ESTIMATE_LABELS.delay(delay.median, delay.most));
    says.push(ESTIMATE_LABELS.ever(delay.ever, delay.ever_interval, delay.oldest));
  }
  if (before > 0) says.push(ESTIMATE_LABELS.before(before));
  if (corrected !== null) {
    const { before: first, after } = corrected.changed[key] ?? { before: null, after: null };
    const text = (value: number | null): string => (value === null ? '' : valueText(value, unit));
    if (corrected.rows > 0)
      says.push(
        ESTIMATE_LABELS.corrected(corrected.rows, corrected.of, titleOf(entry, cards), text(first), text(after)),
      );
    const rest = ESTIMATE_LABELS.again(corrected.again, corrected.without_id, corrected.unknown_id);
    if (rest !== null) says.push(rest);
  }
  if (early !== null) {
    const { isOther, difference, interval } = early;
    says.push(isOther ? ESTIMATE_LABELS.earlyOther(difference, interval) : ESTIMATE_LABELS.earlyAlike);
  }
  const block = windowsTable(parts);
  const heading = ESTIMATE_LABELS.heading;
  return { ...plainSection, id: 'labels', heading, says, blocks: block === null ? [] : [block] };
}

/** Windows that are not, or not yet, told by all of their labels; null where all are. */
function windowsTable(parts: EstimateParts): TableBlock | null {
  const open = parts.windows.filter((one) => one.judged.by !== 'labels' || (one.maturity?.to_come ?? 0) >= 0.5);
  if (open.length === 0) return null;
  const rows = open.slice(-NEWEST).map((window): TableRow => {
    const { maturity, judged, n, labelled } = window;
    const [expected, interval] =
      maturity === null ? ['', ''] : ESTIMATE_LABELS.toCome(maturity.to_come, maturity.interval);
    const by = judged.by === null ? NOT_JUDGED[judged.why] : ESTIMATE_LABELS.judged[judged.by];
    return row([shortText(parts, window), count(n), count(labelled), expected, interval, by].map((text) => ({ text })));
  });
  const columns = ESTIMATE_LABELS.windowHeads.map((name, i) => ({ name, isNumber: i > 0 && i < 5 }));
  return table(ESTIMATE_LABELS.heading, columns, rows.reverse());
}

const shortText = (parts: EstimateParts, { start, end }: EstimateWindow): string =>
  isTimed(parts, start) ? dateText(start) : ESTIMATE.rowsText(start, end);

/** Every number by logged chances; null where none is logged. */
export function policySection(parts: EstimateParts, cards: Cards): Section | null {
  const { policy } = parts.feedback;
  if (policy === null) return null;
  const rows = parts.targets.flatMap(({ key, entry, of }) => {
    const found = policy[key];
    if (found === undefined) return [];
    const unit = unitFor(parts, entry, cards);
    const { asCame, snips, doublyRobust } = found;
    return [
      row([
        { text: capital(titleOf(entry, cards)), term: entry, ...(of !== null && { small: of }) },
        ...[
          valueText(asCame.value, unit),
          bareValue(snips.value, unit),
          valueInterval(snips.interval, unit),
          bareValue(doublyRobust.value, unit),
          valueInterval(doublyRobust.interval, unit),
        ].map((text) => ({ text })),
      ]),
    ];
  });
  if (rows.length === 0) return null;
  const columns = ESTIMATE_LABELS.policyHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  const cut = Object.values(policy)[0]?.cut ?? 0;
  const heading = ESTIMATE_LABELS.policy;
  const says = [ESTIMATE_LABELS.policySay, ...(cut > 0 ? [ESTIMATE_LABELS.cut(cut)] : [])];
  const block = { ...table(heading, columns, rows), briefRows: NEWEST };
  return { ...plainSection, id: 'policy', heading, says, blocks: [block] };
}
