import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the repository: its path from the root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What .gitignore names, and what is not ours. */
const ignored = new Set(['node_modules', 'dist', '.git', '.work', 'demo']);

/** Paths of all files of the repository below a folder (default: all), in order, from the root. */
export function paths(folder = ''): string[] {
  const found = readdirSync(root + folder, { withFileTypes: true }).filter(
    ({ name }) => !ignored.has(name) && !name.endsWith('.tgz'),
  );
  return found
    .flatMap((entry) => (entry.isDirectory() ? paths(`${folder}${entry.name}/`) : [folder + entry.name]))
    .sort();
}

/** The file at that path. */
export const source = (path: string): Source => ({ path, text: readFileSync(root + path, 'utf8') });

/** TypeScript and JavaScript files below a folder (default: all) that people write; generated ones say so in line 1. */
export const sources = (folder = ''): Source[] =>
  paths(folder)
    .filter((path) => /\.(ts|tsx|js|mjs)$/.test(path))
    .map(source)
    .filter(({ text }) => !/^.*\bgenerated\b/i.test(text.slice(0, text.indexOf('\n'))));

/** What breaks a rule, one line each: `path:line what`. */
export type Rule = (source: Source) => string[];

/** Stops the test when the rule is broken anywhere, with one line for each place. */
export function assertKept(rule: Rule, of: readonly Source[]): void {
  const found = of.flatMap(rule);
  assert.ok(found.length === 0, `${found.length} places:\n${found.join('\n')}`);
}
