// What `holdfast detect` says and refuses, seen from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { COMMANDS } from '../../packages/holdfast/src/cli/commands.ts';
import { inFolder } from './holdfast.ts';

/** Errors that become three times as many at row 2,000; rows stand backwards, and every fiftieth value is missing. */
function stream(): string {
  const random = makeRandom(4);
  const lines = Array.from({ length: 4000 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
    return `${at},${i % 50 === 7 ? '' : random() < (i < 2000 ? 0.1 : 0.3) ? 1 : 0},${(20 + random()).toFixed(3)},shop`;
  });
  return `at,wrong,celsius,name\n${lines.reverse().join('\n')}\n`;
}

test('every detector of the catalogue can be asked for, and no other', () => {
  const [option] = COMMANDS.find(({ name }) => name === 'detect')?.options.filter(({ choices }) => choices) ?? [];
  assert.deepEqual(option?.choices, DETECTORS.map(({ id }) => id).sort());
});

test('a change is told with its row, time and means, beside what chance tells', () =>
  inFolder({ 'stream.csv': stream() }, async ({ run }) => {
    const args = ['detect', 'stream.csv', '--column', 'wrong', '--detector', 'hddm-a'];
    const ended = await run(...args, '--timestamp', 'at', '--json');
    assert.equal(ended.code, 0, ended.stderr);
    const said = JSON.parse(ended.stdout);
    assert.equal(said.n + said.missing, 4000);
    assert.equal(said.missing, 80);
    assert.equal(said.promise, null);
    const [first] = said.changes;
    assert.ok(first.row > 1900 && first.row < 2100 && first.time > '2026-03-2', JSON.stringify(said.changes));
    assert.ok(first.mean_before < 0.13 && first.mean_after > 0.25);
    assert.ok(said.by_chance.copies === 20 && said.by_chance.mean < said.changes.length);
    const shown = await run(...args, '--timestamp', 'at');
    for (const line of shown.stdout.split('\n')) assert.ok(line.length <= 80, line);
    assert.match(shown.stdout, /1 change told|changes told/);
    assert.match(shown.stdout, /keeps no promise about false alarms/);
    // As the rows stand, backwards, the share of errors falls, which this detector is not asked about.
    const backwards = JSON.parse((await run(...args, '--json')).stdout);
    assert.deepEqual(backwards.changes, []);
  }));

test('what cannot be looked at is refused with what would do', () =>
  inFolder({ 'stream.csv': stream() }, async ({ run }) => {
    const refused = async (...args: string[]): Promise<string> => {
      const ended = await run('detect', 'stream.csv', ...args);
      assert.equal(ended.code, 3, ended.stdout);
      return ended.stderr;
    };
    assert.match(await refused('--column', 'wong', '--detector', 'ddm'), /DETECT_COLUMN.*Did you mean "wrong"/);
    assert.match(await refused('--column', 'name', '--detector', 'adwin'), /DETECT_TEXT/);
    assert.match(await refused('--column', 'celsius', '--detector', 'ddm'), /DETECT_ERRORS.*4000 rows/);
    const beyond = ['--column', 'wrong', '--detector', 'adwin', '--set', 'delta=9'];
    assert.match(await refused(...beyond), /OPTION_VALUE.*delta=1e-12 to 1/);
    assert.match(await refused('--detector', 'adwin'), /DETECT_UNSAID.*--column NAME.*adwin/);
  }));
