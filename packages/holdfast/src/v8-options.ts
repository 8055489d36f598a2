/**
 * Options of V8 for programs that run for seconds and call most functions a few times: optimise later, and take fewer
 * calls into one function (ADR 61). Newer engines no longer know the first one and would complain of it.
 */
export const V8_OPTIONS: readonly string[] = [
  ...(process.versions.v8.startsWith('11.') ? ['--interrupt-budget=400000'] : []),
  '--max-inlined-bytecode-size-cumulative=300',
];
