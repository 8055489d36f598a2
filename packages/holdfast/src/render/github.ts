import type { CheckResult, Result, WaiverState } from '@holdfast/core/report/result.ts';
import { checkName } from '@holdfast/core/report/words/checks.ts';
import { noteOf } from '@holdfast/core/report/words/notes.ts';
import { checkWordsOf } from './check-words.ts';
import { plain } from './plain.ts';

/** GitHub shows ten annotations of a kind for a step; more would only hide the first. */
const EACH_MAX = 10;

/**
 * Workflow commands that annotate the contract's lines: an error for what failed, a warning for warnings and for what
 * stands undecided in the way, a notice for what is waived. Empty when all is well. Each on its own line, ends with
 * one.
 */
export function renderAnnotations(result: Result): string {
  const commands: Record<'error' | 'warning' | 'notice', string[]> = { error: [], warning: [], notice: [] };
  for (const check of result.checks) {
    const kind = kindOf(check);
    if (kind !== null && commands[kind].length < EACH_MAX) commands[kind].push(command(kind, check, result));
  }
  for (const waiver of result.waivers ?? []) {
    const kind = waiver.state === 'expired' ? 'error' : 'warning';
    // Loud, and before all others: what it excused is a failure again, or will be.
    commands[kind].unshift(waiverCommand(kind, waiver));
  }
  return Object.values(commands)
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}

function waiverCommand(kind: string, { check, owner, until, state, place }: WaiverState): string {
  const note = noteOf({ kind: state === 'expired' ? 'waiver-expired' : 'waiver-soon', check, owner, until });
  const at = place === null ? [] : [`file=${property(place.path)}`, `line=${place.line}`];
  return `::${kind} ${[...at, `title=${property(`waiver: ${check}`)}`].join(',')}::${message(plain(note))}`;
}

function kindOf(check: CheckResult): 'error' | 'warning' | 'notice' | null {
  if (check.verdict === 'pass') return null;
  if (check.waived !== null || !check.blocks) return 'notice';
  return check.verdict === 'fail' ? 'error' : 'warning';
}

function command(kind: string, check: CheckResult, result: Result): string {
  const title = `title=${property(`${check.verdict}: ${checkName(check)}`)}`;
  const place = check.place === null ? [] : [`file=${property(check.place.path)}`, `line=${check.place.line}`];
  return `::${kind} ${[...place, title].join(',')}::${message(plain(checkWordsOf(check, result)))}`;
}

/** What the runner decodes in a message: percent and line ends. */
const message = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
/** In a property also what separates properties. */
const property = (text: string): string => message(plain(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
