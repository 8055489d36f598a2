import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, type ProblemCode } from '../std/problem.ts';
import type { KnownEntry } from './check.ts';
import type { Contract } from './contract.ts';
import { NO_LINES } from './lines.ts';
import { parseContract } from './parse.ts';

const beta = { default: 1, min: 0, max: 10, help: '' };
const entries: readonly KnownEntry[] = [
  ...['accuracy', 'roc-auc', 'recall', 'selection-rate', 'missing-share', 'mae'].map((id) => ({ id, params: {} })),
  { id: 'f-beta', params: { beta } },
];
const parse = (parts: Record<string, unknown>): Contract =>
  parseContract({ holdfast: 1, model: 'm', ...parts }, NO_LINES, 'holdfast.yaml', entries);
const checks = (...written: unknown[]) => parse({ release: { checks: written } }).release.checks ?? [];
const problemIn = (parts: Record<string, unknown>, code: ProblemCode): void =>
  assert.throws(
    () => parse(parts),
    (error) => error instanceof Problem && error.code === code,
  );

test('two lines are a contract; everything else is open', () => {
  const contract = parse({});
  assert.equal(contract.task, null);
  assert.deepEqual(contract.columns.roles, {});
  assert.equal(contract.release.checks, null);
  assert.equal(contract.watch, null);
});

test('sections and lists that are named and left empty say nothing', () => {
  const contract = parse({ columns: null, slices: null, release: { checks: null, compare: null }, data: null });
  assert.deepEqual(contract.slices, []);
  assert.equal(contract.release.checks, null);
});

test('a role that is null is none; one that is absent is open', () => {
  const { roles } = parse({ columns: { weight: null, label: 'y', groups: null } }).columns;
  assert.deepEqual(roles, { label: 'y', weight: null, groups: [] });
});

/** The outline of the design, as a value. */
const OUTLINE = {
  task: 'regression',
  columns: {
    id: 'order_id',
    timestamp: 'sold_at',
    label: 'sold',
    label_timestamp: 'returned_at',
    prediction: 'expected',
    score: 'p',
    threshold: '> 0.5',
    groups: ['region'],
    cluster: 'customer',
    weight: null,
    ignore: ['note'],
    time_zone: 'Europe/Paris',
    missing: ['', '?', 'NA'],
    features: { price: { type: 'number', min: 0, unit: 'EUR' }, email: { pii: 'drop' } },
  },
  slices: ['region', { name: 'rush', where: 'hour >= 17 and hour <= 19' }],
  reference: 'data/train.parquet',
  costs: { false_positive: 2, false_negative: 100, currency: 'EUR', capacity_per_day: 50 },
  data: { checks: ['missing-share(price) <= 1%'] },
  release: {
    checks: ['accuracy >= 0.86'],
    compare: { to: 'champion', metric: 'accuracy', margin: 0.005, guard: ['rush', "sex = 'Female'"] },
    unknown: 'fail',
    waivers: [{ check: 'accuracy', owner: 'ana', until: '2026-03-31', why: 'new shop' }],
    rollout: [{ shadow: '2h' }, { canary: '5%', for: '1h' }, { canary: 0.5 }, 'champion'],
  },
  watch: {
    window: 'auto',
    season: 'auto',
    label_delay: '7d',
    false_alarms: '1 per 90d',
    monitors: [],
    detectors: ['page-hinkley(price, threshold = 20)', 'adwin'],
    retrain: { trainer: { command: 'make train' }, every: '30d', cooldown: '7d', approval: 'operator' },
  },
  serving: { p99: '20ms', memory: '200MB', fallback: 'previous' },
};

test('the outline of the design is read', () => {
  const contract = parse(OUTLINE);
  const { roles, threshold, features } = contract.columns;
  assert.equal(roles.labelTimestamp, 'returned_at');
  assert.deepEqual(roles.ignored, ['note']);
  assert.deepEqual(threshold, { operator: '>', limit: 0.5 });
  assert.deepEqual(
    features.map(({ name, min, unit, pii }) => [name, min, unit, pii]),
    [
      ['price', 0, 'EUR', 'keep'],
      ['email', null, null, 'drop'],
    ],
  );
  assert.deepEqual(
    contract.slices.map(({ kind, name }) => [kind, name]),
    [
      ['column', 'region'],
      ['condition', 'rush'],
    ],
  );
  assert.deepEqual(
    contract.release.compare?.guard.map(({ kind, name }) => [kind, name]),
    [
      ['condition', 'rush'],
      ['condition', "sex = 'Female'"],
    ],
  );
  assert.equal(contract.release.waivers[0]?.until.endMs, Date.UTC(2026, 3, 1));
  assert.deepEqual(contract.release.rollout, [
    { step: 'shadow', forMs: 7_200_000 },
    { step: 'canary', weight: 0.05, forMs: 3_600_000 },
    { step: 'canary', weight: 0.5, forMs: null },
    { step: 'champion' },
  ]);
  assert.deepEqual(contract.watch?.falseAlarms, { count: 1, perMs: 90 * 86_400_000 });
  assert.deepEqual(
    contract.watch?.detectors.map(({ entry, column, params }) => [entry, column, params]),
    [
      ['page-hinkley', 'price', { threshold: 20 }],
      ['adwin', null, {}],
    ],
  );
  assert.deepEqual(contract.serving, { p99Ms: 20, memoryBytes: 200e6, fallback: 'previous' });
  assert.equal(contract.data.checks[0]?.expect.limit, 0.01);
});

