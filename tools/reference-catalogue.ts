import type { AnyEntry } from '@holdfast/core/catalogue/any-entry.ts';
import {
  exampleValue,
  intervalWords,
  needsWords,
  scaleWords,
  sourceWords,
} from '@holdfast/core/report/words/catalogue.ts';

/** The heading of a family's page. */
export const titleOfFamily = (family: string): string => family.charAt(0).toUpperCase() + family.slice(1);

/** The page of one family: each entry's card, in the order of the catalogue. */
export const familyPage = (family: string, entries: readonly AnyEntry[]): string =>
  `# ${titleOfFamily(family)}\n\n${entries.map(section).join('\n')}`;

function section(entry: AnyEntry): string {
  const rows: [string, string][] = [
    ['Formula', `\`${entry.formula}\``],
    ['Range', scaleWords(entry)],
    ['Tasks', entry.tasks.join(', ')],
    ['Needs', needsWords(entry)],
    ['Interval', intervalWords(entry)],
    ['Laws', entry.laws.join(', ') || 'those of every entry'],
    ['Evidence for', entry.clauses.join(', ')],
    ['Maturity', entry.maturity],
  ];
  const table = rows.map(([what, text]) => `| ${what} | ${cell(text)} |`).join('\n');
  return `## ${entry.id}

**${entry.title}.** ${entry.question}

| | |
|---|---|
${table}

${entry.edges}
${params(entry)}${examples(entry)}
Sources: ${entry.sources.map(sourceWords).join('; ')}.
`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const bound = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '∞' : value === Number.NEGATIVE_INFINITY ? '−∞' : String(value);
function params(entry: AnyEntry): string {
  const lines = Object.entries(entry.params).map(
    ([name, { default: value, min, max, help }]) =>
      `- \`${name}\` (${bound(min)} to ${bound(max)}, default ${value}): ${help}`,
  );
  return lines.length === 0 ? '' : `\nParameters:\n${lines.join('\n')}\n`;
}

function examples(entry: AnyEntry): string {
  const lines = entry.examples.map((example) => `- ${exampleValue(example)}: ${example.by}`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}\n`;
}
