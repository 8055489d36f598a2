import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result, WaiverState } from '@holdfast/core/report/result.ts';
import { renderAnnotations } from './github.ts';

const waiver = (state: WaiverState['state']): WaiverState => ({
  check: 'accuracy in rush, late',
  owner: 'ada',
  until: '2026-03-31',
  why: 'a known gap',
  state,
  place: { path: 'holdfast.yaml', line: 12 },
});
const withWaivers = (waivers: Result['waivers']): Result =>
  ({ checks: [], ...(waivers && { waivers }) }) as unknown as Result; // as: annotations read no more

test('a waiver that ran out is an error at its line, before all others; one that soon will is a warning', () => {
  const [error, warning] = renderAnnotations(withWaivers([waiver('expired'), waiver('soon')])).split('\n');
  assert.match(
    error ?? '',
    /^::error file=holdfast\.yaml,line=12,title=waiver%3A accuracy in rush%2C late::.*ran out on/,
  );
  assert.match(warning ?? '', /^::warning .*::The waiver of ada .* runs out after 2026-03-31\.$/);
  assert.equal(renderAnnotations(withWaivers(undefined)), '');
});
