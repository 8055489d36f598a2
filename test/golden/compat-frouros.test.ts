// What Frouros 0.9.0 says of small and real samples: distances, tests, chi-squared, MMD in two columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidentlyPair } from '../../packages/core/src/measure/compat/evidently/pair.ts';
import { frourosChiSquared } from '../../packages/core/src/measure/compat/frouros/chi-squared.ts';
import { hellinger } from '../../packages/core/src/measure/compat/frouros/hellinger.ts';
import { jensenShannon } from '../../packages/core/src/measure/compat/frouros/jensen-shannon.ts';
import { squaredDiscrepancy } from '../../packages/core/src/measure/compat/frouros/mean-discrepancy.ts';
import { askFrouros, type FrourosMethod, frourosPair } from '../../packages/core/src/measure/compat/frouros/method.ts';
import { FROUROS_METHODS } from '../../packages/core/src/measure/compat/frouros/methods.ts';
import { psi } from '../../packages/core/src/measure/compat/frouros/psi.ts';
import { needsShared, shared } from '../shared.ts';
import { columnOf, compareCases, type NamedRows, tableOf } from './compat-tables.ts';
import { type GoldenCase, readGolden, Tally, type Tolerance } from './tally.ts';

const EXCEPTIONS = [
  'BWSTest: random orders by the same generator and seed, so equal; unseeded there, its chance varies from run to run',
  'MMD: the first 500 rows of each side, as the case says',
];
const VARIANTS: Readonly<Record<string, FrourosMethod>> = {
  'JS base2': jensenShannon(2),
  'PSI 20 bins': psi(20),
  'HellingerDistance 20 bins': hellinger(20),
};
const MMD_ROWS = 500;

test('Frouros: every detector', needsShared, async (context) => {
  const cases = readGolden(shared('golden/b-frouros.json') ?? assert.fail('needs golden'));
  assert.equal(cases.length, 13);
  const tally = new Tally();
  await compareCases(context, { cases, tally, program: 'frouros', exceptions: EXCEPTIONS }, async (golden) => {
    if (golden.name.startsWith('chisquare')) await compareLevels(tally, golden);
    else if (golden.name.startsWith('mmd_2d')) comparePoints(tally, golden);
    else await compareSamples(tally, golden);
  });
});

async function compareSamples(tally: Tally, { name, input, output, tolerance }: GoldenCase): Promise<void> {
  const [reference, current] = [await sampleOf(input['reference']), await sampleOf(input['current'])];
  const pair = frourosPair(reference, current);
  const first = frourosPair(reference.slice(0, MMD_ROWS), current.slice(0, MMD_ROWS));
  for (const [id, want] of Object.entries(output)) {
    const method = VARIANTS[id] ?? FROUROS_METHODS.find((one) => one.id === id);
    assert.ok(method, id);
    const answer = askFrouros(method, id === 'MMD' ? first : pair);
    assert.ok(!('gap' in answer), `${name}.${id}`);
    const got = typeof want === 'number' ? answer.statistic : { statistic: answer.statistic, p_value: answer.p };
    tally.compare(`${name}.${id}`, got, want, toleranceOf(id, want, tolerance));
  }
}

/** Chances below 1e-6 by their value. */
function toleranceOf(id: string, want: unknown, tolerance: Tolerance): Tolerance {
  const p = typeof want === 'object' && want !== null && 'p_value' in want ? Number(want.p_value) : 1;
  if (p >= 1e-6) return tolerance;
  return id === 'CVMTest' ? { rel: 1e-9, abs: 1e-14 } : { rel: 1e-6, abs: 0 };
}

async function sampleOf(given: unknown): Promise<Float64Array> {
  if (Array.isArray(given)) return Float64Array.from(given);
  const rows = given as NamedRows; // as: the other form of these cases
  const column = columnOf(await tableOf(rows), rows.columns?.[0] ?? '');
  return column.kind === 'number' ? column.values : assert.fail(column.name);
}

async function compareLevels(tally: Tally, { name, input, output, tolerance }: GoldenCase): Promise<void> {
  const [reference, current] = [input['reference'] as NamedRows, input['current'] as NamedRows]; // as: their form
  const column = async (rows: NamedRows) => columnOf(await tableOf(rows), rows.columns?.[0] ?? '');
  const answer = frourosChiSquared(evidentlyPair('cat', await column(reference), await column(current)).counts);
  assert.ok(!('gap' in answer), name);
  tally.compare(name, { statistic: answer.statistic, p_value: answer.p }, output, tolerance);
}

function comparePoints(tally: Tally, { name, input, output, params, tolerance }: GoldenCase): void {
  const [reference, current] = [input['reference'] as number[][], input['current'] as number[][]]; // as: their form
  const got = squaredDiscrepancy(reference, current, Number(params['sigma']));
  tally.compare(name, { MMD: got }, output, { rel: tolerance.rel, abs: 1e-12 });
}
