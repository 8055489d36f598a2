import { type Gap, isGap, type Metric } from '../catalogue/define.ts';
import type { CheckSpec } from '../contract/check.ts';
import { calibrationId, compareId } from '../contract/compare-id.ts';
import type { CompareSpec, Waiver } from '../contract/contract.ts';
import { type Measured, ONE_SIDED, TWO_SIDED } from '../measure/interval.ts';
import type { Surveyed } from '../measure/survey.ts';
import type { Bounds } from '../stats/proportion.ts';
import type { ComparedCalibration } from '../verdict/calibration.ts';
import { type Checked, type Compared, isExpired } from '../verdict/release.ts';
import type { CheckResult, Comparison, ComparisonLine, MeasurementResult } from './result.ts';
import { checkWords } from './words/checks.ts';
import { againstTitle, quantityTitle } from './words/titles.ts';

const LEVEL = 0.95;

/** Bounds as JSON holds them: an open end is null. */
type Ends = readonly [number | null, number | null];
const endsOf = (bounds: Bounds | null): Ends | null => bounds && [finite(bounds[0]), finite(bounds[1])];
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** One number of a survey. */
export function measurementResult({ entry, of, scope, measured }: Surveyed): MeasurementResult {
  const base = { entry: entry.id, of, slice: scope, level: LEVEL };
  if (isGap(measured)) return { ...base, value: null, gap: measured.gap, interval: null, n: measured.n, method: null };
  const interval = endsOf(measured.boundsAt(TWO_SIDED));
  return { ...base, value: measured.value, interval, n: measured.n, method: interval && measured.method };
}

interface Told {
  readonly nowMs: number;
  readonly labelUnit: string | null;
  readonly currency: string | null;
}

/** A check of the contract with its verdict, in words too. */
export function checkResult({ spec, entry, n, measured, judgement, waiver }: Checked, told: Told): CheckResult {
  const bare = {
    id: spec.id,
    entry: entry.id,
    title: quantityTitle(spec, entry),
    slice: spec.slice?.name ?? null,
    verdict: judgement.verdict,
    severity: spec.severity,
    expect: `${spec.expect.operator} ${spec.expect.limit}`,
    reason: reasonOf(judgement.reason, spec),
    n,
    ...foundIn(measured),
    interval: isGap(measured) ? null : endsOf(measured.boundsAt(TWO_SIDED)),
    level: LEVEL,
    method: isGap(measured) ? null : measured.method,
    needs_n: judgement.needsRows,
    unit: unitOf(spec, entry),
    blocks: true,
    waived: waivedBy(waiver, told.nowMs),
    place: placeOf(spec.place),
  };
  return { ...bare, words: checkWords({ ...bare, words: '' }, told) };
}

/** A gap between shares is in points; a ratio is a share, whatever it is a ratio of. */
function unitOf({ combinator }: CheckSpec, { unit }: Pick<Metric, 'unit'>): string {
  if (combinator === 'ratio') return 'share';
  // A spread is told in full: of shares it is some thousandths.
  if (combinator === 'seed-spread') return unit === 'share' ? 'number' : unit;
  return combinator === 'gap' && unit === 'share' ? 'points' : unit;
}

/** `above` and `below` where a limit was missed: what was found, as seen from the limit. */
const reasonOf = (reason: string, { expect }: CheckSpec): string =>
  reason !== 'outside' ? reason : expect.operator.startsWith('>') ? 'below' : 'above';

const foundIn = (measured: Measured | Gap): { readonly value: number | null; readonly gap?: string } =>
  isGap(measured) ? { value: null, gap: measured.gap } : { value: measured.value };

const waivedBy = (waiver: Waiver | null, nowMs: number): CheckResult['waived'] =>
  waiver && !isExpired(waiver, nowMs) ? { owner: waiver.owner, until: waiver.until.day, why: waiver.why } : null;

const placeOf = ({ path, line }: CheckSpec['place']): CheckResult['place'] =>
  line === undefined ? null : { path, line };

/** The headline and the guards of a comparison as checks: they stand in the way like any other. */
export function contestChecks(
  spec: CompareSpec,
  entry: Metric,
  compared: readonly Compared[],
  told: Told,
): readonly CheckResult[] {
  const title = againstTitle(quantityTitle(spec.metric, entry), spec.to);
  return compared
    .filter(({ isGuarded }) => isGuarded)
    .map((line) => contestCheck(line, { id: compareId(spec, line.scope.name), title, entry, spec, told }));
}

/** The line that asks whether scores became worse as chances, as a check. */
export function calibrationCheck(spec: CompareSpec, line: ComparedCalibration, told: Told): CheckResult {
  const { entry } = line;
  const title = againstTitle(entry.title, spec.to);
  return { ...contestCheck(line, { id: calibrationId(spec), title, entry, spec, told }), blocks: line.isGuarded };
}

interface Contested {
  readonly id: string;
  readonly title: string;
  readonly entry: Metric;
  readonly spec: CompareSpec;
  readonly told: Told;
}

function contestCheck(line: Compared, { id, title, entry, spec, told }: Contested): CheckResult {
  const { scope, n, difference, margin, judgement, waiver } = line;
  const bare = {
    id,
    entry: entry.id,
    title,
    slice: scope.name,
    verdict: judgement.verdict,
    severity: 'error' as const,
    expect: `>= ${-margin}`,
    reason: judgement.reason,
    n,
    ...foundIn(difference),
    interval: endsOf(judgement.bounds),
    level: LEVEL,
    method: isGap(difference) ? null : difference.method,
    needs_n: judgement.needsRows,
    unit: entry.unit,
    isComparison: true,
    blocks: true,
    waived: waivedBy(waiver, told.nowMs),
    place: placeOf(spec.place),
  };
  return { ...bare, words: checkWords({ ...bare, words: '' }, told) };
}

/** How the rows of two tables met. */
export interface Joined {
  readonly against: string;
  readonly joined: number;
  readonly unmatched: { readonly candidate: number; readonly against: number };
}

/** The comparison as it is reported: all lines, the worst verdict first within guarded and others as they stand. */
export function comparisonResult(
  spec: CompareSpec,
  compared: readonly Compared[],
  joined: Joined,
  rest: Pick<Comparison, 'churn' | 'money' | 'calibration' | 'changes' | 'found' | 'tests'>,
): Comparison {
  const { metric, to, margin } = spec;
  return { entry: metric.entry, other: to, margin, ...joined, lines: compared.map(lineResult), ...rest };
}

/** A line of a comparison as JSON holds it. */
export function lineResult({
  scope,
  isGuarded,
  n,
  candidate,
  other,
  difference,
  margin,
  judgement,
}: Compared): ComparisonLine {
  const gap = [candidate, other, difference].find(isGap);
  return {
    slice: scope.name,
    guarded: isGuarded,
    n,
    candidate: isGap(candidate) ? null : candidate.value,
    other: isGap(other) ? null : other.value,
    difference: isGap(difference) ? null : difference.value,
    ...(gap && { gap: gap.gap }),
    bounds: isGap(difference) ? null : difference.boundsAt(ONE_SIDED),
    level: LEVEL,
    margin,
    verdict: judgement.verdict,
    reason: judgement.reason,
    needs_n: judgement.needsRows,
    method: isGap(difference) ? null : difference.method,
  };
}
