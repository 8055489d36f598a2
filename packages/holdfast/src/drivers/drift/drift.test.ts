import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeProfile } from '@holdfast/core/profile/encode.ts';
import type { DriftResult } from '@holdfast/core/report/drift-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { openCounted, openSource } from '../../files/source.ts';
import { profileSource } from '../profile.ts';
import { readProfile } from '../profile-file.ts';
import { driftFiles } from './drift.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-drift-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A file of these rows, its first line the names. */
function write(name: string, names: string, rows: number, line: (i: number, random: () => number) => string): string {
  const [path, random] = [join(folder, name), makeRandom(rows)];
  writeFileSync(path, `${[names, ...Array.from({ length: rows }, (_, i) => line(i, random))].join('\n')}\n`);
  return path;
}

/** The profile of a file, on the bins of another one where that is named. */
async function profiled(path: string, reference: string | null = null): Promise<string> {
  const { source } = await openCounted([path], {}, () => {}, new AbortController().signal);
  const asked = { ignored: [], timestamp: 'at', answers: null, seed: 1, onProgress: () => {} };
  const like = reference === null ? null : readProfile(reference, null).profile;
  const { profile } = await profileSource(source, { reference: like, ...asked });
  await source.close();
  writeFileSync(`${path}.hfprofile`, encodeProfile(profile));
  return `${path}.hfprofile`;
}

async function drift(reference: string, current: string, contract: string | null = null): Promise<DriftResult> {
  const { result } = await driftFiles({
    ...{ reference, current, contract, seed: 1, version: 'test' },
    given: { roles: {}, task: null, scoresPattern: null, positive: null, threshold: null },
    ...{ onProgress: () => {}, onColumn: () => {}, signal: new AbortController().signal },
  });
  return result;
}

test('what names only the first rows is a feature; running numbers that repeat are set aside', async () => {
  const reference = write('many.csv', 'id,line,x', 30_000, (i, random) => `${i % 5000},${i >> 2},${random()}`);
  const current = write('few.csv', 'id,line,x', 1000, (i, random) => `${i % 5000},${8000 + i},${random()}`);
  const { roles, columns, differences } = await drift(reference, current);
  assert.ok(!('id' in roles));
  assert.deepEqual(columns.map(({ name }) => name).sort(), ['id', 'x']);
  assert.deepEqual(differences, [{ column: 'line', what: 'own-value-a-row' }]);
});

const NAMES = 'id,at,price,size,city,note,bought';
const sale =
  (shift: number, yes: string) =>
  (i: number, random: () => number): string => {
    const at = new Date(Date.UTC(2024, 0, 1 + shift) + i * 60_000).toISOString().slice(0, 19);
    const price = (10 * random() + shift).toFixed(3);
    const note = `note ${Math.floor(1e9 * random())}`;
    const size = i % 40 === 3 ? '' : random().toFixed(4);
    return [i, at, price, size, random() < 0.7 ? 'Rome' : 'Oslo', note, random() < 0.4 ? yes : 'left'].join(',');
  };

test('a profile in the place of the reference says what it would say of the rows, and what it cannot say', async () => {
  const [before, now] = [
    write('before.csv', NAMES, 3000, sale(0, 'bought')),
    write('now.csv', NAMES, 2000, sale(3, 'bought.')),
  ];
  const profile = await profiled(before);
  const [ofRows, ofProfile] = [await drift(before, now), await drift(profile, now)];
  const isColumn = ({ column }: { readonly column: string }): boolean => !column.startsWith('note:');
  assert.ok(ofRows.measurements.filter(isColumn).length >= 4 * 7);
  assert.deepEqual(ofProfile.measurements, ofRows.measurements.filter(isColumn));
  assert.deepEqual(
    ofProfile.columns.map(({ name, state, chance, parts }) => ({ name, state, chance, parts })),
    ofRows.columns.flatMap(({ name, state, chance, parts }) =>
      name.startsWith('note:') ? [] : { name, state, chance, parts },
    ),
  );
  assert.deepEqual(ofProfile.formats, ofRows.formats);
  assert.deepEqual(ofProfile.times, ofRows.times);
  assert.deepEqual(ofProfile.roles, ofRows.roles);
  const [median, exact] = [ofProfile, ofRows].map(
    ({ columns }) => columns.find(({ name }) => name === 'price')?.reference.median,
  );
  assert.ok(Math.abs((median ?? 0) - (exact ?? 9)) < 0.2, 'of a sketch');
  assert.deepEqual(ofProfile.differences, [{ column: 'note', what: 'texts-not-kept' }]);
  assert.deepEqual(ofProfile.apart, { gap: 'no-rows', n: 0 });
  assert.equal(ofProfile.importanceRows, null);
  assert.match(ofProfile.headline.support.join(' '), /A profile has counts and no rows/);
  const both = await drift(profile, await profiled(now, profile));
  const price = ({ columns }: DriftResult): unknown => columns.find(({ name }) => name === 'price')?.parts;
  assert.deepEqual(price(both), price(ofRows));
  assert.equal(both.inputs[1]?.rows, 2000);
});

test('a profile of other bins, one that is damaged and one in the place of rows are refused', async () => {
  const [before, now] = [write('old.csv', NAMES, 300, sale(0, 'yes')), write('new.csv', NAMES, 200, sale(1, 'yes'))];
  const [old, own] = [await profiled(before), await profiled(now)];
  await assert.rejects(drift(old, own), { code: 'PROFILE_REFERENCE' });
  await assert.rejects(drift(before, own), { code: 'PROFILE_REFERENCE' });
  writeFileSync(join(folder, 'cut.hfprofile'), readFileSync(old).subarray(0, 300));
  await assert.rejects(drift(join(folder, 'cut.hfprofile'), now), { code: 'PROFILE_DAMAGED' });
  await assert.rejects(openSource([old]), { code: 'FILE_KIND' });
});

test('identical rows in another order, one value on both sides and 10,000 texts stay as they are', async () => {
  const rows = 30_000;
  const line = (i: number): string => `${i % 7},always,text ${(i * 7919) % 10_000}`;
  const before = write('rows.csv', 'x,one,name', rows, line);
  const turned = write('turned.csv', 'x,one,name', rows, (i) => line(rows - 1 - i));
  const { headline, columns, differences, formats, apart } = await drift(before, turned);
  assert.match(headline.sentence, /^Nothing moved: all 3 columns/);
  assert.deepEqual([differences, formats], [[], []]);
  assert.ok(columns.every(({ state, parts }) => state === 'still' && parts.every((of) => of.reference === of.current)));
  assert.ok(!('gap' in apart) && (apart.interval?.[0] ?? 1) < 0.5, 'nothing tells them apart');
});

test('monitors of the contract are named as not judged', async () => {
  const file = write('plain.csv', 'x,label', 300, (i) => `${i % 7},${i % 2}`);
  const contract = join(folder, 'watched.yaml');
  writeFileSync(contract, 'holdfast: 1\nmodel: m\nwatch: { monitors: ["missing-share(x) <= 0.1"] }\n');
  assert.match((await drift(file, file, contract)).notes.join(' '), /1 monitor of the contract .*not judged/);
  assert.deepEqual((await drift(file, file)).notes, []);
});
