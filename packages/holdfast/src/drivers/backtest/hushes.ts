import { type Heard, hushesOf } from '@holdfast/core/evidence/hushes.ts';
import type { HushResult } from '@holdfast/core/report/backtest-result.ts';
import type { Replayed } from './course.ts';
import type { Group, Watched } from './watched.ts';

/** Reasons for which a stream had something to say and was not judged all the same. */
const NOT_YET = 'warming-up';

/** Streams that should have spoken and did not, with since when; the reference tells which pauses are usual. */
export function hushResults({ specs }: Watched, { reference, windows }: Replayed, rowsMin: number): HushResult[] {
  const from = windows[0]?.window.start ?? 0;
  return specs.flatMap(({ id, group }) => {
    const past = reference.flatMap(({ window: { start, end }, readings, weekly }): Heard[] => {
      const reading = [...readings, ...weekly].find(({ stream }) => stream === id);
      if (reading === undefined) return [];
      const isSilent = reading.y === null || reading.n < rowsMin;
      return [{ start, end, silent: isSilent ? (reading.reason ?? 'window-too-small') : null }];
    });
    const now = windows.flatMap(({ window: { start, end }, evidence }): Heard[] => {
      const told = evidence.get(group as Group); // as: watched.ts names the groups
      if (told === undefined) return [];
      const reason = told.silent.find(({ stream }) => stream === id)?.reason ?? null;
      return [{ start, end, silent: reason === NOT_YET ? null : reason }];
    });
    return hushesOf([...past, ...now], from).map((hush) => ({ stream: id, ...hush }));
  });
}
