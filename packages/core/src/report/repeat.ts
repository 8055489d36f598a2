import type { Result } from './result.ts';

/**
 * The command line that gives this result again, as a shell reads it: made from the inputs, the contract and the seed.
 * Options that only chose columns are not in the result; where roles were inferred they are inferred again.
 */
export function repeatCommand(result: Omit<Result, 'headline'>, extra: readonly string[] = []): string {
  const path = (role: string): string | undefined => result.inputs.find((input) => input.role === role)?.path;
  const words = ['holdfast', result.command, path('candidate') ?? '-'];
  for (const [role, option] of [
    ['labels', '--labels'],
    ['against', '--against'],
    ['reference', '--reference'],
    ['seeds', '--seeds'],
  ] as const) {
    const file = path(role);
    if (file !== undefined) words.push(option, file);
  }
  if (result.stability?.curve) words.push('--curves', result.stability.curve.path);
  if (result.contract !== null) words.push('-c', result.contract.path);
  words.push('--seed', String(result.seed), ...extra);
  return words.map(quote).join(' ');
}

/** A word of a shell, quoted unless it is plainly harmless; control characters cannot be pasted and go. */
export function quote(word: string): string {
  const clean = word.replace(/\p{Cc}/gu, '');
  if (/^[\w./:=@%+,-]+$/.test(clean)) return clean;
  // Double quotes read better around a condition with single ones; a shell changes only these five inside them.
  if (clean.includes("'") && !/["$`\\!]/.test(clean)) return `"${clean}"`;
  return `'${clean.replaceAll("'", `'\\''`)}'`;
}
