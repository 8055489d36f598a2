import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import type { Feature } from './features.ts';
import { type Finding, findSlices, type NothingFound } from './find.ts';
import type { Searching } from './half.ts';

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

test('a loss that is everywhere the same names no slice, and a slice that only gains less is none that loses', () => {
  for (const lean of [() => 0.04, ([a]: readonly number[]) => (a === 1 ? -0.01 : -0.04)]) {
    const sure = [1, 2, 3].flatMap((draw) => found(findSlices(changed(4000, draw, lean))).slices);
    assert.ok(sure.every(({ effect }) => effect.status !== 'confirmed'));
  }
});

test('where better and worse are a matter of luck, hardly any slice is confirmed', (context) => {
  let any = 0;
  const runs = 20;
  for (let draw = 1; draw <= runs; draw++) {
    const { slices } = found(findSlices(changed(800, draw, () => 0)));
    if (slices.some(({ effect }) => effect.status === 'confirmed')) any++;
  }
  context.diagnostic(`${any} of ${runs} tables without a loss had one confirmed`);
  assert.ok(any <= 0.1 * runs, `${any} of ${runs}`);
});
