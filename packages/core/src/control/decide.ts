import { assert } from '../std/assert.ts';
import {
  DECIDER,
  type Decision,
  type DecisionData,
  type DecisionReason,
  type Input,
  type InputData,
  type Member,
  type NamedMember,
} from './events.ts';
import { evolve } from './evolve.ts';
import type { Action, Policy } from './policy.ts';
import { type ControlState, groupOf, type IncidentState, incidentNamed, openIncident, type Wish } from './state.ts';

/** Why an input cannot be taken in the state that control is in. */
export type Objection =
  | 'ledger-not-open'
  | 'ledger-open-already'
  | 'decider-unknown'
  | 'no-policy'
  | 'verdict-contradicts-wealth'
  | 'incident-unknown'
  | 'incident-answered-already'
  | 'request-unknown'
  | 'name-missing'
  | 'reason-missing';

/** Why this input must be refused before it is recorded, or null. A person's word needs a name and a reason. */
export function objection(state: ControlState, input: Input): Objection | null {
  if (input.type === 'LedgerOpened') return state.ledger === null ? null : 'ledger-open-already';
  if (state.ledger === null) return 'ledger-not-open';
  switch (input.type) {
    case 'PolicySet':
      return input.data.decider === DECIDER ? null : 'decider-unknown';
    case 'IncidentAnswered': {
      const incident = incidentNamed(state, input.data.incident);
      if (incident === null) return 'incident-unknown';
      return incident.answer === null ? unsigned(input.data) : 'incident-answered-already';
    }
    case 'CausesFound':
      return incidentNamed(state, input.data.incident) === null ? 'incident-unknown' : null;
    case 'RequestAnswered':
      return asked(state, input.data.request) === null ? 'request-unknown' : unsigned(input.data);
    case 'VerdictRecorded':
      if (state.policy === null) return 'no-policy';
      return followsWealth(input.data) ? null : 'verdict-contradicts-wealth';
    case 'CalibratorChosen':
      return null;
    default:
      return state.policy === null ? 'no-policy' : null;
  }
}

/** Whether a verdict is the one that the recorded numbers give, as far as they say anything. */
function followsWealth({ verdict, logWealth, threshold }: InputData['VerdictRecorded']): boolean {
  if (logWealth === null || threshold === null || verdict === 'unknown') return true;
  return (verdict === 'fail') === logWealth >= threshold;
}

const unsigned = ({ by, why }: { readonly by: string; readonly why: string }): Objection | null =>
  by.trim() === '' ? 'name-missing' : why.trim() === '' ? 'reason-missing' : null;

/**
 * What control concludes from an input: decisions with their reasons, in order. `state` is that before the input.
 * Depends on nothing else, so that anyone can decide again what was decided. Asserts that there is no objection.
 */
export function decide(state: ControlState, input: Input): readonly Decision[] {
  const against = objection(state, input);
  assert(against === null, `an input is refused before control sees it (${against})`);
  const course: Course = { at: input.at, state: evolve(state, input), decisions: [] };
  if (input.type === 'VerdictRecorded') judged(course, input.data);
  if (input.type === 'IncidentAnswered') answered(course, input.data);
  if (input.type === 'RequestAnswered') requestAnswered(course, input.data);
  grantWishes(course);
  return course.decisions;
}

/** Decisions as they are made: each one counts for the next. */
interface Course {
  readonly at: number;
  state: ControlState;
  readonly decisions: Decision[];
}

function conclude<T extends keyof DecisionData>(course: Course, type: T, data: DecisionData[T]): void {
  const decision = { type, at: course.at, data } as Decision; // as: T ties the type to its data
  course.state = evolve(course.state, decision);
  course.decisions.push(decision);
}

/** A failing verdict opens an incident or extends the open one; a quiet one may close by itself. */
function judged(course: Course, { check, group, verdict, members }: InputData['VerdictRecorded']): void {
  const open = openIncident(course.state, group);
  if (verdict === 'fail') {
    const found = { members: named(members), reasons: [{ code: 'verdict-failed', check, group }] as const };
    const incident = `${group}-${groupOf(course.state, group).incidents + 1}`;
    if (open) conclude(course, 'IncidentExtended', { incident: open.incident, ...found });
    else conclude(course, 'IncidentOpened', { incident, group, ...found });
  } else if (verdict === 'pass' && open) {
    const neededMs = policyOf(course.state).closeAfterQuietMs;
    const { incident, quietMs } = open;
    if (neededMs !== null && quietMs >= neededMs)
      conclude(course, 'IncidentClosed', { incident, reasons: [{ code: 'quiet', quietMs, neededMs }] });
  }
}

