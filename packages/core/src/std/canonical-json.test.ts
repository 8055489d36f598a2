import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, DEPTH_MAX, parseCanonical } from './canonical-json.ts';

// RFC 8785, section 3.2.2 (input and output) and section 3.2.3 (the order of keys).
test('the examples of RFC 8785', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  const numbers = '[333333333.3333333,1e+30,4.5,0.002,1e-27]';
  const text = String.raw`{"literals":[null,true,false],"numbers":${numbers},"string":"€$\u000f\nA'B\"\\\\\"/"}`;
  assert.equal(canonicalJson(value), text);
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
  const object = Object.fromEntries(keys.map((key) => [key, 0]));
  assert.equal(canonicalJson(object), `{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
});

const json = fc.jsonValue({ maxDepth: 4 });

test('the text reads back as the same value and does not depend on the order of keys', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .map(([key, item]) => [key, shuffled(item)])
              .reverse(),
          )
        : value;
  const law = (value: unknown): void => {
    const text = canonicalJson(value);
    assert.equal(canonicalJson(shuffled(value)), text);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    assert.notEqual(parseCanonical(text), undefined);
  };
  fc.assert(fc.property(json, law));
  law(JSON.parse('{"__proto__":{"b":1,"a":2},"constructor":[-0,1e21],"2":1,"10":2,"\\ud800":"\\udfff"}'));
});

test('numbers are as ECMAScript writes them, -0 is 0, and what is no finite number is refused', () => {
  assert.equal(canonicalJson([-0, 1e21, 1e-7, 5e-324, 0.1 + 0.2]), '[0,1e+21,1e-7,5e-324,0.30000000000000004]');
  for (const number of [Number.NaN, Infinity, -Infinity]) assert.throws(() => canonicalJson([number]), /finite/);
});

test('a key that is undefined is absent; an item, a function or a symbol is refused', () => {
  assert.equal(canonicalJson({ b: undefined, a: 1 }), '{"a":1}');
  for (const wrong of [[undefined], undefined, () => 1, Symbol('x'), 1n]) assert.throws(() => canonicalJson(wrong));
});

test('a text that says the same in other signs is not canonical', () => {
  const others = [
    '{"a":1.0}',
    '{"a": 1}',
    ' 1',
    '1 ',
    '1e0',
    '"\\u0061"',
    '{"b":1,"a":1}',
    '{"a":1,"a":1}',
    '-0',
    '[1,]',
  ];
  for (const text of [...others, '', '{', 'NaN', '1e999', '\ufeff1'])
    assert.equal(parseCanonical(text), undefined, text);
});

test('any change of one character is another value, or no canonical text', () => {
  const change = fc.record({ at: fc.nat(), code: fc.integer({ min: 1, max: 0xd7ff }) });
  const law = (value: unknown, { at, code }: { at: number; code: number }): void => {
    const text = canonicalJson(value);
    const place = at % text.length;
    const changed = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
    if (changed === text) return;
    const read = parseCanonical(changed);
    assert.ok(read === undefined || canonicalJson(read) !== text);
  };
  fc.assert(fc.property(json, change, law));
});

test('what is nested too deep is refused and does not exhaust the stack', () => {
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  assert.notEqual(parseCanonical(deep(DEPTH_MAX)), undefined);
  assert.equal(parseCanonical(deep(DEPTH_MAX + 2)), undefined);
  assert.equal(parseCanonical(deep(200_000)), undefined);
  assert.notEqual(parseCanonical(JSON.stringify('['.repeat(1000))), undefined);
});
