// The learner without Node: bundled, opened in a browser, it learns the same trees and says the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium, needsChromium } from '../render/chromium.ts';
import { learned } from './learner.ts';

test('a browser learns the same trees, gives the same answers and the same reasons', needsChromium, async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('learner.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'holdfast',
    platform: 'browser',
    target: 'es2023',
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const there = (await page.evaluate('holdfast.learned()')) as ReturnType<typeof learned>; // as: the same function
    const here = learned();
    assert.equal(there.trees, here.trees);
    for (const [which, other] of [
      [here.answers, there.answers],
      [here.reasons, there.reasons],
    ] as const) {
      // Engines differ in the last digit of exp.
      assert.ok(which.every((value, i) => Math.abs(value - (other[i] ?? Number.NaN)) < 1e-12));
    }
  } finally {
    await browser.close();
  }
});
