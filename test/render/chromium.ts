import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const path = PLACES.find((place) => place !== undefined && existsSync(place));

/** Options of a test that needs a browser: skipped with its reason where there is none. CI fails on such a skip. */
export const needsChromium: { readonly skip?: string } =
  path === undefined ? { skip: 'needs Chromium ($CHROMIUM)' } : {};

const QUIET = [
  'no-sandbox',
  'disable-gpu',
  'disable-quic',
  'no-first-run',
  'disable-background-networking',
  'disable-component-update',
  'disable-sync',
];

/** A headless Chromium that calls nobody by itself. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  if (path === undefined) throw new Error('no Chromium was found: name one with CHROMIUM=/path/to/it');
  return chromium.launch({ executablePath: path, headless: true, args: QUIET.map((flag) => `--${flag}`) });
}
