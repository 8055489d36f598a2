/** Stops the program when a promise of our own is broken: better no answer than a wrong one. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`broken promise: ${why}`);
}
