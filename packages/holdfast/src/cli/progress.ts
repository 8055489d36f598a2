import { plain } from '../render/plain.ts';

/** What long work reports to: the share that is done (0 to 1, or null when unknown) and what it is doing. */
export type OnProgress = (share: number | null, what: string) => void;

const BAR = 24;
const LINE_EVERY_MS = 10_000;
/** Quick work shows nothing: a bar that flashes by is noise. */
const QUIET_MS = 700;
/** Who waits no longer reads it all at the end. */
const SAID_AFTER_MS = 3000;

/** What is shown while work lasts. */
interface Progress {
  readonly report: OnProgress;
  /** A line of its own about what was found so far, once the work has taken a while. */
  readonly say: (text: string) => void;
  /** Takes the bar away. */
  readonly done: () => void;
}

/** A bar on a terminal, one line in ten seconds elsewhere, nothing when quiet. */
export function makeProgress({ isQuiet }: { readonly isQuiet: boolean }): Progress {
  if (isQuiet) return { report: () => {}, say: () => {}, done: () => {} };
  const started = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  let last = started;
  let isShown = false;
  return {
    report(share, work) {
      const what = plain(work);
      const now = Date.now();
      if (now - started < QUIET_MS) return;
      if (isTerminal) {
        const filled = share === null ? 0 : Math.round(share * BAR);
        const bar =
          share === null ? '' : `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.round(share * 100)} % `;
        process.stderr.write(`\r\u001b[K${bar}${what}`);
        isShown = true;
      } else if (now - last >= LINE_EVERY_MS) {
        process.stderr.write(`${what}${share === null ? '' : ` ${Math.round(share * 100)} %`}\n`);
        last = now;
      }
    },
    say(text) {
      if (Date.now() - started < SAID_AFTER_MS) return;
      process.stderr.write(`${isShown ? '\r\u001b[K' : ''}${plain(text)}\n`);
      isShown = false;
    },
    done() {
      if (isShown) process.stderr.write('\r\u001b[K');
    },
  };
}
