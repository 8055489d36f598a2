import type { Metric } from '../catalogue/define.ts';
import { type Gap, isGap } from '../catalogue/define.ts';
import type { CheckSpec } from '../contract/check.ts';
import { compareId } from '../contract/compare-id.ts';
import type { CompareSpec, SliceSpec, Waiver } from '../contract/contract.ts';
import { against } from '../measure/combine.ts';
import { type Measured, measure } from '../measure/interval.ts';
import { contest } from '../measure/readings.ts';
import type { Scope } from '../measure/survey.ts';
import { maskOf } from '../table/expression.ts';
import { rowsOf } from '../table/table.ts';
import { type ContestJudgement, judgeContests } from './compare.ts';
import { type Judgement, judge, type Verdict } from './judge.ts';
import { isOfRuns, judgeRun } from './runs.ts';
import { asked, entryOf, type Subject, scopesOf } from './subject.ts';

/** A check with what was found. */
export interface Checked {
  readonly spec: CheckSpec;
  readonly entry: Pick<Metric, 'id' | 'title' | 'unit'>;
  readonly n: number;
  readonly measured: Measured | Gap;
  readonly judgement: Judgement;
  readonly waiver: Waiver | null;
}

/** One line of a comparison: all rows, a guard, a slice. */
export interface Compared {
  readonly scope: Scope;
  readonly isGuarded: boolean;
  readonly n: number;
  readonly candidate: Measured | Gap;
  readonly other: Measured | Gap;
  readonly difference: Measured | Gap;
  readonly margin: number;
  readonly judgement: ContestJudgement;
  readonly waiver: Waiver | null;
}

/** Checks against the rows, each with its slice. A severity of `warn` turns a fail into a warning. */
export function judgeChecks(
  specs: readonly CheckSpec[],
  subject: Subject,
  waivers: readonly Waiver[],
): readonly Checked[] {
  return specs.map((spec) => {
    const waiver = waivers.find(({ check }) => check === spec.id) ?? null;
    if (isOfRuns(spec)) return judgeRun(spec, subject, waiver);
    const entry = entryOf(spec.entry);
    const indices = spec.slice && rowsOf(maskOf(spec.slice.where, subject.table));
    const n = indices?.length ?? subject.rows.n;
    const question = asked(spec, subject, indices);
    const measured: Measured | Gap = question
      ? measure(question.quantity, question.rows, { seed: subject.seed })
      : { gap: 'no-costs', n };
    // What counts the file itself (rows, constant columns) is no sample of anything: its value is all there is to it.
    const isCensus = 'columns' in entry.needs && !isGap(measured) && measured.method === null;
    const judged = judge(measured, spec.expect, isCensus ? 'value' : spec.on);
    const isMild = judged.verdict === 'fail' && spec.severity === 'warn';
    return { spec, entry, n, measured, judgement: isMild ? { ...judged, verdict: 'warn' } : judged, waiver };
  });
}

/**
 * The candidate against the other model, on the headline, each guard and each further slice. Guards are judged at twice
 * the margin and block; other slices are listed at twice the margin and do not.
 */
export function judgeComparison(
  spec: CompareSpec,
  subject: Subject,
  slices: readonly SliceSpec[],
  waivers: readonly Waiver[],
): readonly Compared[] {
  const scopes = comparedScopes(spec, subject, slices);
  const lines = scopes.map(({ scope, isGuarded }) => {
    const question = asked(spec.metric, subject, scope.indices);
    const n = scope.indices?.length ?? subject.rows.n;
    const margin = scope.indices === null ? spec.margin : 2 * spec.margin;
    const none: Gap = { gap: 'no-costs', n };
    if (question === null) return { scope, isGuarded, n, candidate: none, other: none, difference: none, margin };
    const { entry, quantity, rows } = question;
    const ask = (q: typeof quantity): Measured | Gap => measure(q, rows, { seed: subject.seed });
    const difference = ask(contest({ of: null, quantity }, entry, against));
    return { scope, isGuarded, n, candidate: ask(quantity), other: ask(against(quantity)), difference, margin };
  });
  const judged = judgeContests(lines);
  return lines.map((line, k) => {
    const id = compareId(spec, line.scope.name);
    const waiver = waivers.find(({ check }) => check === id || check === 'compare') ?? null;
    return { ...line, judgement: judged[k]!, waiver }; // ! as many judgements as lines
  });
}

function comparedScopes(
  spec: CompareSpec,
  { table }: Subject,
  slices: readonly SliceSpec[],
): readonly { readonly scope: Scope; readonly isGuarded: boolean }[] {
  const all = { scope: { name: null, indices: null }, isGuarded: true };
  const guards = spec.guard.flatMap((slice) => scopesOf(slice, table)).map((scope) => ({ scope, isGuarded: true }));
  const isGuard = new Set(guards.map(({ scope }) => scope.name));
  const others = slices
    .flatMap((slice) => scopesOf(slice, table))
    .filter(({ name }) => !isGuard.has(name))
    .map((scope) => ({ scope, isGuarded: false }));
  return [all, ...guards, ...others];
}

/** Long enough to mend what a waiver excuses, or to ask for another one. */
const SOON_MS = 14 * 86_400_000;

/** The verdict of a gate. */
export interface GateVerdict {
  readonly verdict: Verdict;
  /** Waivers that have run out, by check: they no longer excuse. */
  readonly expired: readonly Waiver[];
  /** Waivers that run out within two weeks. */
  readonly soon: readonly Waiver[];
}

/** What a verdict rests on beside checks and comparison. */
export interface Circumstances {
  readonly unknown: 'fail' | 'pass';
  readonly nowMs: number;
  /** A slice that nobody declared surely lost more than a guard may. */
  readonly hasLost?: boolean;
}

/**
 * The verdict of the whole: the worst of what stands in the way. `unknown` is never a pass unless the contract says so.
 */
export function overall(
  checks: readonly Checked[],
  compared: readonly Compared[],
  { unknown, nowMs, hasLost = false }: Circumstances,
): GateVerdict {
  const standing = [
    ...checks.map(({ judgement, waiver }) => ({ verdict: judgement.verdict, waiver, isGuarded: true })),
    ...compared.map(({ judgement, waiver, isGuarded }) => ({ verdict: judgement.verdict, waiver, isGuarded })),
  ].filter(({ waiver, verdict }) => verdict === 'pass' || waiver === null || isExpired(waiver, nowMs));
  const has = (verdict: Verdict, isGuarded: boolean): boolean =>
    standing.some((one) => one.verdict === verdict && one.isGuarded === isGuarded);
  const all = [...new Set([...checks, ...compared].flatMap(({ waiver }) => waiver ?? []))];
  const expired = all.filter((waiver) => isExpired(waiver, nowMs));
  const soon = all.filter((waiver) => !isExpired(waiver, nowMs) && isExpired(waiver, nowMs + SOON_MS));
  if (has('fail', true)) return { verdict: 'fail', expired, soon };
  if (has('unknown', true) && unknown === 'fail') return { verdict: 'unknown', expired, soon };
  // A slice that nobody guards is clearly worse: not a reason to stop, and not to be passed over either.
  return { verdict: has('warn', true) || has('fail', false) || hasLost ? 'warn' : 'pass', expired, soon };
}

/** Whether a waiver no longer excuses: it holds to the end of its last day, in UTC. */
export const isExpired = (waiver: Waiver, nowMs: number): boolean => nowMs >= waiver.until.endMs;
