// The picture of the README: `tsx tools/readme-picture.ts` plays the demo into a folder of its own and writes the top
// of its report to docs/report.png. The shop is generated, so the picture shows data of nobody. Needs a Chromium.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/render/chromium.ts';
import { root } from './generated.ts';
import { indexedPng, type Pixels } from './indexed-png.ts';

const WIDTH = 1280;
/** The answer, its figures, the checks and the comparison: the picture ends where this section ends. */
const LAST = 'section:has(#comparison)';
/** A picture in a README is loaded by everybody who looks at it. */
const BYTES_MAX = 250_000;
const picture = `${root}docs/report.png`;

const folder = mkdtempSync(join(tmpdir(), 'holdfast-picture-'));
const browser = await launchChromium();
try {
  const demo = [`${root}packages/holdfast/bin/holdfast.js`, 'demo', '--out', join(folder, 'demo'), '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, demo, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo ended with ${status}: ${stderr}`);
  const page = await browser.newPage({ colorScheme: 'light', viewport: { width: WIDTH, height: 900 } });
  await page.goto(pathToFileURL(join(folder, 'demo', 'report.html')).href);
  const last = await page.locator(LAST).boundingBox();
  if (last === null) throw new Error('the report of the demo compares nothing');
  const clip = { x: 0, y: 0, width: WIDTH, height: Math.floor(last.y + last.height) };
  const png = indexedPng(await pixelsOf(browser, await page.screenshot({ clip, fullPage: true })));
  if (png.length > BYTES_MAX) throw new Error(`docs/report.png has ${png.length} bytes, more than ${BYTES_MAX}`);
  writeFileSync(picture, png);
  process.stdout.write(`docs/report.png: ${png.length} bytes\n`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The pixels of a PNG, read by the browser that made it. */
async function pixelsOf(browser: Browser, png: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  const read = `(async () => {
    const answer = await fetch('data:image/png;base64,${png.toString('base64')}');
    const picture = await createImageBitmap(await answer.blob());
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, width, height);
    let text = '';
    for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
    return { width, height, base64: btoa(text) };
  })()`;
  const { width, height, base64 } = (await page.evaluate(read)) as Pixels & { base64: string }; // as: what it returns
  return { width, height, rgba: Buffer.from(base64, 'base64') };
}
