import type { Waiver } from '@holdfast/core/contract/contract.ts';
import type { Result, WaiverState } from '@holdfast/core/report/result.ts';
import { assumedPositive, assumedThreshold, noteOf } from '@holdfast/core/report/words/notes.ts';
import type { Assigned } from '@holdfast/core/table/assign.ts';
import { alike } from '@holdfast/core/table/classes.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn } from '@holdfast/core/table/table.ts';
import type { ContractFile } from './contract-file.ts';
import type { Plan } from './plan.ts';
import type { Request } from './request.ts';
import type { Opened } from './tables.ts';

interface Known {
  readonly opened: Opened;
  readonly plan: Plan;
  readonly assigned: Assigned;
  readonly expired: readonly Waiver[];
  readonly soon?: readonly Waiver[];
  /** Features of the rows, for what the reference lacks. */
  readonly features?: readonly Column[];
  /** What else must be said. */
  readonly notes?: readonly string[];
}

type Frame = Pick<
  Result,
  | 'holdfast'
  | 'command'
  | 'seed'
  | 'model'
  | 'task'
  | 'contract'
  | 'inputs'
  | 'roles'
  | 'assumed'
  | 'rows'
  | 'classes'
  | 'positive'
  | 'threshold'
  | 'labelUnit'
  | 'independence'
  | 'notes'
  | 'waivers'
>;

/** All of a result that was known before anything was measured. */
export function frameOf(request: Request, file: ContractFile | null, known: Known): Frame {
  const { opened, plan, assigned } = known;
  const contract = file?.contract ?? null;
  const inputs = [opened.candidate, opened.labels, opened.against, opened.reference, opened.seeds];
  return {
    holdfast: request.version,
    command: request.command,
    seed: request.seed,
    model: contract?.model ?? opened.candidate.input.path,
    task: plan.roles.task,
    contract: file && { path: file.contract.path, digest: file.digest },
    inputs: inputs.flatMap((read) => (read ? [read.input] : [])),
    roles: rolesLine(plan.names),
    assumed: [...plan.assumed, ...assumedLater(plan, assigned)],
    rows: { judged: assigned.rows.n, setAside: assigned.setAside },
    classes: assigned.rows.classes,
    positive: assigned.positive?.name ?? null,
    threshold: assigned.threshold && `${assigned.threshold.operator} ${assigned.threshold.limit}`,
    labelUnit: contract?.columns.labelUnit ?? null,
    independence: assigned.independence,
    ...(known.expired.length + (known.soon ?? []).length > 0 && {
      waivers: [
        ...known.expired.map((one) => stateOf(one, 'expired')),
        ...(known.soon ?? []).map((one) => stateOf(one, 'soon')),
      ],
    }),
    notes: [
      ...(request.command === 'gate' && plan.other === null ? [noteOf({ kind: 'nothing-compared' })] : []),
      ...(request.calibrator == null ? [] : [noteOf({ kind: 'set-right', path: request.calibrator })]),
      ...(contract === null && request.command === 'gate' ? [noteOf({ kind: 'no-contract' })] : []),
      ...alike(assigned.rows.classes).map((classes) => noteOf({ kind: 'classes-alike', classes })),
      ...referenceNotes(known),
      ...(known.notes ?? []),
      ...(known.soon ?? []).map(({ check, owner, until }) =>
        noteOf({ kind: 'waiver-soon', check, owner, until: until.day }),
      ),
      ...known.expired.map(({ check, owner, until }) =>
        noteOf({ kind: 'waiver-expired', check, owner, until: until.day }),
      ),
    ],
  };
}

/** Columns that the reference does not have, or has as text where these are numbers. */
function referenceNotes({ opened, features = [] }: Known): string[] {
  if (opened.reference === null || features.length === 0) return [];
  const { table } = opened.reference;
  const missing = features.filter(({ name, kind }) => findColumn(table, name)?.kind !== kind).map(({ name }) => name);
  if (missing.length === 0) return [];
  return [noteOf({ kind: 'reference-columns', missing, isAll: missing.length === features.length })];
}

const stateOf = ({ check, owner, until, why, place }: Waiver, state: WaiverState['state']): WaiverState => ({
  check,
  owner,
  until: until.day,
  why,
  state,
  place: place.line === undefined ? null : { path: place.path, line: place.line },
});

/** What was decided from the data while roles were given out. */
function assumedLater({ roles, names }: Plan, { positive, threshold }: Assigned): Result['assumed'] {
  const found: { what: string; value: string; why: string }[] = [];
  if (positive && positive.why !== 'given')
    found.push({ what: 'positive', value: positive.name, why: assumedPositive(positive.why) });
  const isDecided = names.prediction === null && threshold !== null;
  if (isDecided && roles.threshold === null) {
    found.push({ what: 'threshold', value: `${threshold.operator} ${threshold.limit}`, why: assumedThreshold });
  }
  return found;
}

/** Columns by role, as a result has them. */
export function rolesLine(names: RoleNames): Result['roles'] {
  const { scores, quantiles, groups, ignored, ...single } = names;
  const plain = Object.entries(single).flatMap(([role, column]): [string, string][] =>
    column === null ? [] : [[role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), column]],
  );
  return {
    ...Object.fromEntries(plain),
    ...(scores.length > 0 && { scores: Object.fromEntries(scores.map((one) => [one.class, one.column])) }),
    ...(quantiles.length > 0 && {
      quantiles: Object.fromEntries(quantiles.map((one) => [String(one.level), one.column])),
    }),
    ...(groups.length > 0 && { groups }),
    ...(ignored.length > 0 && { ignored }),
  };
}
