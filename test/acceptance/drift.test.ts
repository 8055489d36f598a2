// What is known of real pairs of files (data/README.md), beside what `drift` says of them first.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ColumnResult, DriftResult } from '@holdfast/core/report/drift-result.ts';
import { findColumn, isMissing, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import { driftFiles } from '../../packages/holdfast/src/drivers/drift/drift.ts';
import { readSource } from '../../packages/holdfast/src/files/source.ts';
import { needsShared, shared } from '../shared.ts';

const data = shared('data');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-drift-'));
after(() => rmSync(folder, { recursive: true }));

async function drift(reference: string, current: string, label: string | null): Promise<DriftResult> {
  const roles = label === null ? {} : { label };
  const { result } = await driftFiles({
    ...{ reference, current, contract: null, seed: 1, version: 'test' },
    given: { roles, task: null, scoresPattern: null, positive: null, threshold: null },
    ...{ onProgress: () => {}, onColumn: () => {}, signal: new AbortController().signal },
  });
  return result;
}

/** The rows of a file for which a condition holds, as a file of their own. */
async function part(path: string, name: string, isIn: (table: Table, row: number) => boolean): Promise<string> {
  const { table } = await readSource([path]);
  const kept = takeTable(table, rowsOf(Uint8Array.from({ length: table.n }, (_, i) => (isIn(table, i) ? 1 : 0))));
  const cell = (column: Table['columns'][number], i: number): string => {
    if (isMissing(column, i)) return '';
    return column.kind === 'text' ? (column.levels[column.codes[i] ?? -1] ?? '') : String(column.values[i]);
  };
  const lines = Array.from({ length: kept.n }, (_, i) => kept.columns.map((column) => cell(column, i)).join(','));
  const out = join(folder, name);
  writeFileSync(out, `${[kept.columns.map((column) => column.name).join(','), ...lines].join('\n')}\n`);
  return out;
}

const moved = ({ columns }: DriftResult): readonly ColumnResult[] => columns.filter(({ state }) => state === 'moved');
const namesOf = (found: DriftResult): string[] => moved(found).map(({ name }) => name);
const shareOf = (found: DriftResult, name: string, of: string): readonly [number, number] => {
  const bin = found.columns.find((column) => column.name === name)?.parts.find((one) => one.of === of);
  return [bin?.reference ?? Number.NaN, bin?.current ?? Number.NaN];
};
const isNear = (share: number, value: number): void =>
  assert.ok(Math.abs(share - value) < 0.0015, `${share} is not ${value}`);

describe('drift of real files says what their README knows', needsShared, () => {
  test('adult: between train and test nothing moved but the dot at the end of the labels', async () => {
    const found = await drift(`${data}/adult/train.parquet`, `${data}/adult/test.parquet`, 'income');
    assert.deepEqual(namesOf(found), []);
    assert.match(found.headline.sentence, /^Nothing moved; income is written otherwise: "<=50K\." for "<=50K"/);
    assert.equal(found.formats[0]?.rows, 16_281);
    assert.ok(!('gap' in found.apart) && (found.apart.interval?.[0] ?? 1) < 0.5);
    isNear(shareOf(found, 'income', '">50K"')[1], 0.236);
  });

  test('taxi: the surcharge that 2018 did not have, and five fields that are null at once', async () => {
    const year = (of: number): string => `${data}/nyc_taxi_2018_2019/${of}.parquet`;
    const found = await drift(year(2018), year(2019), 'fare_amount');
    assert.deepEqual(found.differences, [{ column: 'congestion_surcharge', what: 'filled' }]);
    assert.match(found.headline.support.join(' '), /congestion_surcharge has no value in the reference and some/);
    assert.ok(namesOf(found).includes('congestion_surcharge'));
    const missing = found.measurements.filter(
      ({ entry, value }) => entry === 'missing-share' && value === 372 / 120_000,
    );
    assert.equal(missing.length, 5, 'vendor, passengers, rate, flag and payment');
    assert.equal(new Date(found.times[0]?.current?.[0] ?? 0).getUTCFullYear(), 2008, 'the stray of 2008');
  });

  test('bank: the label moved first, and the crisis tells the halves apart', async () => {
    const path = `${data}/bank_marketing/bank.parquet`;
    const half = (name: string, k: number) => part(path, name, ({ n }, i) => Math.floor((2 * i) / n) === k);
    const found = await drift(await half('first.csv', 0), await half('second.csv', 1), 'y');
    assert.equal(namesOf(found)[0], 'y');
    // Tenths of the stream by the README: 2.8, 3.5, 4.2, 6.6, 6.2 and 5.5, 10.2, 12.0, 15.7, 45.9 of 100.
    const [before, now] = shareOf(found, 'y', '= 1');
    isNear(before, 0.0466);
    isNear(now, 0.1786);
    const euribor = found.columns.find(({ name }) => name === 'euribor3m');
    assert.ok((euribor?.reference.median ?? 0) > 4.5 && (euribor?.current.median ?? 9) < 2);
    assert.ok(!('gap' in found.apart) && found.apart.value > 0.99);
    // The length of the call is known after it alone, and as good as the answer (README: leakage).
    assert.match(found.headline.support.join(' '), /For y hardly .* most hangs on duration, which did not/);
  });

  test('flights: fewer are late in October than in June, and the month names the file', async () => {
    const path = `${data}/us_flights_2013/flights.parquet`;
    const month = (name: string, of: number) =>
      part(path, name, (table, i) => {
        const column = findColumn(table, 'Month');
        return column?.kind === 'number' && column.values[i] === of;
      });
    const found = await drift(await month('june.csv', 6), await month('october.csv', 10), 'ArrDel15');
    // The delay itself is the label before it is cut at 15 minutes: it moved as much.
    assert.deepEqual(namesOf(found).slice(0, 2).sort(), ['ArrDel15', 'ArrDelay']);
    const [june, october] = shareOf(found, 'ArrDel15', '= 1');
    isNear(june, 0.275);
    isNear(october, 0.155);
    assert.deepEqual(found.differences, [{ column: 'Month', what: 'names-the-file', reference: '6', current: '10' }]);
  });

  test('california: the place moved, the answers with it, and no label is in the current file', async () => {
    const file = (name: string): string => `${data}/california_housing/${name}.parquet`;
    const found = await drift(file('reference'), file('analysis'), null);
    assert.deepEqual(namesOf(found).slice(0, 2), ['Latitude', 'Longitude']);
    assert.equal(moved(found).find(({ role }) => role === 'prediction')?.name, 'y_pred');
    assert.ok(found.differences.some(({ column, what }) => column === 'clf_target' && what === 'missing'));
  });
});
