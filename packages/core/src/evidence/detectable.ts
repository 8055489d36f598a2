import { BET_COUNT, type Layout } from './layout.ts';
import { weightOf } from './ledger.ts';
import { layoutOf, type Panel, stateOf, warmUpOf } from './panel.ts';
import { commonLags, whiteningOf } from './whiten.ts';

/** What a stream can see with what it knows now. */
export interface Detectable {
  /** The smallest persistent shift, in units of y, of each component; the larger of the formula's and materiality. */
  readonly shifts: readonly number[];
  /** The same in standard deviations of a window's statistic; the same for all components but for materiality. */
  readonly deviations: number;
  /** Accepted windows that it knows. */
  readonly windows: number;
  /** Correlation of its residuals from one window to the next; above 0.8 longer windows are needed (STATISTICS 14). */
  readonly persistence: number;
}

/**
 * The smallest persistent shift that a stream can see, or null while it warms up: sigma sqrt(2 ln(1/b) / m), because
 * the evidence against a level that is itself made of m windows is bounded (STATISTICS 2.4). b is one bet's income.
 * An autocorrelated stream has fewer windows' worth; the formula is scaled by its long-run deviation.
 */
export function detectable(panel: Panel, id: string): Detectable | null {
  const layout = layoutOf(panel);
  const state = stateOf(panel);
  const stream = layout.index.get(id);
  if (stream === undefined) return null;
  const windows = state.windows[stream]!; // ! a stream
  const degrees = windows - layout.terms;
  if (windows < warmUpOf(panel) || degrees < 1) return null;
  const common = 2 * layout.nullOf[stream]!; // ! a stream
  const lags = commonLags(state, layout);
  const { a1, a2, left } = whiteningOf(state.lagSums, stream, lags[common]!, lags[common + 1]!); // ! two for each null
  const persistence = Math.max(1, left / Math.max(0.05, 1 - a1 - a2));
  const deviations = persistence * Math.sqrt((2 * Math.log(1 / incomeOfBet(panel, layout, stream))) / windows);
  const [from, to] = [layout.first[stream]!, layout.first[stream + 1]!]; // ! streams + 1 places
  const materiality = layout.specs[stream]?.materiality ?? [];
  const shifts = Array.from(state.squares.subarray(from, to), (squares, j) =>
    Math.max(materiality[j] ?? 0, deviations * Math.sqrt(squares / degrees)),
  );
  return { shifts, deviations, windows, persistence: a1 / (1 - a2) };
}

/** What one bet of the stream gets in a usual window when all streams of its group are due. */
function incomeOfBet({ options }: Panel, layout: Layout, stream: number): number {
  const { falseAlarms, perMs } = options.budget;
  const group = layout.streamsOf[layout.groupOf[stream]!]!; // ! a stream has a group
  const times = weightOf(layout, group) / layout.weights[stream]!; // ! a stream
  const components = layout.first[stream + 1]! - layout.first[stream]!; // ! streams + 1 places
  const ofGroup = (falseAlarms * options.windowMs) / perMs / layout.groups.length;
  return Math.min(0.5, ofGroup / times / components / BET_COUNT);
}
