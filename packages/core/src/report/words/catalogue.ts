import type { AnyEntry, AnyExample } from '../../catalogue/any-entry.ts';
import type { Entry, Family, Law, Source, Task, WindowLaw, WindowMetric } from '../../catalogue/define.ts';
import type { Detector, DetectorLaw } from '../../catalogue/detector.ts';
import { fixed, MINUS } from './numbers.ts';

/** What a family is about, under its name. */
export const FAMILY_ABOUT: Readonly<Record<Family, string>> = {
  calibration: 'does the score, or the interval, mean what it says?',
  cost: 'what do right and wrong answers cost?',
  drift: 'have the values moved away from the reference?',
  fairness: 'who gets a yes, and how often is yes the truth?',
  performance: 'how often, and by how much, is the model right?',
  quality: 'are the columns what they were?',
  sequential: 'did values change, row by row? No promise on false alarms',
};

/** The letter of a task in the list, and the task in words. */
export const TASK_WORDS: Readonly<Record<Task, readonly [letter: string, words: string]>> = {
  binary: ['b', 'binary'],
  multiclass: ['m', 'several classes'],
  regression: ['r', 'regression'],
  forecast: ['f', 'forecast'],
  ranking: ['k', 'ranking'],
};

/** What a law promises, for people. */
const LAW_WORDS: Readonly<Record<Law, string>> = {
  'zero-on-equal': 'equal tables give 0',
  symmetric: 'label and prediction may change places',
  'rank-only': 'only the order of the scores counts',
  'class-swap': 'the two classes may change places',
  'shift-free': 'a constant added to label and prediction changes nothing',
  'scale-free': 'a factor on label and prediction changes nothing',
  'zero-when-perfect': 'perfect answers give 0',
  'one-when-perfect': 'perfect answers give 1',
};
const EVERY_LAW = 'the order of rows is free; a weight of 2 is the row twice';
const WINDOW_LAW_WORDS: Readonly<Record<WindowLaw, string>> = {
  'zero-on-equal': 'equal shares give 0',
  symmetric: 'window and reference may change places',
  'bin-order-free': 'where a bin lies does not count',
};
const EVERY_WINDOW_LAW = 'the order of rows is free; more rows, less noise';

const DETECTOR_LAW_WORDS: Readonly<Record<DetectorLaw, string>> = {
  'silent-on-constant': 'a value that never changes raises nothing',
};
const EVERY_DETECTOR_LAW = 'its memory may be kept and taken up again';

/** The laws that a machine checks on random rows, counts or streams, as one sentence part after the other. */
export function lawWords(
  entry: Pick<Entry, 'kind' | 'laws'> | Pick<WindowMetric, 'kind' | 'laws'> | Pick<Detector, 'kind' | 'laws'>,
): string {
  if (entry.kind === 'metric') return [...entry.laws.map((law) => LAW_WORDS[law]), EVERY_LAW].join('; ');
  return entry.kind === 'detector'
    ? [...entry.laws.map((law) => DETECTOR_LAW_WORDS[law]), EVERY_DETECTOR_LAW].join('; ')
    : [...entry.laws.map((law) => WINDOW_LAW_WORDS[law]), EVERY_WINDOW_LAW].join('; ');
}

/** The interval that the entry gets, which follows from how it is defined. */
export function intervalWords(entry: AnyEntry): string {
  if (entry.kind !== 'metric') return wayWords(entry);
  const isFew = entry.fewestRows !== undefined || entry.fewestPooled !== undefined;
  const { fewestClusters } = entry;
  return [
    wayWords(entry),
    ...(isFew ? ['none where too few rows carry it'] : []),
    ...(fewestClusters === undefined ? [] : [`none of fewer than ${fewestClusters} clusters`]),
  ].join('; ');
}

function wayWords(entry: AnyEntry): string {
  if (entry.kind === 'window-metric') return 'none: beside it stands what chance alone gives at these numbers of rows';
  if (entry.kind === 'detector') return 'none: it says yes or no';
  if ('columns' in entry.needs && entry.influence === undefined) return 'none: it describes the rows that are there';
  if (entry.isExtreme) return 'none: only the outermost rows tell it';
  if (entry.quantile !== undefined) return 'by order statistics, which hold for any distribution';
  if (entry.isAboveChance) return 'by resampling, less what chance adds';
  if (entry.isOptimised)
    return 'by 100 resamples, which also take off what it is too high; in large tables by influence';
  if (entry.peaked) return 'near its peak chi-squared, as a distance from there; else delta method';
  const isWithin = entry.range[0] === 0 && entry.range[1] === 1;
  if (entry.each !== undefined && entry.unit === 'share' && isWithin && !entry.isWeighing)
    return 'Wilson where it is a share of independent rows, Clopper-Pearson with fewer than 10 on one side; else delta';
  if (entry.influenceBy === 'delong')
    return "DeLong on the logit, with Student's t where few rows carry it; jackknife by few clusters";
  if (entry.influence !== undefined && isWithin && !entry.isSkewed)
    return "delta method on the logit, with Student's t where few rows carry it";
  if (entry.isSigned) return "by influence, with Student's t";
  if (entry.each !== undefined || entry.isMean || entry.isSkewed) return 'Hall: by influence, its skewness taken off';
  const isOfNumbers = entry.tasks.every((task) => task === 'regression' || task === 'forecast');
  if (isOfNumbers && entry.influence !== undefined)
    return "delta method with Student's t, a degree of freedom for each row that carries it";
  const few = 'where fewer than 20 rows carry it, BCa with the seed of the run, from 50 rows on';
  return entry.influence === undefined ? 'BCa with the seed of the run, from 50 rows on' : `delta method; ${few}`;
}

