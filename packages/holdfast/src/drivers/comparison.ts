import { isGap } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { QuantitySpec } from '@holdfast/core/contract/check.ts';
import type { CompareSpec, Contract } from '@holdfast/core/contract/contract.ts';
import { against, minus } from '@holdfast/core/measure/combine.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import { partOf } from '@holdfast/core/measure/part.ts';
import { churnOf, movesOf, netBetter, scoreChange } from '@holdfast/core/measure/versus/churn.ts';
import { rankAgreement } from '@holdfast/core/measure/versus/rank.ts';
import { type Origins, pairedTests } from '@holdfast/core/measure/versus/tests.ts';
import { churnResult } from '@holdfast/core/report/comparison-result.ts';
import { comparisonResult, lineResult } from '@holdfast/core/report/compose.ts';
import type { LostSlices } from '@holdfast/core/report/found-slices-result.ts';
import type { Comparison, MoneyLine } from '@holdfast/core/report/result.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import type { ComparedCalibration } from '@holdfast/core/verdict/calibration.ts';
import type { Compared } from '@holdfast/core/verdict/release.ts';
import { asked, type Subject } from '@holdfast/core/verdict/subject.ts';
import type { Plan } from './plan.ts';
import type { Opened } from './tables.ts';

/** Half a point: what a contract without `compare` allows a share to lose. */
const SHARE_MARGIN = 0.005;
/** Two in a hundred of the other model's error: what it allows a number to lose. */
const ERROR_MARGIN = 0.02;

/** A metric as it is, on all rows. */
export const plain = (entry: string): QuantitySpec => ({
  entry,
  params: {},
  combinator: 'plain',
  by: null,
  to: 'groups',
  odds: null,
  average: null,
  column: null,
});

/** The comparison that is made when another model is given and the contract says nothing about it. */
export function defaultCompare(subject: Subject): CompareSpec | null {
  const rest = { to: 'other model', guard: [], calibration: null, place: { path: '' } };
  if (subject.rows.classes.length > 0) {
    const entry = subject.rows.roles.prediction && subject.rows.against.prediction ? 'accuracy' : 'roc-auc';
    return { metric: plain(entry), margin: SHARE_MARGIN, ...rest };
  }
  const question = asked(plain('mae'), subject, null);
  const other = question && measure(against(question.quantity), question.rows, { seed: subject.seed });
  return other && !isGap(other) ? { metric: plain('mae'), margin: ERROR_MARGIN * other.value, ...rest } : null;
}

/**
 * By how much the answers of a slice may be worse where nobody guards it, as for a guard: twice the margin of the
 * share of right answers or the mean error, which are what is lost row by row.
 */
export function lossAllowed(spec: CompareSpec, subject: Subject): number {
  const byRow = subject.rows.classes.length > 0 ? 'accuracy' : 'mae';
  const isByRow = spec.metric.entry === byRow && spec.metric.combinator === 'plain';
  return 2 * ((isByRow ? spec : defaultCompare(subject))?.margin ?? 0);
}

interface Around {
  readonly subject: Subject;
  readonly opened: Opened;
  readonly plan: Plan;
  readonly contract: Contract | null;
  readonly calibration: ComparedCalibration | null;
  /** Slices that the search found. */
  readonly lost: LostSlices | null;
}

/** The comparison as it is reported, with what changed hands and what it costs. */
export function comparisonOf(spec: CompareSpec, compared: readonly Compared[], around: Around): Comparison {
  const { subject, opened, plan, calibration, lost } = around;
  const unmatched = plan.unmatched ?? { candidate: 0, against: 0 };
  const joined = { against: opened.against?.input.path ?? spec.to, joined: subject.rows.n, unmatched };
  const changes = changesOf(compared, subject);
  const tests = pairedTests(subject.rows, originsOf(spec, around));
  return comparisonResult(spec, compared, joined, {
    churn: classChurn(subject.rows),
    money: moneyOf(compared, around),
    ...(calibration && { calibration: { entry: calibration.entry.id, ...lineResult(calibration) } }),
    ...(changes && { changes }),
    ...(lost && { found: lost }),
    ...(tests.length > 0 && { tests }),
  });
}

/** What changed over all rows and in each slice that is compared. */
function changesOf(compared: readonly Compared[], { rows, seed }: Subject): Comparison['changes'] | null {
  const slices = compared.flatMap(({ scope }) => {
    const part = partOf(rows, scope.indices);
    const churn = churnOf(part);
    return churn === null ? [] : [{ slice: scope.name, churn, net: measure(netBetter, part, { seed }) }];
  });
  return churnResult(slices, movesOf(rows), { score: scoreChange(rows), rank: rankAgreement(rows, seed) });
}

/** When forecasts were made and how far ahead; null where nothing is forecast. */
function originsOf({ metric }: CompareSpec, { subject, plan }: Around): Origins | null {
  if (subject.task !== 'forecast') return null;
  const numbers = (name: string | null): Float64Array | null => {
    const column = name === null ? null : findColumn(subject.table, name);
    return column?.kind === 'number' ? column.values : null;
  };
  const { origin, horizon, timestamp } = plan.names;
  const loss = metric.entry === 'rmse' || metric.entry === 'r2' ? 'squared' : 'absolute';
  return { at: numbers(origin) ?? numbers(timestamp), horizon: numbers(horizon), loss };
}

function classChurn(rows: Rows): Comparison['churn'] {
  const churn = rows.classes.length === 0 ? null : churnOf(rows);
  return churn && { changed: churn.changed, better: churn.better, worse: churn.worse };
}

/** Money per 1,000 rows on each line of the comparison, by the cost entry that the contract's prices fill. */
function moneyOf(compared: readonly Compared[], { subject, contract }: Around): readonly MoneyLine[] {
  const currency = contract?.costs?.currency ?? '';
  const entry = ENTRIES.find((one) => one.family === 'cost' && one.tasks.includes(subject.task) && subject.params(one));
  if (!entry || !contract?.costs) return [];
  return compared.flatMap(({ scope, n }): MoneyLine[] => {
    const question = asked(plain(entry.id), subject, scope.indices);
    if (question === null) return [];
    const q = quantity(entry, subject.params(entry) ?? undefined);
    const [own, other, both] = [q, against(q), minus(q, against(q))].map((one) =>
      measure(one, question.rows, { seed: subject.seed }),
    );
    if (!own || !other || !both || isGap(own) || isGap(other) || isGap(both)) return [];
    const bounds = both.boundsAt(TWO_SIDED);
    return [
      {
        slice: scope.name,
        n,
        candidate: 1000 * own.value,
        other: 1000 * other.value,
        difference: 1000 * both.value,
        interval: bounds && [1000 * bounds[0], 1000 * bounds[1]],
        currency,
      },
    ];
  });
}
