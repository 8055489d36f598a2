import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { honesty } from '../../packages/core/src/report/sections/scores.ts';
import { checkWords, limitWords } from '../../packages/core/src/report/words/checks.ts';
import { countWords } from '../../packages/core/src/report/words/headline.ts';
import {
  emptyComparison,
  evaluateAlone,
  failWithSlice,
  multiclass,
  passAlone,
  passCompared,
  unknownWithRows,
  warnWithinMargin,
} from './cases.ts';
import { check, measurement, result } from './fixtures.ts';
import { hostile } from './hostile.ts';
import { regressionWithMoney } from './number-cases.ts';

const ALL = {
  emptyComparison,
  evaluateAlone,
  failWithSlice,
  hostile,
  multiclass,
  passAlone,
  passCompared,
  regressionWithMoney,
  unknownWithRows,
  warnWithinMargin,
};

test('the first sentence has at most 20 words, whatever the result', () => {
  for (const [name, make] of Object.entries(ALL)) {
    const { sentence } = make().headline;
    assert.ok(countWords(sentence) <= 20, `${name}: ${sentence}`);
    assert.ok(sentence.endsWith('.'), `${name}: ${sentence}`);
  }
});

test('a failed guard is named in the first sentence, as people count', () => {
  const { headline } = failWithSlice();
  assert.equal(
    headline.sentence,
    'Do not release. It is wrong four times in ten where sex is Female and occupation is Exec-managerial.',
  );
  assert.match(
    headline.support.join(' '),
    /Of those 589 rows, which the contract guards, it is right in 58 of 100 cases; the champion 88/,
  );
  assert.match(headline.support.join(' '), /USD 401 more per 1,000 decisions \(341 to 460\)/);
  assert.match(headline.action, /Keep the champion.*there 249 of 589 rows are wrong/);
});

test('a model that is gated alone passes, and it is said that nothing was compared', () => {
  const { headline } = passAlone();
  assert.equal(headline.sentence, 'You may release. It is right 87 times in 100.');
  assert.match(headline.support.join(' '), /Nothing was compared/);
  assert.doesNotMatch(passCompared().headline.support.join(' '), /Nothing was compared/);
});

test('an undecided gate says what it would take', () => {
  const { headline } = unknownWithRows();
  assert.match(headline.sentence, /^Not decided yet\. .*needs about 181,000 rows, has 16,281/);
  assert.match(headline.action, /Collect about 170,000 more labelled rows/);
  assert.match(emptyComparison().headline.sentence, /cannot be decided: too few rows/);
});

test('a loss within the margin is a warning that compares', () => {
  assert.equal(
    warnWithinMargin().headline.sentence,
    'You may release, with a warning. It is right 87.0 times in 100; the champion 87.1.',
  );
});

test('numbers are in the unit of the label, money in its currency', () => {
  const { headline } = regressionWithMoney();
  assert.equal(
    headline.sentence,
    'Do not release. Its mean absolute error is worse than that of fares-2018 by USD 1.13.',
  );
  assert.match(headline.support.join(' '), /USD 1,128 more per 1,000 decisions/);
});

test('an evaluation judges nothing, and looks at groups', () => {
  assert.equal(evaluateAlone().headline.sentence, 'It is right 87 times in 100, and for no group surely worse.');
  assert.match(multiclass().headline.support.join(' '), /No slices or groups were looked at/);
  const even = {
    ...evaluateAlone(),
    measurements: [measurement({}), measurement({ slice: 'rush', value: 0.87, n: 900 })],
  };
  assert.match(
    result({ ...even, command: 'evaluate', verdict: null }).headline.sentence,
    /, and about as good for every group\.$/,
  );
  const weak = { ...evaluateAlone(), measurements: failWithSlice().measurements };
  const { sentence } = result({ ...weak, command: 'evaluate', verdict: null }).headline;
  assert.equal(
    sentence,
    'It is right 87 times in 100, but only 58 where sex is Female and occupation is Exec-managerial.',
  );
});

test('a gate without checks had nothing to judge', () => {
  assert.equal(result({ checks: [] }).headline.sentence, 'There was nothing to judge.');
});

test('an expectation that fails says what was found and what is asked', () => {
  const failed = check({ verdict: 'fail', reason: 'below', value: 0.841, interval: [0.835, 0.847] });
  assert.equal(
    result({ verdict: 'fail', checks: [failed] }).headline.sentence,
    'Do not release. It is right 84 times in 100; at least 86 is asked.',
  );
  assert.equal(failed.words, 'Accuracy is 84.1 % (83.5 % to 84.7 %, n 16,281); at least 86 % is asked.');
});

test('what misses its limit is said in plain words, where the entry has them', () => {
  const said = (parts: Parameters<typeof check>[0], labelUnit: string | null = null): string =>
    result({ verdict: 'fail', labelUnit, checks: [check({ verdict: 'fail', interval: null, ...parts })] }).headline
      .sentence;
  const number = { entry: 'mae', title: 'Mean absolute error', unit: 'label', expect: '<= 50', value: 90.81 };
  assert.equal(said(number, 'rentals'), 'Do not release. It is off by 90.8 rentals on average; at most 50 is allowed.');
  const bias = { entry: 'bias', title: 'Mean error', unit: 'label', expect: '>= -0.5', value: -1.728 };
  assert.equal(
    said(bias, 'USD'),
    'Do not release. It says USD 1.73 too little on average; at most USD 0.50 is allowed.',
  );
  const area = { entry: 'roc-auc', title: 'Area under the ROC curve', unit: 'score', expect: '>= 0.6', value: 0.5554 };
  assert.match(said(area), /Shown one of each class, it picks right 56 times in 100; at least 60 is asked\.$/);
  const bound = check({ verdict: 'fail', value: 0.861, interval: [0.857, 0.865] });
  assert.match(
    result({ verdict: 'fail', checks: [bound] }).headline.sentence,
    /right perhaps 85\.7 times in 100; at least 86/,
  );
  const named = { title: 'Recall, class bad', entry: 'recall', expect: '>= 0.5', value: 0.463 };
  assert.match(said(named), /Its recall, class bad is 46\.3 %; at least 50 % is asked\.$/);
});

