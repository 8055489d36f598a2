import { isGap } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { QuantitySpec } from '@holdfast/core/contract/check.ts';
import type { CompareSpec, Contract } from '@holdfast/core/contract/contract.ts';
import { against, minus } from '@holdfast/core/measure/combine.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import { quantity } from '@holdfast/core/measure/quantity.ts';
import { comparisonResult } from '@holdfast/core/report/compose.ts';
import type { Comparison, MoneyLine } from '@holdfast/core/report/result.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';
import type { Compared } from '@holdfast/core/verdict/release.ts';
import { asked, type Subject } from '@holdfast/core/verdict/subject.ts';
import type { Plan } from './plan.ts';
import type { Opened } from './tables.ts';

/** Half a point: what a contract without `compare` allows a share to lose. */
const SHARE_MARGIN = 0.005;
/** Two in a hundred of the other model's error: what it allows a number to lose. */
const ERROR_MARGIN = 0.02;

const plain = (entry: string): QuantitySpec => ({
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
  const rest = { to: 'other model', guard: [], place: { path: '' } };
  if (subject.rows.classes.length > 0) {
    const entry = subject.rows.roles.prediction && subject.rows.against.prediction ? 'accuracy' : 'roc-auc';
    return { metric: plain(entry), margin: SHARE_MARGIN, ...rest };
  }
  const question = asked(plain('mae'), subject, null);
  const other = question && measure(against(question.quantity), question.rows, { seed: subject.seed });
  return other && !isGap(other) ? { metric: plain('mae'), margin: ERROR_MARGIN * other.value, ...rest } : null;
}

interface Around {
  readonly subject: Subject;
  readonly opened: Opened;
  readonly plan: Plan;
  readonly contract: Contract | null;
}

/** The comparison as it is reported, with what changed hands and what it costs. */
export function comparisonOf(spec: CompareSpec, compared: readonly Compared[], around: Around): Comparison {
  const { subject, opened, plan } = around;
  const unmatched = plan.unmatched ?? { candidate: 0, against: 0 };
  const joined = { against: opened.against?.input.path ?? spec.to, joined: subject.rows.n, unmatched };
  return comparisonResult(spec, compared, joined, { churn: churnOf(subject.rows), money: moneyOf(compared, around) });
}

function churnOf({ n, classes, roles, against: other }: Rows): Comparison['churn'] {
  const { label, prediction } = roles;
  if (classes.length === 0 || !label || !prediction || !other.prediction) return null;
  const churn = { changed: 0, better: 0, worse: 0 };
  for (let i = 0; i < n; i++) {
    if (prediction[i] === other.prediction[i]) continue;
    churn.changed++;
    if (prediction[i] === label[i]) churn.better++;
    else if (other.prediction[i] === label[i]) churn.worse++;
  }
  return churn;
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
