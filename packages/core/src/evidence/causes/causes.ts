import { isMissing } from '../../table/table.ts';
import type { Cause, CauseKind, CauseQuestion, Causes, Stretch } from './cause.ts';
import { isSure, liftOf, meanOf, type Shift, shiftOf } from './shift.ts';
import { type Changed, changedStates } from './states.ts';
import { type Weighed, weigh } from './weigh.ts';

/** A cause that explains less of the change is none. */
const EXPLAINS_MIN = 0.1;
/** Came with the change and cannot be weighed: ranks below what explains half of it. */
const UNWEIGHED = 0.5;
/** Two that explain as much within this: the one that says more is first. */
const NEAR = 0.1;
/** What says most, and so can be acted on, first. */
const SAYS: readonly CauseKind[] = [
  'deploy',
  'source',
  'schema',
  'delay',
  'season',
  'inputs',
  'outcomes',
  'outside',
  'relation',
];
/** More columns of a cause are not named. */
const COLUMNS_MAX = 6;
/** Answers are known well enough by their inputs to say that they are others, from so much of their variance on. */
const FORETOLD_MIN = 0.8;
/** A figure that moved by as many times itself. */
const LATER = 1.5;
const FEWER = 0.1;

const NOTHING = { explains: null, interval: null, state: null, columns: [], version: null, from: null, to: null };
const bare = (kind: CauseKind): Cause => ({ ...NOTHING, kind, expected: null });

/**
 * What may lie behind an incident, ranked by the part of the change that goes with it. The change of a number is taken
 * apart: what moved features do to it by what the reference says (exact TreeSHAP), and the rest, which is its change at
 * equal inputs and is called after what else moved: the version of the model, its answers, the outcomes, or nothing
 * that was recorded. Rows in a state that the reference does not know are weighed by what the change would be without
 * them; a season by the same dates a year earlier. Shares overlap. Cost: linear in rows and columns, and one TreeSHAP.
 */
export function causesOf(question: CauseQuestion): Causes {
  const { of, before, since, scales, members } = question;
  const total = shiftIn(before, since, ({ target }) => target);
  const weighed = scales === null ? null : weigh(scales, before, since);
  const states = changedStates(question.usual, before, since).filter(isTold(question.inputs));
  const course: Course = { ...question, total, weighed, states };
  const rest = total !== null && isSure(total) ? restCause(course) : null;
  const found =
    of === 'inputs'
      ? [...states.map((state) => stateOfInputs(course, state)), movedInputs(course), seasonCause(course)]
      : [
          // What the rest is called after is not said twice.
          ...states.filter(({ state }) => state !== rest?.state).map((state) => stateCause(course, state)),
          inputsCause(course),
          seasonCause(course),
          rest,
          of === 'answers' ? null : delayCause(course),
        ];
  const causes = ranked(found.filter((cause) => cause !== null));
  const seen = lookedFor(question);
  return {
    of,
    change: total && { from: total.from, to: total.to, isSure: isSure(total) },
    causes: members.length === 0 && of === 'inputs' ? [] : causes,
    excluded: seen.filter((kind) => !causes.some((cause) => cause.kind === kind)),
    unseen: SAYS.filter((kind) => LOOKED[of].includes(kind) && !seen.includes(kind)),
  };
}

/** A number of an ignored column is no input: that it is out of range tells nothing. */
const isTold =
  (inputs: readonly string[]) =>
  ({ state, columns }: Changed): boolean =>
    state !== 'outside' || columns.some((column) => inputs.includes(column));

interface Course extends CauseQuestion {
  readonly total: Shift | null;
  readonly weighed: Weighed | null;
  readonly states: readonly Changed[];
}

/** What may be behind each thing that is explained, as far as people would ask for it. */
const LOOKED: Readonly<Record<CauseQuestion['of'], readonly CauseKind[]>> = {
  loss: ['deploy', 'source', 'delay', 'season', 'inputs', 'outcomes'],
  outcomes: ['source', 'delay', 'season', 'inputs'],
  answers: ['deploy', 'source', 'season', 'inputs'],
  inputs: ['source', 'season'],
};

function lookedFor({ of, before, since, season, scales }: CauseQuestion): CauseKind[] {
  const hasLabels = before.label !== null && since.label !== null;
  const can: Partial<Record<CauseKind, boolean>> = {
    deploy: since.version !== null,
    delay: before.delay !== null && since.delay !== null,
    season: season !== null,
    inputs: scales !== null,
    outcomes: hasLabels,
  };
  return LOOKED[of].filter((kind) => can[kind] !== false);
}