/** Members in the order of their names: the order by share of wealth hangs on last digits. */
const named = (members: readonly Member[]): readonly NamedMember[] =>
  members
    .map(({ stream, component, direction }) => ({ stream, component, direction }))
    .sort((a, b) => (a.stream === b.stream ? a.component - b.component : a.stream < b.stream ? -1 : 1));

function answered(course: Course, { incident, answer, by, why }: InputData['IncidentAnswered']): void {
  // A person may say what a closed incident was: that counts for the rate of false alarms, and closes nothing.
  if (incidentNamed(course.state, incident)?.closedAt !== null) return;
  conclude(course, 'IncidentClosed', { incident, reasons: [{ code: 'answered', answer, by, why }] });
}

function requestAnswered(course: Course, { request, answer, by, why }: InputData['RequestAnswered']): void {
  const incident = asked(course.state, request)?.incident;
  assert(incident !== undefined, 'a request that is answered was asked');
  const reasons = [{ code: answer, by, why }] as const;
  if (answer === 'approved') conclude(course, 'RetrainDecided', { id: request, incident, reasons });
  else conclude(course, 'HoldDecided', { id: request, incident, action: 'retrain', reasons });
}

/** The open incident whose request of this name waits for a person, or null. */
const asked = ({ incidents }: ControlState, request: string): IncidentState | null =>
  incidents.find(({ incident, wishes }) =>
    wishes.some(({ action, stage }) => stage === 'asked' && idOf(incident, action) === request),
  ) ?? null;

const idOf = (incident: string, action: Action): string => `${incident}/${action}`;

/** Does what open incidents wait for, as soon as its conditions hold; says once why not. Oldest incident first. */
function grantWishes(course: Course): void {
  if (course.state.policy === null) return;
  for (const { incident, closedAt, wishes } of course.state.incidents) {
    if (closedAt !== null) continue;
    for (const wish of wishes) if (wish.stage === 'waits') grant(course, incident, wish);
  }
}

function grant(course: Course, name: string, { action, held }: Wish): void {
  const incident = incidentNamed(course.state, name);
  assert(incident !== null, 'a wish belongs to an incident');
  const { state } = course;
  const policy = policyOf(state);
  const against = coolDown(state, incident, action) ?? fewLabels(state, action);
  const decided = { id: idOf(name, action), incident: name };
  if (against !== null) {
    if (against.code !== held) conclude(course, 'HoldDecided', { ...decided, action, reasons: [against] });
    return;
  }
  const group = incident.group;
  if (action === 'alert') conclude(course, 'AlertDecided', { ...decided, reasons: [{ code: 'incident', group }] });
  else {
    const reasons: DecisionReason[] = [{ code: 'incident', group }, ...labelsOf(state, policy, action)];
    if (action === 'recalibrate') conclude(course, 'RecalibrateDecided', { ...decided, reasons });
    else if (policy.retrain.approval === 'none') conclude(course, 'RetrainDecided', { ...decided, reasons });
    else conclude(course, 'RetrainRequested', { ...decided, reasons: [...reasons, { code: 'approval-needed' }] });
  }
}

function policyOf({ policy }: ControlState): Policy {
  assert(policy !== null, 'nothing is decided without a policy');
  return policy;
}

type Hold = Extract<DecisionReason, { readonly code: 'cool-down' | 'few-labels' }>;

function coolDown(state: ControlState, { group }: IncidentState, action: Action): Hold | null {
  const last = action === 'alert' ? groupOf(state, group).lastAlert : state.last[action];
  if (last === null) return null;
  const remainingMs = last + policyOf(state)[action].coolDownMs - state.clock.elapsedMs;
  return remainingMs > 0 ? { code: 'cool-down', remainingMs } : null;
}

function fewLabels(state: ControlState, action: Action): Hold | null {
  if (action === 'alert') return null;
  const labels = state.labels[action];
  const needed = policyOf(state)[action].labelsMin;
  return labels < needed ? { code: 'few-labels', labels, needed } : null;
}

const labelsOf = (state: ControlState, policy: Policy, action: 'retrain' | 'recalibrate'): DecisionReason[] =>
  policy[action].labelsMin === 0
    ? []
    : [{ code: 'enough-labels', labels: state.labels[action], needed: policy[action].labelsMin }];
