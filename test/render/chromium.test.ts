import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildBacktestDocument } from '../../packages/core/src/report/backtest-document.ts';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { renderHtml } from '../../packages/holdfast/src/render/html.ts';
import { hostileHistory, lastingFall } from './backtest-cases.ts';
import { evaluateAlone, failWithSlice, multiclass, unknownWithRows } from './cases.ts';
import { launchChromium, needsChromium } from './chromium.ts';
import { hostileDrift } from './drift-cases.ts';
import { binaryFigures, regressionFigures } from './figures.ts';
import { hostile } from './hostile.ts';
import { regressionWithMoney } from './number-cases.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 820, 390];

const REPORTS = {
  backtest: () => buildBacktestDocument(lastingFall()),
  'hostile drift': hostileDrift,
  'hostile backtest': () => buildBacktestDocument(hostileHistory()),
  evaluate: () => buildDocument(evaluateAlone(), binaryFigures()),
  fail: () => buildDocument(failWithSlice(), binaryFigures()),
  hostile: () => buildDocument(hostile(), binaryFigures()),
  multiclass: () =>
    buildDocument(multiclass(), {
      confusion: {
        classes: ['good', 'moderate', 'bad'],
        counts: [
          [9, 3, 0],
          [2, 7, 1],
          [0, 4, 6],
        ],
      },
    }),
  regression: () => buildDocument(regressionWithMoney(), regressionFigures()),
  unknown: () => buildDocument(unknownWithRows()),
};

/** What a page must never do, gathered while it is open. */
interface Watched {
  readonly page: Page;
  readonly requests: string[];
  /** Why requests failed, in the browser's words. */
  readonly refused: string[];
  readonly dialogs: string[];
  readonly console: string[];
}

/** Shows a file in the page and watches it from then on; what was shown before is forgotten. */
async function open(page: Page, path: string): Promise<Watched> {
  page.removeAllListeners();
  const watched: Watched = { page, requests: [], refused: [], dialogs: [], console: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('requestfailed', (request) => watched.refused.push(request.failure()?.errorText ?? ''));
  page.on('dialog', (dialog) => {
    watched.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => watched.console.push(message.text()));
  page.on('pageerror', (error) => watched.console.push(String(error)));
  await page.goto(pathToFileURL(path).href);
  return watched;
}

/** Requests other than the page itself and its empty icon. */
const foreign = ({ requests }: Watched): string[] => requests.slice(1).filter((url) => !url.startsWith('data:'));

const scrollsSideways = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Whether charts for wide screens, for phones, or both are to be seen. */
const chartsShown = (page: Page): Promise<unknown> =>
  page.evaluate(
    "[...new Set([...document.querySelectorAll('.chart')].filter((c) => c.getBoundingClientRect().width > 0).map((c) => c.classList[1]))].join()",
  );

async function looksRight(watched: Watched, path: string): Promise<void> {
  const { page } = watched;
  for (const [k, width] of WIDTHS.entries()) {
    await page.emulateMedia({ colorScheme: k % 2 === 0 ? 'light' : 'dark' });
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await scrollsSideways(page), false, `${path} scrolls sideways at ${width}`);
    assert.ok(['', width < 700 ? 'narrow' : 'wide'].includes(String(await chartsShown(page))), `${path} at ${width}`);
  }
  // Everything that could be clicked open is open: nothing behind it asks for anything either.
  await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
  assert.deepEqual([foreign(watched), watched.dialogs, watched.console], [[], [], []]);
}

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

/** Axe takes half a second for a look at a page: each page is seen in one of them, so that neighbours share both. */
async function isAccessible({ page }: Watched, path: string, { width, colorScheme }: (typeof LOOKS)[number]) {
  // The policy of the page forbids scripts, so axe comes in by the debugger and not as an element.
  await page.evaluate(AXE);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  // Only violations are read; without the lists of all that is well axe takes a fifth of the time.
  const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeAnswer; // as: axe's promise
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  assert.deepEqual(violations, [], `${path} at ${width} ${colorScheme}`);
}

describe('a report in a browser', needsChromium, () => {
  let browser: Browser;
  /** One for all files: in a new page the browser reads axe anew and begins to compile it, a second each. */
  let page: Page;
  let folder: string;
  const at = (name: string): string => join(folder, `${name}.html`);
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-report-'));
    for (const [name, make] of Object.entries(REPORTS)) writeFileSync(at(name), await renderHtml(make()));
    browser = await launchChromium();
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [k, name] of Object.keys(REPORTS).entries()) {
    describe(name, () => {
      let watched: Watched;
      before(async () => {
        watched = await open(page, at(name));
      });
      // ! k modulo their number
      test('axe finds nothing', () => isAccessible(watched, at(name), LOOKS[k % LOOKS.length]!));
      test('it asks for nothing, runs nothing, never scrolls sideways, light and dark', () =>
        looksRight(watched, at(name)));
    });
  }

  test('a name leads to its explanation, which opens', async () => {
    await open(page, at('fail'));
    const isOpen = "document.querySelector('#term-accuracy').closest('details').open";
    assert.equal(await page.evaluate(isOpen), false);
    await page.click('a.term[href="#term-accuracy"]');
    assert.equal(await page.evaluate(isOpen), true);
  });

  test('the policy of the page stops what is planted in it', async () => {
    writeFileSync(at('planted'), readFileSync(at('fail'), 'utf8').replace('</main>', `${PLANTED}</main>`));
    const watched = await open(page, at('planted'));
    // The browser names the request that it refuses; it must have been refused by the policy and not by the network.
    assert.deepEqual([watched.refused, watched.dialogs], [['csp'], []]);
    assert.ok(
      watched.console.filter((text) => /Content Security Policy/.test(text)).length >= 3,
      watched.console.join('\n'),
    );
  });

  test('these tests would see a request, a dialog, a wide page and a violation of axe', async () => {
    const unguarded = readFileSync(at('fail'), 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    writeFileSync(at('unguarded'), unguarded.replace('</main>', `${PLANTED}</main>`));
    const watched = await open(page, at('unguarded'));
    assert.deepEqual([foreign(watched).length, watched.dialogs], [1, ['planted']]);
    assert.equal(await scrollsSideways(watched.page), true);
    await assert.rejects(isAccessible(watched, at('unguarded'), LOOKS[0]), /image-alt/);
  });
});

/** A request, a dialog, a style attribute and something wider than any screen. */
const PLANTED =
  '<img src="http://127.0.0.1:9/x"><script>alert("planted")</script><p style="width:3000px">wide</p><svg width="3000" height="9"></svg>';
