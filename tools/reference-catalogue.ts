import type { Entry, Source } from '../packages/core/src/catalogue/define.ts';

/** The heading of a family's page. */
export const titleOfFamily = (family: string): string => family.charAt(0).toUpperCase() + family.slice(1);

/** The page of one family: each entry's card, in the order of the catalogue. */
export const familyPage = (family: string, entries: readonly Entry[]): string =>
  `# ${titleOfFamily(family)}\n\n${entries.map(section).join('\n')}`;

function section(entry: Entry): string {
  const rows: [string, string][] = [
    ['Formula', `\`${entry.formula}\``],
    ['Unit, range', `${entry.unit}, ${bound(entry.range[0])} to ${bound(entry.range[1])}; ${direction(entry.better)}`],
    ['Tasks', entry.tasks.join(', ')],
    ['Needs', needs(entry)],
    ['Interval', interval(entry)],
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
Sources: ${entry.sources.map(source).join('; ')}.
`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const bound = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '∞' : value === Number.NEGATIVE_INFINITY ? '−∞' : String(value);
const direction = (better: Entry['better']): string => (better === 'neither' ? 'no direction' : `${better} is better`);

function needs(entry: Entry): string {
  if ('rows' in entry.needs) return `rows with ${entry.needs.rows.join(', ')}`;
  return entry.needs.columns === 'two' ? 'columns of two tables' : 'columns of one table';
}

/**
 * The kind of interval that follows from how the entry is defined; the combinators choose the method for the rows at
 * hand.
 */
function interval(entry: Entry): string {
  if (entry.each !== undefined)
    return 'by influence, as a ratio of sums; Wilson where it is a share of independent rows';
  if (entry.influence !== undefined) return 'by influence';
  if (entry.quantile !== undefined) return 'by order statistics';
  return 'columns' in entry.needs ? 'none: it describes the rows that are there' : 'by resampling weights (BCa)';
}

function params(entry: Entry): string {
  const lines = Object.entries(entry.params).map(
    ([name, { default: value, min, max, help }]) =>
      `- \`${name}\` (${bound(min)} to ${bound(max)}, default ${value}): ${help}`,
  );
  return lines.length === 0 ? '' : `\nParameters:\n${lines.join('\n')}\n`;
}

function examples(entry: Entry): string {
  const lines = entry.examples.map(({ value, by }) => `- ${Number(value.toPrecision(12))}: ${by}`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}\n`;
}

const source = ({ title, year, relation, note }: Source): string =>
  `${title}${year === undefined ? '' : ` (${year})`}, ${relation}${note === undefined ? '' : `: ${note}`}`;
