import { type ColumnFacts, DISTINCT_MAX, factsOf } from '../table/column-facts.ts';
import { columnsWithRole, type RoleKey, type RoleNames, type RoleReason, type RolesFound } from '../table/roles.ts';
import type { Column, Table } from '../table/table.ts';
import type { Threshold } from './scalars.ts';
import { nameText, scalarText } from './yaml-text.ts';

/** What a new contract is written from. */
export interface InitInput {
  readonly model: string;
  /** The file that was looked at, as the person named it. */
  readonly file: string;
  /** All rows, or those of the sample. */
  readonly table: Table;
  /** How many rows the sample has, of how many; null when the table is whole. */
  readonly sample: Sample | null;
  readonly found: RolesFound;
  /** For binary tasks; null leaves the line out. */
  readonly positive: string | null;
  readonly threshold: Threshold | null;
  /** Checks in their short form, each with why it is there: limits are measured, never invented. */
  readonly checks: readonly { readonly text: string; readonly why: string }[];
  readonly words: InitWords;
}

/** Rows that were looked at, of those that there are. */
export interface Sample {
  readonly rows: number;
  readonly of: number;
}

/** The comments of a new contract. */
export interface InitWords {
  readonly head: (file: string, sample: Sample | null) => string;
  readonly why: Readonly<Record<RoleReason, string>>;
  readonly positive: string;
  readonly threshold: string;
  readonly candidates: (role: RoleKey, candidates: readonly string[]) => string;
  readonly noLabel: string;
  readonly range: (min: string, max: string) => string;
  readonly values: (count: number, isMore: boolean) => string;
  readonly personal: string;
  readonly more: (count: number) => string;
  readonly slices: readonly string[];
  readonly costs: (task: RolesFound['task']) => readonly string[];
  /** Lines of YAML from the margin, for people to complete. */
  readonly checks: (task: RolesFound['task']) => readonly string[];
  readonly compare: (task: RolesFound['task']) => readonly string[];
  readonly watch: readonly string[];
}

/** A wider table is described by its first columns: nobody reads a file of a thousand lines. */
const FEATURES_MAX = 100;
/** Where comments begin, so that they stand below one another. */
const COMMENT_AT = 36;

/**
 * The text of a contract as a person would have written it: what was found with the reason beside it, what only a
 * person can say as a comment to be completed. It parses. Cost: n x columns.
 */
export function writeContract(input: InitInput): string {
  const { words, found } = input;
  const lines = [
    ...comment(words.head(input.file, input.sample)),
    'holdfast: 1',
    `model: ${nameText(input.model)}`,
    ...taskLines(input),
    '',
    'columns:',
    ...roleLines(input),
    ...featureLines(input),
    '',
    ...words.slices.flatMap(comment),
    '',
    ...words.costs(found.task).flatMap(comment),
    '',
    ...releaseLines(input),
    '',
    ...words.watch.flatMap(comment),
  ];
  return `${lines.join('\n')}\n`;
}

function taskLines({ found, words }: InitInput): readonly string[] {
  const reason = found.reasons.find(({ role }) => role === 'task');
  if (found.task !== null) return [line(`task: ${found.task}`, reason ? words.why[reason.reason] : null)];
  const open = found.ambiguous.find(({ role }) => role === 'task');
  return open ? [line(`# task: ${open.candidates[0]}`, words.candidates('task', open.candidates))] : [];
}

/** Keys of the contract by role, in the order in which people think of them. */
const SINGLE: readonly (readonly [role: keyof RoleNames, key: string])[] = [
  ['id', 'id'],
  ['origin', 'origin'],
  ['timestamp', 'timestamp'],
  ['query', 'query'],
  ['horizon', 'horizon'],
  ['label', 'label'],
  ['labelTimestamp', 'label_timestamp'],
  ['prediction', 'prediction'],
  ['score', 'score'],
  ['cluster', 'cluster'],
  ['weight', 'weight'],
];

