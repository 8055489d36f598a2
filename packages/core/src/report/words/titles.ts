import type { Card } from '../../catalogue/define.ts';
import type { QuantitySpec } from '../../contract/check.ts';

const AVERAGES: Readonly<Record<string, string>> = {
  macro: 'mean over classes',
  weighted: 'weighted mean over classes',
  micro: 'pooled over classes',
  pairs: 'mean over pairs of classes',
  'pairs-weighted': 'weighted mean over pairs of classes',
  queries: 'mean over queries',
  skill: 'skill beside a constant answer',
};

const ODDS = { worst: 'equalised odds', mean: 'equalised odds, the mean of both,' } as const;

/** What a check measures: "accuracy", "gap in selection rate by sex", "recall, mean over classes". */
export function quantityTitle(spec: QuantitySpec, card: Pick<Card, 'title'>): string {
  const title = card.title.charAt(0) + card.title.slice(1);
  const average = spec.average === null ? '' : `, ${AVERAGES[spec.average] ?? `class ${spec.average}`}`;
  const column = spec.column === null ? '' : ` of ${spec.column}`;
  const base = `${title}${column}${average}`;
  if (spec.combinator === 'plain') return base;
  if (spec.combinator === 'seed-spread') return `spread of ${lowered(base)} over seeds`;
  const what = spec.odds === null ? lowered(base) : ODDS[spec.odds];
  const to = spec.to === 'overall' ? ' to all rows' : '';
  return spec.combinator === 'gap' ? `gap in ${what} by ${spec.by}${to}` : `ratio of ${what} by ${spec.by}${to}`;
}

/** A comparison with another model: "accuracy, against champion". */
export const againstTitle = (title: string, other: string): string => `${title}, against ${other}`;

/** The first letter small, unless the word is an abbreviation (ROC, MAE). */
const lowered = (title: string): string =>
  /^[A-Z]{2}|^[A-Z]\d/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
