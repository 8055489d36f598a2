// Figures of adult and COMPAS by group against Fairlearn 0.15, AIF360's definitions and scikit-learn. They read the
// shared folder and are skipped, with a reason, without it.
import { test } from 'node:test';
import { needsShared, shared } from '../shared.ts';
import { Comparison } from './entries.ts';
import { checkFrame, checkSigned, type Grouped, grouped } from './group-differences.ts';
import { type Columns, cellsOf, numbers, readColumns } from './real.ts';
import { type GoldenCase, readGolden } from './tally.ts';

const casesOf = (name: string): GoldenCase[] =>
  readGolden(shared('golden/a-fairness.json') ?? '').filter(({ params }) => params['family'] === name);

interface Asked {
  readonly group?: readonly string[];
  readonly control?: readonly string[];
  readonly unprivileged?: Readonly<Record<string, string>>;
}
const askedOf = ({ input }: GoldenCase): Asked => input as unknown as Asked; // as: the family's form

type Lists = { readonly label: number[]; readonly prediction: number[]; readonly score?: number[] };
const only = (lists: Lists, keep: readonly boolean[]): Lists => {
  const kept = Object.entries(lists).map(([role, list]) => [role, list.filter((_, i) => keep[i])]);
  return Object.fromEntries(kept) as Lists; // as: the same keys
};

const namesBy = (table: Columns, by: readonly string[]): string[] => {
  const lists = by.map((name) => cellsOf(table, name));
  return (lists[0] ?? []).map((_, i) => lists.map((list) => list[i]).join(' / '));
};

/** The unprivileged first; "not White" is everybody else, a single name is beside the one other that is left. */
function signedRows(table: Columns, lists: Lists, one: GoldenCase): Grouped {
  const [column = '', who = ''] = Object.entries(askedOf(one).unprivileged ?? {})[0] ?? [];
  const names = namesBy(table, [column]);
  const named = /race in \[(.*)\]/.exec(String(one.input['rows']))?.[1]?.split(', ');
  const keep = names.map((name) => named === undefined || named.includes(name));
  const isUnprivileged = (name: string): boolean => (who.startsWith('not ') ? name !== who.slice(4) : name === who);
  const sides = names.filter((_, i) => keep[i]).map((name) => (isUnprivileged(name) ? 'a' : 'b'));
  return grouped(only(lists, keep), sides);
}

/** The figures of one level of a column that is held fixed. */
function checkWithin(to: Comparison, one: GoldenCase, table: Columns, lists: Lists): void {
  const { group = [], control = [] } = askedOf(one);
  const bands = namesBy(table, control);
  const names = namesBy(table, group);
  const of = (key: string): Record<string, unknown> => one.output[key] as Record<string, unknown>; // as: their form
  for (const band of Object.keys(of('overall'))) {
    const keep = bands.map((name) => name === band);
    const kept = names.filter((_, i) => keep[i]);
    const byGroup = [...new Set(kept)].map((name) => [name, { selection_rate: of('by_group')[`${band} / ${name}`] }]);
    checkFrame({ to, name: `${one.name} ${band}`, tolerance: one.tolerance }, grouped(only(lists, keep), kept), {
      overall: { selection_rate: of('overall')[band] },
      by_group: Object.fromEntries(byGroup),
      difference: { selection_rate: of('difference')[band] },
      ratio: { selection_rate: of('ratio')[band] },
    });
  }
}

function check(to: Comparison, one: GoldenCase, table: Columns, lists: Lists): void {
  const { group, control, unprivileged } = askedOf(one);
  const at = { to, name: one.name, tolerance: one.tolerance };
  if (unprivileged) checkSigned(at, signedRows(table, lists, one), one.output);
  else if (control) checkWithin(to, one, table, lists);
  else if (group) checkFrame(at, grouped(lists, namesBy(table, group)), one.output);
}

test('figures of adult equal Fairlearn, AIF360 and scikit-learn', needsShared, async (context) => {
  const to = new Comparison();
  const names = ['y', 'pred', 'score', 'sex', 'race', 'age_band'];
  const table = await readColumns('golden/a-adult-predictions.parquet', names);
  const [label = [], prediction = [], score = []] = ['y', 'pred', 'score'].map((name) => numbers(table, name));
  for (const one of casesOf('adult')) check(to, one, table, { label, prediction, score });
  to.report(context, 'fairness, adult');
});

test('figures of COMPAS equal Fairlearn and AIF360', needsShared, async (context) => {
  const to = new Comparison();
  const names = ['two_year_recid', 'decile_score', 'race', 'sex', 'age_cat'];
  const table = await readColumns('data/compas/compas-scores-two-years.csv.gz', names);
  const label = numbers(table, 'two_year_recid');
  const prediction = numbers(table, 'decile_score').map((decile) => Number(decile >= 5));
  for (const one of casesOf('compas')) check(to, one, table, { label, prediction });
  to.report(context, 'fairness, COMPAS');
});
