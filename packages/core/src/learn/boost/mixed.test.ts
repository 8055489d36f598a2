import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import type { Features } from '../features.ts';
import { BOOST_DEFAULTS, fitBoosted } from './fit.ts';
import { answersWhenMixed } from './mixed.ts';
import { answer } from './predict.ts';

const random = makeRandom(7);
const N = 300;

function rows(): Features {
  const numbers = (name: string) =>
    ({ kind: 'number', name, values: Float64Array.from({ length: N }, random) }) as const;
  const codes = Int32Array.from({ length: N }, () => Math.floor(5 * random()) - 1);
  return {
    n: N,
    columns: [numbers('a'), numbers('b'), { kind: 'level', name: 'c', codes, levels: ['p', 'q', 'r', 's'] }],
  };
}

test('answers for rows of which some features are dealt out anew are what the model answers for such rows', () => {
  const [own, other] = [rows(), rows()];
  const [a, b, c] = own.columns;
  assert.ok(a?.kind === 'number' && b?.kind === 'number' && c?.kind === 'level');
  const target = a.values.map((x, i) => (x * b.values[i]! > 0.3 ? 2 : c.codes[i] === 1 ? 1 : 0)); // ! i < n
  const model = fitBoosted(
    { features: own, targets: { target, weight: null }, objective: { kind: 'softmax', classes: 3 } },
    { ...BOOST_DEFAULTS, rounds: 6, leavesMax: 6 },
  );
  const answers = answersWhenMixed(model, own);
  for (const names of [[], ['b'], ['a', 'c']]) {
    const isMixed = (name: string): boolean => names.some((one) => one === name);
    const columns = own.columns.map((column, f) => (isMixed(column.name) ? other.columns[f]! : column)); // ! as many
    const mixed = { n: N, columns };
    const wanted = answer(model, mixed);
    for (const [k, said] of answers(mixed, names).entries()) {
      said.forEach((chance, i) => {
        assert.ok(Math.abs(chance - wanted[k]![i]!) < 1e-12, `${names.join()}: ${chance}`); // ! classes, rows
      });
    }
  }
});
