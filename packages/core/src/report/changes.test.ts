import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../std/problem.ts';
import { changesBetween, type Snapshot, type SnapshotCheck, type SnapshotMeasurement, worstChange } from './changes.ts';
import { changesDocument } from './changes-document.ts';
import { snapshotOf } from './snapshot.ts';

const check = (id: string, parts: Partial<SnapshotCheck> = {}): SnapshotCheck => ({
  id,
  verdict: 'pass',
  expect: '>= 0.8',
  value: 0.9,
  interval: [0.88, 0.92],
  n: 100,
  ...parts,
});
const figure = (entry: string, value: number | null, half: number | null): SnapshotMeasurement => ({
  entry,
  of: null,
  slice: null,
  value,
  interval: value === null || half === null ? null : [value - half, value + half],
  n: 100,
});
const snapshot = (parts: Partial<Snapshot>): Snapshot => ({
  model: 'm',
  verdict: 'pass',
  contract: { path: 'c.yaml', digest: 'sha256:1' },
  inputs: [{ role: 'candidate', path: 'a.csv', rows: 10, digest: 'sha256:a' }],
  checks: [],
  measurements: [],
  ...parts,
});
const told = { paths: ['a.json', 'b.json'] as const, version: '0.0.0', repeat: 'holdfast compare a.json b.json' };

test('checks that changed their verdict come first, the worse before the better', () => {
  const before = [check('a'), check('b', { verdict: 'fail' }), check('c'), check('gone'), check('e')];
  const after = [
    check('c'),
    check('b'),
    check('new', { verdict: 'unknown' }),
    check('a', { verdict: 'fail' }),
    check('e', { expect: '>= 0.7' }),
  ];
  const changes = changesBetween(snapshot({ checks: before }), snapshot({ checks: after }));
  assert.deepEqual(
    changes.checks.map(({ id, kind }) => [id, kind]),
    [
      ['a', 'worse'],
      ['b', 'better'],
      ['e', 'expectation'],
      ['new', 'added'],
      ['gone', 'removed'],
    ],
  );
  assert.equal(worstChange(changes), 'fail');
  assert.equal(changesDocument(changes, told).answer.sentence, '1 check got worse.');
});

test('a check that failed before and still fails is no change; one that became undecided is', () => {
  const failed = snapshot({ checks: [check('a', { verdict: 'fail' })] });
  assert.equal(worstChange(changesBetween(failed, failed)), 'pass');
  const undecided = snapshot({ checks: [check('a', { verdict: 'unknown' })] });
  assert.equal(worstChange(changesBetween(snapshot({ checks: [check('a')] }), undecided)), 'unknown');
  assert.equal(
    worstChange(changesBetween(failed, undecided)),
    'pass',
    'an undecided check is better than a failed one',
  );
});

test('a figure moved when each value lies outside of the interval of the other; counts when they differ', () => {
  const before = [
    figure('far', 0.5, 0.1),
    figure('near', 0.5, 0.1),
    figure('wide', 0.5, 0.1),
    figure('rows', 10, null),
  ];
  const after = [
    figure('far', 0.9, 0.1),
    figure('near', 0.55, 0.1),
    figure('wide', 0.7, 0.5),
    figure('rows', 11, null),
  ];
  const { moved } = changesBetween(snapshot({ measurements: before }), snapshot({ measurements: after }));
  assert.deepEqual(
    moved.map(({ entry, kind }) => [entry, kind]),
    [
      ['rows', 'moved'],
      ['far', 'moved'],
    ],
  );
});

test('a value that is lost, and figures on one side only, are told; what was accepted has no figures', () => {
  const before = snapshot({ measurements: [figure('lost', 1, null), figure('gone', 1, null)] });
  const after = snapshot({ measurements: [figure('lost', null, null), figure('new', 1, null)] });
  assert.deepEqual(
    changesBetween(before, after)
      .moved.map(({ kind }) => kind)
      .sort(),
    ['added', 'lost', 'removed'],
  );
  const { measurements: _, ...accepted } = before;
  assert.deepEqual(changesBetween(accepted, after).moved, []);
});

test('files and contract that differ are named, and the same ones are not', () => {
  const after = snapshot({
    contract: { path: 'c.yaml', digest: 'sha256:2' },
    inputs: [
      { role: 'candidate', path: 'moved/a.csv', rows: 10, digest: 'sha256:a' },
      { role: 'labels', path: 'l.csv', rows: 10, digest: 'sha256:l' },
    ],
  });
  const changes = changesBetween(snapshot({}), after);
  assert.deepEqual([changes.contract, changes.inputs.map(({ role }) => role)], ['other', ['labels']]);
  assert.equal(changesBetween(snapshot({}), snapshot({})).contract, 'same');
  assert.equal(changesBetween(snapshot({ contract: null }), snapshot({ contract: null })).contract, 'none');
});

test('nothing that changed is said as such', () => {
  const changes = changesBetween(snapshot({ checks: [check('a')] }), snapshot({ checks: [check('a')] }));
  const { answer, sections } = changesDocument(changes, told);
  assert.equal(answer.verdict, 'pass');
  assert.match(answer.sentence, /^Nothing changed/);
  assert.ok(sections.every(({ blocks }) => blocks.length === 0));
});

test('what is no result is refused with what it is', () => {
  const found = (value: unknown): string => {
    try {
      snapshotOf(value, 'x.json');
    } catch (error) {
      assert.ok(error instanceof Problem && error.code === 'RESULT_FILE');
      return String('found' in error.details ? error.details.found : '');
    }
    return '';
  };
  assert.equal(found([]), 'no object');
  assert.equal(found({ a: 1 }), 'no key "holdfast"');
  assert.match(found({ holdfast: '1', command: 'backtest' }), /no list of checks \(command "backtest"\)/);
  assert.equal(found({ holdfast: '1', checks: [{ id: 'a' }] }), 'checks[0] without what it needs');
  assert.equal(found({ holdfast_accepted: 2, checks: [] }), 'accepted in form 2');
  assert.equal(found({ holdfast_accepted: 1, checks: [check('a')] }), '');
});
