import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { callsOf, redirected, shownIn } from './docs-rules.ts';
import { shopHistory } from './e2e/history.ts';
import { inFolder } from './e2e/holdfast.ts';
import { guideFiles } from './guide-shop.ts';
import { root } from './tidy/sources.ts';

/** A table of predictions as the guide tells people to save it: 800 rows, right about 9 times in 10. */
function predictions(shift: number): string {
  const lines = ['id,region,age,label,prediction,score'];
  for (let i = 0; i < 800; i++) {
    // The fractional parts of multiples of an irrational number are spread evenly: a table without a generator.
    const at = (i * 0.6180339887 + shift) % 1;
    const label = (i * 0.7548776662) % 1 < 0.15 + 0.7 * at ? 1 : 0;
    lines.push(
      `${i},${i % 3 === 0 ? 'north' : 'south'},${20 + (i % 50)},${label},${at > 0.5 ? 1 : 0},${at.toFixed(6)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

for (const page of ['README.md', 'docs/guide/your-first-report.md']) {
  const files = { 'predictions.csv': predictions(0), 'challenger.csv': predictions(0.001) };
  test(`the commands of ${page} run as they stand, one after another`, () =>
    inFolder(files, async ({ run, folder }) => {
      const calls = callsOf(readFileSync(root + page, 'utf8'));
      assert.ok(calls.length >= 5, `only ${calls.length} calls were seen`);
      for (const words of calls) {
        const { code, stdout, stderr } = await run(...words);
        // A verdict may be any of the three; bad input or a fault of ours may not be.
        assert.ok(code !== null && code <= 2, `holdfast ${words.join(' ')}: exit code ${code}\n${stderr}`);
        assert.notEqual(stdout.trim(), '', `holdfast ${words.join(' ')} said nothing`);
      }
      assert.ok(existsSync(`${folder}/holdfast.yaml`) && existsSync(`${folder}/report.html`));
    }));
}

test('the commands of the guide on histories run as they stand, one after another', () => {
  const past = shopHistory({ days: 91, seed: 2, from: -91, firstId: 100_000 });
  const { rows, labels } = shopHistory({ days: 84, decaysOn: 50 });
  const files = { 'history.csv': rows, 'outcomes.csv': labels, 'reference.csv': past.labelled };
  return inFolder(files, async ({ run, folder }) => {
    const calls = callsOf(readFileSync(`${root}docs/guide/would-it-have-told-you.md`, 'utf8'));
    assert.equal(calls.length, 4);
    for (const words of calls) {
      const { code, stdout, stderr } = await run(...words);
      assert.equal(code, 0, `holdfast ${words.join(' ')}: ${stderr}`);
      assert.notEqual(stdout.trim(), '');
    }
    assert.ok(existsSync(`${folder}/history.html`) && existsSync(`${folder}/backtest.hfledger`));
  });
});

test('the commands of the guide on estimates run as they stand, one after another', () => {
  const past = shopHistory({ days: 40, seed: 2, from: -40, firstId: 100_000 });
  const { rows, labels } = shopHistory({ days: 30 });
  const files = { 'history.csv': rows, 'outcomes.csv': labels, 'reference.csv': past.labelled };
  return inFolder(files, async ({ run, folder }) => {
    const calls = callsOf(readFileSync(`${root}docs/guide/is-it-getting-worse.md`, 'utf8'));
    assert.equal(calls.length, 3);
    for (const words of calls) {
      const { code, stdout, stderr } = await run(...words);
      assert.equal(code, 0, `holdfast ${words.join(' ')}: ${stderr}`);
      assert.match(stdout, /estimate {2}history\.csv by the labels of reference\.csv/);
    }
    assert.ok(existsSync(`${folder}/estimate.html`), 'the page is there');
    assert.match(readFileSync(`${folder}/next.csv`, 'utf8'), /^id,chance\n\d+,/);
  });
});

const SHOP_PAGES = [
  'for-whom-is-it-worse',
  'how-much-is-luck',
  'what-changed',
  'accept-a-result',
  'setting-scores-right',
  'learning-a-model',
  'coming-from-evidently',
  'coming-from-nannyml',
  'coming-from-frouros',
];

for (const page of SHOP_PAGES) {
  test(`the commands of the guide ${page} run on the shop, and say what the page shows`, () =>
    inFolder(guideFiles(), async ({ run, folder }) => {
      const text = readFileSync(`${root}docs/guide/${page}.md`, 'utf8');
      const said: string[] = Object.values(HEADS_OF_TABLES);
      for (const words of callsOf(text)) {
        const { call, into } = redirected(words);
        const { code, stdout, stderr } = await run(...call);
        assert.ok(code !== null && code <= 2, `holdfast ${call.join(' ')}: exit code ${code}\n${stderr}`);
        if (into !== null) writeFileSync(`${folder}/${into}`, stdout);
        said.push(stdout);
      }
      for (const name of readdirSync(folder))
        if (name.endsWith('.md')) said.push(readFileSync(`${folder}/${name}`, 'utf8'));
      const all = plain(said.join('\n'));
      const shown = shownIn(text);
      assert.ok(shown.length > 0);
      for (const line of shown) assert.ok(all.includes(plain(line)), `nothing says: ${line}`);
    }));
}

/** The files that a page asks people to make: their columns are shown, and are those of the shop. */
const HEADS_OF_TABLES = Object.fromEntries(
  Object.entries(guideFiles()).map(([name, text]) => [
    name,
    `${name} ${(text.split('\n')[0] ?? '').replaceAll(',', ', ')}`,
  ]),
);

/** Without the marks of Markdown and what breaks lines. */
const plain = (text: string): string => text.replaceAll(/<\/?sub>|<br>/g, ' ').replaceAll(/\s+/g, ' ');
