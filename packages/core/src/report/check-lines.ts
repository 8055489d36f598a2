import { defaults, type Entry } from '../catalogue/define.ts';
import { CHECK_LINE_WORDS } from './words/catalogue.ts';

/** One check as it is written in a contract, and what it asks. */
export interface CheckLine {
  readonly text: string;
  readonly about: string;
}

/** Groups and slices of examples; people put their own columns in the place of these. */
const GROUP = 'sex';
const CONDITION = "region = 'N'";
const COLUMN = 'price';

/** Ways to write a check on the entry, the plainest first. A contract accepts each of them. */
export function checkLines(entry: Entry): readonly CheckLine[] {
  const expect = expectation(entry);
  const { plain, param, column, average, slice, gap } = CHECK_LINE_WORDS;
  const hasInterval = !('columns' in entry.needs) || entry.influence !== undefined;
  const base = entry.family === 'cost' ? CHECK_LINE_WORDS.costs : hasInterval ? plain : CHECK_LINE_WORDS.noInterval;
  const lines: CheckLine[] = [{ text: `${entry.id} ${expect}`, about: base }];
  const [name] = entry.family === 'cost' ? [] : Object.keys(entry.params);
  if (name !== undefined)
    lines.push({ text: `${entry.id}(${name} = ${otherValue(entry, name)}) ${expect}`, about: param });
  if ('columns' in entry.needs) {
    if (entry.unit === 'share') lines.push({ text: `${entry.id}(${COLUMN}) ${expect}`, about: column });
    return lines;
  }
  const isOneAgainstRest =
    entry.tasks.includes('binary') && !entry.tasks.includes('multiclass') && entry.family === 'performance';
  if (isOneAgainstRest) lines.push({ text: `macro(${entry.id}) ${expect}`, about: average });
  lines.push({ text: `${entry.id} ${expect} where ${CONDITION}`, about: slice });
  const most = { share: '10%', score: '0.1' }[entry.unit as string]; // as: units without a usual limit give undefined
  if (most !== undefined) lines.push({ text: `gap(${entry.id}, ${GROUP}) <= ${most}`, about: gap });
  return lines;
}

/** A limit that reads well for the kind of number; what a person asks for is theirs to say. */
function expectation({ better, unit, range }: Entry): string {
  if (unit === 'rows') return '>= 1000';
  if (unit === 'money') return '<= 2.5';
  if (unit === 'label') return '<= 5';
  if (better === 'lower') return unit === 'share' ? '<= 5%' : '<= 0.2';
  const isSigned = range[0] < 0;
  return better === 'higher' ? (isSigned ? '>= 0.6' : '>= 0.8') : '<= 0.4';
}

/** A value of the parameter that is not its default: a usual level below 1, else one or twice as much. */
function otherValue(entry: Entry, name: string): number {
  const own = defaults(entry)[name] ?? 0;
  if ((entry.params[name]?.max ?? 1) <= 1) return own === 0.9 ? 0.8 : 0.9;
  return own === 0 ? 1 : own * 2;
}
