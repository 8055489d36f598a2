import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { quote } from '../../packages/core/src/report/repeat.ts';
import type { Result } from '../../packages/core/src/report/result.ts';
import { commandLines } from '../../packages/holdfast/src/render/command-lines.ts';
import { columnsOf, plain, wrap } from '../../packages/holdfast/src/render/plain.ts';
import { renderTerminal } from '../../packages/holdfast/src/render/terminal.ts';
import {
  emptyComparison,
  evaluateAlone,
  failWithSlice,
  multiclass,
  passAlone,
  passCompared,
  unknownWithRows,
  warnWithinMargin,
} from './cases.ts';
import { check, result } from './fixtures.ts';
import { HOSTILE, hostile } from './hostile.ts';
import { regressionWithMoney } from './number-cases.ts';

const MAKERS = [
  emptyComparison,
  evaluateAlone,
  failWithSlice,
  hostile,
  multiclass,
  passAlone,
  passCompared,
  regressionWithMoney,
  unknownWithRows,
  warnWithinMargin,
];

const show = (made: Result, options = { width: 80, isColored: false }): string =>
  renderTerminal(buildDocument(made), options);
const ESC = String.fromCharCode(27);
/** Without the colours that we put there ourselves. */
const bare = (text: string): string => text.replace(new RegExp(`${ESC}\\[[0-9;]*m`, 'g'), '');

test('no line is longer than the screen, at any width and for any name', () => {
  for (const make of MAKERS) {
    for (const width of [40, 60, 80, 120]) {
      for (const isColored of [false, true]) {
        for (const line of bare(show(make(), { width, isColored })).split('\n')) {
          assert.ok(columnsOf(line) <= width, `${make.name} at ${width}: ${columnsOf(line)} ${line}`);
        }
      }
    }
  }
});

test('wide letters count as two columns', () => {
  assert.equal(columnsOf('漢字'), 4);
  assert.equal(columnsOf('e\u0301'), 1);
  const made = result({ checks: [check({ title: '漢字の指標'.repeat(20) })] });
  for (const line of show(made).split('\n')) assert.ok(columnsOf(line) <= 80, line);
});

test('without colour there is no escape sequence, and names bring none', () => {
  for (const make of MAKERS) assert.doesNotMatch(show(make()), /[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u, make.name);
  const colored = bare(show(hostile(), { width: 80, isColored: true }));
  assert.doesNotMatch(colored, /[^\n\P{Cc}]/u);
  assert.equal(
    plain(`a${ESC}[31mb${ESC}]0;title${String.fromCharCode(7)}c\r\nd${String.fromCharCode(0x9b)}2Je`),
    'abc de',
  );
  assert.equal(plain(HOSTILE[5]), 'abcgnp.exe');
});

test('colours are 16, bold and dim, and change no letter', () => {
  const made = failWithSlice();
  const colored = show(made, { width: 80, isColored: true });
  assert.equal(bare(colored), show(made));
  const codes = new Set([...colored.matchAll(new RegExp(`${ESC}\\[([0-9;]*)m`, 'g'))].map(([, code]) => code));
  assert.deepEqual([...codes].sort(), ['0', '1', '1;31', '1;33', '2', '32']);
});

test('it says verdict, where it fails, and what to do', () => {
  const text = show(failWithSlice());
  assert.match(text, /^FAIL {2}Do not release\. It is wrong four times in ten/m);
  assert.match(text, /^x fail {4}Accuracy, sex = 'Female' and +-29\.88 points {2}-32\.99 to -26\.78 +589$/m);
  assert.match(text, /^\? unknown Accuracy, three small slices/m);
  assert.match(text, /^Do {6}Keep the champion\./m);
  assert.match(text, /--where "sex = 'Female' and occupation = 'Exec-managerial'"$/m);
  assert.match(text, /exit code 1$/m);
  assert.match(show(unknownWithRows()), /^UNKNOWN {2}Not decided yet/m);
});

test('the axis shows all of a bad row beside zero', () => {
  const row =
    show(failWithSlice())
      .split('\n')
      .find((line) => /^sex = 'Female' and occ.*589/.test(line)) ?? '';
  assert.match(row, /-+o-+ +\|/);
});

test('an undecided value is hollow', () => {
  const row =
    show(unknownWithRows())
      .split('\n')
      .find((line) => /^all rows/.test(line)) ?? '';
  assert.match(row, /-\.-/);
  assert.doesNotMatch(row, /o-/);
});

test('a command that is broken into lines is the same command for a shell', () => {
  const where = "sex = 'Female' and occupation = 'Exec-managerial' and hours >= 40";
  const words = ['--labels', 'b c.csv', 'x'.repeat(90), `${"y '".repeat(30)}$(id)`, '--where', where, '--seed', '1'];
  const command = ['show', ...words.map(quote)].join(' ');
  for (const width of [40, 60, 80]) {
    const lines = commandLines(command, width);
    for (const line of lines) assert.ok(line.length <= width, `${width}: ${line}`);
    const script = `show() { for word in "$@"; do printf '%s\\n' "$word"; done; }\n${lines.join('\n')}\n`;
    assert.deepEqual(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n'), words);
  }
});

test('words are wrapped at blanks, and cut only where a word is longer than a line', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('abcdefghij', 4), ['abcd', 'efgh', 'ij']);
});
