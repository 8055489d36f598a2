import { count, countWord, plural } from './numbers.ts';

/** Words in and around the charts of a backtest. */

/** Units of windows, and what several of them make. */
const MANY: Readonly<Record<string, string>> = { 'hour 24': 'day', 'hour 168': 'week', 'day 7': 'week' };

/** "week", "two weeks", "day" for 24 hours, "13 windows". */
function step(size: number, unit: string): string {
  const one = unit === 'other' ? 'window' : unit;
  if (size === 1) return one;
  return MANY[`${unit} ${size}`] ?? `${countWord(size)} ${one}s`;
}

/** Captions, titles and labels. */
export const CHART = {
  step,
  title: (name: string, of: string, incidents: number): string =>
    `${name} over time, a dot for each ${of}, with ${incidents === 0 ? 'no incident' : plural(incidents, 'incident')} marked.`,
  caption: (name: string, isShare: boolean, unit: string): string =>
    isShare ? `${name}, of 100 rows` : unit === '' ? `${name}, on average` : `${name}, ${unit}`,
  explains:
    'Numbers mark incidents where they were told: red, it got worse; green, it got better; hollow, something else moved.',
  dots: (name: string, of: string, range: string | null): readonly string[] => [
    `dots: ${name}, ${article(of)} each,`,
    range === null ? 'with its interval' : `with its lowest and highest ${range}`,
  ],
  usual: (value: string): string => `grey: usual, ${value}`,
  beyond: (value: string): string => `usual, ${value}, lies beyond this scale`,
  band: 'blue: estimated without outcomes',
  estimate: (at: string, value: string, interval: string): string =>
    `${at}: estimated ${value}${interval === '' ? '' : ` (${interval})`}, without outcomes`,
  estimated: (given: number, all: number, of: { held: number; known: number; why: string }): string => {
    const refused = given === all || of.why === '' ? '' : ` The others were refused, for example because ${of.why}.`;
    if (given === 0)
      return `Before outcomes nothing could have been said of it.${refused.replace('The others were', 'It was')}`;
    const could = `Before outcomes ${count(given)} of ${count(all)} could have been estimated (blue)`;
    return `${could}, and ${count(of.held)} of ${count(of.known)} bands held what came.${refused}`;
  },
  blank: (why: string): string => `hatched: ${why}`,
  noValue: 'nothing can be said',
  dot: (at: string, value: string, interval: string, n: string): string =>
    `${at}: ${value}${interval === '' ? '' : ` (${interval})`}, n ${n}`,
  without: (at: string, why: string): string => `${at}: none, ${why}`,
  table: (n: number, of: string): string => {
    if (n === 1) return `The one ${of} as a table`;
    return /^\p{L}+$/u.test(of) ? `The ${count(n)} ${of}s as a table` : `The ${count(n)} steps of ${of} as a table`;
  },
  tableRest: (windows: number): string => `All ${count(windows)} windows are in the JSON.`,
  rangeNote: (of: string): string =>
    `A dot is the mean of several ${of}s by their rows; its line goes from the lowest to the highest.`,
  intervalNote: 'Intervals are two-sided 95 %, by day or cluster where there are several.',
  perStep: (duration: string): string => `${duration} a step`,
  legend: {
    fell: 'x got worse',
    rose: '+ got better',
    moved: '. something else moved',
    blank: '░ nothing can be said',
  },
  more: (n: number): string => `and ${count(n)} more in the report`,
  panelNote: (usual: string | null, low: string, high: string): string =>
    `${usual === null ? '' : `usual ${usual}; `}from ${low} to ${high}`,
  panelNone: 'no value in the history',
  panelTitle: (name: string, incidents: number): string =>
    `${name} over time, with ${incidents === 0 ? 'no incident' : plural(incidents, 'incident')} in which it moved.`,
  panelHeads: ['what moved', 'usual and range', 'incidents'],
  budgetHead: 'how many',
} as const;

const article = (of: string): string =>
  /^(two|three|four|five|six|seven|eight|nine|ten|\d)/.test(of) ? of : `one ${of}`;