function shiftIn(before: Stretch, since: Stretch, of: (side: Stretch) => Float64Array | null): Shift | null {
  const [a, b] = [before, since].map((side) => {
    const values = of(side);
    return values && meanOf(values, side.windows);
  });
  return a && b ? shiftOf(a, b) : null;
}

/** A shift as a part of the whole change; nothing where the change itself is not sure. */
function partOf(shift: Shift | null, total: Shift | null): Pick<Cause, 'explains' | 'interval'> {
  if (shift === null || total === null || !isSure(total)) return { explains: null, interval: null };
  const ends = shift.interval?.map((end) => end / total.value).sort((a, b) => a - b) ?? null;
  return { explains: shift.value / total.value, interval: ends && [ends[0] ?? 0, ends[1] ?? 0] };
}

const isPart = ({ explains, interval }: Pick<Cause, 'explains' | 'interval'>): boolean =>
  explains !== null && explains >= EXPLAINS_MIN && (interval?.[0] ?? 0) > 0;

/** Rows in a state that came: by how much more the number changed with them than it would have without. */
function stateCause({ before, since, total, states }: Course, changed: Changed): Cause | null {
  const [a, b] = [
    liftOf(before.target, before.windows, changed.before),
    liftOf(since.target, since.windows, changed.since),
  ];
  const part = partOf(a && b && shiftOf(a, b), total);
  const named = { ...bare(kindOf(changed)), ...stateWords(changed) };
  // Where every row is in it, nothing is left to weigh it by; then only what came with the change for most rows counts.
  if (part.explains === null) return changed.to >= UNWEIGHED && states.length > 0 ? named : null;
  return isPart(part) ? { ...named, ...part } : null;
}

const kindOf = ({ state, columns }: Changed): CauseKind =>
  state === 'outside' ? 'outside' : columns.length > 1 ? 'source' : 'schema';

const stateWords = ({ state, columns, from, to }: Changed) => ({
  state,
  from,
  to,
  columns: columns.map((column) => ({ column, explains: null })),
});

/** Of an incident of inputs: how much of its evidence is of columns in the state. */
function stateOfInputs({ members }: Course, changed: Changed): Cause | null {
  const shares = changed.columns.map((column) => ({ column, share: shareOf(members, column) }));
  const explains = shares.reduce((sum, { share }) => sum + share, 0);
  if (explains < EXPLAINS_MIN) return null;
  const columns = shares.sort((a, b) => b.share - a.share).map(({ column, share }) => ({ column, explains: share }));
  return { ...bare(kindOf(changed)), ...stateWords(changed), columns, explains };
}

const shareOf = (members: CauseQuestion['members'], column: string): number =>
  members.reduce((sum, member) => sum + (member.column === column ? member.share : 0), 0);

/** Of an incident of inputs: the members that moved without a new state, each with what it does to the answers. */
function movedInputs({ members, states, weighed, total }: Course): Cause | null {
  const inState = new Set(states.flatMap(({ columns }) => columns));
  const moved = members.filter(({ column }) => !inState.has(column));
  const explains = moved.reduce((sum, { share }) => sum + share, 0);
  if (explains < EXPLAINS_MIN) return null;
  const columns = moved.slice(0, COLUMNS_MAX).map(({ column }) => {
    const shift = weighed?.features.find((feature) => feature.column === column)?.shift ?? null;
    const part = partOf(shift, total);
    return { column, explains: isPart(part) ? part.explains : null };
  });
  const all = partOf(weighed?.inputs ?? null, total);
  return { ...bare('inputs'), explains, columns, expected: isPart(all) ? all.explains : null };
}

/** Features that moved, by what that does to the number. */
function inputsCause({ weighed, total, scales }: Course): Cause | null {
  if (weighed === null || scales === null || scales.foretells <= 0) return null;
  const part = partOf(weighed.inputs, total);
  if (!isPart(part)) return null;
  const columns = weighed.features
    .map(({ column, shift }) => ({ column, ...partOf(shift, total) }))
    .filter(isPart)
    .sort((a, b) => (b.explains ?? 0) - (a.explains ?? 0))
    .slice(0, COLUMNS_MAX)
    .map(({ column, explains }) => ({ column, explains }));
  return { ...bare('inputs'), ...part, columns };
}

/** The same change at the same dates a year earlier. */
function seasonCause({ season }: Course): Cause | null {
  if (season === null) return null;
  const [now, yearAgo] = [season.now, season.yearAgo].map(({ before, since }) => {
    const [a, b] = [before, since].map(({ target, windows }) => meanOf(target, windows));
    return a && b ? shiftOf(a, b) : null;
  });
  const part = partOf(yearAgo ?? null, now ?? null);
  return isPart(part) ? { ...bare('season'), ...part, from: yearAgo?.from ?? null, to: yearAgo?.to ?? null } : null;
}

