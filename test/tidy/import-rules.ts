import { CORE_ORDER, ZOD_FOLDERS } from '../../tools/core-order.ts';
import { linesOf } from './code.ts';
import type { Rule, Source } from './sources.ts';

interface Import {
  readonly line: number;
  /** What is imported: a path from the root, or a package's name. */
  readonly from: string;
}

/** The imports of a source, re-exports and `import()` included. */
export function importsOf({ path, text }: Source): Import[] {
  const code = linesOf(text);
  return text.split('\n').flatMap((line, at) => {
    // A name in a comment or a string is no import: the word must stand in the code.
    if (!/\b(from|import)\b/.test(code[at]?.code ?? '')) return [];
    const found = [...line.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)];
    return found.map(([, from = '']) => ({ line: at + 1, from: from.startsWith('.') ? resolve(path, from) : from }));
  });
}

function resolve(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const step of relative.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

const coreFolder = (path: string): string | null => /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1] ?? null;
const isTest = (path: string): boolean => path.endsWith('.test.ts');

/** A core file imports its own folder and folders to the left; a package is zod, in two folders; nothing from Node. */
export const looksLeft: Rule = (source) => {
  const folder = coreFolder(source.path);
  // Tests are not shipped: they may use node:test, and see everything.
  if (folder === null || isTest(source.path)) return [];
  const place = CORE_ORDER.indexOf(folder);
  if (place < 0) return [`${source.path}:1 is in a folder that the order does not name`];
  return importsOf(source).flatMap(({ line, from }) => {
    const other = coreFolder(from);
    const otherPlace = other === null ? -1 : CORE_ORDER.indexOf(other);
    if (otherPlace >= 0)
      return otherPlace <= place ? [] : [`${source.path}:${line} ${folder} looks right, at ${other}`];
    if (from === 'zod') return ZOD_FOLDERS.includes(folder) ? [] : [`${source.path}:${line} imports zod in ${folder}`];
    return [`${source.path}:${line} imports ${from}`];
  });
};

const entryPath = /^packages\/core\/src\/catalogue\/[^/]+\/[^/]+\.ts$/;

/** A catalogue entry imports no other entry; what two share has a home above them. */
export const entriesStandAlone =
  (isEntry: (path: string) => boolean): Rule =>
  (source) =>
    entryPath.test(source.path) && !isTest(source.path)
      ? importsOf(source)
          .filter(({ from }) => isEntry(from))
          .map(({ line, from }) => `${source.path}:${line} imports the entry ${from}`)
      : [];

/** Only the composition root names adapters; a package of ours is imported by its name, never by a path into it. */
export const namesNoAdapter: Rule = (source) =>
  importsOf(source).flatMap(({ line, from }) => {
    const isAllowed = source.path === 'packages/holdfast/src/main.ts' || source.path.includes('/adapters/');
    const isAdapter = /^packages\/holdfast\/src\/adapters\//.test(from) && !isAllowed && !isTest(source.path);
    const home = /^packages\/[^/]+\//.exec(source.path)?.[0];
    const isForeign = home !== undefined && !isTest(source.path) && /^packages\//.test(from) && !from.startsWith(home);
    return [
      ...(isAdapter ? [`${source.path}:${line} names the adapter ${from}`] : []),
      ...(isForeign ? [`${source.path}:${line} reaches into another package: ${from}`] : []),
    ];
  });

/**
 * The names of packages that a source imports: `zod`, `@scope/name`; Node's own modules and relative paths are none.
 */
export const packagesOf = (source: Source): string[] =>
  importsOf(source)
    .map(({ from }) => from)
    .filter((from) => !from.startsWith('node:') && !from.startsWith('packages/') && /^[@a-z]/.test(from))
    .map((from) => (from.startsWith('@') ? from.split('/').slice(0, 2) : from.split('/').slice(0, 1)).join('/'));

/** What a package imports and does not declare, and what it declares and does not import. */
export function declarationProblems(files: readonly Source[], declared: readonly string[]): string[] {
  const imported = new Set(files.filter(({ path }) => !isTest(path)).flatMap(packagesOf));
  return [
    ...[...imported].filter((name) => !declared.includes(name)).map((name) => `${name} is imported and not declared`),
    ...declared.filter((name) => !imported.has(name)).map((name) => `${name} is declared and not imported`),
  ];
}
