import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Tests as plain JavaScript. */
export interface BundledTests {
  /** One file to run for each program that was asked for, in that order. */
  readonly files: readonly string[];
  /** Where a line of such a file was written, as a path from the root; null when it is not from there. */
  placeOf(file: string, line: number, column: number): { readonly path: string; readonly line: number } | null;
  remove(): void;
}

/** What has a binary of its own, or reads files beside itself, stays where it is. */
const EXTERNAL = /^(@duckdb\/node-bindings|libsql|esbuild|playwright-core)$/;

/**
 * Programs of tests without TypeScript, in a folder that `remove` takes away: reading it file by file costs each
 * process a second, all of them together cost one here. A program is named and says which files it imports. What a
 * file says of its own address (`import.meta.url`) stays true, and stacks name the sources under
 * `--enable-source-maps`.
 */
export async function bundleTests(programs: ReadonlyMap<string, readonly string[]>): Promise<BundledTests> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-tests-'));
  const names = [...programs.keys()];
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `tests:${name}`, out: bare(name) })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [entries(programs), externals, addresses],
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(${JSON.stringify(pathToFileURL(root))});`,
    },
  });
  return {
    files: names.map((name) => join(folder, `${bare(name)}.mjs`)),
    placeOf: (file, line, column) => placeOf(folder, { file, line, column }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const bare = (name: string): string => name.replace(/\.ts$/, '');

/** A program imports its files one after another. */
const entries = (programs: ReadonlyMap<string, readonly string[]>): Plugin => ({
  name: 'entries',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^tests:/ }, ({ path }) => ({ path: path.slice('tests:'.length), namespace: 'tests' }));
    onLoad({ filter: /.*/, namespace: 'tests' }, ({ path }) => ({
      contents: (programs.get(path) ?? []).map((file) => `import ${JSON.stringify(resolve(root, file))};\n`).join(''),
      resolveDir: root,
    }));
    // A test has no exports, and is not to be left out as unused.
    onResolve({ filter: /.*/, namespace: 'tests' }, ({ path }) => ({ path, sideEffects: true }));
  },
});

const externals: Plugin = {
  name: 'externals',
  setup({ onResolve }) {
    onResolve({ filter: EXTERNAL }, ({ path, kind }) => {
      const found = import.meta.resolve(path);
      return { path: kind === 'require-call' ? fileURLToPath(found) : found, external: true };
    });
    // Ours in plain JavaScript need nothing done to them.
    onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) =>
      resolveDir.includes('node_modules') ? null : { path: pathToFileURL(join(resolveDir, path)).href, external: true },
    );
  },
};

/** A file's own address and folder, as they are where it was written. */
const addresses: Plugin = {
  name: 'addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return null;
      const text = readFileSync(path, 'utf8')
        .replace(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path)))
        .replace(/\bimport\.meta\.dirname\b/g, JSON.stringify(dirname(path)));
      return { contents: text, loader: 'ts' };
    });
  },
};

const maps = new Map<string, SourceMap>();

function placeOf(folder: string, { file, line, column }: { file: string; line: number; column: number }) {
  if (!file.startsWith(folder) || !existsSync(`${file}.map`)) return null;
  const map = maps.get(file) ?? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  maps.set(file, map);
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return null;
  const path = join(dirname(file), entry.originalSource);
  return { path: path.startsWith(root) ? path.slice(root.length) : path, line: entry.originalLine + 1 };
}
