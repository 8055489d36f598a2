import assert from 'node:assert/strict';
import { isGap } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { meanOf } from '../../packages/core/src/measure/average.ts';
import { type Between, between, betweenGroupsPart, oddsBetween } from '../../packages/core/src/measure/between.ts';
import { complement, inGroup, minus, over } from '../../packages/core/src/measure/combine.ts';
import { quantity } from '../../packages/core/src/measure/entry-quantity.ts';
import type { Groups } from '../../packages/core/src/measure/groups.ts';
import type { Quantity } from '../../packages/core/src/measure/quantity.ts';
import { makeRows, type Rows } from '../../packages/core/src/table/rows.ts';
import type { Comparison } from './entries.ts';
import type { Tolerance } from './tally.ts';

/** Rows and their groups, as Fairlearn is given them: groups of any size are compared. */
export interface Grouped {
  readonly rows: Rows;
  readonly groups: Groups;
}
/** Where figures are compared, and how closely. */
export interface At {
  readonly to: Comparison;
  readonly name: string;
  readonly tolerance: Tolerance;
}

/** Rows with a group each. */
export function grouped(
  lists: {
    readonly label: readonly number[];
    readonly prediction: readonly number[];
    readonly score?: readonly number[];
  },
  names: readonly string[],
  weight?: readonly number[],
): Grouped {
  const levels = [...new Set(names)].sort();
  const codes = Int32Array.from(names, (name) => levels.indexOf(name));
  const roles = Object.fromEntries(Object.entries(lists).map(([role, list]) => [role, Float64Array.from(list)]));
  const rows = makeRows(names.length, {
    roles,
    group: codes,
    classes: ['no', 'yes'],
    ...(weight && { weight: Float64Array.from(weight) }),
  });
  const sizes = levels.map((_, code) => codes.filter((c) => c === code).length);
  return { rows, groups: { column: 'group', names: levels, codes, sizes } };
}

const entry = (id: string, params?: Record<string, number>): Quantity => {
  const found = entryById(id);
  assert.ok(found, id);
  return quantity(found, params);
};
const count: Quantity = {
  strata: null,
  touches: null,
  of: ({ n }) => ({ value: n, n, influence: null, exact: null, ratio: null, quantile: null, scale: 'identity' }),
};
const RATES: Readonly<Record<string, Quantity>> = {
  count,
  selection_rate: entry('selection-rate'),
  tpr: entry('recall'),
  fpr: complement(entry('specificity')),
  fnr: complement(entry('recall')),
  tnr: entry('specificity'),
  accuracy: entry('accuracy'),
  mean_prediction: entry('mean-prediction'),
  precision: entry('precision'),
  auc: entry('roc-auc'),
  brier: entry('brier'),
  log_loss: entry('log-loss'),
  average_precision: entry('average-precision'),
};
/** Fairlearn answers 0 for these in a group without a row that could count; we leave the group out. */
const ZEROS = ['tpr', 'fpr', 'fnr', 'tnr'];

const valueIn = (q: Quantity, rows: Rows): number | null => {
  const found = q.of(rows, 'value');
  return isGap(found) ? null : found.value;
};

type Figures = Readonly<Record<string, unknown>>;
const figures = (value: unknown): Figures => value as Figures; // as: the family's form

/** The same from numbers by group, by the letter of Fairlearn: what it makes of its zeros. */
function byHand(values: readonly number[], all: number, { how, to }: Between): number {
  if (how === 'gap')
    return to === 'groups'
      ? Math.max(...values) - Math.min(...values)
      : Math.max(...values.map((v) => Math.abs(v - all)));
  if (to === 'groups') return Math.min(...values) / Math.max(...values);
  const ratios = values.map((v) => Math.min(v / all, all / v)).filter((r) => !Number.isNaN(r));
  return ratios.length === 0 ? Number.NaN : Math.min(...ratios);
}

const WAYS: Readonly<Record<string, Between>> = {
  difference_between_groups: { how: 'gap', to: 'groups', fewest: 1 },
  ratio_between_groups: { how: 'ratio', to: 'groups', fewest: 1 },
  difference_to_overall: { how: 'gap', to: 'overall', fewest: 1 },
  ratio_to_overall: { how: 'ratio', to: 'overall', fewest: 1 },
};

