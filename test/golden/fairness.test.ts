// Rates by group, and how far they lie apart, against Fairlearn 0.15 and AIF360's definitions: differences and ratios
// are combinators. Provenance: data/fairness.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Comparison, inputOf } from './entries.ts';
import { checkFrame, checkSigned, grouped } from './group-differences.ts';
import { readGolden } from './tally.ts';

test('figures by group and between groups equal Fairlearn and AIF360', (context) => {
  const to = new Comparison();
  for (const one of readGolden(fileURLToPath(new URL('data/fairness.json', import.meta.url)))) {
    const { name, output, tolerance } = one;
    const { y_true: label, y_pred: prediction, group, weight } = inputOf(one);
    const at = { to, name, tolerance };
    checkFrame(at, grouped({ label, prediction }, group, weight), output);
    const signed = output['unprivileged_a'] as Record<string, unknown> | undefined; // as: the family's form
    const names = group.map((of) => (of === 'a' ? 'a' : 'the others'));
    if (signed) checkSigned(at, grouped({ label, prediction }, names, weight), signed);
  }
  to.report(context, 'fairness');
});
