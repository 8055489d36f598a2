import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildBacktestDocument } from '../../packages/core/src/report/backtest-document.ts';
import type { BacktestResult, StreamResult } from '../../packages/core/src/report/backtest-result.ts';
import { countWords } from '../../packages/core/src/report/words/headline.ts';
import { renderHtml } from '../../packages/holdfast/src/render/html.ts';
import { renderMarkdown } from '../../packages/holdfast/src/render/markdown.ts';
import { columnsOf } from '../../packages/holdfast/src/render/plain.ts';
import { renderTerminal } from '../../packages/holdfast/src/render/terminal.ts';
import * as some from './backtest-cases.ts';
import { explained } from './backtest-explained.ts';
import { fares } from './backtest-fares.ts';
import { backtest, member } from './backtest-fixture.ts';

const CASES: Readonly<Record<string, () => BacktestResult>> = { ...some, fares, explained };
const terminal = (result: BacktestResult, width = 80, isColored = false): string =>
  renderTerminal(buildBacktestDocument(result), { width, isColored });
const html = (result: BacktestResult): Promise<string> => renderHtml(buildBacktestDocument(result));
const ESC = String.fromCharCode(27);
const bare = (text: string): string => text.replace(new RegExp(`${ESC}\\[[0-9;]*m`, 'g'), '');

test('the answer has at most 20 words, none of them of statistics, and at most three sentences support it', () => {
  for (const [name, make] of Object.entries(CASES)) {
    const { sentence, support, action } = make().headline;
    assert.ok(countWords(sentence) <= 20, `${name}: ${sentence}`);
    assert.ok(support.length <= 3 && action !== '', name);
    const text = [sentence, ...support, action].join(' ');
    assert.doesNotMatch(text, /drift|signific|p-value|evidence|hypothes|wealth|log_|undefined|NaN|null/i, name);
  }
});

test('each kind of history has its own answer', () => {
  const sentences = Object.fromEntries(Object.entries(CASES).map(([name, make]) => [name, make().headline.sentence]));
  assert.deepEqual(sentences, {
    fallAndRecovery: 'From June 1997 this model was right only 63 times in 100. You would have been told on 1 July.',
    lastingFall: 'From June 1997 this model was right only 71 times in 100. You would have been told on 1 July.',
    inputsMoved: 'It stayed right about as often as usual, but “vicdemand” moved on 29 April 1997.',
    nothing: 'Nothing changed that matters in 23 months.',
    noLabels: 'Whether it got worse cannot be said: there are no outcomes.',
    oneWindow: 'Whether it got worse cannot be said: too few windows to know what is usual.',
    manyHours: 'From April 1997 this model was right only 70 times in 100. You would have been told on 2 April.',
    hostileHistory: 'From June 1997 this model was right only 63 times in 100. You would have been told on 1 July.',
    explained: 'From June 1997 this model was right only 63 times in 100. You would have been told on 1 July.',
    fares: 'Since February 2019 its answers come out USD 2.10 too low. You would have been told on 5 February.',
  });
});

test('one action fits what happened', () => {
  assert.match(some.fallAndRecovery().headline.action, /^Look at incident 2: find out what was different then/);
  assert.match(some.lastingFall().headline.action, /^Retrain on rows since June 1997: the policy asked for it/);
  assert.match(some.noLabels().headline.action, /`--labels FILE`/);
  assert.equal(some.nothing().headline.action, 'Nothing to do. Keep watching.');
});

test('causes, slices, estimates, answers and silences are said where people look for them', async () => {
  const result = explained();
  assert.equal(
    result.headline.support.at(-1),
    'Most likely cause: outcomes moved and inputs did not (yes in 38 of 100 before, in 54 of 100 since).',
  );
  const shown = terminal(result).replace(/\s+/g, ' ');
  assert.match(shown, /Why incident 2: Outcomes moved and inputs did not .* \(98 % of the loss\)/);
  assert.match(shown, /Silent Accuracy in evening peak, since 30 Aug 1998: there are no outcomes/i);
  const page = await html(result);
  assert.match(
    page,
    /Looked for and not it: inputs moved; late or missing outcomes\. Could not be looked for: the season\./,
  );
  assert.match(page, /“vicprice”, “vicdemand” and “transfer” move together and had one value each before/);
  assert.match(page, /<b>Got worse:<\/b> accuracy in evening peak 80 % → 60 %/);
  assert.match(page, /No cause found/);
  assert.match(page, /Before outcomes 3 of 100 could have been estimated \(blue\), and \d of 3 bands held what came\./);
  assert.match(page, /class="band"/);
  assert.match(page, /0\.13, at most 0\.62 \(1 of 8 answered\)/);
  assert.match(page, /Ana: “nothing changed”/);
});

test('a fall in which the followed measure did not get worse is told by the metric that did', () => {
  const whole = some.lastingFall();
  const incidents = whole.incidents.map((one) =>
    one.group === 'performance'
      ? {
          ...one,
          before: { ...one.before, value: 0.5 },
          members: [member({ stream: 'log', feature: 'log-loss', part: '', from: 0.3, to: 0.6 })],
        }
      : one,
  );
  const [first] = whole.streams as [StreamResult]; // as: it has streams
  const log = { ...first, stream: 'log', of: 'log-loss', unit: 'nats', usual: 0.28 };
  const { sentence, support } = backtest({ ...whole, incidents, streams: [...whole.streams, log] }).headline;
  assert.match(sentence, /^Since June 1997 its log loss is 0\.60, before 0\.30/);
  assert.match(support[0] ?? '', /log loss was 0\.3.*; in the reference 0\.28/);
});

