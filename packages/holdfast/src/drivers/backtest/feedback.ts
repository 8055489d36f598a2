import { answerCodes } from '@holdfast/core/measure/feedback/answers.ts';
import { selectiveLabels } from '@holdfast/core/measure/feedback/selective-labels.ts';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { ESTIMATE_LABELS } from '@holdfast/core/report/words/estimate-labels.ts';
import { type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { type Column, findColumn, type Table } from '@holdfast/core/table/table.ts';
import type { Window } from '@holdfast/core/table/windows.ts';
import { diversityIn } from '../estimate/diversity.ts';
import { filled } from '../estimate/filled.ts';
import type { Replayed } from './course.ts';
import type { History, Side } from './history.ts';
import type { WatchPlan } from './watch-plan.ts';

/** A name that no file can hold: names have no line breaks. */
const ROW = 'row\n';

/**
 * Whether answers come back as labels, over a history: labels by answer in windows whose labels count as arrived, and
 * how much answers differ from row to row. Null for lists, whose rows have no answer of their own.
 */
export function feedbackOf(
  history: History,
  { windows, reference }: Replayed,
  plan: WatchPlan,
): BacktestResult['feedback'] {
  if (history.plan.roles.task === 'ranking') return null;
  const [past, now] = [answersOf(history.reference, history), answersOf(history.history, history)];
  const { times, arrivals } = history.history;
  const last = times.reduce((most, time, i) => Math.max(most, time, arrivals[i]! || time), 0); // ! as many
  const due = windows.map(({ window }) => window).filter(({ end }) => end + plan.labelDelayMs <= last);
  return {
    selective: selectiveOf(now, due, arrivals),
    diversity: diversityIn(
      { rows: past.assigned.rows, windows: reference.map(({ window }) => placesIn(past, window.rows)) },
      { rows: now.assigned.rows, windows: windows.map(({ window }) => placesIn(now, window.rows)) },
    ),
  };
}

/** All rows that have an answer, labelled or not, and which of them a row of the table is. */
interface Answers {
  readonly assigned: Assigned;
  /** By row of the table its place among them; -1 has no answer. */
  readonly places: Int32Array;
}

function answersOf({ table }: Side, { plan }: History): Answers {
  const own = findColumn(table, plan.roles.label);
  const values = Float64Array.from({ length: table.n }, (_, i) => i);
  const row: Column = { name: ROW, kind: 'number', type: 'integer', values, missing: null };
  const others = table.columns.filter((column) => column !== own);
  const all: Table = { n: table.n, columns: [...others, ...(own ? [filled(own, own, table.n)] : []), row] };
  const assigned = assignRoles(all, '', plan.roles);
  const places = new Int32Array(table.n).fill(-1);
  const kept = findColumn(assigned.table, ROW);
  if (kept?.kind === 'number') kept.values.forEach((at, place) => void (places[at] = place));
  return { assigned, places };
}

const placesIn = ({ places }: Answers, rows: Int32Array): Int32Array =>
  rows.map((at) => places[at]!).filter((place) => place >= 0); // ! a row

/** Labels by answer; null where all of these rows have one, or none. */
function selectiveOf(now: Answers, due: readonly Window[], arrivals: Float64Array): Selective {
  const { codes, names, edges } = answerCodes(now.assigned.rows, now.assigned.rows.n);
  const rows = due.flatMap(({ rows: own }, w) =>
    [...own].flatMap((row) => {
      const place = now.places[row]!; // ! a row
      const isLabelled = Number(!Number.isNaN(arrivals[row]));
      return place < 0 ? [] : [{ answer: codes[place]!, isLabelled, w }]; // ! a place
    }),
  );
  const labelled = rows.reduce((sum, { isLabelled }) => sum + isLabelled, 0);
  if (labelled === 0 || labelled === rows.length) return null;
  const said = names ?? ESTIMATE_LABELS.amounts(edges ?? []);
  const { kind, answers } = selectiveLabels({
    answer: Int32Array.from(rows, ({ answer }) => answer),
    answers: said.length,
    isLabelled: Uint8Array.from(rows, ({ isLabelled }) => isLabelled),
    window: Int32Array.from(rows, ({ w }) => w),
  });
  return { kind, answers: answers.map((one, k) => ({ of: said[k] ?? '', ...one })) };
}

type Selective = NonNullable<BacktestResult['feedback']>['selective'];
