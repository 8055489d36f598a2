import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES } from '../catalogue/index.ts';
import { Problem } from '../std/problem.ts';
import { NO_LINES } from './lines.ts';
import { parseContract } from './parse.ts';

const parsed = (release: object) =>
  parseContract({ holdfast: 1, model: 'm', release }, NO_LINES, 'holdfast.yaml', ENTRIES);

const compare = { metric: 'accuracy', margin: 0.01, guard: ["sex = 'Female'"] };
const waiver = (check: string) => ({ check, owner: 'ada', until: '2026-12-31', why: 'known' });

test('a waiver names a check, the comparison, or one line of it as reports name that line', () => {
  for (const check of [
    'accuracy',
    'compare',
    'accuracy against champion',
    "accuracy against champion in sex = 'Female'",
    'calibration against champion',
  ]) {
    const { waivers } = parsed({ checks: ['accuracy >= 0.8'], compare, waivers: [waiver(check)] }).release;
    assert.deepEqual(
      waivers.map((one) => one.check),
      [check],
    );
  }
  assert.throws(
    () => parsed({ compare, waivers: [waiver('accuracy against champon')] }),
    (error) => error instanceof Problem && error.code === 'CONTRACT_NAME_UNKNOWN',
  );
});

test('numbers about training are checks of a release, and of nothing else', () => {
  const ids = ['seed-spread(accuracy)', 'seed-churn', 'loss-divergence', 'seed-spread(macro(recall))'];
  const { checks } = parsed({ checks: ids.map((id) => `${id} <= 0.5`) }).release;
  assert.deepEqual(
    checks?.map(({ id }) => id),
    ids,
  );
  for (const text of ['gap(seed-churn, sex) <= 0.1', 'macro(ambiguity) <= 0.1', 'seed-spread(seed-churn) <= 0.1'])
    assert.throws(
      () => parsed({ checks: [text] }),
      (error) => error instanceof Problem,
      text,
    );
  const data = { holdfast: 1, model: 'm', data: { checks: ['seed-churn <= 0.1', 'seed-spread(accuracy) <= 0.1'] } };
  assert.throws(
    () => parseContract(data, NO_LINES, 'holdfast.yaml', ENTRIES),
    (error) => error instanceof Problem && error.code === 'CONTRACT_ENTRY_UNKNOWN',
  );
});
