/** One line of the result: what was asked for, what we measured, and what the prototype did. */
export interface Line {
  readonly what: string;
  readonly target: string;
  readonly ours: string;
  readonly prototype: string;
  readonly isKept: boolean;
}

/** Writes lines as a table of Markdown, so that it can go into a decision as it is. */
export function writeTable(lines: readonly Line[]): void {
  const rows = [
    ['what', 'target', 'ours', 'prototype', ''],
    ['---', '---', '---', '---', '---'],
    ...lines.map(({ what, target, ours, prototype, isKept }) => [
      what,
      target,
      ours,
      prototype,
      isKept ? '' : 'MISSED',
    ]),
  ];
  process.stdout.write(`${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
}

/** Mean and its standard error. */
export function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
  return { mean, error: n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.POSITIVE_INFINITY };
}

/** The middle value; null for none, and infinite when more than half are. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return null;
  return (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2; // ! n > 0
}

/** A number in few digits. */
export const short = (x: number | null): string => {
  if (x === null) return '-';
  if (!Number.isFinite(x)) return 'never';
  return Math.abs(x) >= 100 ? x.toFixed(0) : String(Number(x.toPrecision(3)));
};
