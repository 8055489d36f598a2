import type { Located } from './locate.ts';
import type { Relation } from './relation/relation.ts';
import type { Pins } from './source.ts';

/** What a reader of one format is given. */
export interface OpenedFiles {
  readonly located: Located;
  readonly pins: Pins;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (share: number, what: string) => void;
}

/** The rows of files of one format, in an engine. It closes its engine when it throws. */
export type Reader = (files: OpenedFiles) => Promise<Relation>;
