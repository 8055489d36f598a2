// What control concludes, as stories: what happens on which day, and then what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, objection } from './decide.ts';
import { DECIDER, type Input } from './events.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { realised } from './realised.ts';
import { INITIAL, openIncident } from './state.ts';
import {
  cannotSay,
  DAY,
  fails,
  labelsArrive,
  passes,
  personHas,
  personSays,
  storyWith,
  windowScored,
} from './story.ts';

const given = storyWith((found, expected) => assert.deepEqual(found, expected));

test('an alarm opens one incident and is told once; further alarms of the group extend it', () => {
  given()
    .on(1, fails('inputs', 'price'))
    .concludes('inputs-1 opens: price up', 'alert about inputs-1')
    .on(2, fails('inputs', 'qty down', 'price'))
    .concludes('inputs-1 goes on: price up, qty down')
    .on(30, fails('inputs', 'price'))
    .concludes('inputs-1 goes on: price up');
});

test('each group has its own incident and its own alert', () => {
  given()
    .on(1, fails('inputs', 'price'))
    .concludes('inputs-1 opens: price up', 'alert about inputs-1')
    .on(1, fails('answers', 'score down'))
    .concludes('answers-1 opens: score down', 'alert about answers-1');
});

test('too little data opens nothing, extends nothing and closes nothing', () => {
  const story = given({ closeAfterQuietMs: 2 * DAY })
    .on(1, cannotSay('inputs'))
    .concludes();
  story.on(2, fails('inputs', 'price')).concludes('inputs-1 opens: price up', 'alert about inputs-1');
  for (let day = 3; day < 60; day++) story.on(day, cannotSay('inputs')).concludes();
  assert.notEqual(openIncident(story.state, 'inputs'), null);
});

test('a person closes an incident; the next alarm opens another', () => {
  given()
    .on(1, fails('inputs', 'price'))
    .on(4, personSays('fixed', 'inputs-1'))
    .concludes('inputs-1 closes: Ana says fixed')
    .on(9, fails('inputs', 'price'))
    .concludes('inputs-2 opens: price up', 'alert about inputs-2');
});

test('an incident closes by itself after quiet days, if the policy says so; silence is not quiet', () => {
  given({ closeAfterQuietMs: 3 * DAY })
    .on(1, fails('inputs', 'price'))
    .on(2, passes('inputs'))
    .concludes()
    .on(3, passes('inputs'))
    .concludes()
    .on(8, cannotSay('inputs'))
    .concludes()
    .on(9, passes('inputs'))
    .concludes('inputs-1 closes: 3 quiet days');
  const story = given().on(1, fails('inputs', 'price'));
  for (let day = 2; day < 400; day += 30) story.on(day, passes('inputs')).concludes();
});

test('an alarm begins the quiet anew', () => {
  given({ closeAfterQuietMs: 3 * DAY })
    .on(1, fails('inputs', 'price'))
    .on(3, passes('inputs'))
    .on(4, fails('inputs', 'price'))
    .concludes('inputs-1 goes on: price up')
    .on(6, passes('inputs'))
    .concludes()
    .on(7, passes('inputs'))
    .concludes('inputs-1 closes: 3 quiet days');
});

test('an alert in the cool-down of the last one is held, and given when it is over', () => {
  given({ alert: { coolDownMs: 5 * DAY } })
    .on(1, fails('inputs', 'price'))
    .on(2, personSays('fixed', 'inputs-1'))
    .on(3, fails('inputs', 'price'))
    .concludes('inputs-2 opens: price up', 'hold alert for inputs-2: 3 days of cool-down left')
    .on(4, fails('inputs', 'price'))
    .concludes('inputs-2 goes on: price up')
    .on(5.5, windowScored('inputs', [4, 5]))
    .concludes()
    .on(6, windowScored('inputs', [5, 6]))
    .concludes('alert about inputs-2')
    .on(7, fails('inputs', 'price'))
    .concludes('inputs-2 goes on: price up');
});

const automatic = { retrain: { ...DEFAULT_POLICY.retrain, approval: 'none' as const } };

test('lost performance retrains when enough labels are there', () => {
  given(automatic)
    .on(1, labelsArrive(800))
    .concludes()
    .on(2, fails('performance', 'accuracy down'))
    .concludes('performance-1 opens: accuracy down', 'alert about performance-1', 'retrain for performance-1');
});

