import type { DecisionData, InputData } from './events.ts';

/** Whether a value has a shape. */
type Shape = (value: unknown) => boolean;

/** Whether the data of an event, which may come from a file that anyone wrote, are what its type says; no key more. */
export const hasShape = (type: string, data: unknown): boolean => isEventType(type) && SHAPES[type](data);

/** Whether control knows events of this type. */
export const isEventType = (type: string): type is keyof InputData | keyof DecisionData => Object.hasOwn(SHAPES, type);

/** Whether events of this type are decisions; others are facts. */
export const isDecisionType = (type: string): type is keyof DecisionData => Object.hasOwn(DECISIONS, type);

const text: Shape = (value) => typeof value === 'string';
const number: Shape = (value) => typeof value === 'number' && Number.isFinite(value);
const whole: Shape = (value) => Number.isSafeInteger(value);
const count: Shape = (value) => whole(value) && (value as number) >= 0; // as: a whole number
const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.includes(value as string); // as: any other value is not in the list
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const pair =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.length === 2 && value.every(shape);
const byName =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these keys and no others. */
const record =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(shapes, key)) &&
    Object.entries(shapes).every(([key, shape]) => Object.hasOwn(value, key) && shape(value[key]));

const action = oneOf('alert', 'retrain', 'recalibrate');
const learning = { coolDownMs: count, labelsMin: count };
const direction = oneOf('up', 'down');
const policy = record({
  rules: list(record({ group: text, actions: list(action) })),
  otherwise: list(action),
  closeAfterQuietMs: orNull(count),
  alert: record({ coolDownMs: count }),
  retrain: record({ ...learning, approval: oneOf('none', 'operator') }),
  recalibrate: record(learning),
});
const member = record({
  stream: text,
  component: count,
  share: number,
  logWealth: number,
  direction,
  effect: number,
  interval: pair(orNull(number)),
});
const answer = oneOf('fixed', 'new-normal', 'nothing-changed');
const spending = { income: number, spent: number };
const signed = { by: text, why: text };
const isHelp: Shape = (value) => typeof value === 'boolean';

const INPUTS: { readonly [T in keyof InputData]: Shape } = {
  LedgerOpened: record({ ledger: text }),
  PolicySet: record({
    contractDigest: text,
    policy,
    budget: record({ falseAlarms: number, perMs: count }),
    decider: count,
  }),
  WindowScored: record({
    group: text,
    start: whole,
    end: whole,
    due: count,
    silent: list(record({ stream: text, reason: text })),
    ...spending,
    logWealth: number,
    statistics: list(number),
    panelDigest: text,
  }),
  VerdictRecorded: record({
    check: text,
    group: text,
    verdict: oneOf('pass', 'warn', 'fail', 'unknown'),
    reason: text,
    logWealth: orNull(number),
    threshold: orNull(number),
    ...spending,
    members: list(member),
    changePoint: orNull(whole),
  }),
  WatermarkPassed: record({ start: whole, end: whole, labelled: count, expected: count }),
  LabelCorrected: record({ start: whole, end: whole, counts: byName(number) }),
  CalibratorChosen: record({
    ...{
      model: text,
      calibrator: text,
      rule: text,
      isHelp,
      inputs: list(text),
      rows: count,
      judged: count,
      seed: whole,
    },
    ...{ measure: text, before: orNull(number), after: orNull(number) },
    tried: list(record({ rule: text, loss: orNull(number) })),
    sets: orNull(record({ rule: text, level: number, coverage: orNull(number), size: orNull(number) })),
  }),
  CausesFound: record({
    ...{ incident: text, of: text },
    causes: list(record({ kind: text, columns: list(text), explains: orNull(number) })),
  }),
  IncidentAnswered: record({ incident: text, answer, ...signed }),
  RequestAnswered: record({ request: text, answer: oneOf('approved', 'refused'), ...signed }),
};

// Decisions are compared with those that decide() gives, word for word: what they hold need not be said twice.
const anything = isObject;
const DECISIONS: { readonly [T in keyof DecisionData]: Shape } = {
  IncidentOpened: anything,
  IncidentExtended: anything,
  IncidentClosed: anything,
  AlertDecided: anything,
  RetrainRequested: anything,
  RetrainDecided: anything,
  RecalibrateDecided: anything,
  HoldDecided: anything,
};

const SHAPES = { ...INPUTS, ...DECISIONS };
