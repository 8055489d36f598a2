import type { ForestBlock, Section } from '../blocks.ts';
import type { Result } from '../result.ts';
import type { TrainedResult } from '../trained-result.ts';
import { count, decimalsFor, fixed } from '../words/numbers.ts';
import { TRAINED } from '../words/trained.ts';

/** As many as can be read. */
const ROWS_MAX = 15;
const LEFT_OUT_MAX = 5;
/** Names in a heading. */
const NAMED = 2;

/** What a model that was learned here looks at, and what it was learned from. */
export function trainedSection({ trained }: Result): Section | null {
  if (trained === undefined) return null;
  const sure = trained.importance.filter(({ interval }) => interval !== null && interval[0] > 0);
  const left = trained.left_out.slice(0, LEFT_OUT_MAX).map(({ name, why }) => TRAINED.leftOut(name, why));
  const rest = trained.left_out.length - left.length;
  return {
    id: 'trained',
    heading: TRAINED.heading(sure.slice(0, NAMED).map(({ names }) => names.join(', '))),
    says: [TRAINED.learned(trained), ...left, ...(rest > 0 ? [TRAINED.others(rest)] : [])],
    note: '',
    verdict: null,
    isBrief: true,
    blocks: trained.importance.length === 0 ? [] : [forest(trained)],
  };
}

function forest({ importance, loss }: TrainedResult): ForestBlock {
  const decimals = decimalsFor(Math.max(...importance.map(({ value }) => Math.abs(value))));
  return {
    kind: 'forest',
    id: 'figure-trained',
    title: TRAINED.title,
    caption: TRAINED.caption,
    explains: TRAINED.explains,
    rows: importance.slice(0, ROWS_MAX).map(({ names, value, interval, n }) => ({
      name: names.join(', '),
      n: count(n),
      value,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      limit: null,
      text:
        fixed(value, decimals) +
        (interval === null ? '' : ` (${interval.map((end) => fixed(end, decimals)).join(' to ')})`),
      verdict: null,
      isStrong: false,
    })),
    sides: TRAINED.sides,
    reference: null,
    limitName: null,
    key: TRAINED.key(TRAINED.unit[loss]),
    unit: TRAINED.unit[loss],
  };
}
