// What Evidently 0.7.23 says of seven pairs of tables: types, default tests, every allowed test, drift of the table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidentlyShares } from '../../packages/core/src/measure/compat/evidently/bins.ts';
import { meanDiscrepancy } from '../../packages/core/src/measure/compat/evidently/mean-discrepancy.ts';
import { askEvidently } from '../../packages/core/src/measure/compat/evidently/method.ts';
import {
  EVIDENTLY_DRIFT_SHARE,
  EVIDENTLY_METHODS,
  evidentlyDefault,
} from '../../packages/core/src/measure/compat/evidently/methods.ts';
import {
  type EvidentlyPair,
  evidentlyKind,
  evidentlyPair,
} from '../../packages/core/src/measure/compat/evidently/pair.ts';
import { needsShared, shared } from '../shared.ts';
import { columnOf, compareCases, type NamedRows, tableOf } from './compat-tables.ts';
import { type GoldenCase, readGolden, Tally, type Tolerance } from './tally.ts';

const EXCEPTIONS = [
  'TVD: within 0.05; orders are the same, but there the rounding of equal distances decides by the order of a set',
  'empirical_mmd: the same orders, so equal; that program does not seed them, and its chance varies from run to run',
  'cramer_von_mises below 1e-6: 1 less a sum, so 1e-14 of rounding on either side',
  'other chances below 1e-6: at 1e-6 of their value',
  'what the program refuses (es, fisher_exact, g_test) is refused here too, with a reason',
];
const EXACT: Tolerance = { rel: 1e-9, abs: 1e-9 };

interface Score {
  readonly score: number;
  readonly threshold: number;
  readonly detected: boolean;
  readonly mmd2?: number;
  readonly error?: string;
}

test('Evidently: every test, default and verdict', needsShared, async (context) => {
  const cases = readGolden(shared('golden/b-evidently.json') ?? assert.fail('needs golden'));
  assert.equal(cases.length, 102);
  const tally = new Tally();
  const drifted = new Map<string, number>();
  const columns = cases.filter(({ name }) => !name.endsWith('/dataset'));
  const tables = cases.filter(({ name }) => name.endsWith('/dataset'));
  await compareCases(
    context,
    { cases: [...columns, ...tables], tally, program: 'evidently', exceptions: EXCEPTIONS },
    async (golden) => {
      const [set = '', column] = golden.name.split('/');
      if (column === 'dataset') return compareTable(tally, golden, drifted.get(set) ?? 0);
      const isDrift = await compareColumn(tally, golden);
      drifted.set(set, (drifted.get(set) ?? 0) + (isDrift ? 1 : 0));
    },
  );
});

async function sidesOf({ input }: GoldenCase) {
  const [reference, current] = [input['reference'] as NamedRows, input['current'] as NamedRows]; // as: their form
  return [await tableOf(reference), await tableOf(current)] as const;
}

/** Compares all numbers of a column; whether its default test tells drift. */
async function compareColumn(tally: Tally, golden: GoldenCase): Promise<boolean> {
  const { name, output, params } = golden;
  const [reference, current] = await sidesOf(golden);
  const column = String(params['column']);
  const sides = [columnOf(reference, column), columnOf(current, column)] as const;
  const kind = evidentlyKind(...sides);
  tally.compare(`${name}.type`, kind, output['type'], EXACT);
  if (kind !== 'num' && kind !== 'cat') return false;
  const pair = evidentlyPair(kind, ...sides);
  const { n, distinct } = pair;
  tally.compare(`${name}.n`, [n.reference, n.current], [output['n_reference'], output['n_current']], EXACT);
  tally.compare(`${name}.distinct`, distinct.reference, output['unique_reference'], EXACT);
  tally.compare(`${name}.distinct of both`, distinct.both, output['unique_both'], EXACT);
  if (output['bins_js_psi_kl'] !== undefined) {
    tally.compare(`${name}.bins`, evidentlyShares(pair).reference.length, output['bins_js_psi_kl'], EXACT);
  }
  const tests = output['tests'] as Record<string, Score>; // as: its form
  for (const [id, want] of Object.entries(tests)) compareTest(tally, name, pair, id, want); // as: its form
  const answer = askEvidently(evidentlyDefault(pair), pair);
  assert.ok(!('gap' in answer), name);
  const given = { method: answer.name, threshold: answer.threshold, score: answer.statistic };
  tally.compare(`${name}.default`, given, output['default'], EXACT);
  return answer.isDrift === true;
}

function compareTest(tally: Tally, name: string, pair: EvidentlyPair, id: string, want: Score): void {
  const method = EVIDENTLY_METHODS.find((one) => one.id === id) ?? assert.fail(id);
  assert.ok(method.kinds.includes(pair.kind), `${name}: ${id} of ${pair.kind}`);
  const place = `${name}.${id}`;
  const answer = askEvidently(method, pair);
  if (want.error !== undefined) {
    tally.compare(`${place} is refused`, 'gap' in answer, true, EXACT);
    return;
  }
  if ('gap' in answer) {
    tally.compare(place, answer.gap, want.score, EXACT);
    return;
  }
  const isDrawn = id === 'TVD';
  const isSmall = want.score < 1e-6 && want.score > 1e-12;
  const small = id === 'cramer_von_mises' ? { rel: 1e-9, abs: 1e-14 } : { rel: 1e-6, abs: 0 };
  tally.compare(place, answer.statistic, want.score, isDrawn ? { rel: 0, abs: 0.05 } : isSmall ? small : EXACT);
  tally.compare(`${place}.threshold`, answer.threshold, want.threshold, EXACT);
  // A chance that may be 0.05 off tells nothing beside the threshold.
  const isClear = !isDrawn || Math.abs(want.score - want.threshold) > 0.05;
  if (isClear) tally.compare(`${place}.detected`, answer.isDrift, want.detected, EXACT);
  if (want.mmd2 !== undefined) {
    tally.compare(`${place}.mmd2`, meanDiscrepancy(pair.rows), want.mmd2, { rel: 1e-9, abs: 1e-12 });
  }
}

async function compareTable(tally: Tally, golden: GoldenCase, drifted: number): Promise<void> {
  const { name, params, output } = golden;
  const columns = params['columns'] as string[]; // as: its form
  const share = drifted / columns.length;
  tally.compare(`${name}.drifted`, drifted, output['drifted_columns'], EXACT);
  tally.compare(`${name}.share`, share, output['share'], EXACT);
  tally.compare(`${name}.is drift`, share >= EVIDENTLY_DRIFT_SHARE, output['dataset_drift'], EXACT);
  const [reference, current] = await sidesOf(golden);
  const leftOut = output['left_out'] as Record<string, string>; // as: its form
  for (const [column, why] of Object.entries(leftOut)) {
    const kind = evidentlyKind(columnOf(reference, column), columnOf(current, column));
    tally.compare(`${name}.left out ${column}`, kind, why, EXACT);
  }
}
