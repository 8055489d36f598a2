import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { root } from './sources.ts';

/**
 * A folder with these files, gone when the test ends. It lies inside the repository (in a folder that git ignores), so
 * that packages are found from it exactly as they are from the real files.
 */
export function plantedFolder(context: TestContext, files: Readonly<Record<string, string>>): string {
  mkdirSync(`${root}.work`, { recursive: true });
  const folder = mkdtempSync(`${root}.work/planted-`);
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
