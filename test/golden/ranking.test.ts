// Lists by query against scikit-learn 1.9.1 and formulas of the golden maker; provenance is in data/ranking.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Comparison } from './entries.ts';
import { readValue, rowsOf } from './readings.ts';
import { type GoldenCase, readGolden, type Tolerance } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/ranking.json', import.meta.url)));
const family = (name: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === name);

interface Query {
  readonly relevance: readonly number[];
  readonly score: readonly number[];
}

/** Scores without a tie, in the order that golden takes: falling, of equal ones the first. */
function parted({ relevance, score }: Query): Query {
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]! || a - b); // ! keys
  const places = new Array<number>(score.length);
  order.forEach((item, place) => {
    places[item] = score.length - place;
  });
  return { relevance, score: places };
}

function listsOf(queries: readonly Query[], weight?: readonly number[]) {
  const each = <T>(of: (query: Query, code: number) => readonly T[]): T[] => queries.flatMap(of);
  return rowsOf(
    {
      query: each(({ score }, code) => score.map(() => code)),
      label: each(({ relevance }) => relevance),
      score: each(({ score }) => score),
    },
    { weight: weight && each(({ score }, code) => score.map(() => weight[code] ?? 1)) },
  );
}

type Row = readonly [key: string, id: string, params?: Record<string, number>];
const AT: readonly Row[] = [
  ['precision', 'precision-at-k'],
  ['recall', 'recall-at-k'],
  ['hit', 'hit-at-k'],
  ['average_precision', 'average-precision-at-k'],
  ['dcg_exponential', 'dcg', { exponential: 1 }],
  ['ndcg_exponential', 'ndcg', { exponential: 1 }],
];
/** Ties as they are: scikit-learn shares the gain of items that tie, as we do. */
const AT_TIED: readonly Row[] = [
  ['dcg', 'dcg'],
  ['ndcg', 'ndcg'],
];

/** What is said of a query with nothing relevant: 0, or all right. We leave it out. */
const says = (want: number): boolean => want === 0 || want === 1;

test('numbers of one query equal scikit-learn and the formulas', (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of family('query')) {
    const query = input as unknown as Query; // as: the family's form
    const [tied, plain] = [listsOf([query]), listsOf([parted(query)])];
    const hasNegative = query.relevance.some((value) => value < 0);
    const check = (key: string, got: number | null, want: unknown): void => {
      // A list of one item is refused by scikit-learn; its order is right.
      const isRefused = typeof want === 'object' && query.score.length === 1;
      if (want !== undefined && !isRefused) to.compare(`${name} ${key}`, got, want, tolerance, says);
    };
    for (const k of [1, 2, 3, 5, 10]) {
      const wanted = output[`at_${k}`] as Record<string, unknown>; // as: the family's form
      for (const [key, id, more] of AT) {
        // Gains below 0 have no best order; golden divides by it all the same.
        if (hasNegative && key === 'ndcg_exponential') continue;
        check(`${key} at ${k}`, readValue(id, plain, null, { ...more, k }), wanted[key]);
      }
      for (const [key, id] of AT_TIED) check(`${key} at ${k}`, readValue(id, tied, null, { k }), wanted[key]);
      // Another base of the logarithm is a factor: scikit-learn's log_base e.
      const gain = readValue('dcg', tied, null, { k });
      check(`dcg_log_e at ${k}`, gain === null ? null : gain / Math.LN2, wanted['dcg_log_e']);
    }
    check('dcg', readValue('dcg', tied, null, { k: 0 }), output['dcg']);
    check('ndcg', readValue('ndcg', tied, null, { k: 0 }), output['ndcg']);
    check('reciprocal_rank', readValue('reciprocal-rank', plain, null), output['reciprocal_rank']);
    check('average_precision', readValue('average-precision-at-k', plain, null), output['average_precision']);
    check('coverage_error', readValue('coverage-error', tied, null), output['coverage_error']);
    if (new Set(query.score).size < query.score.length) continue;
    // Where scores tie it counts a pair as wrong, and a tie as one step; we count half, and every order.
    check('label_ranking', readValue('average-precision-at-k', tied, null), output['label_ranking_average_precision']);
    check('sklearn', readValue('average-precision-at-k', tied, null), output['sklearn_average_precision']);
    const area = readValue('roc-auc', tied, 'queries');
    check('label_ranking_loss', area === null ? null : 1 - area, output['label_ranking_loss']);
  }
  to.report(context, 'ranking, one query');
});

