// What an estimate says of a real case before the labels, and what it must not say: bank-call through the crisis.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EstimateResult } from '@holdfast/core/report/estimate-result.ts';
import { inFolder } from '../e2e/holdfast.ts';
import { needsShared, shared } from '../shared.ts';
import { root } from '../tidy/sources.ts';

test(
  'bank-call: no estimate through the crisis, and labels show within weeks that there could be none',
  needsShared,
  () =>
    inFolder({}, async ({ run }) => {
      const folder = shared('models/bank-call') ?? assert.fail('needs the model');
      const path = (file: string): string => join(folder, file);
      const contract = `${root}examples/bank-call/holdfast.yaml`;
      const asked = ['estimate', path('reference.parquet'), path('analysis.parquet'), '-c', contract, '--json'];
      const ask = async (...more: string[]): Promise<EstimateResult> => {
        const { code, stdout, stderr } = await run(...asked, ...more);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      };
      const before = await ask();
      // The README of the case: almost every economic feature has left its range, so estimates are refused.
      const refused = before.windows.filter(({ refusal }) => refusal?.why === 'outside-reference');
      assert.ok(refused.length >= 0.9 * before.windows.length, `${refused.length} of ${before.windows.length}`);
      assert.ok(
        before.windows.every(({ values }) => values['accuracy']?.value == null),
        'it must not say: accuracy is fine',
      );
      assert.match(before.headline.sentence, /Nobody can say without labels: \d+ % of the rows lie outside/);
      const after = await ask('--labels', path('labels.parquet'));
      assert.ok(after.calibration !== null && 'alarms' in after.calibration, 'labels speak');
      // Late August 2008: 37 of 1,000 said yes where scores expected 59; in October 37 of 100 answers were right.
      assert.ok((after.calibration.alarms[0] ?? 99) <= 2, 'scores are wrong: found in the first months');
      assert.match(after.headline.sentence, /Labels that came by 15 September 2008 show that the estimate is wrong/);
    }),
);
