import type { CheckResult, Result } from '@holdfast/core/report/result.ts';
import { checkWordsOf } from './check-words.ts';
import { escapeXml } from './xml.ts';

/**
 * JUnit XML, a test case for each check: a fail is a failure; so is an unknown that stands in the way, unless the gate
 * lets it pass (`unknown` of the result), when it is skipped with its reason. A waived or unguarded one is skipped.
 * Warnings pass and say so in `system-out`. Times are 0: nothing here is slow by itself, and the same result gives the
 * same bytes.
 */
export function renderJunit(result: Result): string {
  const cases = result.checks.map((check) => ({ check, outcome: outcomeOf(check, result) }));
  const counted = (kind: Outcome): number => cases.filter(({ outcome }) => outcome === kind).length;
  const name = escapeXml(`holdfast ${result.command}: ${result.model}`);
  const [failures, skipped] = [counted('failure'), counted('skipped')];
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`;
  const properties: readonly (readonly [string, string])[] = [
    ['verdict', result.verdict ?? 'none'],
    ['headline', result.headline.sentence],
    ['seed', String(result.seed)],
    ['holdfast', result.holdfast],
    ...(result.contract === null ? [] : ([['contract', `${result.contract.path} ${result.contract.digest}`]] as const)),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="holdfast" ${counts}>`,
    `  <testsuite name="${name}" ${counts}>`,
    '    <properties>',
    ...properties.map(([key, value]) => `      <property name="${key}" value="${escapeXml(value)}"/>`),
    '    </properties>',
    ...cases.map(({ check, outcome }) => testCase(check, outcome, result)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

type Outcome = 'passed' | 'failure' | 'skipped';

function outcomeOf(check: CheckResult, { unknown }: Result): Outcome {
  if (check.verdict === 'pass' || check.verdict === 'warn') return 'passed';
  if (check.waived !== null || !check.blocks) return 'skipped';
  return check.verdict === 'unknown' && unknown === 'pass' ? 'skipped' : 'failure';
}

function testCase(check: CheckResult, outcome: Outcome, result: Result): string {
  const words = escapeXml(checkWordsOf(check, result));
  const place = check.place === null ? '' : ` file="${escapeXml(check.place.path)}" line="${check.place.line}"`;
  const owner = escapeXml(`${result.model}.${check.entry}`);
  const open = `    <testcase name="${escapeXml(check.id)}" classname="${owner}"${place} time="0"`;
  if (outcome === 'failure') {
    return `${open}>\n      <failure message="${words}" type="${check.verdict}">${words}</failure>\n    </testcase>`;
  }
  if (outcome === 'skipped') return `${open}>\n      <skipped message="${words}"/>\n    </testcase>`;
  return check.verdict === 'warn' ? `${open}>\n      <system-out>${words}</system-out>\n    </testcase>` : `${open}/>`;
}
