import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program of the DuckDB child and the options of Node that it needs: the bundle's own, or the source with tsx. */
export function childEntry(): { readonly path: string; readonly execArgv: readonly string[] } {
  const bundled = fileURLToPath(new URL('./duckdb-child.js', import.meta.url));
  if (existsSync(bundled)) return { path: bundled, execArgv: [] };
  // The child's working directory is a private folder, where the bare name `tsx` means nothing: the loader is named
  // by its address.
  const loader = import.meta.resolve('tsx');
  return { path: fileURLToPath(new URL('./duckdb-child.ts', import.meta.url)), execArgv: ['--import', loader] };
}
