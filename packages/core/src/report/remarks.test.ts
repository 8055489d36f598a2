import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remarks } from './remarks.ts';
import type { Result } from './result.ts';
import { noteOf } from './words/notes.ts';

test('what was taken, what was left out and what else happened is said; what the answer says is not said again', () => {
  const waiver = noteOf({ kind: 'waiver-expired', check: 'mae', owner: 'ada', until: '2026-01-01' });
  const result = {
    assumed: [{ what: 'label', value: 'sold', why: 'its name says so' }],
    rows: { judged: 9, setAside: [{ reason: 'no-label', rows: 1 }] },
    notes: [noteOf({ kind: 'nothing-compared' }), waiver],
  } as unknown as Result; // as: remarks read no more of it
  const found = remarks(result);
  assert.deepEqual(
    found.map(({ head }) => head),
    ['Taken', 'Not in', 'Note'],
  );
  assert.equal(found[0]?.text, 'label: sold (its name says so)');
  assert.match(found[1]?.text ?? '', /^1 row: /);
  assert.equal(found[2]?.text, waiver);
});
