import type { Metafile } from 'esbuild';

/** Packages that stay outside the bundle, because they carry a binary of their own. */
export declare const EXTERNAL: readonly string[];

/** esbuild's account of what went where, after the bundle was written to packages/holdfast/dist or to `into`. */
export declare function bundle(into?: string): Promise<Metafile>;
