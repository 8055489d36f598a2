/** What `npm run new-check drift/gini` writes: an entry on the profiles of a window and of a reference. */

/** The words around a template: what still has to be said begins with the mark. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly variable: string;
  readonly mark: string;
}

/** The text of a new entry of drift: the greatest difference of a share, of which all else follows. */
export const windowEntryText = ({
  id,
  title,
  mark,
}: Template): string => `import { greatestShareDifference } from '../../stats/histogram-distance.ts';
import { defineWindowMetric, isGap } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import { histogramSides, movedShares, perRow } from '../histogram-sides.ts';
import { severityParams } from '../severity.ts';

export default defineWindowMetric({
  id: '${id}',
  family: 'drift',
  title: '${title}',
  question: '${mark} what it answers, in words that need no statistics',
  formula: '${mark} how it is computed',
  unit: 'share',
  range: [0, 1],
  better: 'lower',
  tasks: ['binary', 'multiclass', 'regression', 'forecast'],
  needs: { window: ['histogram'] },
  params: severityParams(0.05, 0.1),
  laws: ['zero-on-equal', 'symmetric', 'bin-order-free'],
  edges: '${mark} what it answers for an empty side, an empty bin, text, and what others answer',
  sources: [{ title: '${mark} where the formula is from', relation: 'same' }],
  clauses: ['MEASURE 2.4'],
  maturity: 'trial',
  examples: [{ given: givenCounts([1, 3], [1, 1]), value: 0.25, by: '${mark} how it was worked out by hand' }],
  measure(given) {
    const sides = histogramSides(given);
    if (isGap(sides)) return sides;
    return {
      value: greatestShareDifference(sides) ?? 0,
      n: sides.n,
      // ${mark} what chance alone gives when nothing changed; a simulation must agree to a quarter
      noise: Math.sqrt(perRow(sides) / (2 * Math.PI)),
      parts: movedShares(sides),
    };
  },
});
`;

/** The text of its test: what is particular to it. */
export const windowTestText = ({ id, variable, mark }: Template): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap, withDefaults } from '../define.ts';
import { givenCounts } from '../given-window.ts';
import ${variable} from './${id}.ts';

test('${id}: ${mark} what is particular to it', () => {
  const measured = ${variable}.measure(givenCounts([1, 3], [1, 1]), { moderate: 0.05, severe: 0.1 });
  assert.ok(!isGap(measured) && measured.value === 0.25 && measured.n === 2);
});

test('${id} of no rows is a gap', () => {
  const measured = ${variable}.measure(givenCounts([1, 3], [0, 0]), { moderate: 0.05, severe: 0.1 });
  assert.deepEqual(measured, { gap: 'too-few-rows', n: 0 });
  assert.deepEqual(withDefaults(${variable}), { moderate: 0.05, severe: 0.1 });
});
`;
