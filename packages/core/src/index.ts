export { type JsonPath, type Lines, NO_LINES } from './contract/lines.ts';
export { parseContract } from './contract/parse.ts';
export { type Place, Problem, type ProblemCode, type ProblemDetails } from './std/problem.ts';
