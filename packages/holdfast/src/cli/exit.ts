import { problemLine } from '@holdfast/core/report/words/problems.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { problemsIn } from '@holdfast/core/std/several-problems.ts';
import { plain } from '../render/plain.ts';

/** The one table of exit codes. */
export const EXIT = { pass: 0, fail: 1, unknown: 2, badInput: 3, ourFault: 4, interrupted: 130 } as const;

/** What went wrong, for standard error, and its exit code. With `isJson` as one JSON document. */
export function explain(error: unknown, isJson: boolean): { readonly text: string; readonly code: number } {
  if (error instanceof Error && error.name === 'AbortError')
    return { text: 'Stopped. No file is half-written.', code: EXIT.interrupted };
  if (error instanceof Problem) {
    const problems = problemsIn(error).map(({ code, details }) => ({
      code,
      details,
      line: problemLine(code, details),
    }));
    return { text: isJson ? jsonOf(problems) : linesOf(problems), code: EXIT.badInput };
  }
  const message = error instanceof Error ? error.message : String(error);
  const text = `INTERNAL: Holdfast failed: ${message}. This is our fault. Please report it with the command.`;
  return {
    text: isJson ? JSON.stringify({ problem: { code: 'INTERNAL', message: text, details: {} } }) : plain(text),
    code: EXIT.ourFault,
  };
}

/** A problem with its words. */
interface Told {
  readonly code: string;
  readonly details: object;
  readonly line: string;
}

/** More at once would hide the first one, which is the one to begin with. */
const LINES_MAX = 20;

function linesOf(problems: readonly Told[]): string {
  const lines = problems.slice(0, LINES_MAX).map(({ line }) => plain(line));
  const left = problems.length - lines.length;
  return [...lines, ...(left > 0 ? [`And ${left} more.`] : [])].join('\n');
}

/** The first problem, where one is looked for, and all of them. */
function jsonOf(problems: readonly Told[]): string {
  const told = problems.map(({ code, details, line }) => ({ code, message: line.slice(code.length + 2), details }));
  return JSON.stringify({ problem: told[0], problems: told });
}
