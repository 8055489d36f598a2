import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import type { Feature } from './features.ts';
import { type Finding, findSlices, type NothingFound } from './find.ts';
import type { Searching } from './half.ts';
import { halvesOf } from './halves.ts';

const WORDS = ['a', 'b', 'c', 'd'];
const featureNamed = (name: string, codes: Uint16Array): Feature => ({
  name,
  codes,
  labels: WORDS.map((value) => `${name} = '${value}'`),
  predicates: WORDS.map((value) => ({ kind: 'is', column: name, value })),
});

/** Five features of four levels, and answers that are wrong with the chance that `chance` gives to their codes. */
function searching(
  n: number,
  chance: (codes: readonly number[], i: number) => number,
  parts: Partial<Searching> = {},
): Searching {
  const random = makeRandom(5);
  const codes = Array.from({ length: 5 }, () => Uint16Array.from({ length: n }, () => 1 + Math.floor(4 * random())));
  const features = codes.map((own, f) => featureNamed(`x${f}`, own));
  const loss = Float64Array.from({ length: n }, (_, i) =>
    Number(
      random() <
        chance(
          codes.map((own) => own[i] ?? 0),
          i,
        ),
    ),
  );
  const questions = [{ id: 'error' as const, loss, isAsked: null }];
  return { n, features, questions, weight: new Float64Array(n).fill(1), cluster: null, seed: 1, ...parts };
}

const found = (answer: Finding | NothingFound): Finding => ('gap' in answer ? assert.fail(answer.gap) : answer);
const namesOf = ({ slices }: Finding, { features }: Searching): string[] =>
  slices.map(({ items }) => items.map(({ feature, code }) => features[feature]?.labels[code - 1]).join(' and '));

describe('finding slices', () => {
  test('finds what was planted and confirms it on other rows, with an effect that is true', () => {
    const table = searching(8000, ([a, b]) => (a === 1 && b === 2 ? 0.5 : 0.1));
    const answer = found(findSlices(table));
    assert.equal(namesOf(answer, table)[0], "x0 = 'a' and x1 = 'b'");
    const [{ effect, contributions, rates }] = answer.slices as [Finding['slices'][number]]; // as: the line before
    assert.equal(effect.status, 'confirmed');
    const [low, high] = effect.interval ?? [1, 0];
    assert.ok(low < 0.4 && high > 0.4, `${low} to ${high}`);
    assert.ok(
      (contributions ?? []).every((part) => part > 0.1 && part < 0.3),
      `${contributions}`,
    );
    assert.equal(rates[0]?.inside?.n, effect.n);
    assert.ok(answer.sought.isExact && answer.sought.counted <= answer.sought.possible);
  });

  test('the same seed gives the same, another seed other halves', () => {
    const table = searching(3000, ([a]) => (a === 1 ? 0.4 : 0.1));
    const [first, again] = [found(findSlices(table)), found(findSlices(table))];
    assert.deepEqual(again, first);
    const other = found(findSlices({ ...table, seed: 2 }));
    assert.notDeepEqual(other.slices[0]?.effect.n, first.slices[0]?.effect.n);
  });

  test('what an earlier question has named is not named again by a later one', () => {
    const table = searching(6000, ([a, b]) => (a === 1 && b === 2 ? 0.6 : 0.1));
    const loss = table.questions[0]?.loss ?? new Float64Array();
    const half = Uint8Array.from(loss.keys(), (i) => i % 2);
    const questions = [...table.questions, { id: 'miss' as const, loss, isAsked: half }];
    const names = namesOf(found(findSlices({ ...table, questions })), table);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.filter((name) => name.includes("x0 = 'a' and x1 = 'b'")).length, 1);
  });

  test('weights count when a slice is confirmed', () => {
    const table = searching(6000, ([a]) => (a === 1 ? 0.5 : 0.1));
    const loss = table.questions[0]?.loss ?? new Float64Array();
    // Errors inside weigh next to nothing: nothing is left of the effect.
    const weight = Float64Array.from(loss, (wrong, i) => (wrong === 1 && table.features[0]?.codes[i] === 1 ? 0.01 : 1));
    const [first] = found(findSlices({ ...table, weight })).slices;
    assert.equal(first?.effect.status, 'not-confirmed');
    assert.ok((first?.effect.difference ?? 1) < 0);
  });
});