test('retraining waits for fresh labels, says so once, and then goes ahead', () => {
  given(automatic)
    .on(1, labelsArrive(120), fails('performance', 'accuracy down'))
    .concludes(
      'performance-1 opens: accuracy down',
      'alert about performance-1',
      'hold retrain for performance-1: 120 labels of 500',
    )
    .on(2, labelsArrive(200), fails('performance', 'accuracy down'))
    .concludes('performance-1 goes on: accuracy down')
    .on(3, labelsArrive(180))
    .concludes('retrain for performance-1');
});

test('retraining waits for the cool-down since the last one, and each incident retrains once', () => {
  given(automatic)
    .on(1, labelsArrive(900), fails('performance', 'accuracy down'))
    .on(2, fails('performance', 'accuracy down'), personSays('fixed', 'performance-1'))
    .concludes('performance-1 goes on: accuracy down', 'performance-1 closes: Ana says fixed')
    .on(3, labelsArrive(900), fails('performance', 'accuracy down'))
    .concludes(
      'performance-2 opens: accuracy down',
      'alert about performance-2',
      'hold retrain for performance-2: 5 days of cool-down left',
    )
    .on(8, passes('performance'))
    .concludes('retrain for performance-2')
    .on(30, labelsArrive(5000), fails('performance', 'accuracy down'))
    .concludes('performance-2 goes on: accuracy down');
});

test('with approval a person is asked, once, and decides', () => {
  const story = given()
    .on(1, labelsArrive(900), fails('performance', 'accuracy down'))
    .concludes('performance-1 opens: accuracy down', 'alert about performance-1', 'ask to retrain for performance-1')
    .on(2, fails('performance', 'accuracy down'))
    .concludes('performance-1 goes on: accuracy down');
  story.on(3, personHas('approved', 'performance-1/retrain')).concludes('retrain for performance-1');
  given()
    .on(1, labelsArrive(900), fails('performance', 'accuracy down'))
    .on(3, personHas('refused', 'performance-1/retrain'))
    .concludes('hold retrain for performance-1: refused')
    .on(9, labelsArrive(900), fails('performance', 'accuracy down'))
    .concludes('performance-1 goes on: accuracy down');
});

test('lost calibration recalibrates; a retrained model needs no calibrator of the old one', () => {
  given(automatic)
    .on(1, labelsArrive(600), fails('calibration', 'slope down'))
    .concludes('calibration-1 opens: slope down', 'alert about calibration-1', 'recalibrate for calibration-1');
  given(automatic)
    .on(1, labelsArrive(600), fails('performance', 'accuracy down'))
    .on(2, fails('calibration', 'slope down'))
    .concludes(
      'calibration-1 opens: slope down',
      'alert about calibration-1',
      'hold recalibrate for calibration-1: 6 days of cool-down left',
    );
});

test('what an answered incident waited for is not done any more', () => {
  given()
    .on(1, labelsArrive(100), fails('performance', 'accuracy down'))
    .on(2, personSays('nothing-changed', 'performance-1'))
    .on(3, labelsArrive(5000))
    .concludes();
});

test('the order of events decides, never their times: a clock that jumps ahead and back silences nothing', () => {
  given({ alert: { coolDownMs: 5 * DAY } })
    .on(3650, fails('inputs', 'price'))
    .concludes('inputs-1 opens: price up', 'alert about inputs-1')
    .on(1, personSays('fixed', 'inputs-1'))
    .concludes('inputs-1 closes: Ana says fixed')
    .on(7, fails('inputs', 'price'))
    .concludes('inputs-2 opens: price up', 'alert about inputs-2');
});

test('an answer after an incident closed by itself counts, and closes nothing', () => {
  const story = given({ closeAfterQuietMs: DAY })
    .on(1, fails('inputs', 'price'), windowScored('inputs', [0, 1]))
    .on(2, passes('inputs'), windowScored('inputs', [1, 2]))
    .on(3, personSays('nothing-changed', 'inputs-1'), windowScored('inputs', [2, 3], 0))
    .concludes();
  const figures = realised(story.state);
  assert.equal(figures?.falseAlarms, 1);
  assert.equal(figures.unanswered, 0);
  assert.equal(figures.watchedMs, 2 * DAY, 'a window in which nobody could speak was not watched');
  assert.equal(figures.spent, 0.25);
  // One false alarm: the one-sided bound at 95 % is 4.744 (half the 0.95 quantile of chi-squared with 4 degrees).
  assert.ok(Math.abs(figures.upper - 4.743865) < 1e-5);
  assert.ok(Math.abs((figures.upperPerPromise ?? 0) - 45 * 4.743865) < 1e-3);
});

