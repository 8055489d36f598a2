import { compareByGroup } from '@holdfast/core/measure/fairness/by-group.ts';
import { consistencyOf } from '@holdfast/core/measure/fairness/consistency.ts';
import { cross } from '@holdfast/core/measure/fairness/groupings.ts';
import { type Proposals, proposeThresholds } from '@holdfast/core/measure/fairness/thresholds.ts';
import type { Groups } from '@holdfast/core/measure/groups.ts';
import { scoreCells } from '@holdfast/core/measure/threshold/score-cells.ts';
import { type FairnessResult, fairnessResult } from '@holdfast/core/report/fairness-result.ts';
import { groupsIn } from '@holdfast/core/verdict/subject.ts';
import { capacityOf, isPriced, pricesOf } from './costs.ts';
import type { Grouped } from './groups-aside.ts';

/** How the groups that the contract or `--group` names fare; nothing where none is named. Problem: GROUPS_TOO_MANY. */
export function fairnessOf(given: Grouped): { readonly fairness?: FairnessResult } {
  const { subject, plan } = given;
  const names = plan.names.groups;
  if (names.length === 0) return {};
  const { rows, task, table, seed } = subject;
  const columns = names.map((name) => groupsIn(table, name));
  const features = rows.features.filter(({ name }) => !names.includes(name));
  const by = compareByGroup(rows, task, columns, seed);
  const isYesNo = task === 'binary' || task === 'multiclass';
  const fairness = fairnessResult(by, isYesNo ? consistencyOf(rows, features, seed) : null, {
    proposals: proposalsFor(given, columns),
    currency: isPriced(given.contract?.costs ?? null) ? (given.contract?.costs?.currency ?? 'money') : null,
  });
  return { fairness };
}

/** Where nobody said what mistakes cost, each costs one: the price is then wrong answers. */
const ONE_EACH = { falsePositive: 1, falseNegative: 1, truePositive: 0, trueNegative: 0 };

function proposalsFor(given: Grouped, columns: readonly Groups[]): ReadonlyMap<string, Proposals> {
  const { subject, contract, assigned, plan } = given;
  const { rows, task, seed } = subject;
  const { label, score, prediction } = rows.roles;
  if (task !== 'binary' || !label || !score || !prediction) return new Map();
  const costs = contract?.costs ?? null;
  const prices = isPriced(costs) ? pricesOf(costs) : ONE_EACH;
  const capacity = capacityOf(costs, assigned.table, plan.roles.timestamp);
  const shareMax = capacity === null ? 1 : Math.min(1, capacity.perDay / capacity.rowsPerDay);
  const cells = scoreCells(rows, seed);
  const found = columns.flatMap((groups) => {
    const proposals = proposeThresholds(rows, cross([groups]), cells, { prices, shareMax, seed });
    return proposals ? [[groups.column, proposals] as const] : [];
  });
  return new Map(found);
}
