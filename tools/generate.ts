/**
 * Runs every generator: `npm run generate`. With `--check` nothing is written and the exit code is 1 when a file is
 * stale. The index of the catalogue comes first, because the others read it.
 */
import { indexOf } from './catalogue-index.ts';
import { root, writeGenerated } from './generated.ts';

const catalogue = 'packages/core/src/catalogue';
writeGenerated(`${catalogue}/index.ts`, indexOf(`${root}${catalogue}/`));
await import('./import-rules.ts');
await import('./contract-schema.ts');
await import('./reference.ts');
