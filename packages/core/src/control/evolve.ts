import { assert } from '../std/assert.ts';
import type { ControlEvent, Input } from './events.ts';
import { type Action, actionsFor } from './policy.ts';
import { type ControlState, type GroupState, groupOf, type IncidentState, type Wish } from './state.ts';

type Told<T extends ControlEvent['type']> = Extract<ControlEvent, { readonly type: T }>;

/** What control knows after an event. The only place where its state changes; it decides nothing. */
export function evolve(before: ControlState, event: ControlEvent): ControlState {
  const state = { ...before, clock: later(before.clock, event.at) };
  switch (event.type) {
    case 'LedgerOpened':
      return { ...state, ledger: event.data.ledger };
    case 'PolicySet': {
      const { contractDigest, policy, budget } = event.data;
      return { ...state, contractDigest, policy, budget };
    }
    case 'WindowScored':
      return { ...watched(state, event), spent: event.data.spent };
    case 'VerdictRecorded':
      return heard(state, event);
    case 'WatermarkPassed': {
      const { retrain, recalibrate } = state.labels;
      const { labelled } = event.data;
      return { ...state, labels: { retrain: retrain + labelled, recalibrate: recalibrate + labelled } };
    }
    case 'LabelCorrected':
    case 'RequestAnswered':
    case 'CalibratorChosen':
    case 'CausesFound':
      return state;
    case 'IncidentAnswered':
      return withIncident(state, event.data.incident, { answer: event.data.answer });
    default:
      return concluded(state, event);
  }
}

/** What a decision changes. */
function concluded(state: ControlState, event: Exclude<ControlEvent, Input>): ControlState {
  const { elapsedMs } = state.clock;
  switch (event.type) {
    case 'IncidentOpened':
      return opened(state, event);
    case 'IncidentExtended':
      return state;
    case 'IncidentClosed':
      return withIncident(state, event.data.incident, { closedAt: event.at, wishes: [] });
    case 'AlertDecided': {
      const { group } = incidentOf(state, event.data.incident);
      const alerted = withGroup(state, group, { lastAlert: elapsedMs });
      return withWish(alerted, event.data.incident, 'alert', { stage: 'over' });
    }
    case 'RetrainRequested':
      return withWish(state, event.data.incident, 'retrain', { stage: 'asked' });
    case 'RetrainDecided': {
      // A model that was made anew comes with its own calibration.
      const last = { retrain: elapsedMs, recalibrate: elapsedMs };
      const made = { ...state, last, labels: { retrain: 0, recalibrate: 0 } };
      return withWish(made, event.data.incident, 'retrain', { stage: 'over' });
    }
    case 'RecalibrateDecided': {
      const last = { ...state.last, recalibrate: elapsedMs };
      const made = { ...state, last, labels: { ...state.labels, recalibrate: 0 } };
      return withWish(made, event.data.incident, 'recalibrate', { stage: 'over' });
    }
    case 'HoldDecided': {
      const code = event.data.reasons[0]?.code;
      const held = code === 'few-labels' || code === 'refused' ? code : 'cool-down';
      const stage = held === 'refused' ? 'over' : 'waits';
      return withWish(state, event.data.incident, event.data.action, { stage, held });
    }
  }
}

const later = ({ at, elapsedMs }: ControlState['clock'], now: number): ControlState['clock'] => ({
  at: now,
  elapsedMs: elapsedMs + (at === null ? 0 : Math.max(0, now - at)),
});

/** Adds the part of the window that was not watched before; a window in which no stream could speak was not watched. */
function watched(state: ControlState, { data: { group, start, end, due } }: Told<'WindowScored'>): ControlState {
  if (due === 0) return state;
  const { watchedMs, watchedUntil } = groupOf(state, group);
  const from = Math.max(start, watchedUntil ?? start);
  const until = Math.max(end, watchedUntil ?? end);
  return withGroup(state, group, { watchedMs: watchedMs + Math.max(0, end - from), watchedUntil: until });
}

/** A failing verdict ends the quiet; a passing one adds the time since the last verdict; others say nothing. */
function heard(state: ControlState, { data: { group, verdict } }: Told<'VerdictRecorded'>): ControlState {
  const { elapsedMs } = state.clock;
  const sinceMs = elapsedMs - (groupOf(state, group).lastVerdict ?? elapsedMs);
  const heardOf = withGroup(state, group, { lastVerdict: elapsedMs });
  const incidents = heardOf.incidents.map((incident): IncidentState => {
    if (incident.group !== group || incident.closedAt !== null) return incident;
    if (verdict === 'fail') return { ...incident, quietMs: 0, alarms: incident.alarms + 1 };
    return verdict === 'pass' ? { ...incident, quietMs: incident.quietMs + sinceMs } : incident;
  });
  return { ...heardOf, incidents };
}

function opened(state: ControlState, { at, data: { incident, group } }: Told<'IncidentOpened'>): ControlState {
  assert(state.policy !== null, 'an incident opens under a policy');
  const wishes = actionsFor(state.policy, group).map((action): Wish => ({ action, stage: 'waits', held: null }));
  const begun: IncidentState = {
    incident,
    group,
    openedAt: at,
    closedAt: null,
    answer: null,
    alarms: 1,
    quietMs: 0,
    wishes,
  };
  const counted = withGroup(state, group, { incidents: groupOf(state, group).incidents + 1 });
  return { ...counted, incidents: [...counted.incidents, begun] };
}

function withGroup(state: ControlState, name: string, change: Partial<GroupState>): ControlState {
  const changed = { ...groupOf(state, name), ...change };
  const isKnown = state.groups.some(({ group }) => group === name);
  const groups = isKnown ? state.groups.map((old) => (old.group === name ? changed : old)) : [...state.groups, changed];
  return { ...state, groups };
}

function incidentOf({ incidents }: ControlState, name: string): IncidentState {
  const found = incidents.find(({ incident }) => incident === name);
  assert(found !== undefined, 'an event names an incident that was opened');
  return found;
}

function withIncident(state: ControlState, name: string, change: Partial<IncidentState>): ControlState {
  const changed = { ...incidentOf(state, name), ...change };
  return { ...state, incidents: state.incidents.map((old) => (old.incident === name ? changed : old)) };
}

function withWish(state: ControlState, name: string, action: Action, change: Partial<Wish>): ControlState {
  const wishes = incidentOf(state, name).wishes.map((old) => (old.action === action ? { ...old, ...change } : old));
  return withIncident(state, name, { wishes });
}
