import type { RoleNames, Search, TaskName } from './roles.ts';
import { type Column, isMissing } from './table.ts';

type Several = Pick<RoleNames, 'scores' | 'quantiles'>;

/** Answers of a model that take several columns: scores by class, forecasts by quantile level. */
export function findScores(search: Search, given: Several): Several {
  const quantiles = search.isGiven('quantiles') ? given.quantiles : findQuantiles(search);
  for (const { column } of quantiles)
    if (!search.isGiven('quantiles')) search.take({ role: 'quantiles', column, reason: 'named-by-level' });
  if (search.isGiven('scores') || search.isGiven('score')) return { quantiles, scores: given.scores };
  const scores = findByClass(search, new Set(quantiles.map(({ column }) => column)));
  for (const { column } of scores) search.take({ role: 'scores', column, reason: 'sums-to-one' });
  return { quantiles, scores };
}

/** p10, q90, p0.5, forecast_q10: two at least, with different levels. */
function findQuantiles(search: Search): RoleNames['quantiles'] {
  const found = search.free().flatMap((column) => {
    const match = /(?:^|[_\-. ])(?:p|q|quantile[_ ]?)(0?\.\d+|[1-9]\d?)$/i.exec(column.name);
    if (match === null || column.kind === 'text' || column.type === 'timestamp') return [];
    const level = Number(match[1]);
    return [{ level: level >= 1 ? level / 100 : level, column: column.name }];
  });
  const levels = new Set(found.map(({ level }) => level));
  const isSet = found.length >= 2 && levels.size === found.length;
  return isSet ? found.sort((a, b) => a.level - b.level) : [];
}

/** Columns that share a beginning, lie in [0, 1] and sum to 1 in each row; what differs is the class. */
function findByClass(search: Search, taken: ReadonlySet<string>): RoleNames['scores'] {
  const groups = new Map<string, { class: string; column: Column }[]>();
  for (const column of search.free()) {
    const match = /^(score|scores|p|prob|proba|probability|y_pred_proba|y_score)[_\-. ](.+)$/i.exec(column.name);
    if (match === null || taken.has(column.name) || column.kind === 'text' || column.type === 'timestamp') continue;
    const [, prefix = '', name = ''] = match;
    const { min, max } = search.facts(column);
    if (min === null || max === null || min < 0 || max > 1) continue;
    groups.set(prefix, [...(groups.get(prefix) ?? []), { class: name, column }]);
  }
  const whole = [...groups.values()].filter(
    (group) => group.length >= 2 && sumsToOne(group.map(({ column }) => column)),
  );
  const [first, second] = whole;
  if (second !== undefined)
    search.ask(
      'scores',
      whole.flat().map(({ column }) => column.name),
    );
  if (first === undefined || second !== undefined) return [];
  return first.map(({ class: name, column }) => ({ class: name, column: column.name }));
}

/** Whether the first rows without missing values sum to 1, as far as 32-bit numbers and rounding to 3 places allow. */
function sumsToOne(columns: readonly Column[]): boolean {
  const first = columns[0];
  const n = first?.kind === 'number' ? first.values.length : 0;
  let looked = 0;
  for (let i = 0; i < n && looked < 1000; i++) {
    if (columns.some((column) => isMissing(column, i))) continue;
    const cells = columns.map((column) => (column.kind === 'number' ? column.values[i]! : 0)); // ! i < n
    const sum = cells.reduce((total, cell) => total + cell, 0);
    if (Math.abs(sum - 1) > 0.0025 * columns.length) return false;
    looked++;
  }
  return looked > 0;
}

/**
 * The task that the answers and the label have together, or null where they do not tell. Whole numbers with few values
 * may be classes or counts: a person is asked, unless the prediction has numbers between them.
 */
export function findTask(search: Search, roles: RoleNames): TaskName | null {
  const column = (name: string | null) => search.columns.find((candidate) => candidate.name === name) ?? null;
  const say = (task: TaskName, reason: Parameters<Search['take']>[0]['reason']): TaskName => {
    search.take({ role: 'task', column: task, reason });
    return task;
  };
  if (roles.quantiles.length > 0) return say('forecast', 'has-quantiles');
  if (roles.horizon !== null) return say('forecast', 'has-horizon');
  if (roles.query !== null && roles.score !== null) return say('ranking', 'has-query');
  if (roles.scores.length > 2) return say('multiclass', 'has-scores-by-class');
  const [label, prediction] = [column(roles.label), column(roles.prediction)];
  const shown = label ?? prediction;
  if (shown === null) return roles.score === null ? null : say('binary', 'named-so');
  const facts = search.facts(shown);
  const answers = prediction === null || prediction === shown ? null : search.facts(prediction);
  const values = new Set([...facts.values, ...(answers?.values ?? [])]);
  const isFew = facts.distinct <= 2 && (answers === null || answers.distinct <= 2) && values.size <= 2;
  if (isFew) return say('binary', 'two-values');
  if (shown.kind === 'text') return say('multiclass', 'text-label');
  if (!facts.isWhole || (answers !== null && !answers.isWhole)) return say('regression', 'numbers-between');
  if (facts.values.length === 0) return say('regression', 'many-values');
  search.ask('task', ['multiclass', 'regression']);
  return null;
}
