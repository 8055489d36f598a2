import { PROBLEM_WORDS } from '@holdfast/core/report/words/problems.ts';
import type { Problem, ProblemCode, ProblemDetails } from '@holdfast/core/std/problem.ts';
import type { Note } from './description.ts';

/** A note of a description: the code, the place, and the sentences that a problem of that code has. */
export function note<C extends ProblemCode>(code: C, details: ProblemDetails[C]): Note {
  const [failed, found, remedy] = PROBLEM_WORDS[code](details);
  const place = details as { line?: unknown; column?: unknown }; // as: looked at before use
  return {
    code,
    line: typeof place.line === 'number' ? place.line : null,
    column: typeof place.column === 'string' ? place.column : null,
    message: `${failed} (${found}). ${remedy}`,
  };
}

/** The same problem as a note: for readers that go on. */
export const noteOf = (problem: Problem): Note => note(problem.code, problem.details);
