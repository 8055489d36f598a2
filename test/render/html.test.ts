import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { renderHtml } from '../../packages/holdfast/src/render/html.ts';
import { escapeText, markup } from '../../packages/holdfast/src/render/markup.ts';
import { ticksOf, tickText } from '../../packages/holdfast/src/render/svg/ticks.ts';
import { evaluateAlone, failWithSlice, unknownWithRows } from './cases.ts';
import { binaryFigures } from './figures.ts';
import { hostile } from './hostile.ts';

test('every text is escaped, and what changes the reading direction is shown by its number', () => {
  assert.equal(escapeText(`<a b="c" d='e'>&`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
  assert.equal(escapeText('abc\u202egnp\u2028\u0000'), 'abc⟨U+202E⟩gnp⟨U+2028⟩⟨U+0000⟩');
  assert.equal(
    markup`<p title="${'"'}">${['<', markup`<b>${1}</b>`]}${null}</p>`.source,
    '<p title="&quot;">&lt;<b>1</b></p>',
  );
});

test('the policy allows the one style by its hash and nothing else', async () => {
  const page = await renderHtml(buildDocument(failWithSlice(), binaryFigures()));
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  assert.ok(page.includes(`default-src 'none'; style-src 'sha256-${hash}'; img-src data:;`));
  assert.equal(page.match(/<style/g)?.length, 1);
  assert.doesNotMatch(page, /<script|\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)[^<]*"|url\((?!#)/);
});

test('markers as names are text everywhere in the page', async () => {
  const page = await renderHtml(buildDocument(hostile(), binaryFigures()));
  assert.doesNotMatch(page, /<img|<script|<svg onload|\u202e|\u2028|<!--/);
  assert.doesNotMatch(page.replace(/<!doctype html>/, ''), /[^\n\P{Cc}]/u);
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
});

test('the same result gives the same bytes, under a megabyte', async () => {
  const make = (): Promise<string> => renderHtml(buildDocument(failWithSlice(), binaryFigures()));
  const page = await make();
  assert.equal(page, await make());
  assert.ok(Buffer.byteLength(page) < 1_000_000, String(page.length));
});

test('each chart is drawn for wide screens and for phones, with a title that says it in words', async () => {
  const page = await renderHtml(buildDocument(failWithSlice(), binaryFigures()));
  const charts = [
    ...page.matchAll(/<svg class="chart (wide|narrow)"[^>]*aria-labelledby="([\w-]+)"><title id="([\w-]+)">([^<]+)</g),
  ];
  assert.equal(charts.filter(([, show]) => show === 'wide').length, 8);
  assert.equal(charts.filter(([, show]) => show === 'narrow').length, 8);
  for (const [, , label, id, title] of charts) {
    assert.equal(label, id);
    assert.ok((title ?? '').length > 15);
  }
  assert.doesNotMatch(page, /plot-[0-9a-f]{6}/);
});

test('ids are unique and each reference has its target', async () => {
  const page = await renderHtml(buildDocument(failWithSlice(), binaryFigures()));
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
});

test('undecided is hollow and hatched, and says what it would take', async () => {
  const page = await renderHtml(buildDocument(unknownWithRows()));
  assert.match(page, /<title>Unknown: release gate of adult-income<\/title>/);
  assert.match(page, /class="hatch"/);
  assert.match(page, /class="hollow unknown"/);
  assert.doesNotMatch(page, /class="v-f/);
  assert.match(page, /needs about 181,000 rows, has 16,281/);
});

test('a page that judges nothing has no verdict', async () => {
  const page = await renderHtml(buildDocument(evaluateAlone()));
  assert.match(page, /<div class="answer measured">/);
  assert.doesNotMatch(page, /<span class="say (pass|warn|fail)/);
});

test('ticks are round, inside the axis and few', () => {
  assert.deepEqual(ticksOf(-33, 5, 8), [-30, -25, -20, -15, -10, -5, 0, 5]);
  assert.deepEqual(ticksOf(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticksOf(3, 3, 5), [3]);
  assert.equal(tickText(-1500, { isSigned: true }), '−1,500');
  assert.equal(tickText(0.25, { isSigned: true }), '+0.25');
});
