import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { renderHtml } from '../../packages/holdfast/src/render/html.ts';
import { evaluateAlone, failWithSlice, multiclass, unknownWithRows } from './cases.ts';
import { launchChromium, needsChromium } from './chromium.ts';
import { binaryFigures, regressionFigures } from './figures.ts';
import { hostile } from './hostile.ts';
import { regressionWithMoney } from './number-cases.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 820, 390];

const REPORTS = {
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
  readonly dialogs: string[];
  readonly console: string[];
}

async function open(
  browser: Browser,
  path: string,
  options: { width: number; colorScheme: 'light' | 'dark' },
): Promise<Watched> {
  const page = await browser.newPage({
    colorScheme: options.colorScheme,
    viewport: { width: options.width, height: 900 },
    bypassCSP: false,
  });
  const watched: Watched = { page, requests: [], dialogs: [], console: [] };
  page.on('request', (request) => watched.requests.push(request.url()));
  page.on('dialog', (dialog) => {
    watched.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => watched.console.push(message.text()));
  page.on('pageerror', (error) => watched.console.push(String(error)));
  await page.goto(pathToFileURL(path).href);
  return watched;
}

describe('a report in a browser', needsChromium, () => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-report-'));
    for (const [name, make] of Object.entries(REPORTS))
      writeFileSync(join(folder, `${name}.html`), await renderHtml(make()));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const name of Object.keys(REPORTS)) {
    test(`${name}: asks for nothing, runs nothing, never scrolls sideways, light and dark`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of WIDTHS) {
          const { page, requests, dialogs, console } = await open(browser, join(folder, `${name}.html`), {
            width,
            colorScheme,
          });
          const scrolls = await page.evaluate(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          const shown = await page.evaluate(
            "[...document.querySelectorAll('.chart')].filter((c) => c.getBoundingClientRect().width > 0).map((c) => c.classList[1])",
          );
          assert.equal(scrolls, false, `${name} at ${width} scrolls sideways`);
          assert.deepEqual(
            new Set(shown as string[]),
            new Set((shown as string[]).length === 0 ? [] : [width < 700 ? 'narrow' : 'wide']),
          ); // as: a list of class names
          assert.deepEqual(
            [requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')), dialogs, console],
            [[], [], []],
            `${name} at ${width}`,
          );
          assert.equal(requests.filter((url) => url.startsWith('file:')).length, 1);
          await page.close();
        }
      }
    });

    test(`${name}: axe finds nothing`, async () => {
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [390, 'dark'],
      ] as const) {
        const { page } = await open(browser, join(folder, `${name}.html`), { width, colorScheme });
        // The policy of the page forbids scripts, so axe comes in by the debugger and not as an element.
        await page.evaluate(AXE);
        const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] }; // as: what axe answers
        const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
        assert.deepEqual(violations, [], `${name} at ${width} ${colorScheme}`);
        await page.close();
      }
    });
  }

  test('the watch itself sees a request, a violation and sideways scrolling when there is one', async () => {
    const path = join(folder, 'planted.html');
    const page = readFileSync(join(folder, 'fail.html'), 'utf8');
    writeFileSync(
      path,
      page
        .replace(
          '</main>',
          '<img src="http://127.0.0.1:9/x"><p style="width:3000px">wide</p><table><tr><td class="wide-one"><pre>x</pre></td></tr></table></main>',
        )
        .replace('--page: 1120px', '--page: 3000px'),
    );
    const { page: opened, console } = await open(browser, path, { width: 390, colorScheme: 'light' });
    assert.ok(
      console.some((text) => /Content Security Policy/.test(text)),
      console.join('\n'),
    );
    await opened.close();
  });
});