/** What is left at equal inputs, called after what else moved. */
function restCause(course: Course): Cause | null {
  const { of, total, weighed, scales, before, since } = course;
  if (total === null) return null;
  const known = scales !== null && scales.foretells > 0 ? weighed : null;
  const rest = partOf(known?.rest ?? total, total);
  if (!isPart(rest)) return null;
  const deployed = versionCause(before, since);
  if (deployed !== null) return { ...deployed, ...rest };
  // Where most rows lie where the model never was judged, what is left is not at equal inputs.
  const far = course.states.find(({ state, to }) => state === 'outside' && to >= UNWEIGHED);
  if (far !== undefined) return { ...bare('outside'), ...rest, ...stateWords(far) };
  if (of === 'answers') {
    const isOther = (scales?.foretells ?? 0) >= FORETOLD_MIN && (rest.explains ?? 0) >= UNWEIGHED;
    return isOther ? { ...bare('deploy'), ...rest } : null;
  }
  const outcomes = of === 'outcomes' ? ownOutcomes(course) : movedOutcomes(before, since, total);
  return { ...(outcomes ?? bare('relation')), ...rest };
}

/** Another version that answers most rows now. */
function versionCause(before: Stretch, since: Stretch): Cause | null {
  const [old, now] = [before, since].map(({ version }) => versionsOf(version));
  const [name, share] = now?.[0] ?? [null, 0];
  const from = old?.find(([text]) => text === name)?.[1] ?? 0;
  if (old === undefined || name === null || old.length === 0 || share < UNWEIGHED || from >= share / 2) return null;
  return { ...bare('deploy'), version: name, from, to: share };
}

/** Versions with their share of rows, most rows first. */
function versionsOf(column: Stretch['version']): readonly (readonly [string, number])[] {
  if (column === null) return [];
  const counts = new Map<string, number>();
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  for (let i = 0; i < n; i++) {
    if (isMissing(column, i)) continue;
    const text = column.kind === 'text' ? column.levels[column.codes[i]!]! : String(column.values[i]); // ! not missing
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text, count]) => [text, count / n] as const);
}

/** Labels that left what the answers, which follow the inputs, expect of them, by at least half as much as the loss. */
function movedOutcomes(before: Stretch, since: Stretch, total: Shift): Cause | null {
  const label = shiftIn(before, since, (side) => side.label);
  const off = shiftIn(before, since, ({ label: own, answer }) => {
    return own && answer && own.map((value, i) => value - answer[i]!); // ! as many
  });
  if (label === null || off === null || !isSure(off) || 2 * Math.abs(off.value) < Math.abs(total.value)) return null;
  return { ...bare('outcomes'), from: label.from, to: label.to, expected: label.to - off.value };
}

/** An incident of the labels themselves: what inputs do not explain of it. */
function ownOutcomes({ total, weighed }: Course): Cause {
  const expected = total && weighed ? total.from + weighed.inputs.value : null;
  return { ...bare('outcomes'), from: total?.from ?? null, to: total?.to ?? null, expected };
}

/** Labels that come later than before, or fewer of them in time. */
function delayCause({ before, since }: Course): Cause | null {
  const delay = shiftIn(before, since, (side) => side.delay);
  const isLater = delay !== null && isSure(delay) && delay.to >= LATER * delay.from;
  const isFewer = (before.arrived ?? 0) - (since.arrived ?? 0) >= FEWER;
  if (!isLater && !isFewer) return null;
  if (isLater) return { ...bare('delay'), from: delay.from, to: delay.to };
  return { ...bare('delay'), from: before.arrived, to: since.arrived, state: 'missing' };
}

/** By the part that each explains; of those that explain as much, the one that says more. */
function ranked(causes: readonly Cause[]): Cause[] {
  const weight = ({ explains }: Cause): number => explains ?? UNWEIGHED;
  const rank = (cause: Cause): number => Math.round(Math.min(1, weight(cause)) / NEAR);
  return [...causes].sort(
    (a, b) =>
      rank(b) - rank(a) || SAYS.indexOf(a.kind) - SAYS.indexOf(b.kind) || weight(b) - weight(a) || namesOf(a, b),
  );
}

const namesOf = (a: Cause, b: Cause): number => ((a.columns[0]?.column ?? '') < (b.columns[0]?.column ?? '') ? -1 : 1);
