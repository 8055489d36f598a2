import { assert } from './assert.ts';
import { Problem } from './problem.ts';

/** Who wrote so many has other worries than one more; and the time that it takes to find them has a bound. */
export const PROBLEMS_MAX = 1000;

/** Several bad inputs that were found together: for whoever asks for one problem it is the first of them. */
export class SeveralProblems extends Problem {
  /** At least two, in the order in which they are told. */
  readonly all: readonly Problem[];

  constructor(all: readonly Problem[]) {
    const [first] = all;
    assert(first !== undefined && all.length > 1, 'several are at least two');
    super(first.code, first.details, { cause: first.cause });
    this.all = all;
  }
}

/** What to throw for a list of problems: the problem itself when there is one. */
export function together(problems: readonly Problem[]): Problem {
  const [first] = problems;
  assert(first !== undefined, 'there is something to throw');
  return problems.length === 1 ? first : new SeveralProblems(problems);
}

/** All problems of an error, in the order in which they are told. */
export const problemsIn = (error: Problem): readonly Problem[] =>
  error instanceof SeveralProblems ? error.all : [error];
