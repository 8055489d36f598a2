// Labels of some rows: what they say of all, and which rows to label next.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EstimateResult } from '@holdfast/core/report/estimate-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { inFolder } from './holdfast.ts';

const DAY_MS = 86_400_000;

/** Rows whose label comes by a chance that a score tells. */
function rows(n: number, seed: number, from: number) {
  const random = makeRandom(seed);
  return Array.from({ length: n }, (_, i) => {
    const chance = 0.05 + 0.9 * random();
    const label = Number(random() < chance);
    const at = new Date(Date.UTC(2024, 0, 1) + from * DAY_MS + Math.floor((i * 7) / n) * DAY_MS);
    return { id: `${seed}-${i}`, label, cells: `${at.toISOString().slice(0, 10)},${chance.toFixed(4)}` };
  });
}

const past = Array.from({ length: 4 }, (_, week) => rows(400, 10 + week, 7 * week)).flat();
const later = rows(2000, 20, 28);
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const files = {
  'reference.csv': text(['id,at,score,label', ...past.map(({ id, cells, label }) => `${id},${cells},${label}`)]),
  'later.csv': text(['id,at,score', ...later.map(({ id, cells }) => `${id},${cells}`)]),
  // Every tenth label has come.
  'labels.csv': text(['id,label', ...later.filter((_, i) => i % 10 === 0).map(({ id, label }) => `${id},${label}`)]),
};
const words = ['estimate', 'reference.csv', 'later.csv', '--window', 'week', '--positive', '1', '--quiet'];

test('labels of a tenth tell the number over all rows, in a narrower interval than they alone would', () =>
  inFolder(files, async ({ run }) => {
    const { code, stdout, stderr } = await run(...words, '--labels', 'labels.csv', '--json');
    assert.equal(code, 0, stderr);
    const { windows } = JSON.parse(stdout) as EstimateResult; // as: the document that the command promises
    const found = windows.at(-1)?.partly?.['accuracy'] ?? assert.fail(stdout.slice(0, 500));
    assert.deepEqual([found.n, found.rows], [200, 2000]);
    const truth =
      later.filter(({ cells, label }) => Number(Number(cells.split(',')[1]) > 0.5) === label).length / later.length;
    const [low, high] = found.interval ?? assert.fail('an interval');
    assert.ok(low < truth && truth < high, `${truth} in ${low} to ${high}`);
    assert.ok((found.width ?? 1) < 0.97, `${found.width}`);
    const told = await run(...words, '--labels', 'labels.csv');
    assert.match(told.stdout, /By the labels that came, for all rows/);
  }));

test('which rows to label next: as many as are paid for, with the chance of each, none that has its label', () =>
  inFolder(files, async ({ run, folder }) => {
    const asked = ['--labels', 'labels.csv', '--label-next', 'next.csv', '--label-budget', '50'];
    const { code, stdout, stderr } = await run(...words, ...asked);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /rows to label next\.csv/);
    const [head, ...lines] = readFileSync(join(folder, 'next.csv'), 'utf8').trim().split('\n');
    assert.equal(head, 'id,chance');
    assert.equal(lines.length, 50);
    const known = new Set(later.filter((_, i) => i % 10 !== 0).map(({ id }) => id));
    for (const line of lines) {
      const [id = '', chance] = line.split(',');
      assert.ok(known.has(id), id);
      assert.ok(Number(chance) > 0 && Number(chance) < 0.2, line);
    }
    const wrong = await run(...words, '--label-next', 'next.csv', '--label-budget', 'many');
    assert.equal(wrong.code, 3);
    assert.match(wrong.stderr, /^OPTION_VALUE/);
  }));
