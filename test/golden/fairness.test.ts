// Rates by group against Fairlearn 0.15; gaps and ratios between groups are combinators. Provenance: data/fairness.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Asked, Comparison, onlyRows } from './entries.ts';
import { checkRates } from './rates.ts';
import { readGolden } from './tally.ts';

test('rates of all rows and of each group equal Fairlearn', (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of readGolden(
    fileURLToPath(new URL('data/fairness.json', import.meta.url)),
  )) {
    const {
      y_true: label,
      y_pred: prediction,
      group,
      weight,
    } = input as Record<'y_true' | 'y_pred', number[]> & { group: string[]; weight?: number[] }; // as: the file's form
    const asked: Asked = { lists: { label, prediction }, classes: 2, weight };
    const { overall, by_group: byGroup } = output as { overall: object; by_group: Record<string, object> }; // as: the file's form
    checkRates(to, name, asked, overall, tolerance);
    for (const [of, wanted] of Object.entries(byGroup)) {
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