interface Queries {
  readonly relevance: number[][];
  readonly score: number[][];
  readonly weight?: number[];
}

test('means over queries equal scikit-learn, but for queries with nothing to find', (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of family('queries')) {
    const { relevance, score, weight } = input as unknown as Queries; // as: the family's form
    const queries = relevance.map((list, q) => ({ relevance: list, score: score[q] ?? [] }));
    const [tied, plain] = [listsOf(queries), listsOf(queries.map(parted))];
    // Queries with nothing relevant are 0 to scikit-learn and left out by us: its mean over those that have something.
    const empty = relevance.filter((list) => list.every((value) => value <= 0)).length;
    const toAll = (queries.length - empty) / queries.length;
    const scaled = (value: number | null, by: number): number | null => (value === null ? null : value * by);
    checkMeans(to, name, { plain, output, tolerance });
    for (const [key, want] of Object.entries((output['ndcg_all_queries'] ?? output['ndcg'] ?? {}) as object)) {
      // as: by k
      to.compare(
        `${name} ndcg ${key}`,
        scaled(readValue('ndcg', tied, null, { k: Number(key) }), toAll),
        want,
        tolerance,
      );
    }
    for (const [key, want] of Object.entries((output['dcg'] ?? {}) as object)) {
      // as: by k
      to.compare(`${name} dcg ${key}`, readValue('dcg', tied, null, { k: Number(key) }), want, tolerance);
    }
    if ('coverage_error' in output)
      to.compare(
        `${name} depth`,
        scaled(readValue('coverage-error', tied, null), toAll),
        output['coverage_error'],
        tolerance,
      );
    if ('ndcg_weighted' in output) {
      const weights = weight ?? queries.map((_, q) => q + 1);
      const kept = relevance.map((list) => list.some((value) => value > 0));
      const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
      const share = sum(weights.filter((_, q) => kept[q])) / sum(weights);
      const found = readValue('ndcg', listsOf(queries, weights), null, { k: 5 });
      to.compare(`${name} weighted`, scaled(found, share), output['ndcg_weighted'], tolerance);
    }
  }
  to.report(context, 'ranking, queries');
});

interface Means {
  readonly plain: ReturnType<typeof listsOf>;
  readonly output: GoldenCase['output'];
  readonly tolerance: Tolerance;
}

function checkMeans(to: Comparison, name: string, { plain, output, tolerance }: Means): void {
  if (!('mean_reciprocal_rank' in output)) return;
  to.compare(`${name} mrr`, readValue('reciprocal-rank', plain, null), output['mean_reciprocal_rank'], tolerance);
  to.compare(
    `${name} map`,
    readValue('average-precision-at-k', plain, null),
    output['mean_average_precision'],
    tolerance,
  );
  for (const k of [1, 3, 5, 10]) {
    const wanted = output[`at_${k}`] as Record<string, unknown>; // as: the family's form
    for (const [key, id, more] of AT) {
      if (key in wanted)
        to.compare(`${name} ${key} at ${k}`, readValue(id, plain, null, { ...more, k }), wanted[key], tolerance);
    }
  }
}

