import type { Features } from '../features.ts';
import type { Boosted } from './model.ts';
import { answersOf } from './objective.ts';
import { addTree, askedColumns, makeRoom } from './predict.ts';

/** The answers for the same rows with other values of the named features. */
export type MixedAnswers = (mixed: Features, names: readonly string[]) => Float64Array[];

/**
 * Answers for rows of which some features are dealt out anew, as `answer` gives them: only trees that ask one of these
 * are asked again, of a model of many features a small part. Holds n numbers a tree.
 */
export function answersWhenMixed(model: Boosted, features: Features): MixedAnswers {
  const columns = askedColumns(model.features, features);
  const room = makeRoom(features.n);
  const whole = model.start.map((own) => new Float64Array(features.n).fill(own));
  const trees = model.rounds.flatMap((round) =>
    round.map((tree, output) => {
      const said = new Float64Array(features.n);
      addTree(tree, columns, said, room);
      addTo(whole[output]!, said, 1); // ! an output
      return { tree, output, said, asked: new Set(tree.feature) };
    }),
  );
  return (mixed, names) => {
    const places = [...model.features.keys()].filter((f) => names.includes(model.features[f]!.name)); // ! a feature
    const other = askedColumns(
      places.map((f) => model.features[f]!), // ! a feature
      mixed,
    );
    const now = columns.map((column, f) => other[places.indexOf(f)] ?? column);
    const margins = whole.map((margin) => margin.slice());
    for (const { tree, output, said, asked } of trees) {
      if (!places.some((f) => asked.has(f))) continue;
      addTo(margins[output]!, said, -1); // ! an output, here and below
      addTree(tree, now, margins[output]!, room); // ! as above
    }
    return answersOf(model.objective, margins);
  };
}

function addTo(total: Float64Array, own: Float64Array, times: number): void {
  for (let i = 0; i < total.length; i++) total[i]! += times * own[i]!; // ! as long
}
