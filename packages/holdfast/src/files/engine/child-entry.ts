import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The program of the DuckDB child and the options of Node that it needs: the bundle's own, or the source with tsx.
 */
export function childEntry(): { readonly path: string; readonly execArgv: readonly string[] } {
  const path = bundledEntry('duckdb-child');
  if (path !== null) return { path, execArgv: [] };
  // The child's working directory is a private folder, where the bare name `tsx` means nothing: the loader is named
  // by its address.
  const loader = import.meta.resolve('tsx');
  return { path: fileURLToPath(new URL('./duckdb-child.ts', import.meta.url)), execArgv: ['--import', loader] };
}

/** A program of the bundle that runs in a process or thread of its own; null where this is not the bundle. */
export function bundledEntry(name: 'duckdb-child' | 'part-worker' | 'look-worker' | 'groups-worker'): string | null {
  // Tests and benches run from the sources: they bundle once and name the folder here.
  const named = process.env['HOLDFAST_BUNDLE'];
  const path = named ? join(named, `${name}.js`) : fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  return existsSync(path) ? path : null;
}
