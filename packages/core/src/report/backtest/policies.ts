import type { BacktestResult } from '../backtest-result.ts';
import type { Section, TableRow } from '../blocks.ts';
import type { SweepResult, SweptPolicy } from '../sweep-result.ts';
import { stretchText } from '../words/backtest-dates.ts';
import { count, money } from '../words/numbers.ts';
import { SWEEP } from '../words/sweep.ts';

/** What policies of retraining would have cost; null where none was played. */
export function policiesSection({ sweep }: BacktestResult): Section | null {
  if (sweep === null) return null;
  const { periods, policies, oracle, unit } = sweep;
  const ms = (periods[0]?.end ?? 0) - (periods[0]?.start ?? 0);
  const best = bestOf(sweep);
  const nameOf = (one: SweptPolicy): string => SWEEP.name(one.id, stretchText((one.setting ?? 0) * ms));
  const cheapest = policies.reduce((least, one) => (one.regret < least.regret ? one : least));
  return {
    id: 'policies',
    heading:
      best === null
        ? SWEEP.headingNone(nameOf(cheapest))
        : SWEEP.heading(nameOf(best), amountOf(best.saved.value, sweep)),
    says: [SWEEP.say, SWEEP.sayBest(amountOf(oracle.total, sweep))],
    note: unit === 'money' ? SWEEP.unit.money(sweep.currency ?? 'money') : SWEEP.unit[unit],
    verdict: null,
    isBrief: true,
    blocks: [
      {
        kind: 'table',
        caption: SWEEP.caption,
        unit: unit === 'money' ? (sweep.currency ?? '') : '',
        columns: SWEEP.heads.map((name, k) => ({ name, isNumber: k > 0 })),
        rows: policies.map((one): TableRow => rowOf(one, nameOf(one), one === best)),
        rest: null,
      },
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
        axes: SWEEP.axis(unit === 'money' ? (sweep.currency ?? 'money') : unit, stretchText(ms)),
      },
    ],
  };
}

/** The policy that surely saved something and most of it; null where none did. */
export function bestOf({ policies }: SweepResult): SweptPolicy | null {
  const sure = policies.filter(({ saved }) => (saved.interval?.[0] ?? 0) > 0);
  return sure.reduce<SweptPolicy | null>((best, one) => (best === null || one.regret < best.regret ? one : best), null);
}

/** The best, the one that weighs costs, and a schedule to compare with. */
function drawn({ policies }: SweepResult, best: SweptPolicy | null): readonly SweptPolicy[] {
  const schedules = policies.filter(({ id }) => id === 'every').sort((a, b) => a.regret - b.regret);
  const wanted = [best, policies.find(({ id }) => id === 'cost-aware'), schedules[0], schedules.at(-1)];
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

const amountOf = (amount: number, { unit, currency }: SweepResult): string =>
  unit === 'money' ? money(amount, currency ?? 'money') : count(amount);
