// Ends that nobody planned: a reader that goes away, Ctrl-C while files are read, Ctrl-C while figures are made, which
// holds the thread for seconds.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { contract, ended, inFolder, predictions, type Workplace, withScores } from './holdfast.ts';

/** JSON lines are read by a process of their own, with a folder that shows how far it is; CSV is over at once. */
const files = {
  'p.jsonl': jsonLines(withScores(predictions(150_000))),
  'holdfast.yaml': contract('[accuracy >= 0.8]', 'slices: [region]\n'),
};

function jsonLines(csv: string): string {
  const [head = '', ...rows] = csv.trim().split('\n');
  const names = head.split(',');
  const cell = (text: string): string | number => (/^[\d.]+$/.test(text) ? Number(text) : text);
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(row.split(',').map((text, j) => [names[j], cell(text)]))))
    .join('\n');
}

test('a pipe that is closed early ends quietly', () =>
  inFolder(files, async ({ start }) => {
    const child = start(['catalogue', '--json']);
    child.stdout?.destroy();
    const { code, stderr } = await ended(child);
    assert.deepEqual([code, stderr], [0, '']);
  }));

/** Sends SIGINT as a terminal does, to the whole group, once `isTime`. */
async function interruptedWhen(
  place: Workplace,
  words: readonly string[],
  isTime: () => boolean,
): Promise<{ code: number | null; stderr: string; child: ChildProcess; ms: number }> {
  const child = place.start(words);
  const end = ended(child);
  while (!isTime() && child.exitCode === null) await later(5);
  assert.equal(child.exitCode, null, 'it was still at work');
  process.kill(-child.pid!, 'SIGINT'); // ! it was started
  const sent = performance.now();
  return { ...(await end), child, ms: performance.now() - sent };
}

function isNothingLeft(place: Workplace, child: ChildProcess): void {
  assert.deepEqual(readdirSync(place.folder).sort(), Object.keys(files).sort());
  assert.deepEqual(readdirSync(place.scratch), []);
  assert.throws(() => process.kill(-child.pid!, 0), { code: 'ESRCH' }); // ! it was started
}

test('Ctrl-C while a file is read leaves no file, no folder and no process', () =>
  inFolder(files, async (place) => {
    const isReading = () => readdirSync(place.scratch).length > 0;
    const { code, stderr, child } = await interruptedWhen(place, ['gate', 'p.jsonl', '--html', 'r.html'], isReading);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /stopped/i);
    isNothingLeft(place, child);
  }));

for (const command of ['gate', 'evaluate']) {
  test(`Ctrl-C while ${command} makes figures ends it at once, and leaves no file, no folder and no process`, () =>
    inFolder(files, async (place) => {
      let [hasRead, looksSince] = [false, 0];
      // Some looks later it is deep in a figure; just after the last file it could still hear.
      const isMeasuring = () => {
        const isReading = readdirSync(place.scratch).length > 0;
        hasRead ||= isReading;
        looksSince = hasRead && !isReading ? looksSince + 1 : 0;
        return looksSince > 20;
      };
      const { child, ms, stderr } = await interruptedWhen(place, [command, 'p.jsonl', '--html', 'r.html'], isMeasuring);
      // By the signal itself: what a shell shows as 130.
      assert.equal(child.signalCode, 'SIGINT', stderr);
      assert.ok(ms < 1000, `after ${Math.round(ms)} ms`);
      isNothingLeft(place, child);
    }));
}
