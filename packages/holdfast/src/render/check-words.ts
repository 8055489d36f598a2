import type { CheckResult, Result } from '@holdfast/core/report/result.ts';
import { checkWords } from '@holdfast/core/report/words/checks.ts';

/** The sentence of a check as the result holds it; made from its figures where a result came without. */
export function checkWordsOf(check: CheckResult, result: Pick<Result, 'labelUnit' | 'costs'>): string {
  if (check.words !== '') return check.words;
  const currency = result.costs?.['currency'];
  return checkWords(check, {
    labelUnit: result.labelUnit ?? null,
    currency: typeof currency === 'string' ? currency : null,
  });
}
