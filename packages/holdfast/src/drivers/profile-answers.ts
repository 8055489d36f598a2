import type { Contract } from '@holdfast/core/contract/contract.ts';
import { emptyDelays } from '@holdfast/core/profile/delays.ts';
import { addDelayed, addScored, type Profile } from '@holdfast/core/profile/profile.ts';
import { emptyScores, freezeScores, type ScoreBins } from '@holdfast/core/profile/score-counts.ts';
import { type Assigned, assignRoles, type RolePlan } from '@holdfast/core/table/assign.ts';
import { findColumn, isMissing, type Table } from '@holdfast/core/table/table.ts';
import type { Counted } from '../files/source.ts';

/** Where the answers of a model and their labels stand, by a contract. */
export interface AnswerPlan {
  readonly roles: RolePlan;
  /** When the label came; null where nobody knows. */
  readonly labelTimestamp: string | null;
}

/** The answers that a profile can count: classes, with label and answer in the file; null where it has none of them. */
export function answerPlanOf(contract: Contract | null, source: Counted): AnswerPlan | null {
  if (contract === null || (contract.task !== 'binary' && contract.task !== 'multiclass')) return null;
  const { roles, positive, threshold } = contract.columns;
  const inFile = (name: string | null | undefined): string | null =>
    name != null && source.names.includes(name) ? name : null;
  const label = inFile(roles.label);
  const [prediction, score] = [inFile(roles.prediction), inFile(roles.score)];
  if (label === null || (prediction === null && score === null)) return null;
  return {
    roles: {
      task: contract.task,
      label,
      answers: { prediction, score: contract.task === 'binary' ? score : null, scores: null, quantiles: [] },
      weight: null,
      cluster: null,
      timestamp: inFile(roles.timestamp),
      positive,
      threshold,
    },
    labelTimestamp: inFile(roles.labelTimestamp),
  };
}

/**
 * The profile with answers by score and label, and with the delays of labels, counted too: of a reference on bins of
 * its own, of a window on those of its reference. Problems: as `assignRoles`. Memory: the few columns that are asked.
 */
export async function withAnswers(
  profile: Profile,
  reference: Profile | null,
  source: Counted,
  plan: AnswerPlan,
): Promise<Profile> {
  const { label, answers, timestamp } = plan.roles;
  const names = [label, answers.prediction, answers.score, timestamp, plan.labelTimestamp];
  const table = await source.read(names.filter((name) => name !== null));
  const known = reference?.scores ?? null;
  const positive = known !== null && known.classes.length === 2 ? (known.classes[1] ?? null) : plan.roles.positive;
  const assigned = assignRoles(table, source.path, { ...plan.roles, positive });
  const bins = reference === null ? binsOf(assigned) : known;
  const scored = bins === null ? profile : counted({ ...profile, scores: emptyScores(bins) }, bins, assigned);
  const delays = delaysOf(table, plan);
  if (delays === null || (reference !== null && reference.delays === null)) return scored;
  return addDelayed({ ...scored, delays: emptyDelays() }, delays);
}

function binsOf({ rows, threshold }: Assigned): ScoreBins | null {
  const cut = threshold && { at: threshold.limit, isStrict: threshold.operator === '>' };
  return freezeScores(rows.roles.score ?? null, rows.classes, cut);
}

/** Classes go by name: a window may lack one that the reference has. Rows of a class that it lacks are left out. */
function counted(profile: Profile, bins: ScoreBins, { rows }: Assigned): Profile {
  const { label, prediction, score } = rows.roles;
  if (!label || !prediction || (bins.bins !== null && !score)) return profile;
  const codeOf = rows.classes.map((name) => bins.classes.indexOf(name));
  const recode = (codes: Float64Array): Float64Array => codes.map((code) => codeOf[code] ?? -1);
  const [was, said] = [recode(label), recode(prediction)];
  const there = Int32Array.from(was.keys()).filter((i) => was[i]! >= 0 && said[i]! >= 0); // ! a key
  return addScored(profile, { label: was, prediction: said, score: score ?? null }, there);
}

/** How long each label took, in milliseconds; NaN where none has come; null where times are not known. */
function delaysOf(table: Table, { roles, labelTimestamp }: AnswerPlan): Float64Array | null {
  const label = findColumn(table, roles.label);
  const made = roles.timestamp === null ? null : findColumn(table, roles.timestamp);
  const came = labelTimestamp === null ? null : findColumn(table, labelTimestamp);
  if (label === null || made?.kind !== 'number' || came?.kind !== 'number') return null;
  return Float64Array.from({ length: table.n }, (_, i) => {
    const isThere = !isMissing(label, i) && !isMissing(made, i) && !isMissing(came, i);
    return isThere ? came.values[i]! - made.values[i]! : Number.NaN; // ! i < n
  });
}
