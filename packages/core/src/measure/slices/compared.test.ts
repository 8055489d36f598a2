import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { makeRows } from '../../table/rows.ts';
import type { Feature } from './features.ts';
import { type Finding, findSlices, type NothingFound } from './find.ts';
import type { Searching } from './half.ts';
import { comparedQuestions } from './questions.ts';

const LEVELS = ['a', 'b', 'c', 'd'];

/** Five features; one answer of ten changes hands, `lean` says by codes how many more go for the worse. */
function changed(n: number, draw: number, lean: (codes: readonly number[]) => number): Searching {
  const random = makeRandom(draw);
  const codes = Array.from({ length: 5 }, () => Uint16Array.from({ length: n }, () => 1 + Math.floor(4 * random())));
  const features = codes.map(
    (own, f): Feature => ({
      name: `x${f}`,
      codes: own,
      labels: LEVELS.map((value) => `x${f} = '${value}'`),
      predicates: LEVELS.map((value) => ({ kind: 'is', column: `x${f}`, value })),
    }),
  );
  const loss = Float64Array.from({ length: n }, (_, i) => {
    const more = lean(codes.map((own) => own[i] ?? 0));
    const u = random();
    return u < 0.05 + more ? 1 : u < 0.1 + more ? -1 : 0;
  });
  const questions = [{ id: 'worse' as const, loss, isAsked: null }];
  return { n, features, questions, weight: new Float64Array(n).fill(1), cluster: null, seed: draw };
}

const found = (answer: Finding | NothingFound): Finding => ('gap' in answer ? assert.fail(answer.gap) : answer);

test('the slice that lost is found though the answers are better over all rows, with a loss that is true', () => {
  const table = changed(8000, 3, ([a, b]) => (a === 1 && b === 2 ? 0.25 : -0.03));
  const [first] = found(findSlices(table)).slices;
  // A third condition that chance adds takes nothing from the loss.
  assert.deepEqual(first?.items.slice(0, 2), [
    { feature: 0, code: 1 },
    { feature: 1, code: 2 },
  ]);
  const [low, high] = first.effect.interval ?? [1, 0];
  assert.ok(low < 0.25 && high > 0.25, `${low} to ${high}`);
  assert.deepEqual([first.effect.status, first.effect.method], ['confirmed', 'tango']);
  assert.equal(first.effect.difference, first.effect.inside);
});

test('a loss is what one model gets wrong alone, or by how much farther from the label it is', () => {
  const numbers = (...values: number[]) => Float64Array.from(values);
  const given = { roles: { label: numbers(1, 1, 0, 3), prediction: numbers(1, 0, 0, 5) } };
  const against = { prediction: numbers(0, 1, 0, 2) };
  const [classes] = comparedQuestions(makeRows(4, { ...given, against, classes: ['a', 'b', 'c', 'd', 'e', 'f'] }));
  assert.deepEqual([classes?.id, [...(classes?.loss ?? [])]], ['worse', [-1, 1, 0, 0]]);
  const [plain] = comparedQuestions(makeRows(4, { ...given, against }));
  assert.deepEqual([plain?.id, [...(plain?.loss ?? [])]], ['farther', [-1, 1, 0, 1]]);
  assert.deepEqual(comparedQuestions(makeRows(4, given)), []);
});
