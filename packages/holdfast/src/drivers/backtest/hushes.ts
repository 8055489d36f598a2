import { type Heard, hushesOf } from '@holdfast/core/evidence/hushes.ts';
import type { HushResult } from '@holdfast/core/report/backtest-result.ts';
import type { Replayed } from './course.ts';
import type { Watched } from './watched.ts';

/** A stream that warms up had something to say, and was not judged all the same. */
const NOT_YET = 'warming-up';

/** Streams that should have spoken and did not, with since when; the reference tells which pauses are usual. */
export function hushResults({ specs }: Watched, { reference, windows }: Replayed, rowsMin: number): HushResult[] {
  const heard = new Map(specs.map(({ id }) => [id, [] as Heard[]])); // as: none yet
  const hear = (stream: string, { start, end }: Omit<Heard, 'silent'>, silent: string | null): void =>
    void heard.get(stream)?.push({ start, end, silent });
  for (const { window, readings, weekly } of reference) {
    for (const { stream, y, n, reason } of [...readings, ...weekly]) {
      hear(stream, window, y === null || n < rowsMin ? (reason ?? 'window-too-small') : null);
    }
  }
  for (const { window, evidence } of windows) {
    for (const [group, { silent }] of evidence) {
      const reasons = new Map(silent.map(({ stream, reason }) => [stream, reason]));
      for (const spec of specs) {
        const reason = reasons.get(spec.id) ?? null;
        if (spec.group === group) hear(spec.id, window, reason === NOT_YET ? null : reason);
      }
    }
  }
  const from = windows[0]?.window.start ?? 0;
  return [...heard].flatMap(([stream, all]) => hushesOf(all, from).map((hush) => ({ stream, ...hush })));
}