/** Every figure of a Fairlearn frame: rates by group, the least, the most, and how far groups lie apart. */
export function checkFrame({ to, name, tolerance }: At, { rows, groups }: Grouped, output: Figures): void {
  const compare = (place: string, got: number | null, want: unknown): void => {
    const isUndefined = got === null || Number.isNaN(got);
    to.compare(`${name} ${place}`, isUndefined ? null : got, want, tolerance);
  };
  const all = figures(output['overall']);
  const names = groups.names;
  const byGroup = (key: string): (number | null)[] => {
    const q = RATES[key]!; // ! a rate
    return names.map((_, code) => valueIn(inGroup(q, code), rows));
  };
  const without = (key: string): boolean => ZEROS.includes(key) && byGroup(key).includes(null);
  const zeroed = (key: string): number[] => byGroup(key).flatMap((v) => v ?? (without(key) ? [0] : []));
  const apart = (key: string, way: Between): number | null =>
    without(key) || zeroed(key).length === 1
      ? byHand(zeroed(key), valueIn(RATES[key]!, rows) ?? 0, way) // ! a rate
      : valueIn(between(RATES[key]!, groups, way), rows); // ! a rate
  for (const key of Object.keys(all)) {
    compare(`overall ${key}`, valueIn(RATES[key]!, rows), all[key]); // ! a rate
    byGroup(key).forEach((got, code) => {
      const want = figures(figures(output['by_group'])[names[code] ?? ''])[key];
      compare(`${names[code]} ${key}`, got ?? (without(key) ? 0 : null), want);
    });
    const found = zeroed(key);
    if ('min' in output)
      compare(`min ${key}`, found.length === 0 ? null : Math.min(...found), figures(output['min'])[key]);
    if ('max' in output)
      compare(`max ${key}`, found.length === 0 ? null : Math.max(...found), figures(output['max'])[key]);
    for (const [way, how] of Object.entries(WAYS)) {
      if (way in output) compare(`${way} ${key}`, apart(key, how), figures(output[way])[key]);
    }
    for (const way of ['difference', 'ratio']) {
      const how = WAYS[`${way}_between_groups`]!; // ! above
      if (way in output) compare(`${way} ${key}`, apart(key, how), figures(output[way])[key]);
    }
  }
  const isByHand = names.length < 2 || without('tpr') || without('fpr');
  for (const [way, how] of Object.entries(WAYS)) {
    if (!(way in output)) continue;
    const [word = '', ...rest] = way.split('_');
    const tail = `${word}_${rest.join('_')}`;
    compare(`demographic parity ${tail}`, apart('selection_rate', how), output[`demographic_parity_${tail}`]);
    compare(`equal opportunity ${tail}`, apart('tpr', how), output[`equal_opportunity_${tail}`]);
    const legs = ['tpr', 'fpr'].flatMap((key) => apart(key, how) ?? []).filter((v) => !Number.isNaN(v));
    const worst = legs.length === 0 ? null : how.how === 'gap' ? Math.max(...legs) : Math.min(...legs);
    const mean = legs.length === 0 ? null : legs.reduce((a, b) => a + b, 0) / legs.length;
    const odds = (of: 'worst' | 'mean'): number | null => valueIn(oddsBetween(groups, { ...how, odds: of }), rows);
    compare(
      `equalised odds ${tail}, worst`,
      isByHand ? worst : odds('worst'),
      output[`equalized_odds_${tail}_worst_case`],
    );
    compare(`equalised odds ${tail}, mean`, isByHand ? mean : odds('mean'), output[`equalized_odds_${tail}_mean`]);
  }
}

/** AIF360's signed figures: the group of code 0 less the one of code 1. Other rows count where all rows do. */
export function checkSigned({ to, name, tolerance }: At, { rows, groups }: Grouped, output: Figures): void {
  const [one, other] = [(q: Quantity) => inGroup(q, 0), (q: Quantity) => inGroup(q, 1)];
  const less = (q: Quantity): Quantity => minus(one(q), other(q));
  const [tpr, fpr, precision] = [RATES['tpr']!, RATES['fpr']!, RATES['precision']!]; // ! above
  const entropy = (alpha: number): Quantity => entry('generalised-entropy', { alpha });
  const asked: Readonly<Record<string, Quantity>> = {
    statistical_parity_difference: less(RATES['selection_rate']!), // ! above
    disparate_impact: over(one(RATES['selection_rate']!), other(RATES['selection_rate']!)), // ! above
    equal_opportunity_difference: less(tpr),
    average_odds_difference: meanOf([less(tpr), less(fpr)]),
    average_abs_odds_difference: oddsBetween(groups, { how: 'gap', to: 'groups', odds: 'mean', fewest: 1 }),
    predictive_parity_difference: less(precision),
    false_discovery_difference: less(complement(precision)),
    theil: entropy(1),
    generalized_entropy_2: entropy(2),
    between_group_theil: betweenGroupsPart(entropy(1)),
  };
  for (const [key, q] of Object.entries(asked)) {
    to.compare(`${name} ${key}`, valueIn(q, rows), output[key], tolerance);
  }
  const base = figures(output['base_rate']);
  to.compare(`${name} base rate`, valueIn(one(entry('base-rate')), rows), base['unprivileged'], tolerance);
  to.compare(`${name} base rate`, valueIn(other(entry('base-rate')), rows), base['privileged'], tolerance);
}