test('a slice that nobody guards and that got far worse is what a warning speaks of', () => {
  const { comparison, ...parts } = failWithSlice();
  assert.ok(comparison !== null);
  const lines = comparison.lines.map((of) => (of.slice === null ? of : { ...of, guarded: false }));
  const checks = parts.checks.filter(({ verdict }) => verdict === 'pass');
  const { headline } = result({ ...parts, verdict: 'warn', checks, comparison: { ...comparison, lines } });
  assert.match(headline.sentence, /^It is wrong four times in ten where sex is Female/);
  assert.match(headline.support[0] ?? '', /^Of those 589 rows it is right in 58 of 100 cases; the champion 88\.$/);
  assert.match(headline.action, /^Read the warning/);
});

test('the other model is called by its name in the contract, or the other model', () => {
  const { comparison, ...parts } = failWithSlice();
  assert.ok(comparison !== null);
  const keep = (other: string | undefined): string => {
    const { other: _, ...rest } = comparison;
    return result({ ...parts, comparison: other === undefined ? rest : { ...rest, other } }).headline.action;
  };
  assert.match(keep('champion'), /^Keep the champion\./);
  assert.match(keep('fares-2018'), /^Keep fares-2018\./);
  assert.match(keep(undefined), /^Keep the other model\./);
});

test('heads show files without folders; the foot and the last line keep whole paths', () => {
  const document = buildDocument(failWithSlice());
  assert.equal(document.bar.subject, 'adult-income · predictions-slicebug.parquet against analysis.parquet');
  const far = buildDocument(result({ contract: { path: 'shop/data/holdfast.yaml', digest: 'sha256:0' } }));
  assert.equal(far.bar.end, 'holdfast.yaml · seed 1');
  assert.match(far.closing, /^contract shop\/data\/holdfast\.yaml · seed 1; /);
});

test('no answer is supported by more than three sentences', () => {
  for (const [name, make] of Object.entries(ALL)) assert.ok(make().headline.support.length <= 3, name);
});

test('a waived failure is not what the answer speaks of, but it is said', () => {
  const waived = { owner: 'Ada', until: '2030-01-31', why: 'the shop is closed' };
  const made = result({
    checks: [check({}), check({ id: 'b', verdict: 'fail', value: 0.8, interval: [0.79, 0.81], waived })],
  });
  assert.match(made.headline.sentence, /^You may release/);
  assert.match(made.headline.support.join(' '), /One check failed and is waived/);
  assert.match(made.checks[1]?.words ?? '', /Waived by Ada until 2030-01-31: the shop is closed\./);
});

test('a gap says its reason in words', () => {
  const gap = check({ verdict: 'unknown', value: null, interval: null, gap: 'one-class', reason: 'one-class' });
  assert.match(checkWords(gap), /cannot be decided: all rows have the same label/);
});

test('limits keep their digits', () => {
  assert.equal(limitWords('>= 0.86', { unit: 'share' }), 'at least 86 %');
  assert.equal(limitWords('<= 0.0125', { unit: 'share' }), 'at most 1.25 %');
  assert.equal(limitWords('< 3 %', { unit: 'share' }), 'below 3 %');
  assert.equal(limitWords('<= 0.3', { unit: 'nats' }), 'at most 0.3');
  assert.equal(limitWords('something else', { unit: 'share' }), 'something else');
});

test('scores are called honest only where they stay in the band', () => {
  const x = [0.1, 0.3, 0.5, 0.7, 0.9];
  const band = { x, low: x.map((v) => v - 0.05), high: x.map((v) => v + 0.05) };
  const line = (y: readonly number[]) => ({ name: 'a', x, y, band });
  assert.equal(honesty(line(x)), 'honest');
  assert.equal(honesty(line([0.25, 0.4, 0.5, 0.6, 0.7])), 'too-sure');
  assert.equal(honesty(line([0, 0.1, 0.5, 0.9, 1])), 'too-careful');
  assert.equal(honesty(undefined), 'unclear');
});

test('the document says failures first, and explains each entry that it names', () => {
  const document = buildDocument(failWithSlice());
  const checks = document.sections[0]?.blocks[0];
  assert.ok(checks?.kind === 'checks');
  assert.deepEqual(
    checks.rows.map((row) => row.verdict),
    ['fail', 'fail', 'warn', 'pass', 'pass', 'pass', 'pass'],
  );
  const named = new Set(checks.rows.flatMap((row) => row.term ?? []));
  for (const term of named)
    assert.ok(
      document.terms.some(({ id }) => id === term),
      term,
    );
  assert.equal(document.title, 'Fail: release gate of adult-income');
  assert.equal(document.answer.command?.includes(`--where "sex = 'Female'`), true);
});