test('in 80 columns: the answer, a line of bars with incidents, and the budget', () => {
  const shown = terminal(some.fallAndRecovery());
  assert.equal(
    shown.split('\n').slice(8, 25).join('\n'),
    `right   100 %
        ▅▅▅▅▅▅▆▅▄▅▄▂▃▃▃▂▂▂▃▂▂▃▂▃▃▃░░▂▃▂▄▃▂▃▄▆▇▆▇▆▆▇▇▆▅▇▆▆░  two weeks a step
        50 %
                .   x.    .   .            +
                    Jul 1997     Jan 1998     Jul
        x got worse, + got better, . something else moved, ░ nothing can be said

1   6 May 1997  vicdemand 0.42 -> 0.39
2   1 Jul 1997  Got worse: accuracy 82 % -> 60 %
3  15 Jul 1997  vicdemand 0.44 -> 0.51
4  30 Sep 1997  vicdemand 0.44 -> 0.35
5  25 Nov 1997  nswprice 0.068 -> 0.091
6  19 May 1998  class, share of level "up" 2 % -> 16 %
7  26 May 1998  Got better: accuracy 66 % -> 90 %

Incidents 7 in 100 weeks: 1 fall, 1 rise, 4 of inputs, 1 of answers
Budget    promised at most 1 false alarm in 90 days; spent 0.84; realised 0.12`,
  );
});

test('no line is longer than the screen, and no name moves the cursor', () => {
  for (const [name, make] of Object.entries(CASES)) {
    for (const width of [40, 80, 120]) {
      for (const isColored of [false, true]) {
        const shown = bare(terminal(make(), width, isColored));
        for (const line of shown.split('\n')) assert.ok(columnsOf(line) <= width, `${name} at ${width}: ${line}`);
        assert.doesNotMatch(shown, /[^\n\P{Cc}]|\u202e|\u2028/u, name);
      }
    }
  }
});

test('pages escape every name, have each id once, stay under a megabyte and are the same twice', async () => {
  assert.equal(await html(fares()), await html(fares()));
  for (const [name, make] of Object.entries(CASES)) {
    const page = await html(make());
    assert.ok(Buffer.byteLength(page) < 400_000, `${name}: ${page.length}`);
    assert.doesNotMatch(page, /<img|<script|<svg onload|\u202e|\u2028|<!--|\sstyle=|NaN|undefined/, name);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), `${name}: ${target}`);
  }
});

test('Markdown shows names as text, and the line of bars in a fence that no name closes', () => {
  const source = renderMarkdown(buildBacktestDocument(some.hostileHistory()));
  assert.doesNotMatch(source, /<img|<script|<svg|\u202e|\[31m/);
  assert.equal(source.match(/^```/gm)?.length, 2);
  assert.match(source, /^## ⚠ Would not have held: From June 1997/);
  for (const row of source.split('\n').filter((line) => line.startsWith('| ')))
    assert.ok(row.split(' | ').length <= 7, row);
});

test('a stretch without outcomes keeps its place and is hatched; a chart without any has no axis', async () => {
  const page = await html(some.fallAndRecovery());
  const hatched = page.match(/<g[^>]*class="hatch"[^>]*>(.*?)<\/g>/s)?.[1] ?? '';
  assert.equal(hatched.match(/<rect/g)?.length, 2);
  assert.match(hatched, /6 Jan 1998: none, there are no rows/);
  const none = await html(some.noLabels());
  assert.match(none, /How good it was cannot be said: no outcomes/);
  assert.doesNotMatch(none, /class="usual"/);
});

test('thousands of windows are drawn as days: mean by rows, lowest and highest', () => {
  const { sections } = buildBacktestDocument(some.manyHours());
  const timeline = sections[0]?.blocks[0];
  assert.ok(timeline?.kind === 'timeline');
  assert.equal(timeline.points.length, 125);
  const [first] = timeline.points;
  assert.ok(first !== undefined && first.value !== null && first.low !== null && first.high !== null);
  assert.ok(first.low < first.value && first.value < first.high);
  assert.match(sections[0]?.note ?? '', /mean of several hours by their rows/);
  assert.equal(sections[0]?.heading, 'How often it was right, day by day');
});

test('silence is no pass: where nothing could be watched, no incident is no good news', () => {
  const { sections, facts } = buildBacktestDocument(some.oneWindow());
  const found = sections.find(({ id }) => id === 'incidents');
  assert.equal(found?.heading, 'No incident could have been seen');
  assert.equal(found?.verdict, 'unknown');
  assert.ok(facts.some(({ how }) => how === 'none could have been seen'));
});

test('the promise is called kept, broken or not tested by the interval of what was realised', () => {
  const heading = (rate: number, interval: readonly [number, number], upper: number): string | undefined => {
    const { budget } = some.nothing();
    const realised = { replays: 60, alarms: 9, rate, interval };
    const made = { ...some.nothing(), budget: { ...budget, realised, upper } };
    return buildBacktestDocument(made).sections.find(({ id }) => id === 'budget')?.heading;
  };
  assert.equal(heading(0.12, [0.09, 0.15], 0.15), 'Fewer false alarms than promised');
  assert.equal(heading(1.6, [1.2, 2.1], 2), 'More false alarms than promised');
  assert.equal(heading(1.1, [0.7, 1.6], 1.5), 'Too few replays to hold the promise against');
  const { sections } = buildBacktestDocument(some.noLabels());
  assert.equal(sections.find(({ id }) => id === 'budget')?.heading, 'The promise about false alarms was not tested');
});
