import type { Block, Section, TableRow } from '../blocks.ts';
import type { GroupedResult, ThresholdsByGroup } from '../fairness-result.ts';
import type { Result } from '../result.ts';
import { AIM_WORDS, BY_GROUP, byWords } from '../words/fairness.ts';
import { fixed, money, moneyDecimals, signed } from '../words/numbers.ts';
import { shorten } from '../words/slices.ts';
import { limitText } from '../words/threshold.ts';

type Proposed = ThresholdsByGroup['proposals'][number];

/** Thresholds by group with their price: a proposal that a person decides on, and nothing applies. */
export function groupThresholdsSection({ fairness }: Result): Section | null {
  const found = (fairness?.by ?? []).flatMap(({ columns, thresholds }) =>
    thresholds ? [{ columns, thresholds }] : [],
  );
  if (found.length === 0) return null;
  return {
    id: 'group-thresholds',
    heading: BY_GROUP.heading,
    says: [...found.map(whatOf), BY_GROUP.say],
    note: BY_GROUP.note,
    verdict: null,
    isBrief: false,
    blocks: found.flatMap(blocksOf),
  };
}

interface Found {
  readonly columns: GroupedResult['columns'];
  readonly thresholds: ThresholdsByGroup;
}

const pointsText = (gap: number): string => fixed(100 * gap, 1);

const gapCell = (value: number, interval: readonly [number, number] | null): TableRow['cells'][number] => {
  const ends = interval?.map(pointsText).join(' to ');
  return { text: pointsText(value), ...(ends && { small: ends }) };
};

function whatOf({ columns, thresholds }: Found): string {
  const [now, then] = ['now', 'equal-recall'].map((aim) => thresholds.proposals.find((one) => one.aim === aim));
  const [before, after] = [now?.recallGap ?? 0, then?.recallGap ?? 0];
  const say = after < before ? BY_GROUP.what : BY_GROUP.noCloser;
  const what = say(byWords(columns), pointsText(before), pointsText(after));
  return after < before ? `${what} ${priceWords(then, thresholds.currency)}` : what;
}

function priceWords(proposed: Proposed | undefined, currency: string | null): string {
  const { value = null, interval = null } = proposed?.overOne ?? {};
  if (value === null || interval === null) return BY_GROUP.untold;
  const [low, high] = interval;
  const text = currency === null ? BY_GROUP.wrong(amount(value)) : money(value, currency);
  const ends = `${amount(low)} to ${amount(high)}`;
  return low > 0 ? BY_GROUP.price(text, ends) : BY_GROUP.noPrice(text, ends);
}

const amount = (value: number): string => signed(value, Math.abs(value) >= 10 ? 0 : 1).replace(/^\+/, '');

function blocksOf({ columns, thresholds }: Found): Block[] {
  const { currency, proposals, asNow } = thresholds;
  const { heads } = BY_GROUP;
  const names = [BY_GROUP.caption(byWords(columns)), heads.thresholds, heads.found, heads.yes, currency ?? heads.wrong];
  const table: Block = {
    kind: 'table',
    caption: BY_GROUP.caption(byWords(columns)),
    unit: BY_GROUP.unit(currency),
    columns: names.map((name, i) => ({ name, isNumber: i > 1 })),
    rows: proposals.map((one) => rowOf(one, asNow, currency)),
    rest: null,
  };
  return asNow.length === 0 ? [table] : [table, { kind: 'list', caption: '', items: [BY_GROUP.asNow(asNow)] }];
}

function rowOf(
  { aim, thresholds, recallGap, recallGapInterval, selectionGap, selectionGapInterval, price }: Proposed,
  asNow: readonly string[],
  currency: string | null,
): TableRow {
  const own = thresholds.filter(({ group }) => !asNow.includes(group));
  const limitOf = (threshold: number | null): string => (threshold === null ? BY_GROUP.nobody : limitText(threshold));
  const limits =
    aim === 'now'
      ? ''
      : aim === 'one-threshold'
        ? limitOf(own[0]?.threshold ?? null)
        : own.map(({ group, threshold }) => BY_GROUP.limit(shorten(group, 24), limitOf(threshold))).join(', ');
  const decimals = currency === null ? 1 : moneyDecimals(price?.value ?? 0);
  const ends = price?.interval?.map((end) => signed(end, decimals)).join(' to ');
  return {
    cells: [
      { text: AIM_WORDS[aim] },
      { text: limits },
      gapCell(recallGap, recallGapInterval),
      gapCell(selectionGap, selectionGapInterval),
      { text: price?.value == null ? '' : signed(price.value, decimals), ...(ends && { small: ends }) },
    ],
    isHot: false,
    isTotal: false,
  };
}
