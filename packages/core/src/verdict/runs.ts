import { type Gap, isGap } from '../catalogue/define.ts';
import type { CheckSpec } from '../contract/check.ts';
import type { CompareSpec, Waiver } from '../contract/contract.ts';
import type { Measured } from '../measure/interval.ts';
import { runQuantity } from '../measure/stability/quantities.ts';
import { maskOf } from '../table/expression.ts';
import { rowsOf } from '../table/table.ts';
import { type Judgement, judge } from './judge.ts';
import type { Checked } from './release.ts';
import { entryOf, type Subject } from './subject.ts';

/** Whether a check asks about training: seeds or learning curves, and not the rows of one model. */
export const isOfRuns = ({ combinator, entry }: Pick<CheckSpec, 'combinator' | 'entry'>): boolean =>
  combinator === 'seed-spread' || runQuantity(entry) !== null;

/**
 * A check about training against what seeds or curves say. A curve is all that there was of a run, so that its value is
 * held against the limit; what is told from seeds has bounds. More rows would not settle a spread over seeds.
 */
export function judgeRun(spec: CheckSpec, { runs, table, rows }: Subject, waiver: Waiver | null): Checked {
  const quantity = runQuantity(spec.entry);
  const isOfCurve = quantity?.of === 'curves';
  const indices = spec.slice && !isOfCurve ? rowsOf(maskOf(spec.slice.where, table)) : null;
  const nothing: Gap = { gap: isOfCurve ? 'no-curves' : 'no-seeds', n: isOfCurve ? 0 : (indices?.length ?? rows.n) };
  const measured = runs?.ask(spec, indices) ?? nothing;
  const judged = judge(measured, spec.expect, isOfCurve ? 'value' : spec.on);
  const isMild = judged.verdict === 'fail' && spec.severity === 'warn';
  const judgement = settledBySeeds(spec, measured, isMild ? { ...judged, verdict: 'warn' } : judged);
  return { spec, entry: quantity ?? entryOf(spec.entry), n: measured.n, measured, judgement, waiver };
}

function settledBySeeds(spec: CheckSpec, measured: Measured | Gap, judgement: Judgement): Judgement {
  if (spec.combinator !== 'seed-spread' || isGap(measured)) return judgement;
  // Seeds that agree to the last digit: nothing varies, and that is what was asked.
  if (measured.value === 0 && judgement.reason === 'no-interval') return judge(measured, spec.expect, 'value');
  if (judgement.reason !== 'too-few-rows-to-decide') return judgement;
  return { ...judgement, reason: 'too-few-seeds', needsRows: null };
}

/**
 * What is asked of training where the contract does not say: with a comparison and seeds, that the metric varies by no
 * more than half of the margin from seed to seed (STATISTICS 7), because else a lucky seed passes for an improvement;
 * with a learning curve, that it did not run away.
 */
export function usualRunChecks(
  checks: readonly CheckSpec[],
  { compare, hasSeeds, hasCurve }: { compare: CompareSpec | null; hasSeeds: boolean; hasCurve: boolean },
): readonly CheckSpec[] {
  const asksSpread = checks.some(({ combinator }) => combinator === 'seed-spread');
  const asksDivergence = checks.some(({ entry }) => entry === 'loss-divergence');
  const rest = { slice: null, severity: 'error', on: 'bound' } as const;
  const usual: CheckSpec[] = [];
  if (hasSeeds && compare !== null && compare.margin > 0 && !asksSpread) {
    const { metric, margin, place } = compare;
    const expect = { operator: '<=', limit: margin / 2 } as const;
    usual.push({ ...metric, combinator: 'seed-spread', id: `seed-spread(${metric.entry})`, expect, place, ...rest });
  }
  if (hasCurve && !asksDivergence) {
    const bare = { params: {}, combinator: 'plain', by: null, to: 'groups', odds: null } as const;
    const expect = { operator: '<=', limit: 0 } as const;
    const id = 'loss-divergence';
    usual.push({
      entry: id,
      id,
      ...bare,
      average: null,
      column: null,
      expect,
      place: compare?.place ?? { path: '' },
      ...rest,
    });
  }
  return usual;
}
