import { decide } from './decide.ts';
import { DECIDER, type Decision, type Input, type InputData, type Member } from './events.ts';
import { evolve } from './evolve.ts';
import { type Budget, DEFAULT_POLICY, type Policy } from './policy.ts';
import { type ControlState, INITIAL } from './state.ts';

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** A course of events in a test: what happens on which day, and what control concludes, as sentences. */
export interface Story {
  /** Something happens on this day. */
  on(day: number, ...happenings: readonly Happening[]): Story;
  /** What control concluded from what happened last; compared by `equal`, because the core knows no test library. */
  concludes(...sentences: readonly string[]): Story;
  readonly state: ControlState;
}

type Happening = { [T in keyof InputData]: { readonly type: T; readonly data: InputData[T] } }[keyof InputData];

/** Tells stories of control that begin with a policy; `equal` is the test library's. */
export const storyWith =
  (equal: (found: unknown, expected: unknown) => void) =>
  (policy: Partial<Policy> = {}, budget: Budget = { falseAlarms: 1, perMs: 90 * DAY }): Story => {
    let state = INITIAL;
    let concluded: string[] = [];
    const story: Story = {
      on(day, ...happenings) {
        concluded = [];
        for (const happening of happenings) {
          const input = { ...happening, at: day * DAY } as Input; // as: a happening with its time is an input
          const decisions = decide(state, input);
          state = [input, ...decisions].reduce(evolve, state);
          concluded.push(...decisions.map(sentence));
        }
        return story;
      },
      concludes(...sentences) {
        equal(concluded, sentences);
        return story;
      },
      get state() {
        return state;
      },
    };
    const set = { contractDigest: 'sha256:1', policy: { ...DEFAULT_POLICY, ...policy }, budget, decider: DECIDER };
    return story.on(0, { type: 'LedgerOpened', data: { ledger: 'shop' } }, { type: 'PolicySet', data: set });
  };

const verdict = (group: string, outcome: InputData['VerdictRecorded']['verdict'], streams: readonly string[]) => {
  const members = streams.map((word): Member => {
    const [stream = '', direction = 'up'] = word.split(' ');
    const way = direction === 'down' ? 'down' : 'up';
    const share = 1 / streams.length;
    return { stream, component: 0, share, logWealth: 0.5, direction: way, effect: 1, interval: [0.5, 1.5] };
  });
  const logWealth = outcome === 'fail' ? 0.5 : -2;
  const numbers = { logWealth, threshold: 0, income: 0.01, spent: 0.1, changePoint: null };
  const data = { check: `${group}-evidence`, group, verdict: outcome, reason: 'evidence', members, ...numbers };
  return { type: 'VerdictRecorded', data } as const;
};

/** A failing verdict with the streams that moved: `price`, `qty down`. */
export const fails = (group: string, ...streams: readonly string[]): Happening => verdict(group, 'fail', streams);
/** A passing verdict. */
export const passes = (group: string): Happening => verdict(group, 'pass', []);
/** Too little data to say anything. */
export const cannotSay = (group: string): Happening => verdict(group, 'unknown', []);

/** So many labels arrive. */
export const labelsArrive = (labelled: number): Happening => ({
  type: 'WatermarkPassed',
  data: { start: 0, end: DAY, labelled, expected: labelled },
});

/** A person says what an incident was. */
export const personSays = (answer: InputData['IncidentAnswered']['answer'], incident: string): Happening => ({
  type: 'IncidentAnswered',
  data: { incident, answer, by: 'Ana', why: 'looked at it' },
});

/** A person says yes or no to what was asked. */
export const personHas = (answer: 'approved' | 'refused', request: string): Happening => ({
  type: 'RequestAnswered',
  data: { request, answer, by: 'Ana', why: 'looked at it' },
});

/** A window of a group is scored; `due` streams could speak. */
export const windowScored = (group: string, days: readonly [from: number, until: number], due = 3): Happening => ({
  type: 'WindowScored',
  data: {
    group,
    start: days[0] * DAY,
    end: days[1] * DAY,
    due,
    silent: [],
    income: 0.01,
    spent: 0.25,
    logWealth: -2,
    statistics: [0.5],
    panelDigest: 'sha256:2',
  },
});

function sentence({ type, data }: Decision): string {
  switch (type) {
    case 'IncidentOpened':
      return `${data.incident} opens: ${moved(data.members)}`;
    case 'IncidentExtended':
      return `${data.incident} goes on: ${moved(data.members)}`;
    case 'IncidentClosed':
      return `${data.incident} closes: ${reasonOf(data)}`;
    case 'AlertDecided':
      return `alert about ${data.incident}`;
    case 'RetrainRequested':
      return `ask to retrain for ${data.incident}`;
    case 'RetrainDecided':
      return `retrain for ${data.incident}`;
    case 'RecalibrateDecided':
      return `recalibrate for ${data.incident}`;
    case 'HoldDecided':
      return `hold ${data.action} for ${data.incident}: ${reasonOf(data)}`;
  }
}

const moved = (members: readonly { readonly stream: string; readonly direction: string }[]): string =>
  members.map(({ stream, direction }) => `${stream} ${direction}`).join(', ');

function reasonOf({ reasons: [reason] }: { readonly reasons: Decision['data']['reasons'] }): string {
  switch (reason?.code) {
    case 'answered':
      return `${reason.by} says ${reason.answer}`;
    case 'quiet':
      return `${reason.quietMs / DAY} quiet days`;
    case 'cool-down':
      return `${reason.remainingMs / DAY} days of cool-down left`;
    case 'few-labels':
      return `${reason.labels} labels of ${reason.needed}`;
    default:
      return reason?.code ?? 'no reason';
  }
}