/** "0 to 1", "−∞ to ∞". */
export const rangeWords = ([least, most]: readonly [number, number]): string => `${end(least)} to ${end(most)}`;

/** A bound of a range or a parameter, without digits that say nothing. */
function end(value: number): string {
  if (Math.abs(value) === Number.POSITIVE_INFINITY) return value < 0 ? `${MINUS}∞` : '∞';
  if (Math.abs(value) >= 1e6) return value.toExponential().replace('e+', 'e').replace('-', MINUS);
  return Number.isInteger(value) ? fixed(value, 0) : String(Number(value.toPrecision(4)));
}

const BETTER_WORDS: Readonly<Record<AnyEntry['better'], string>> = {
  lower: 'less is better',
  higher: 'more is better',
  neither: 'neither more nor less is better by itself',
};

const UNIT_WORDS: Readonly<Record<AnyEntry['unit'], string>> = {
  share: 'a share',
  score: 'a number on a scale of its own',
  label: 'in the unit of the label',
  number: 'a plain number',
  nats: 'in nats (natural logarithm)',
  money: 'in the currency of the contract',
  rows: 'a count',
};

/** "a share, 0 to 1; more is better". */
export const scaleWords = ({ unit, range, better }: Pick<AnyEntry, 'unit' | 'range' | 'better'>): string =>
  `${UNIT_WORDS[unit]}, ${rangeWords(range)}; ${BETTER_WORDS[better]}`;

/** What a table must have. */
export function needsWords(
  entry: Pick<Entry, 'kind' | 'needs'> | Pick<WindowMetric, 'kind' | 'needs'> | Pick<Detector, 'kind' | 'takes'>,
): string {
  if (entry.kind === 'detector')
    return entry.takes === 'errors' ? 'a column of 0 and 1, 1 an error' : 'a column of numbers';
  const { needs } = entry;
  if ('window' in needs) return `profiles of a window and of a reference: ${needs.window.join(', ')}`;
  if ('rows' in needs) return `rows with ${needs.rows.join(', ')}`;
  return needs.columns === 'two' ? 'the columns of the table and of a reference' : 'the columns of the table';
}

/** "power, 0 to 2, default 0". */
export const paramWords = (name: string, param: { default: number; min: number; max: number }): string =>
  `${name}, ${end(param.min)} to ${end(param.max)}, default ${param.default}`;

/** "C. J. van Rijsbergen, Information Retrieval (1979): the same value". */
export function sourceWords({ title, year, relation, note }: Source): string {
  const from = year === undefined ? title : `${title} (${year})`;
  return `${from}: ${relation === 'same' ? 'the same value' : `adapted${note === undefined ? '' : `, ${note}`}`}`;
}

/** Heads of the parts of one entry, in their order. */
export const ENTRY_HEADS = {
  formula: 'Formula',
  scale: 'Scale',
  tasks: 'Tasks',
  needs: 'Needs',
  interval: 'Interval',
  params: 'Parameters',
  edges: 'Edges',
  laws: 'Laws',
  sources: 'Sources',
  clauses: 'Evidence for',
  maturity: 'Maturity',
  example: 'Example',
  contract: 'In a contract',
} as const;

/** Names of the lists of an example. */
export const EXAMPLE_WORDS = {
  missing: '(missing)',
  bins: 'bins',
  reference: 'reference',
  window: 'now',
  stream: 'stream',
  changes: 'changes',
  none: 'none',
  run: (value: number, times: number): string => `${times} × ${value}`,
} as const;

/** What an example comes to: its number, or the places where a detector speaks. */
export const exampleValue = (example: AnyExample): string =>
  'value' in example
    ? String(Number(example.value.toPrecision(12)))
    : `${EXAMPLE_WORDS.changes} ${example.changes.join(', ') || EXAMPLE_WORDS.none}`;

/** What lines of a contract ask, beside them. */
export const CHECK_LINE_WORDS = {
  plain: 'judged by its bound',
  noInterval: 'judged by its value',
  param: 'with another parameter',
  column: 'of one column',
  average: 'mean over the classes',
  slice: 'in one slice',
  gap: 'highest less lowest group',
  costs: 'with the prices under costs',
} as const;

/** Below the list. */
export const LIST_WORDS = {
  key: (letters: string): string => `Tasks: ${letters}`,
  more: 'One entry explained: holdfast catalogue ID',
  count: (n: number, families: number): string =>
    `${n} entries in ${families === 1 ? 'one family' : `${families} families`}`,
} as const;
