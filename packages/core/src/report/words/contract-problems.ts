import type { Place, ProblemCode, ProblemDetails } from '../../std/problem.ts';
import { CONTRACT_EXPECTED, EXPRESSION_EXPECTED } from './expected.ts';

/** A contract that is not there at all is a problem of the command line. */
type ContractCode = Exclude<Extract<ProblemCode, `CONTRACT_${string}`>, 'CONTRACT_MISSING'>;
type Words = { readonly [C in ContractCode]: (details: ProblemDetails[C]) => readonly [string, string, string] };

const at = ({ path, line, column }: Place): string =>
  [path, ...(line === undefined ? [] : [`line ${line}`]), ...(column === undefined ? [] : [`column ${column}`])].join(
    ', ',
  );
const list = (names: readonly (string | number)[]): string => (names.length === 0 ? 'nothing' : names.join(', '));
const meant = (name: string | null): string => (name === null ? '' : `Did you mean "${name}"? `);
const inside = (name: string): string => (name === '' ? 'the contract' : name);

const YAML_REASONS: Readonly<Record<string, readonly [string, string]>> = {
  indent: [
    'the indentation does not fit the lines above',
    'Give keys that belong together the same number of blanks before them.',
  ],
  tab: ['a tab stands where blanks must indent', 'Indent with blanks.'],
  unclosed: ['a quote, a bracket, a comma or a colon is missing', 'Close what was opened on this line or above it.'],
  'duplicate-key': ['a key stands twice in one mapping', 'Keep one of them.'],
  alias: ['an alias (*name) has no anchor (&name) before it', 'Write the value itself.'],
  colon: ['a value that goes on as a key was found', 'Put text with a colon in it in quotes.'],
  escape: ['an escape in double quotes is not one of YAML', 'Use single quotes for text with backslashes.'],
  start: ['a value begins with a sign that YAML keeps for itself', 'Put it in quotes.'],
  'too-deep': ['values are nested too deeply', 'Write it flatter: a contract needs no more than ten levels.'],
  'too-many-aliases': ['aliases (*name) stand for too many values', 'Write the values out.'],
  'key-not-text': ['a key is a list or a mapping', 'Use text for keys.'],
  'several-documents': ['the file holds several documents', 'Keep one document in a file: one contract.'],
  directive: ['a line that begins with % gives YAML an instruction', 'Take it out.'],
  syntax: ['this is not YAML', 'Compare with an example: holdfast init FILE writes a contract for your data.'],
};

/** The sentences about contract files. */
export const CONTRACT_PROBLEM_WORDS: Words = {
  CONTRACT_TOO_LARGE: (d) => [
    `${d.path} is too large for a contract`,
    `${d.bytes} bytes, the limit is ${d.limit}`,
    'Name the contract with -c FILE; data files are given without -c.',
  ],
  CONTRACT_YAML: (d) => {
    const [found, remedy] = YAML_REASONS[d.reason] ?? [
      'this is not YAML',
      'Compare with the example that holdfast init FILE writes.',
    ];
    return [`the contract cannot be read (${at(d.place)})`, found, remedy];
  },
  CONTRACT_TAG: (d) => [
    `the contract has a YAML tag (${at(d.place)})`,
    d.tag,
    'Take it out: a contract is plain text, numbers, lists and mappings.',
  ],
  CONTRACT_KEY_UNKNOWN: (d) => [
    `${inside(d.inside)} has no key "${d.key}" (${at(d.place)})`,
    d.known.length === 0 ? `"${d.key}", where no such key can be` : `"${d.key}"; there are ${list(d.known)}`,
    d.nearest === null ? 'Take it out, or use one of these.' : `Did you mean "${d.nearest}"?`,
  ],
  CONTRACT_KEY_MISSING: (d) => [
    `${inside(d.inside)} lacks the key "${d.key}" (${at(d.place)})`,
    'nothing',
    `Add ${d.key}: with its value.`,
  ],
  CONTRACT_VALUE: (d) => [
    `${inside(d.at)} has a value that cannot be used (${at(d.place)})`,
    d.found,
    `${meant(d.nearest)}Expected ${[CONTRACT_EXPECTED[d.expected], ...(d.allowed.length === 0 ? [] : [d.allowed.join(', ')])].join(' ')}.`,
  ],
  CONTRACT_CHECK_SYNTAX: (d) => [
    `the check ${JSON.stringify(d.text)} cannot be read at character ${d.at} (${at(d.place)})`,
    d.found === '' ? 'the end' : JSON.stringify(d.found),
    `Expected ${EXPRESSION_EXPECTED[d.expected]}. Example: accuracy >= 0.86 where sex = 'Female'.`,
  ],
  CONTRACT_ENTRY_UNKNOWN: (d) => [
    `the catalogue has no entry "${d.entry}" (${at(d.place)})`,
    `"${d.entry}"`,
    `${meant(d.nearest)}See all with: holdfast catalogue.`,
  ],
  CONTRACT_ENTRY_WINDOW: (d) => [
    `"${d.entry}" cannot be named in a check or monitor (${at(d.place)})`,
    'it compares rows with a reference, and no limit of it fits every number of rows',
    'Take it out. holdfast drift measures it for every column beside what chance alone gives; holdfast backtest watches every column under one budget of false alarms.',
  ],
  CONTRACT_NAME_UNKNOWN: (d) => [
    `there is no ${d.what} "${d.name}" (${at(d.place)})`,
    list(d.known),
    `${meant(d.nearest)}${d.what === 'slice' ? 'Define it under slices, or write a condition in its place.' : 'Use the id of a check of this contract.'}`,
  ],
  CONTRACT_NAME_TWICE: (d) => [
    `the ${d.what} "${d.name}" is named twice (${at(d.place)})`,
    `"${d.name}" here and before`,
    d.what === 'check'
      ? 'Give one of the two an id of its own.'
      : d.what === 'slice'
        ? 'Give one of the two another name.'
        : d.what === 'detector'
          ? 'Leave one of the two out.'
          : 'Name another column for one of the two roles.',
  ],
  CONTRACT_CONFLICT: (d) => [
    `"${d.first}" and "${d.second}" say the same thing (${at(d.place)})`,
    'both',
    'Keep one of them.',
  ],
};