test('several labels are rows of items: exact match, means over items, slices by label and all rows', (context) => {
  const to = new Comparison();
  const path = fileURLToPath(new URL('data/classification.json', import.meta.url));
  for (const one of readGolden(path).filter(({ params }) => params['family'] === 'multilabel')) {
    const { name, input, output, tolerance } = one;
    const [truth, answers] = [input['y_true'] as number[][], input['y_pred'] as number[][]]; // as: the family's form
    const lists = {
      query: truth.flatMap((row, q) => row.map(() => q)),
      label: truth.flat(),
      prediction: answers.flat(),
    };
    const rows = rowsOf(lists);
    const accuracy = readValue('accuracy', rows, 'micro');
    to.compare(`${name} subset`, readValue('exact-match', rows, null), output['subset_accuracy'], tolerance);
    to.compare(`${name} hamming`, accuracy === null ? null : 1 - accuracy, output['hamming'], tolerance);
    const labels = [0, 1, 2];
    for (const id of ['precision', 'recall', 'f1', 'jaccard']) {
      const wanted = (average: string) => (output[average] as Record<string, number>)[id] ?? Number.NaN; // as: its form
      to.compare(`${name} micro ${id}`, readValue(id, rows, 'micro'), wanted('micro'), tolerance);
      // The item without a label has no number, and is 0 to scikit-learn: a mean over 4 of which we have 3 or fewer.
      const samples = truth.map((row, q) => readValue(id, rowsOf({ label: row, prediction: answers[q] ?? [] }), null));
      const present = samples.filter((value) => value !== null).length;
      const mean = readValue(id, rows, 'queries');
      to.compare(`${name} samples ${id}`, mean === null ? null : (mean * present) / 4, wanted('samples'), tolerance);
      const byLabel = labels.map((k) => {
        const column = (table: number[][]): number[] => table.map((row) => row[k] ?? 0);
        return readValue(id, rowsOf({ label: column(truth), prediction: column(answers) }), null) ?? 0;
      });
      const shares = labels.map((k) => truth.reduce((sum, row) => sum + (row[k] ?? 0), 0));
      const weighted = byLabel.reduce((sum, value, k) => sum + value * (shares[k] ?? 0), 0);
      to.compare(`${name} macro ${id}`, byLabel.reduce((a, b) => a + b, 0) / 3, wanted('macro'), tolerance);
      to.compare(`${name} weighted ${id}`, weighted / shares.reduce((a, b) => a + b, 0), wanted('weighted'), tolerance);
    }
  }
  to.report(context, 'classification, several labels');
});

test('lists of recommendations are rows of the items that were shown or wanted', (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of family('lists')) {
    const shown = input['recommended'] as string[][]; // as: the family's form
    const wanted = input['relevant'] as string[][]; // as: the family's form
    for (const [q, list] of shown.entries()) {
      // What is wanted and not shown stands below all that is: behind more places than are looked at.
      const missed = (wanted[q] ?? []).filter((item) => !list.includes(item));
      const filler = Array.from({ length: 3 }, () => '');
      const items = [...list, ...filler, ...missed];
      const query = {
        relevance: items.map((item) => Number((wanted[q] ?? []).includes(item))),
        score: items.map((_, place) => -place),
      };
      const rows = listsOf([query]);
      const at = (key: string): unknown => (output[key] as number[])[q]; // as: the family's form
      to.compare(
        `${name} ${q} precision`,
        readValue('precision-at-k', rows, null, { k: 3 }),
        at('precision_at_3'),
        tolerance,
      );
      to.compare(`${name} ${q} recall`, readValue('recall-at-k', rows, null, { k: 3 }), at('recall_at_3'), tolerance);
      to.compare(`${name} ${q} hit`, readValue('hit-at-k', rows, null, { k: 3 }), at('hit_at_3'), tolerance);
      to.compare(
        `${name} ${q} rank`,
        readValue('reciprocal-rank', rows, null, { k: 3 }),
        at('reciprocal_rank_at_3'),
        tolerance,
      );
    }
  }
  to.report(context, 'ranking, lists');
});
