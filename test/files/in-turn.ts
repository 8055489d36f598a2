import { after } from 'node:test';
import { makeSpares } from '../../packages/holdfast/src/files/engine/reader-process.ts';
import type { Pins } from '../../packages/holdfast/src/files/pins.ts';
import { openSource, readSource } from '../../packages/holdfast/src/files/source.ts';

/** Processes that read one file after another, as in a command that is given several: a start takes longer. */
const spares = makeSpares();
after(() => spares.close());

const silent = (): void => {};

/** `openSource` by a process that has read others before. */
export const openInTurn = (paths: readonly string[], pins: Pins = {}) =>
  openSource(paths, pins, silent, undefined, spares);

/** `readSource` by a process that has read others before. */
export const readInTurn = (paths: readonly string[], pins: Pins = {}) =>
  readSource(paths, pins, silent, undefined, spares);
