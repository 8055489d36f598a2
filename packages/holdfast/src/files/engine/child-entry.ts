import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program of the DuckDB child and the options of Node that it needs: the bundle's own, or the source with tsx. */
export function childEntry(): { readonly path: string; readonly execArgv: readonly string[] } {
  // Tests run from the sources and open hundreds of files: they bundle the child once and name it here.
  const named = process.env['HOLDFAST_DUCKDB_CHILD'];
  const bundled = named ?? fileURLToPath(new URL('./duckdb-child.js', import.meta.url));
  if (existsSync(bundled)) return { path: bundled, execArgv: [] };
  // The child's working directory is a private folder, where the bare name `tsx` means nothing: the loader is named
  // by its address.
  const loader = import.meta.resolve('tsx');
  return { path: fileURLToPath(new URL('./duckdb-child.ts', import.meta.url)), execArgv: ['--import', loader] };
}
