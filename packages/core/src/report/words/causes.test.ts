import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cause } from '../../evidence/causes/cause.ts';
import { causeWords, partWords } from './causes.ts';

const cause = (parts: Partial<Cause>): Cause => ({
  ...{ kind: 'inputs', explains: 0.98, interval: null, state: null, columns: [], version: null },
  ...{ from: null, to: null, expected: null },
  ...parts,
});
const columns = ['fare', 'tip', 'toll', 'extra'].map((column) => ({ column, explains: null }));
const unit = { unit: 'label', labelUnit: 'USD' };
const say = (parts: Partial<Cause>): string => causeWords(cause(parts), { of: 'loss', isWorse: true, unit });

test('each cause is a sentence that names what is behind it', () => {
  assert.equal(
    say({ kind: 'source', state: 'missing', columns, from: 0, to: 0.063 }),
    '“fare”, “tip”, “toll” and 1 more are missing together, in no row before and 6.3 % of rows since',
  );
  assert.equal(
    say({ kind: 'schema', state: 'filled', columns: columns.slice(0, 1), from: 0.14, to: 1 }),
    '“fare” has values and had none before, in 14 % of rows before and all rows since',
  );
  assert.equal(say({ columns: columns.slice(0, 2) }), 'Inputs moved to where it does worse: “fare” and “tip”');
  assert.equal(
    say({ kind: 'outcomes', from: 14, to: 16, expected: 14.2 }),
    'Outcomes moved and inputs did not (USD 14.00 before, 16.00 since)',
  );
  assert.equal(
    say({ kind: 'outcomes', from: 144, to: 126, expected: 68 }),
    'Outcomes are higher than the inputs say (126 came, USD 68 expected)',
  );
  assert.equal(
    say({ kind: 'delay', from: 86_400_000, to: 3 * 86_400_000 }),
    'Outcomes come later: after 3 days, before after 1 day',
  );
});

test('a part is said of what is explained, or that it cannot be weighed', () => {
  assert.equal(partWords(cause({}), { of: 'loss' }), '98 % of the loss');
  assert.equal(partWords(cause({ explains: 1.8 }), { of: 'loss' }), '100 % of the loss');
  assert.equal(partWords(cause({ explains: null }), { of: 'loss' }), 'not weighed');
});
