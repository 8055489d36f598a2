// Where River's detectors speak, on twenty-one streams with two settings each: ours speak at the same rows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withDefaults } from '../../packages/core/src/catalogue/define.ts';
import type { Signal } from '../../packages/core/src/catalogue/detector.ts';
import { DETECTORS } from '../../packages/core/src/catalogue/index.ts';
import { needsShared, shared } from '../shared.ts';
import { numbers, readColumns } from './real.ts';

interface Case {
  readonly name: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly input: { readonly stream?: string; readonly column?: string; readonly rows?: number };
  readonly output: { readonly alarms: readonly number[]; readonly warning_starts?: readonly number[] };
}

/** River's names of detectors and of their options, and ours. */
const IDS: Readonly<Record<string, readonly [id: string, names: Readonly<Record<string, string>>]>> = {
  ADWIN: [
    'adwin',
    { delta: 'delta', clock: 'clock', max_buckets: 'bucketsMax', min_window_length: 'partMin', grace_period: 'grace' },
  ],
  PageHinkley: [
    'page-hinkley',
    { threshold: 'threshold', delta: 'delta', mode: 'side', alpha: 'alpha', min_instances: 'rowsMin' },
  ],
  KSWIN: ['kswin', { seed: 'seed', alpha: 'alpha', window_size: 'windowRows', stat_size: 'newRows' }],
  DDM: ['ddm', { warm_start: 'rowsMin', warning_threshold: 'warning', drift_threshold: 'change' }],
  EDDM: ['eddm', { warm_start: 'countMin', alpha: 'alpha', beta: 'beta' }],
  HDDM_A: ['hddm-a', { two_sided_test: 'bothSides', drift_confidence: 'change', warning_confidence: 'warning' }],
  HDDM_W: [
    'hddm-w',
    { two_sided_test: 'bothSides', lambda_val: 'lambda', drift_confidence: 'change', warning_confidence: 'warning' },
  ],
};
const asNumber = (value: number | string | boolean): number =>
  value === 'up' ? 1 : value === 'down' ? -1 : value === 'both' ? 0 : Number(value);

test("every alarm and warning of River's detectors", needsShared, async (t) => {
  const golden = JSON.parse(readFileSync(shared('golden/b-river.json') ?? '', 'utf8'));
  const cases: readonly Case[] = golden.cases.filter(({ name }: Case) => name.includes('/'));
  const texts: Readonly<Record<string, string>> = golden.cases.find(({ name }: Case) => name === 'streams').output;
  const names = cases.flatMap(({ input }) => input.column ?? []);
  const columns = await readColumns('golden/b-river-streams.parquet', names);
  let alarms = 0;
  for (const { name, params, input, output } of cases) {
    const [id, options] = IDS[name.split('/')[0] ?? ''] ?? assert.fail(name);
    const detector = DETECTORS.find((one) => one.id === id) ?? assert.fail(id);
    const given = Object.entries(params).map(([option, value]) => [options[option] ?? option, asNumber(value)]);
    const values = withDefaults(detector, Object.fromEntries(given));
    const stream =
      input.column === undefined
        ? Array.from(texts[input.stream ?? ''] ?? '', Number).slice(0, input.rows)
        : numbers(columns, input.column);
    assert.ok(stream.length >= 3000, name);
    const memory = detector.start(values);
    const signals: Signal[] = stream.map((value) => detector.step(memory, value, values));
    const at = (wanted: (k: number) => boolean): number[] => [...signals.keys()].filter(wanted);
    assert.deepEqual(
      at((k) => signals[k] === 'change'),
      output.alarms,
      name,
    );
    alarms += output.alarms.length;
    if (output.warning_starts === undefined) continue;
    const starts = at((k) => signals[k] === 'warning' && signals[k - 1] !== 'warning');
    assert.deepEqual(starts, output.warning_starts, `${name}, warnings`);
  }
  t.diagnostic(`${cases.length} of ${cases.length} cases, ${alarms} alarms`);
  assert.equal(cases.length, 214);
});
