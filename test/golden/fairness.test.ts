// Rates by group against Fairlearn 0.15; gaps and ratios of groups are combinators. Provenance: data/fairness.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Asked, Comparison, inputOf, onlyRows } from './entries.ts';
import { checkRates } from './rates.ts';
import { readGolden } from './tally.ts';

test('rates of all rows and of each group equal Fairlearn', (context) => {
  const to = new Comparison();
  for (const one of readGolden(fileURLToPath(new URL('data/fairness.json', import.meta.url)))) {
    const { name, output, tolerance } = one;
    const { y_true: label, y_pred: prediction, group, weight } = inputOf(one);
    const asked: Asked = { lists: { label, prediction }, classes: 2, weight };
    const groups = output as { overall: object; by_group: Record<string, object> }; // as: the file's form
    checkRates(to, name, asked, groups.overall, tolerance);
    for (const [of, wanted] of Object.entries(groups.by_group)) {
      checkRates(
        to,
        `${name} ${of}`,
        onlyRows(
          asked,
          group.map((g) => g === of),
        ),
        wanted,
        tolerance,
      );
    }
  }
  to.report(context, 'fairness, by group');
});
