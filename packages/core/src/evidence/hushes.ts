/** A window of one stream: why it was not judged, or null when it had something to say. */
export interface Heard {
  readonly start: number;
  readonly end: number;
  readonly silent: string | null;
}

/** A stretch in which a stream should have spoken and did not. */
export interface Hush {
  /** Start of the first window without it. */
  readonly since: number;
  /** End of the last one; null: it had not come back by the end. */
  readonly until: number | null;
  readonly windows: number;
  /** The reason that was given most. */
  readonly reason: string;
}

/** Fewer windows in a row are a pause. */
const WINDOWS_MIN = 3;

/**
 * The stretches in which a stream that had spoken was silent for longer than ever before, and for three windows at
 * least: pauses that it always had (nights, Sundays) are none. `heard`: in the order of time, those of the reference
 * first; only stretches from `from` on are given.
 */
export function hushesOf(heard: readonly Heard[], from: number): Hush[] {
  const found: Hush[] = [];
  let longest = WINDOWS_MIN - 1;
  let run: Heard[] = [];
  let hasSpoken = false;
  const close = (until: number | null): void => {
    const [first] = run;
    if (hasSpoken && first !== undefined && run.length > longest && first.start >= from) {
      found.push({ since: first.start, until, windows: run.length, reason: mostGiven(run) });
    }
    longest = Math.max(longest, hasSpoken ? run.length : 0);
    run = [];
  };
  for (const window of heard) {
    if (window.silent !== null) {
      run.push(window);
      continue;
    }
    close(run.at(-1)?.end ?? null);
    hasSpoken = true;
  }
  close(null);
  return found;
}

function mostGiven(run: readonly Heard[]): string {
  const counts = new Map<string, number>();
  for (const { silent } of run) if (silent !== null) counts.set(silent, (counts.get(silent) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
