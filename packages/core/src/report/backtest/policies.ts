import type { BacktestResult } from '../backtest-result.ts';
import type { Block, ForestRow, Section, TableRow } from '../blocks.ts';
import type { SweepResult, SweptPolicy } from '../sweep-result.ts';
import { stretchText } from '../words/backtest-dates.ts';
import { count, intervalText, money, plural, signed } from '../words/numbers.ts';
import { SWEEP } from '../words/sweep.ts';

/** What policies of retraining would have cost; null where none was played. */
export function policiesSection({ sweep }: BacktestResult): Section | null {
  if (sweep === null) return null;
  const { policies, oracle, unit, due } = sweep;
  const best = bestOf(sweep);
  const nameOf = (one: SweptPolicy): string => nameIn(sweep, one);
  const cheapest = policies.reduce((least, one) => (one.regret < least.regret ? one : least));
  return {
    id: 'policies',
    heading:
      best === null
        ? SWEEP.headingNone(nameOf(cheapest))
        : SWEEP.heading(nameOf(best), amountOf(best.saved.value, sweep)),
    says: [SWEEP.due(due), SWEEP.say, SWEEP.sayBest(amountOf(oracle.total, sweep))],
    note: unit === 'money' ? SWEEP.unit.money(sweep.currency ?? 'money') : SWEEP.unit[unit],
    verdict: null,
    isBrief: true,
    blocks: [
      forest(sweep, { best, nameOf }),
      {
        kind: 'lines',
        id: 'figure-policies',
        title: SWEEP.figure,
        caption: SWEEP.figure,
        explains: '',
        lines: drawn(sweep, best).map((one) => ({
          name: nameOf(one),
          x: one.cumulated.map((_, k) => k + 1),
          y: one.cumulated,
        })),
        marks: [],
        axes: SWEEP.axis(unitOf(sweep), stretchText(lengthOf(sweep))),
      },
      {
        kind: 'table',
        caption: SWEEP.caption,
        unit: unit === 'money' ? (sweep.currency ?? '') : '',
        columns: SWEEP.heads.map((name, k) => ({ name, isNumber: k > 0 })),
        rows: policies.map((one): TableRow => rowOf(one, nameOf(one), one === best)),
        rest: null,
      },
    ],
  };
}

const lengthOf = ({ periods }: SweepResult): number => (periods[0]?.end ?? 0) - (periods[0]?.start ?? 0);

/** A policy as people say it: "retraining every two weeks". */
export const nameIn = (sweep: SweepResult, { id, setting }: SweptPolicy): string =>
  SWEEP.name(id, stretchText((setting ?? 0) * lengthOf(sweep)));

/** The policy that surely saved something and most of it; null where none did. */
export function bestOf({ policies }: SweepResult): SweptPolicy | null {
  const sure = policies.filter(({ saved }) => (saved.interval?.[0] ?? 0) > 0);
  return sure.reduce<SweptPolicy | null>((best, one) => (best === null || one.regret < best.regret ? one : best), null);
}

/** What each policy saved, the most first, with its interval. */
function forest(
  sweep: SweepResult,
  { best, nameOf }: { readonly best: SweptPolicy | null; readonly nameOf: (one: SweptPolicy) => string },
): Block {
  const played = sweep.policies.filter(({ id }) => id !== 'never').sort((a, b) => b.saved.value - a.saved.value);
  return {
    kind: 'forest',
    id: 'figure-saved',
    title: SWEEP.savedTitle,
    caption: SWEEP.savedTitle,
    explains: '',
    rows: played.map((one): ForestRow => {
      const [low, high] = one.saved.interval ?? [null, null];
      const interval = intervalText(one.saved.interval, (end) => signed(end, 0));
      return {
        name: nameOf(one),
        n: '',
        value: one.saved.value,
        ...{ low, high, limit: null },
        text: `${signed(one.saved.value, 0)}${interval === '' ? '' : ` (${interval})`}`,
        verdict: low === null || high === null ? null : low > 0 ? 'pass' : high < 0 ? 'fail' : 'unknown',
        isStrong: one === best,
      };
    }),
    sides: null,
    reference: { value: 0, name: SWEEP.name('never', '') },
    limitName: null,
    key: '',
    unit: SWEEP.savedUnit(unitOf(sweep)),
  };
}

const unitOf = ({ unit, currency }: SweepResult): string => (unit === 'money' ? (currency ?? 'money') : unit);

/** The best, the one that weighs costs, and the best schedule of retraining. */
function drawn({ policies }: SweepResult, best: SweptPolicy | null): readonly SweptPolicy[] {
  const schedules = policies.filter(({ id }) => id === 'every').sort((a, b) => a.regret - b.regret);
  const wanted = [best, policies.find(({ id }) => id === 'cost-aware'), schedules[0]];
  return [...new Set(wanted.filter((one): one is SweptPolicy => one != null))];
}

function rowOf({ counts, costs, saved, regret }: SweptPolicy, name: string, isTotal: boolean): TableRow {
  const others = SWEEP.others(counts.recalibrate, counts['roll-back']);
  const { interval } = saved;
  return {
    cells: [
      { text: name, ...(others !== '' && { small: others }) },
      { text: count(counts.retrain) },
      { text: count(costs.total) },
      { text: count(saved.value), ...(interval && { small: interval.map((end) => count(end)).join(' to ') }) },
      { text: count(regret) },
    ],
    isHot: false,
    isTotal,
  };
}

/** An amount in the unit of the costs. */
export const amountOf = (amount: number, { unit, currency }: SweepResult): string =>
  unit === 'money'
    ? money(amount, currency ?? 'money')
    : unit === 'errors'
      ? plural(Math.round(amount), 'error')
      : count(amount);
