import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../packages/core/src/catalogue/define.ts';
import { CATALOGUE, ENTRIES } from '../../packages/core/src/catalogue/index.ts';
import { needsShared, shared } from '../shared.ts';
import { flaws, soundsCombined } from './cards.ts';
import { averages, value } from './combined.ts';
import { type AnyGiven, rowsFor } from './rows.ts';

const SEED = 20261121;

/** What rows look like follows from what an entry needs and for which tasks it is. */
const likeness = ({ needs, tasks }: Entry): string => JSON.stringify([needs, tasks]);

const known = new Map<string, readonly AnyGiven[]>();
function samples(like: Entry): readonly AnyGiven[] {
  const key = likeness(like);
  const found = known.get(key) ?? fc.sample(rowsFor(like), { seed: SEED, numRuns: 60 });
  known.set(key, found);
  return found;
}
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

/** The file of each entry, as the generated index imports it. */
const index = readFileSync(new URL('../../packages/core/src/catalogue/index.ts', import.meta.url), 'utf8');
const files = new Map(
  [...index.matchAll(/from '\.\/([a-z0-9/-]+)\.ts'/g)].map(([, file = '']) => [file.split('/')[1] ?? '', file]),
);

test('every card is filled, and its file is called as its family and id', () => {
  for (const entry of CATALOGUE) assert.deepEqual(flaws(entry, files.get(entry.id) ?? ''), [], entry.id);
});

test('ids are unique, and there are at least forty', () => {
  assert.equal(new Set(CATALOGUE.map(({ id }) => id)).size, CATALOGUE.length);
  assert.ok(ENTRIES.length >= 40, `${ENTRIES.length}`);
});

test('no entry is named after a combinator', () => {
  for (const { id } of CATALOGUE) assert.ok(!soundsCombined(id), id);
});

test('no two entries are the same number under two names', () => {
  const answers = new Map(ENTRIES.map((entry) => [entry, samples(entry).map((given) => value(entry, given))]));
  for (const [a, b] of pairs()) {
    const others = answers.get(b) ?? [];
    const differ = (answers.get(a) ?? []).map((one, i) => isDifferent(one, others[i] ?? null));
    const seen = differ.filter((is) => is !== null);
    assert.ok(seen.length < 10 || seen.includes(true), `${a.id} = ${b.id}`);
  }
});

const isDifferent = (x: number | null, y: number | null): boolean | null =>
  x === null || y === null ? null : !isNear(x, y);

/** Pairs that are given the same rows for the same task. */
function pairs(): [Entry, Entry][] {
  return ENTRIES.flatMap((a, i) =>
    ENTRIES.slice(i + 1).flatMap((b): [Entry, Entry][] => (likeness(a) === likeness(b) ? [[a, b]] : [])),
  );
}

/** What several classes make equal, and why it is an entry all the same. */
const COINCIDENCES: Readonly<Record<string, string>> = {
  'accuracy = weighted recall': 'accuracy is the plain notion of the two; the other is a coincidence',
  'balanced-accuracy = macro recall': 'has a name of its own, and leaves out classes that the labels lack',
};

test('no entry for several classes is an average of a binary one', () => {
  const found = new Set<string>();
  const many = ENTRIES.filter(({ tasks }) => tasks.includes('multiclass'));
  for (const entry of many) {
    if (!('rows' in entry.needs) || !entry.needs.rows.includes('label')) continue;
    const given = samples(entry).filter(({ classes }) => classes > 2);
    const own = given.map((g) => value(entry, g));
    for (const binary of ENTRIES.filter(({ tasks }) => tasks.includes('binary') && !tasks.includes('multiclass'))) {
      if (!canAverage(binary, entry)) continue;
      const means = averagesOf(binary, likeness(entry), given);
      for (const kind of ['macro', 'weighted'] as const) {
        const values = own.map((one, i) => [one, means[i]?.[kind] ?? null] as const);
        if (isSame(values)) found.add(`${entry.id} = ${kind} ${binary.id}`);
      }
    }
  }
  assert.deepEqual([...found].sort(), Object.keys(COINCIDENCES).sort());
});

const averaged = new Map<string, readonly ReturnType<typeof averages>[]>();
/** The averages of a binary entry on these rows, which stand for all of their kind. */
function averagesOf(binary: Entry, kind: string, given: readonly AnyGiven[]): readonly ReturnType<typeof averages>[] {
  const key = `${binary.id} ${kind}`;
  const found = averaged.get(key) ?? given.map((one) => averages(binary, one));
  averaged.set(key, found);
  return found;
}

const roles = (entry: Entry): readonly string[] => ('rows' in entry.needs ? entry.needs.rows : []);
const canAverage = (binary: Entry, many: Entry): boolean =>
  roles(binary).length > 0 && roles(binary).every((role) => roles(many).includes(role === 'score' ? 'scores' : role));
const isSame = (values: readonly (readonly [number | null, number | null])[]): boolean => {
  const seen = values.map(([x, y]) => isDifferent(x, y)).filter((is) => is !== null);
  return seen.length >= 5 && !seen.includes(true);
};

test('clauses stand in the governance lists, as ones that such evidence serves', needsShared, () => {
  const items = ['nist-ai-rmf', 'iso-42001-annex-a'].flatMap((name) => {
    const text = readFileSync(shared(`governance/${name}.json`) ?? '', 'utf8');
    return (JSON.parse(text) as { items: { id: string; evidence: string[] }[] }).items; // as: the form of these files
  });
  const evidence = new Map(items.map(({ id, evidence: kinds }) => [id, kinds]));
  const serves: Record<string, readonly string[]> = {
    performance: ['evaluation', 'slices', 'monitoring', 'fairness'],
    calibration: ['calibration', 'evaluation', 'monitoring'],
    fairness: ['fairness', 'slices', 'monitoring', 'data-profile'],
    quality: ['data-checks', 'data-profile'],
    cost: ['cost'],
    drift: ['monitoring', 'data-profile'],
    sequential: ['monitoring', 'data-profile'],
  };
  for (const { id, family, clauses } of CATALOGUE) {
    for (const clause of clauses) {
      const kinds = evidence.get(clause);
      assert.ok(kinds, `${id}: ${clause} is in no list`);
      assert.ok(
        kinds.some((kind) => serves[family]?.includes(kind)),
        `${id}: ${clause} is not about ${family}`,
      );
    }
  }
});
