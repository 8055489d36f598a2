// All tests outside the core that are over in a moment, in one process.
import { quickFiles } from '../tools/test-files.ts';

for (const path of quickFiles()) await import(new URL(`../${path}`, import.meta.url).href);
