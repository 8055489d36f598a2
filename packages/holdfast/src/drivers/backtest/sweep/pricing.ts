import { isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES, entryById } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { quantileBy } from '@holdfast/core/learn/level.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { withOtherAnswers } from '@holdfast/core/table/other-answers.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { takeNumbers, takeTable } from '@holdfast/core/table/table.ts';
import { paramsFrom, pricesOf } from '../../costs.ts';
import type { History } from '../history.ts';

/** Answers to some rows. */
export interface PeriodAnswers {
  readonly prediction: Float64Array;
  readonly score: Float64Array | null;
}

/** The answers of some of these rows. */
export const takeAnswers = ({ prediction, score }: PeriodAnswers, indices: Int32Array): PeriodAnswers => ({
  prediction: takeNumbers(prediction, indices),
  score: score && takeNumbers(score, indices),
});

/** What answers cost: by the prices of the contract, else as many errors, or as much as they are off. */
export interface Pricing {
  /** `errors`: the contract has no prices, so an error counts 1; `amounts`: it is as large as it is. */
  readonly unit: 'money' | 'errors' | 'amounts';
  /** Where a chance becomes a yes: where both errors cost the same. */
  readonly limit: number;
  /** Which quantile of what may come is the cheapest answer of a number: the price of too little by that of both. */
  readonly quantile: number;
  /** What answers to these judged rows of the history cost in all; null: the shipped model's. */
  of(places: Int32Array): (answers: PeriodAnswers | null) => number;
}

/** How answers of this history are priced. */
export function pricingOf(contract: Contract | null, { plan, reference, history }: History): Pricing {
  const { total, unit } = totalCost(contract, plan.roles.task, reference.judged.rows);
  const asked = withOtherAnswers(reference.judged, plan.roles);
  const { label } = reference.judged.rows.roles;
  /** What it costs if every row of the reference is off by so much; of classes nothing is asked. */
  const offBy = (off: number): number =>
    label && reference.judged.rows.classes.length === 0
      ? total(asked({ prediction: label.map((own) => own + off) }))
      : 1;
  return {
    unit,
    limit: limitOf(contract),
    quantile: quantileBy(offBy(1), offBy(-1)),
    of(places) {
      const { rows, table } = history.judged;
      const own = { rows: takeRows({ ...rows, features: [] }, places), table: takeTable(table, places) };
      const answered = withOtherAnswers(own, plan.roles);
      return (answers) =>
        total(
          answers === null
            ? own.rows
            : answered({ prediction: answers.prediction, ...(answers.score && { score: answers.score }) }),
        );
    },
  };
}

/** Where a chance becomes a yes: where both errors cost the same. */
function limitOf(contract: Contract | null): number {
  const prices = pricesOf(contract?.costs ?? null);
  if (prices === null) return 0.5;
  const [no, yes] = [prices.falsePositive - prices.trueNegative, prices.falseNegative - prices.truePositive];
  return no > 0 && yes > 0 ? no / (no + yes) : 0.5;
}

/** What the errors of some rows cost in all; prices that are all 0 are none. */
function totalCost(
  contract: Contract | null,
  task: History['plan']['roles']['task'],
  usual: Rows,
): { readonly total: (rows: Rows) => number; readonly unit: Pricing['unit'] } {
  const params = paramsFrom(contract?.costs ?? null);
  const isPriced = (one: (typeof ENTRIES)[number]): one is Metric =>
    one.kind === 'metric' && one.family === 'cost' && one.tasks.includes(task) && params(one) !== null;
  const priced = ENTRIES.filter(isPriced).find(
    (one) => !isGap(quantity(one, params(one) ?? undefined).of(usual, 'value')),
  );
  const isAmount = task === 'regression' || task === 'forecast';
  const entry = priced ?? entryById(isAmount ? 'mae' : 'accuracy');
  assert(entry?.kind === 'metric', 'the entry is in the catalogue');
  const q = quantity(entry, (priced && params(priced)) ?? undefined);
  const meanOf = (rows: Rows): number => {
    const found = q.of(rows, 'value');
    return isGap(found) ? Number.NaN : found.value;
  };
  if (priced !== undefined) return { total: (rows) => meanOf(rows) * rows.n, unit: 'money' };
  return isAmount
    ? { total: (rows) => meanOf(rows) * rows.n, unit: 'amounts' }
    : { total: (rows) => (1 - meanOf(rows)) * rows.n, unit: 'errors' };
}
