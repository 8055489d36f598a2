import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryById } from './index.ts';
import { OTHER_NAMES } from './other-names.ts';

test('every other name is a rising or falling function of an entry, with parameters that it has', () => {
  assert.equal(new Set(OTHER_NAMES.map(({ name }) => name)).size, OTHER_NAMES.length);
  for (const { name, entry, params = {}, reading, of } of OTHER_NAMES) {
    const card = entryById(entry);
    assert.ok(card, `${name}: ${entry}`);
    assert.equal(entryById(name), null, `${name} is an entry`);
    for (const key of Object.keys(params)) assert.ok(key in card.params, `${name}: ${key}`);
    if (reading === 'skill') assert.ok(card.constant, `${name}: ${entry} has no constant answer`);
    const values = [0, 0.25, 0.5, 0.75, 1].map((value) => of(value, { n: 10, classes: 3 }));
    const steps = values.slice(1).map((value, k) => Math.sign(value - (values[k] ?? 0)));
    assert.ok(new Set(steps).size === 1 && steps[0] !== 0, `${name}: ${values}`);
  }
});
