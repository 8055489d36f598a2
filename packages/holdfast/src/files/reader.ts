import type { EngineOptions } from './engine/engine.ts';
import type { Spares } from './engine/reader-process.ts';
import { memoryMbOf, type Room } from './engine/room.ts';
import type { Located } from './locate.ts';
import type { Pins } from './pins.ts';
import type { Relation } from './relation/relation.ts';

/**
 * What files are opened for: all rows into memory at once, anything that may be asked of them, or to be folded, which
 * two processes do side by side where the format lets two read.
 */
export type Use = 'read' | 'ask' | 'fold';

/** What a reader of one format is given. */
export interface OpenedFiles {
  readonly located: Located;
  readonly pins: Pins;
  readonly use: Use;
  /** Was tried while the files were looked at, and is not to be tried again. */
  readonly isReadAhead: boolean;
  readonly room: Room;
  readonly signal: AbortSignal | undefined;
  readonly spares?: Spares | undefined;
  readonly onProgress: (share: number, what: string) => void;
}

/** The rows of files of one format, in an engine. It closes its engine when it throws. */
export type Reader = (files: OpenedFiles) => Promise<Relation>;

/** Up to here a second thread costs more than it saves: describing 96 columns of 2,000 rows takes half the time. */
const BYTES_OF_ONE_THREAD = 4 * 2 ** 20;

/** How the engine of a reader is started. `textColumns`: the columns of text that it will convert, where known. */
export const engineOptions = (
  { located, pins, room, signal, spares }: OpenedFiles,
  textColumns: number | null = null,
): EngineOptions => ({
  signal,
  spares,
  memoryMb: memoryMbOf(room, textColumns),
  threads: located.files.reduce((sum, { size }) => sum + size, 0) > BYTES_OF_ONE_THREAD ? 2 : 1,
  ...(pins.timeZone !== undefined && { timeZone: pins.timeZone }),
});
