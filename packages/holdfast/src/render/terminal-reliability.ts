import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Screen } from './paint.ts';
import { plain } from './plain.ts';

/** Scores that are looked at, of 100. */
const AT = [5, 15, 25, 35, 45, 55, 65, 75, 85, 95];
const MARKS = ['●', '○'];
const HONEST = '|';

/**
 * What scores say and what came as a picture of text: a line for each score, the upright where an honest one would be,
 * a dot where the first model is, a ring where the second one is. Scores that nobody has are left out.
 */
export function reliabilityText({ lines }: Blocks.ReliabilityBlock, { width, paint }: Screen): string[] {
  const room = Math.min(60, width - 14);
  const place = (value: number): number => Math.round((value / 100) * (room - 1));
  const names = lines.map(({ name }, k) => `${MARKS[k] ?? ''} ${plain(name)}`).join('   ');
  const rows = AT.flatMap((at) => {
    const found = lines.map((line) => heightAt(line, at));
    if (found.every((value) => value === null)) return [];
    const cells = Array.from({ length: room }, () => '·');
    cells[place(at)] = HONEST;
    for (const [k, value] of [...found.entries()].reverse()) if (value !== null) cells[place(value)] = MARKS[k] ?? '?';
    return [`says ${String(at).padStart(2)} of 100 ${cells.join('')}`];
  });
  const ends = `${' '.repeat(15)}0${'came true, of 100'.padStart(Math.floor(room / 2) + 8).padEnd(room - 4)}100`;
  return [paint.dim(`${names}   ${HONEST} a score that is what comes`), ...rows, paint.dim(ends)];
}

/** The height of a line at x, between its points; null beyond them. */
function heightAt({ x, y }: Blocks.ReliabilityBlock['lines'][number], at: number): number | null {
  const after = x.findIndex((value) => value >= at);
  if (after < 0 || (after === 0 && x[0] !== at)) return null;
  const [x0 = at, x1 = at] = [x[after - 1], x[after]];
  const [y0, y1] = [y[after - 1] ?? y[after] ?? 0, y[after] ?? 0];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