test('false alarms, alarms that were true and those nobody looked at are counted apart', () => {
  const story = given()
    .on(1, fails('inputs', 'price'), fails('answers', 'score'), fails('labels', 'rate'))
    .on(2, personSays('nothing-changed', 'inputs-1'), personSays('new-normal', 'answers-1'));
  const figures = realised(story.state);
  assert.deepEqual([figures?.incidents, figures?.falseAlarms, figures?.unanswered], [3, 1, 1]);
  assert.equal(figures?.upperPerPromise, null);
  assert.ok(Math.abs((figures?.upperWithUnanswered ?? 0) - 6.295794) < 1e-5);
  assert.equal(realised(INITIAL), null);
});

test('what may not be recorded is refused with its reason', () => {
  const at = 5 * DAY;
  const answer = { incident: 'inputs-1', answer: 'fixed', by: 'Ana', why: 'a new supplier' } as const;
  const { state } = given().on(1, fails('inputs', 'price'), labelsArrive(900), fails('performance', 'accuracy'));
  const closed = given().on(1, fails('inputs', 'price')).on(2, personSays('fixed', 'inputs-1')).state;
  const verdict = fails('inputs', 'price').data;
  const policy = { contractDigest: 'x', policy: DEFAULT_POLICY, budget: { falseAlarms: 1, perMs: DAY }, decider: 99 };
  const cases: readonly (readonly [unknown, object, string | null])[] = [
    [state, { type: 'IncidentAnswered', data: answer }, null],
    [state, { type: 'IncidentAnswered', data: { ...answer, by: ' ' } }, 'name-missing'],
    [state, { type: 'IncidentAnswered', data: { ...answer, why: '' } }, 'reason-missing'],
    [state, { type: 'IncidentAnswered', data: { ...answer, incident: 'inputs-2' } }, 'incident-unknown'],
    [closed, { type: 'IncidentAnswered', data: answer }, 'incident-answered-already'],
    [state, personHas('approved', 'performance-1/retrain'), null],
    [state, personHas('approved', 'performance-9/retrain'), 'request-unknown'],
    [state, { type: 'LedgerOpened', data: { ledger: 'x' } }, 'ledger-open-already'],
    [INITIAL, labelsArrive(1), 'ledger-not-open'],
    [{ ...INITIAL, ledger: 'x' }, labelsArrive(1), 'no-policy'],
    [{ ...INITIAL, ledger: 'x' }, fails('inputs', 'price'), 'no-policy'],
    [INITIAL, { type: 'CalibratorChosen', data: {} }, 'ledger-not-open'],
    [{ ...INITIAL, ledger: 'x' }, { type: 'CalibratorChosen', data: {} }, null],
    [state, { type: 'CausesFound', data: { incident: 'nobody-1', of: 'loss', causes: [] } }, 'incident-unknown'],
    [state, { type: 'PolicySet', data: policy }, 'decider-unknown'],
    [state, { type: 'PolicySet', data: { ...policy, decider: DECIDER } }, null],
    [state, { type: 'VerdictRecorded', data: { ...verdict, logWealth: -1 } }, 'verdict-contradicts-wealth'],
    [state, { type: 'VerdictRecorded', data: { ...verdict, verdict: 'pass' } }, 'verdict-contradicts-wealth'],
    [state, { type: 'VerdictRecorded', data: { ...verdict, verdict: 'unknown' } }, null],
    [state, { type: 'VerdictRecorded', data: { ...verdict, threshold: null } }, null],
  ];
  for (const [before, input, expected] of cases) {
    const given = { ...input, at } as Input; // as: the cases are inputs
    assert.equal(objection(before as typeof state, given), expected, JSON.stringify(input)); // as: states of above
    if (expected !== null) assert.throws(() => decide(before as typeof state, given), new RegExp(expected)); // as: same
  }
});
