import type { Section, TableBlock } from '../blocks.ts';
import type { FeedbackResult } from '../labels-result.ts';
import { ESTIMATE_LABELS } from '../words/estimate-labels.ts';
import { count, percent, points } from '../words/numbers.ts';
import { plainSection, row, table } from './tables.ts';

/** What an estimate says of it, or the part that a backtest says. */
type Told = Pick<FeedbackResult, 'selective' | 'diversity'> & Partial<FeedbackResult>;

/** Whether answers come back as labels; null where nothing says. */
export function feedbackSection(feedback: Told): Section | null {
  const { selective, explored, diversity, self_labelled: own, policy } = feedback;
  const says: string[] = [];
  const isLogged = policy != null && selective?.kind !== 'even';
  if (selective !== null) says.push(ESTIMATE_LABELS.selective[isLogged ? 'logged' : (selective.kind ?? 'unknown')]);
  if (explored !== undefined && !('gap' in explored)) {
    const { difference, interval, n, evidence } = explored;
    const isOff = interval[0] > 0 || interval[1] < 0;
    const kind = !isOff ? 'alike' : evidence >= EVIDENCE_ENOUGH ? 'other' : 'perhaps';
    says.push(ESTIMATE_LABELS.explored(difference, interval, n), ESTIMATE_LABELS.exploredSays[kind]);
  }
  if (diversity !== null && diversity.kind !== null) says.push(ESTIMATE_LABELS.diversity[diversity.kind]);
  if (own != null) says.push(ESTIMATE_LABELS.selfLabelled(own.rows, own.of, own.interval));
  if (says.length === 0) return null;
  const block = answersTable(selective);
  return { ...plainSection, id: 'feedback', heading: ESTIMATE_LABELS.feedback, says, blocks: block ? [block] : [] };
}

/** From here on an e-value speaks: 1 in 20. */
const EVIDENCE_ENOUGH = 20;

function answersTable(selective: FeedbackResult['selective']): TableBlock | null {
  if (selective === null || selective.kind === 'even') return null;
  const rows = selective.answers.map(({ of, rows: n, labelled, difference, interval }) =>
    row(
      [
        of,
        count(n),
        n === 0 ? '' : percent(labelled / n, 0),
        difference === null ? '' : points(difference, 1),
        interval === null ? '' : `${points(interval[0], 1)} to ${points(interval[1], 1)}`,
      ].map((text) => ({ text })),
    ),
  );
  const columns = ESTIMATE_LABELS.selectiveHeads.map((name, i) => ({ name, isNumber: i > 0 }));
  return table(ESTIMATE_LABELS.feedback, columns, rows);
}