function roleLines({ found, words, positive, threshold }: InitInput): readonly string[] {
  const { roles } = found;
  const why = (role: RoleKey): string | null => {
    const reason = found.reasons.find((candidate) => candidate.role === role)?.reason;
    return reason === undefined || reason === 'given' ? null : words.why[reason];
  };
  const single = SINGLE.flatMap(([role, key]) => {
    const column = roles[role];
    if (typeof column === 'string') return [line(`  ${key}: ${nameText(column)}`, why(role))];
    const open = found.ambiguous.find((candidate) => candidate.role === role);
    if (open)
      return [line(`  # ${key}: ${nameText(open.candidates[0] ?? '')}`, words.candidates(role, open.candidates))];
    return role === 'label' ? [line('  # label: COLUMN', words.noLabel)] : [];
  });
  const groups = found.ambiguous.find(({ role }) => role === 'groups');
  return [
    ...single,
    ...(roles.scores.length === 0
      ? []
      : [
          line(
            `  scores: ${flow(
              roles.scores.map((score) => [score.class, score.column]),
              nameText,
            )}`,
            why('scores'),
          ),
        ]),
    ...(roles.quantiles.length === 0
      ? []
      : [
          line(
            `  quantiles: ${flow(
              roles.quantiles.map(({ level, column }) => [String(level), column]),
              nameText,
            )}`,
            why('quantiles'),
          ),
        ]),
    ...(positive === null ? [] : [line(`  positive: ${scalarText(positive)}`, words.positive)]),
    ...(threshold === null ? [] : [line(`  threshold: "${threshold.operator} ${threshold.limit}"`, words.threshold)]),
    ...(roles.groups.length === 0 ? [] : [line(`  groups: [${roles.groups.map(nameText).join(', ')}]`, null)]),
    ...(groups
      ? [
          line(
            `  # groups: [${groups.candidates.map(nameText).join(', ')}]`,
            words.candidates('groups', groups.candidates),
          ),
        ]
      : []),
  ];
}

function featureLines({ table, found, words }: InitInput): readonly string[] {
  const taken = new Set([
    ...columnsWithRole(found.roles),
    ...(found.roles.horizon === null ? [] : [found.roles.horizon]),
  ]);
  const candidates = new Set(
    found.ambiguous.flatMap(({ role, candidates: names }) => (role === 'groups' ? [] : names)),
  );
  // The name that contracts refuse, and columns that may turn out to be a label or a score.
  const features = table.columns.filter(
    ({ name }) => !taken.has(name) && !candidates.has(name) && name !== '__proto__',
  );
  if (features.length === 0) return [];
  const rest = features.length - FEATURES_MAX;
  const written = features.slice(0, FEATURES_MAX).map((column) => {
    const facts = factsOf(column);
    const isPersonal = PERSONAL.test(column.name);
    const parts: [string, string][] = [['type', typeOf(column, facts)]];
    if (
      column.kind === 'number' &&
      column.type !== 'timestamp' &&
      column.type !== 'boolean' &&
      facts.min !== null &&
      facts.min >= 0
    )
      parts.push(['min', '0']);
    if (isPersonal) parts.push(['pii', 'drop']);
    return line(
      `    ${nameText(column.name)}: ${flow(parts)}`,
      isPersonal ? words.personal : seen(column, facts, words),
    );
  });
  return ['  features:', ...written, ...(rest > 0 ? comment(words.more(rest)).map((text) => `    ${text}`) : [])];
}

/** Names of columns that tell who somebody is. */
const PERSONAL =
  /(^|[_\W])(e[-_]?mail|phone|mobile|(first|last|sur|full)[-_]?name|address|ssn|iban|passport)([_\W]|$)/i;

const typeOf = (column: Column, facts: ColumnFacts): string => {
  if (column.kind === 'number') return column.type;
  return column.type === 'text' && facts.distinct <= DISTINCT_MAX ? 'category' : 'text';
};

/** Ranges of numbers and counts of values, never the values of text: those may be about people. */
function seen(column: Column, facts: ColumnFacts, words: InitWords): string | null {
  if (facts.present === 0 || (column.kind === 'number' && (column.type === 'timestamp' || column.type === 'boolean')))
    return null;
  if (facts.min !== null && facts.max !== null) return words.range(short(facts.min), short(facts.max));
  return words.values(Math.min(facts.distinct, DISTINCT_MAX), facts.distinct > DISTINCT_MAX);
}

/** Whole numbers as they are; others with four digits. */
const short = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));

function releaseLines({ checks, words, found }: InitInput): readonly string[] {
  const compare = words.compare(found.task);
  if (checks.length === 0) {
    const open = [...words.checks(found.task), ...compare].map((text) => `#   ${text}`);
    return ['# release:', ...open];
  }
  const written = checks.map(({ text, why }) => line(`    - ${scalarText(text)}`, why));
  return ['release:', '  checks:', ...written, ...compare.map((text) => `  # ${text}`)];
}

const flow = (parts: readonly (readonly [string, string])[], valueText = scalarText): string =>
  `{ ${parts.map(([key, value]) => `${scalarText(key)}: ${valueText(value)}`).join(', ')} }`;

/** A line with its comment at the common place, or two blanks behind a longer line. */
const line = (text: string, why: string | null): string =>
  why === null ? text : `${text.padEnd(COMMENT_AT - 2)}  # ${why.replace(/[\r\n]+/g, ' ')}`;

const comment = (text: string): readonly string[] => text.split('\n').map((part) => (part === '' ? '#' : `# ${part}`));
