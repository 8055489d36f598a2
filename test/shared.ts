import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = process.env['HOLDFAST_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url));

/** The absolute path of a file of the shared folder (real data, golden values), or null where there is none. */
export const shared = (path: string): string | null => (existsSync(`${folder}/${path}`) ? `${folder}/${path}` : null);

/**
 * Options of a test that needs the shared folder: skipped with its reason where that is absent. CI fails on such a
 * skip.
 */
export const needsShared: { readonly skip?: string } = shared('golden')
  ? {}
  : { skip: 'needs ../shared (real data and golden values)' };
