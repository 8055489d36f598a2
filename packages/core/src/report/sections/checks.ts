import type { CheckRow, Section } from '../blocks.ts';
import { type Cards, named, titleOf } from '../cards.ts';
import { lineOf, otherName } from '../headline.ts';
import type { CheckResult, Result, VerdictWord } from '../result.ts';
import { checkName, checkRemark, foundText, isComparison, limitWords, marginWords } from '../words/checks.ts';
import { capital, count, differenceInterval, headUnit, percent, plural, valueInterval } from '../words/numbers.ts';
import { checksHeading, SECTION, tooSmallRow } from '../words/sections.ts';

const ORDER: readonly VerdictWord[] = ['fail', 'warn', 'unknown', 'pass'];

/** The worst of some verdicts: fail, warn, unknown, pass. */
export const worstOf = (verdicts: readonly (VerdictWord | null)[]): VerdictWord | null =>
  ORDER.find((verdict) => verdicts.includes(verdict)) ?? null;

/**
 * The table of checks: what failed first; lines of the comparison that are too small to decide are one row at the end.
 */
export function checksSection(result: Result, cards: Cards): Section | null {
  if (result.checks.length === 0) return null;
  const sorted = ORDER.flatMap((verdict) => result.checks.filter((check) => check.verdict === verdict));
  const small = (result.comparison?.lines ?? []).filter((line) => line.verdict === 'unknown' && !line.guarded);
  return {
    id: 'checks',
    heading: checksHeading(result.checks.map((check) => check.verdict)),
    says: [SECTION.checks],
    note: [...(result.comparison === null ? [] : [SECTION.belowZero]), levelsNote(result), independenceNote(result)]
      .filter((part) => part !== '')
      .join(' '),
    verdict: worstOf(result.checks.map((check) => check.verdict)) ?? 'pass',
    isBrief: true,
    blocks: [
      {
        kind: 'checks',
        rows: sorted.map((check) => checkRow(check, result, cards)),
        aside:
          small.length === 0
            ? null
            : tooSmallRow(small.length, capital(titleOf(result.comparison?.entry ?? '', cards))),
      },
    ],
  };
}

function checkRow(check: CheckResult, result: Result, cards: Cards): CheckRow {
  const unit = named(check.unit, result);
  const line = lineOf(check, result);
  return {
    verdict: check.verdict,
    title: rowName(check, cards),
    limit: line === null ? limitWords(check.expect, unit) : marginWords(line.margin, otherName(result), unit),
    unit: headUnit(unit),
    found: foundText(check, unit),
    interval: isComparison(check) ? differenceInterval(check.interval, unit) : valueInterval(check.interval, unit),
    n: count(check.n),
    remark: checkRemark(check, { line, other: otherName(result) }, unit),
    term: cards.has(check.entry) ? check.entry : null,
    isComparison: isComparison(check),
    isWaived: check.waived !== null,
  };
}

/** A line of the comparison is named once against whom; the rows below it say the slice. */
function rowName(check: CheckResult, cards: Cards): string {
  if (!isComparison(check) || check.slice === null) return capital(checkName(check));
  return capital(checkName({ title: titleOf(check.entry, cards), slice: check.slice }));
}

/** Which levels and kinds the intervals of a page have, said once. */
export function levelsNote(result: Result): string {
  const one = result.comparison?.lines.find((line) => line.bounds !== null)?.level;
  const two =
    result.checks.find((check) => !isComparison(check) && check.interval !== null)?.level ??
    result.measurements.find((m) => m.interval !== null)?.level;
  return SECTION.levels(one === undefined ? null : percent(one, 0), two === undefined ? null : percent(two, 0));
}

/** What the intervals rest on. */
export function independenceNote(result: Result): string {
  const { by, column, clusters } = result.independence;
  if (by === 'row') return SECTION.rowsIndependent;
  if (by === 'day') return SECTION.rowsByDay(plural(clusters ?? 0, 'day'));
  return SECTION.rowsClustered(count(clusters ?? 0), column ?? 'cluster');
}