describe('clusters', () => {
  test('rows of one cluster never stand on both sides, and half of the clusters confirm', () => {
    const cluster = Int32Array.from({ length: 999 }, (_, i) => (i * i) % 31);
    const { finding, confirming, clusters } = halvesOf(999, cluster, 3);
    const [a, b] = [finding, confirming].map((rows) => new Set(Array.from(rows, (i) => cluster[i])));
    assert.ok([...(a ?? [])].every((code) => !b?.has(code)));
    assert.equal(finding.length + confirming.length, 999);
    assert.equal(clusters, b?.size);
    assert.ok(Math.abs((a?.size ?? 0) - (b?.size ?? 0)) <= 1);
  });

  test('a slice of a few bad clusters is not confirmed, where rows alone would confirm it', () => {
    // A level of x0 is a property of the cluster; three clusters of forty are bad for reasons of their own.
    const n = 8000;
    const cluster = Int32Array.from({ length: n }, (_, i) => i % 40);
    const table = searching(n, (_, i) => ([3, 11, 27].includes(i % 40) ? 0.6 : 0.1));
    const own = featureNamed(
      'shop',
      Uint16Array.from(cluster, (code) => 1 + (code % 4)),
    );
    const features = [...table.features, own];
    const rows = found(findSlices({ ...table, features }));
    const bad = namesOf(rows, { ...table, features }).indexOf("shop = 'd'");
    assert.equal(rows.slices[bad]?.effect.status, 'confirmed');
    const clustered = found(findSlices({ ...table, features, cluster }));
    assert.ok(clustered.slices.every(({ effect }) => effect.status !== 'confirmed'));
  });
});

describe('where there is nothing to find', () => {
  const gap = (answer: Finding | NothingFound): string | null => ('gap' in answer ? answer.gap : null);

  test('says why', () => {
    const table = searching(2000, () => 0.2);
    assert.equal(gap(findSlices({ ...table, features: [] })), 'no-features');
    assert.equal(gap(findSlices(searching(1, () => 1))), 'too-few-rows');
    assert.equal(gap(findSlices(searching(199, () => 0.5))), 'too-few-rows');
    assert.equal(gap(findSlices(searching(2000, () => 0))), 'no-errors');
    const cluster = Int32Array.from({ length: 2000 }, (_, i) => i % 18);
    assert.equal(gap(findSlices({ ...table, cluster })), 'too-few-clusters');
  });

  test('finds no slice where every answer is wrong, or all errors are alike', () => {
    assert.deepEqual(found(findSlices(searching(2000, () => 1))).slices, []);
    const table = searching(2000, () => 1);
    const loss = new Float64Array(2000).fill(2.5);
    assert.deepEqual(
      found(findSlices({ ...table, questions: [{ id: 'error' as const, loss, isAsked: null }] })).slices,
      [],
    );
  });

  test('a question that is asked of nobody finds nothing', () => {
    const table = searching(2000, ([a]) => (a === 1 ? 0.5 : 0.1));
    const loss = table.questions[0]?.loss ?? new Float64Array();
    const questions = [...table.questions, { id: 'miss' as const, loss, isAsked: new Uint8Array(2000) }];
    const answer = found(findSlices({ ...table, questions }));
    assert.ok(answer.slices.every(({ question }) => question === 'error'));
    assert.equal(answer.slices[0]?.rates[1]?.inside, null);
  });

  test('a slice of few confirming rows is not tried', () => {
    const table = searching(1050, ([a, b]) => (a === 1 && b === 2 ? 0.9 : 0.05));
    const answers = [1, 2].flatMap((seed) => found(findSlices({ ...table, seed })).slices);
    const few = answers.filter(({ effect }) => effect.n < 30);
    assert.ok(few.length > 0);
    for (const { effect } of few)
      assert.deepEqual([effect.status, effect.p, effect.interval], ['too-few-rows', null, null]);
    assert.ok(answers.every(({ effect }) => (effect.status === 'too-few-rows') === effect.n < 30));
  });
});
