import { readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The version of the program, from its package. */
export const VERSION = String((manifest as { readonly version: unknown }).version); // as: our own file
