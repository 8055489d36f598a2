import { createHash } from 'node:crypto';
import { CARDS } from '@holdfast/core/report/cards.ts';
import type { CheckResult, Result } from '@holdfast/core/report/result.ts';
import { checkWordsOf } from './check-words.ts';

/** Services show no more than this many results of a file. */
const RESULTS_MAX = 5000;
const SCHEMA = 'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json';

/**
 * SARIF 2.1.0: a result for each check, pointing to its line in the contract, so that a review shows it there. Rules
 * come from the catalogue. `partialFingerprints` keep a finding one finding from run to run: they hold the check, not
 * its value.
 */
export function renderSarif(result: Result): string {
  const checks = result.checks.slice(0, RESULTS_MAX);
  const ids = [...new Set(checks.map((check) => check.entry))];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Holdfast', semanticVersion: result.holdfast, rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        properties: {
          verdict: result.verdict,
          model: result.model,
          headline: result.headline.sentence,
          seed: result.seed,
        },
        results: checks.map((check) => resultOf(check, { ruleIndex: ids.indexOf(check.entry), result })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string): object {
  const card = CARDS.get(id);
  if (card === undefined) return { id };
  return {
    id,
    name: card.title,
    shortDescription: { text: card.question },
    fullDescription: { text: `${card.formula}. ${card.edges}` },
  };
}

function resultOf(check: CheckResult, { ruleIndex, result }: { ruleIndex: number; result: Result }): object {
  const suppressions = check.waived && [{ kind: 'external', status: 'accepted', justification: check.waived.why }];
  return {
    ruleId: check.entry,
    ruleIndex,
    ...levelOf(check),
    message: { text: checkWordsOf(check, result) },
    ...(check.place && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(check.place.path) },
            region: { startLine: Math.max(1, check.place.line) },
          },
        },
      ],
    }),
    partialFingerprints: {
      'holdfast/check/v1': createHash('sha256').update(`${result.model}\n${check.id}`).digest('hex'),
    },
    ...(suppressions && { suppressions }),
  };
}

/** A kind other than `fail` asks for the level `none`; what cannot be decided is for a person to review. */
function levelOf(check: CheckResult): { readonly kind: string; readonly level: string } {
  if (check.verdict === 'pass') return { kind: 'pass', level: 'none' };
  if (check.verdict === 'unknown') return { kind: 'review', level: 'none' };
  return { kind: 'fail', level: check.verdict === 'warn' ? 'warning' : check.blocks ? 'error' : 'note' };
}

/** A path as a relative reference: parts are percent-encoded, so no path can become a scheme or a host. */
const uriOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
