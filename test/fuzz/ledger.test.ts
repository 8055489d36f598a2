import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from '../../packages/core/src/ledger/envelope.ts';
import { EMPTY, record } from '../../packages/core/src/ledger/record.ts';
import { sampleFacts } from '../../packages/core/src/ledger/sample-facts.ts';
import { verify } from '../../packages/core/src/ledger/verify.ts';
import { FUZZ_INPUTS, fuzz } from './mutate.ts';

/** The text of the beginning of a ledger: short, because CI tries a hundred thousand. */
function exportOf(seed: number): string {
  let ledger = EMPTY;
  const groups = sampleFacts(seed, 2).map((fact) => {
    const recorded = record(ledger, fact);
    ledger = recorded.ledger;
    return recorded.events;
  });
  return groups
    .slice(0, 4)
    .flat()
    .map((event) => `${lineOf(event)}\n`)
    .join('');
}

test('any text as a ledger is read in bounded time, and holds only where it is the beginning of a true one', () => {
  const seeds = [1, 2, 3].map(exportOf);
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '\n',
    '\r',
    '\0',
    '1e999',
    '-0',
    '__proto__',
    '\ud800',
    '[['.repeat(99),
  ];
  let found = 0;
  fuzz({
    seed: 12,
    seeds,
    pieces,
    read(text) {
      if (verify(text.split(/(?<=\n)/)).findingCount > 0) found++;
      else
        assert.ok(
          seeds.some((seed) => seed.startsWith(text)),
          text,
        );
    },
  });
  assert.ok(found > FUZZ_INPUTS / 2, `${found} of ${FUZZ_INPUTS}`);
});
