import { problemLine } from '@holdfast/core/report/words/problems.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { plain } from '../render/plain.ts';

/** The one table of exit codes. */
export const EXIT = { pass: 0, fail: 1, unknown: 2, badInput: 3, ourFault: 4, interrupted: 130 } as const;

/** What went wrong, for standard error, and its exit code. With `isJson` as one JSON document. */
export function explain(error: unknown, isJson: boolean): { readonly text: string; readonly code: number } {
  if (error instanceof Error && error.name === 'AbortError')
    return { text: 'Stopped. No file is half-written.', code: EXIT.interrupted };
  if (error instanceof Problem) {
    const { code, details } = error as Problem; // as: any code with its details
    const line = problemLine(code, details);
    if (!isJson) return { text: plain(line), code: EXIT.badInput };
    const message = line.slice(code.length + 2);
    return { text: JSON.stringify({ problem: { code, message, details } }), code: EXIT.badInput };
  }
  const message = error instanceof Error ? error.message : String(error);
  const text = `INTERNAL: Holdfast failed: ${message}. This is our fault. Please report it with the command.`;
  return {
    text: isJson ? JSON.stringify({ problem: { code: 'INTERNAL', message: text, details: {} } }) : plain(text),
    code: EXIT.ourFault,
  };
}
