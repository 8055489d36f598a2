import { Problem } from '@holdfast/core/std/problem.ts';

/** The methods that were asked for by name. Problem: OPTION_VALUE. */
export function named<M extends { readonly id: string }>(methods: readonly M[], method: string): readonly M[] {
  const found = method === 'all' ? methods : methods.filter(({ id }) => id === method);
  if (found.length > 0) return found;
  const expected = [...new Set(methods.map(({ id }) => id)), 'all'].join(', ');
  throw new Problem('OPTION_VALUE', { option: '--method', value: method, expected, command: 'drift' });
}
