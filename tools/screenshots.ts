// Pictures of a report as people see it: `tsx tools/screenshots.ts REPORT.html FOLDER` writes four PNG files, 1280 and
// 390 pixels wide, light and dark. Needs a Chromium: $CHROMIUM, or the one of the system.
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../test/render/chromium.ts';

const WIDTHS = [1280, 390] as const;
const SCHEMES = ['light', 'dark'] as const;

const [report, folder] = process.argv.slice(2);
if (report === undefined || folder === undefined) {
  process.stderr.write('usage: tsx tools/screenshots.ts REPORT.html FOLDER\n');
  process.exit(3);
}
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.goto(pathToFileURL(resolve(report)).href);
      const path = join(folder, `${basename(report, '.html')}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      await page.close();
      process.stdout.write(`${path}\n`);
    }
  }
} finally {
  await browser.close();
}
