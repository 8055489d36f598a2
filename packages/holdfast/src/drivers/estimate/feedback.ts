import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { answerCodes } from '@holdfast/core/measure/feedback/answers.ts';
import { exploredDifference } from '@holdfast/core/measure/feedback/explored.ts';
import {
  type Observed,
  type SelectiveLabels,
  selectiveLabels,
} from '@holdfast/core/measure/feedback/selective-labels.ts';
import type { FeedbackResult } from '@holdfast/core/report/labels-result.ts';
import { ESTIMATE_LABELS } from '@holdfast/core/report/words/estimate-labels.ts';
import { wilson } from '@holdfast/core/stats/proportion.ts';
import { type Held, outcomesOf } from './calibration.ts';
import { diversityIn } from './diversity.ts';
import type { FewOf } from './partly.ts';
import { policyOf } from './partly.ts';

const Z = 1.959963984540054;

/** Answers and labels of the rows to estimate, for a look at whether labels come to all answers alike. */
export interface Selection extends Observed {
  readonly found: SelectiveLabels;
  readonly names: readonly string[];
  /** By judged row of both sides. */
  readonly codeOf: Int32Array;
}

/** Whether labels come to all answers alike; null where all rows have one, or none. */
export function selectionOf({ sides, coming }: Pick<Held, 'sides' | 'coming'>): Selection | null {
  const { assigned, reference, isLabelled } = sides;
  const rows = Int32Array.from(coming.windowOf.keys()).filter((row) => coming.windowOf[row]! >= 0); // ! a row
  const labelled = rows.reduce((sum, row) => sum + isLabelled[row]!, 0); // ! a row
  if (labelled === 0 || labelled === rows.length) return null;
  const { codes, names, edges } = answerCodes(assigned.rows, reference);
  const observed: Observed = {
    answer: Int32Array.from(rows, (row) => codes[row]!), // ! a row, here and below
    answers: names?.length ?? (edges?.length ?? 0) + 1,
    isLabelled: Uint8Array.from(rows, (row) => isLabelled[row]!), // ! as above
    window: Int32Array.from(rows, (row) => coming.windowOf[row]!), // ! as above
  };
  const said = names ?? ESTIMATE_LABELS.amounts(edges ?? []);
  return { ...observed, found: selectiveLabels(observed), names: said, codeOf: codes };
}

/** What is measured, and how. */
export interface Telling {
  readonly selection: Selection | null;
  readonly few: FewOf;
  readonly targets: readonly Target[];
  readonly keyOf: (target: Target) => string;
}

/** All that is said of feedback. */
export function feedbackOf(held: Held, { selection, few, targets, keyOf }: Telling): FeedbackResult {
  const { sides, cut } = held;
  const { rows } = sides.assigned;
  return {
    selective: selection && {
      kind: selection.found.kind,
      answers: selection.found.answers.map((one, k) => ({ of: selection.names[k] ?? '', ...one })),
    },
    explored: exploredOf(held),
    diversity: diversityIn({ rows, windows: cut.before }, { rows, windows: cut.windows.map((window) => window.rows) }),
    self_labelled: selfLabelledOf(held),
    policy: policyOf({ sides, few, rows: labelledWindows(held) }, targets, keyOf),
  };
}

const rowsIn = ({ windows }: Held['cut']): Int32Array => Int32Array.from(windows.flatMap(({ rows }) => [...rows]));

/** The rows of windows with labels: in a window without any nobody could have been asked. */
const labelledWindows = ({ sides, cut }: Held): Int32Array =>
  rowsIn({ ...cut, windows: cut.windows.filter(({ rows }) => rows.some((row) => sides.isLabelled[row] === 1)) });

/** Explored rows beside the others: of classes the last, of amounts whether an error lies above the middle. */
function exploredOf(held: Held): FeedbackResult['explored'] {
  const { sides, coming } = held;
  const { explored } = sides.loop;
  if (explored === null) return { gap: 'no-column' };
  const rows = Int32Array.from(coming.cameIn.flatMap((own) => [...own])).sort(
    (a, b) => coming.windowOf[a]! - coming.windowOf[b]! || a - b, // ! rows
  );
  const streams = rows.length === 0 ? [] : outcomesOf(held, rows);
  const outcomes = streams[streams.length > 1 ? 1 : 0];
  const found =
    outcomes &&
    exploredDifference({
      outcomes,
      isExplored: Uint8Array.from(rows, (row) => explored[row]!), // ! a row, here and below
      window: Int32Array.from(rows, (row) => coming.windowOf[row]!), // ! as above
    });
  return found ?? { gap: 'too-few-rows' };
}

function selfLabelledOf({ sides }: Held): FeedbackResult['self_labelled'] {
  const { loop, reference, isLabelled } = sides;
  if (loop.selfLabelled === null) return null;
  let [rows, others] = [0, 0];
  for (let row = reference; row < isLabelled.length; row++) {
    rows += loop.selfLabelled[row]!; // ! a row, here and below
    others += isLabelled[row]!; // ! as above
  }
  const of = rows + others;
  return { rows, of, share: of === 0 ? 0 : rows / of, interval: wilson(rows, of, Z) };
}