test('a price is a number or a column, in a matrix too', () => {
  const prices = (costs: Record<string, unknown>) => parse({ holdfast: 1, model: 'demo', costs }).costs;
  const own = prices({ false_negative: { column: 'amount' }, true_positive: { column: 'amount', times: -0.2 } });
  assert.deepEqual(own?.falseNegative, { column: 'amount', times: 1 });
  assert.deepEqual(own?.truePositive, { column: 'amount', times: -0.2 });
  assert.equal(own?.falsePositive, null);
  assert.deepEqual(prices({ matrix: { fraud: { fine: { column: 'amount' }, fraud: -5 } } })?.matrix, [
    { label: 'fraud', prediction: 'fine', cost: { column: 'amount', times: 1 } },
    { label: 'fraud', prediction: 'fraud', cost: -5 },
  ]);
});

test('the short form and the keys of a check give the same', () => {
  const pairs: readonly [short: string, long: Record<string, unknown>][] = [
    ['accuracy >= 0.86', { metric: 'accuracy', expect: '>= 0.86' }],
    ["roc-auc > 0.9 where sex = 'Female'", { metric: 'roc-auc', expect: '> 90%', where: "sex = 'Female'" }],
    ['gap(selection-rate, sex) <= 0.2', { metric: 'selection-rate', by: 'sex', expect: '<= 0.2' }],
    [
      'ratio(macro(recall), "home region") >= 0.8',
      { metric: 'macro(recall)', by: 'home region', kind: 'ratio', expect: '>= 0.8' },
    ],
    [
      'ratio(recall, sex, to-overall) >= 0.8',
      { metric: 'recall', by: 'sex', kind: 'ratio', to: 'overall', expect: '>= 0.8' },
    ],
    ['gap(equalised-odds, sex) <= 0.1', { metric: 'equalised-odds', by: 'sex', expect: '<= 0.1' }],
    [
      'gap(mean(equalised-odds), sex, to-overall) <= 0.1',
      { metric: 'equalised-odds', by: 'sex', to: 'overall', average: 'mean', expect: '<= 0.1' },
    ],
    ['macro(f-beta(beta = 2)) >= 0.6', { metric: 'f-beta', average: 'macro', params: { beta: 2 }, expect: '>= 0.6' }],
    ['missing-share(hours-per-week) < 1e-2', { metric: 'missing-share', column: 'hours-per-week', expect: '< 1%' }],
  ];
  for (const [short, long] of pairs) {
    const [a, b] = [checks(short)[0], checks(long)[0]];
    assert.deepEqual({ ...a, slice: a?.slice?.name }, { ...b, slice: b?.slice?.name }, short);
  }
});

test('a check is on the bound and an error unless it says otherwise', () => {
  const [plain, changed] = checks('accuracy >= 0.8', {
    metric: 'recall',
    average: 'bad',
    expect: '>= 0.5',
    severity: 'warn',
    on: 'value',
  });
  assert.deepEqual([plain?.on, plain?.severity], ['bound', 'error']);
  assert.deepEqual([changed?.on, changed?.severity, changed?.average], ['value', 'warn', 'bad']);
});

test('ids are the short form, so that a waiver can be written without looking them up', () => {
  const ids = parse({
    slices: [{ name: 'rush', where: 'hour > 17' }],
    release: {
      checks: [
        'accuracy >= 0.8',
        'accuracy <= 0.99',
        'gap(macro(recall), sex) <= 0.2',
        'gap(mean(equalised-odds), sex, to-overall) <= 0.2',
        "mae <= 4 where item = 'Tea'",
        { metric: 'mae', slice: 'rush', expect: '<= 5' },
        { id: 'mine', metric: 'mae', expect: '<= 5' },
      ],
    },
  }).release.checks?.map(({ id }) => id);
  assert.deepEqual(ids, [
    'accuracy',
    'accuracy <= 0.99',
    'gap(macro(recall), sex)',
    'gap(mean(equalised-odds), sex, to-overall)',
    "mae where item = 'Tea'",
    'mae in rush',
    'mine',
  ]);
  problemIn({ release: { checks: ['accuracy >= 0.8', 'accuracy >= 0.8', 'accuracy >= 0.8'] } }, 'CONTRACT_NAME_TWICE');
});
