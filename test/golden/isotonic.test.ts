// The isotonic fit against scikit-learn 1.9.1 (golden/a-calibration.json, family isotonic).
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { heightAt, isotonicCurve } from '../../packages/core/src/stats/isotonic-curve.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/isotonic.json', import.meta.url)));

test('isotonic curves agree with golden', (context) => {
  const tally = new Tally();
  for (const golden of cases) compareCurve(tally, golden);
  tally.report(context, 'isotonic');
});

function compareCurve(tally: Tally, { name, params, input, output, tolerance }: GoldenCase): void {
  const x = Float64Array.from(input['x'] as number[]); // as: golden's input, here and below
  const y = input['y'] as number[]; // as: golden's form
  const weight = (input['weight'] as number[] | undefined) ?? y.map(() => 1); // as: golden's form
  const curve = isotonicCurve(x, y, weight, {
    isRising: output['increasing'] !== false,
    ...(typeof params['y_min'] === 'number' && { low: params['y_min'] }),
    ...(typeof params['y_max'] === 'number' && { high: params['y_max'] }),
  });
  const at = output['at'] as number[]; // as: golden's form
  // One case asks the program for NaN outside; our curve is level there, and the caller knows its range.
  const heights = output['predicted'] as number[]; // as: golden's form
  const predicted = heights.map((value, i) => ({ place: at[i] ?? 0, value }));
  const got = {
    fitted: Array.from(x, (value) => heightAt(curve, value)),
    thresholds_x: curve.x,
    thresholds_y: curve.y,
  };
  const { fitted, thresholds_x, thresholds_y } = output;
  tally.compare(name, got, { fitted, thresholds_x, thresholds_y }, tolerance);
  for (const { place, value } of predicted) {
    if (!Number.isNaN(value)) tally.compare(`${name} at ${place}`, heightAt(curve, place), value, tolerance);
  }
}
