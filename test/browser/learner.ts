// What the page of learner.test.ts runs, and Node beside it: a model of drawn rows, what it answers, and why.
import { BOOST_DEFAULTS, fitBoosted } from '../../packages/core/src/learn/boost/fit.ts';
import { answer } from '../../packages/core/src/learn/boost/predict.ts';
import { pathContributions } from '../../packages/core/src/learn/boost/shap-path.ts';
import type { Features } from '../../packages/core/src/learn/features.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';

/** What was learned and said, as text that can be held against another. */
export function learned(): {
  readonly trees: string;
  readonly answers: readonly number[];
  readonly reasons: readonly number[];
} {
  const random = makeRandom(21);
  const n = 2000;
  const draw = (): Float64Array => Float64Array.from({ length: n }, random);
  const [a, b] = [draw(), draw()];
  const codes = Int32Array.from({ length: n }, () => Math.floor(random() * 9));
  const features: Features = {
    n,
    columns: [
      { kind: 'number', name: 'a', values: a },
      { kind: 'number', name: 'b', values: b.map((x) => (x < 0.1 ? Number.NaN : x)) },
      { kind: 'level', name: 'c', codes, levels: [...'abcdefghi'] },
    ],
  };
  const target = a.map((x, i) => (x + (codes[i]! % 3) / 4 + random() / 2 > 1 ? 1 : 0)); // ! i < n
  const model = fitBoosted(
    { features, targets: { target, weight: null }, objective: { kind: 'logistic' } },
    { ...BOOST_DEFAULTS, rounds: 40 },
  );
  const shape = model.rounds.flatMap((trees) => trees.map(({ feature, cut, levels }) => [feature, cut, levels]));
  const reasons = pathContributions(model, features).values.map((own) => own[7] ?? Number.NaN);
  return { trees: JSON.stringify(shape), answers: [...(answer(model, features)[0] ?? [])].slice(0, 50), reasons };
}
