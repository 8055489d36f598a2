// What `holdfast recalibrate` says, writes and refuses, seen from outside.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Ended, inFolder } from './holdfast.ts';

/** Rows whose odds are `odds` times those that the score claims. */
function rows(n: number, odds: number, seed = 90): string {
  const random = makeRandom(seed);
  const lines = Array.from({ length: n }, (_, i) => {
    const score = 0.02 + 0.96 * random();
    const truth = (odds * score) / (1 - score + odds * score);
    return `${i},${score.toFixed(4)},${random() < truth ? 1 : 0},${i % 3 === 0 ? 'a' : 'b'}`;
  });
  return `id,score,label,shop\n${lines.join('\n')}\n`;
}

/** Numbers whose errors grow, with times. */
function numbers(n: number): string {
  const random = makeRandom(91);
  const lines = Array.from({ length: n }, (_, i) => {
    const prediction = 10 + 20 * random();
    const at = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 10))).toISOString();
    return `${i},${at},${prediction.toFixed(3)},${(prediction + 4 * (random() + random() - 1)).toFixed(3)}`;
  });
  return `id,timestamp,prediction,label\n${lines.join('\n')}\n`;
}

interface Said {
  readonly chosen: string;
  readonly isHelp: boolean;
  readonly heldOut: number;
  readonly parting: { readonly by: string };
  readonly measures: readonly {
    readonly entry: string;
    readonly before: { value: number } | null;
    readonly after: { value: number };
  }[];
  readonly groups: readonly { readonly slice: string }[];
}
const said = ({ stdout }: Ended): Said => JSON.parse(stdout) as Said; // as: what the test then looks at
const beforeAfter = (of: Said, entry: string): { before: number; after: number } => {
  const found = of.measures.find((one) => one.entry === entry);
  return { before: found?.before?.value ?? Number.NaN, after: found?.after.value ?? Number.NaN };
};

test('scores that are too low are set right, and the rule that was written does the same to other rows', () =>
  inFolder({ 'p.csv': rows(3000, 3), 'new.csv': rows(2000, 3, 92) }, async ({ run, folder }) => {
    const ended = await run('recalibrate', 'p.csv', '--group', 'shop', '-o', 'c.json', '--html', 'r.html');
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /Scores are too low; a line on their log-odds \(Platt\) lowers the log loss\s+from/);
    assert.ok(ended.stdout.split('\n').every((line) => [...line].length <= 80));
    assert.match(ended.stdout, /says 55 of 100 [·●○|]+/);
    assert.ok(readFileSync(join(folder, 'r.html'), 'utf8').includes('Recalibration helps'));
    const found = said(await run('recalibrate', 'p.csv', '--group', 'shop', '--json'));
    assert.deepEqual([found.chosen, found.isHelp, found.heldOut, found.parting.by], ['platt', true, 3000, 'row']);
    assert.equal(found.groups.length, 2);
    const { before, after } = beforeAfter(found, 'smooth-calibration-error');
    assert.ok(before > 0.15 && after < 0.03, `${before} ${after}`);
    const evaluated = await run('evaluate', 'new.csv', '--calibrator', 'c.json', '--json');
    // as: the form of results
    const judged = JSON.parse(evaluated.stdout) as {
      measurements: { entry: string; slice: string | null; value: number }[];
      notes: string[];
    };
    const slope = judged.measurements.find(({ entry }) => entry === 'calibration-intercept')?.value ?? 1;
    assert.ok(Math.abs(slope) < 0.2, `${slope}`);
    assert.ok(judged.notes.some((note) => note.includes('c.json')));
  }));

test('scores that are right are left alone: exit code 0, and it says so', () =>
  inFolder({ 'p.csv': rows(2000, 1) }, async ({ run, folder }) => {
    const ended = await run('recalibrate', 'p.csv', '-o', 'c.json');
    assert.equal(ended.code, 0);
    assert.match(ended.stdout, /Recalibration does not help/);
    assert.match(ended.stdout, /Leave the scores as they are\./);
    assert.match(readFileSync(join(folder, 'c.json'), 'utf8'), /"kind":"identity"/);
  }));

test('the same file and seed give the same bytes', () =>
  inFolder({ 'p.csv': rows(1500, 2) }, async ({ run, folder }) => {
    const [first, second] = [await run('recalibrate', 'p.csv', '--json'), await run('recalibrate', 'p.csv', '--json')];
    assert.equal(first.stdout, second.stdout);
    await run('recalibrate', 'p.csv', '-o', 'a.json', '--quiet');
    await run('recalibrate', 'p.csv', '-o', 'b.json', '--quiet');
    assert.equal(readFileSync(join(folder, 'a.json'), 'utf8'), readFileSync(join(folder, 'b.json'), 'utf8'));
  }));

test('too few rows are refused with the number that would do, and scores that are no chances too', () =>
  inFolder(
    { 'few.csv': rows(80, 1), 'margins.csv': rows(500, 1).replaceAll(/,0\.(\d+),/g, ',7.$1,') },
    async ({ run, folder }) => {
      const few = await run('recalibrate', 'few.csv', '-o', 'c.json');
      assert.equal(few.code, 3);
      assert.match(few.stderr, /^RECALIBRATE_FEW: few\.csv has too few rows .* Give about \d+ rows with labels\./);
      assert.ok(!existsSync(join(folder, 'c.json')));
      const margins = await run('recalibrate', 'margins.csv', '--score', 'score');
      assert.equal(margins.code, 3);
      assert.match(margins.stderr, /^RECALIBRATE_SCORES: column "score" of margins\.csv holds no chances/);
    },
  ));

test('numbers get intervals that hold what they promise, later rows held out', () =>
  inFolder({ 'n.csv': numbers(1500) }, async ({ run }) => {
    const found = said(await run('recalibrate', 'n.csv', '--level', '0.8', '--json'));
    assert.deepEqual([found.chosen, found.parting.by], ['split', 'time']);
    const { after } = beforeAfter(found, 'interval-coverage');
    assert.ok(Math.abs(after - 0.8) < 0.05, `${after}`);
    const refused = await run('recalibrate', 'n.csv', '--level', '90');
    assert.equal(refused.code, 3);
    assert.match(refused.stderr, /OPTION_VALUE/);
  }));

/** Forecasts of which `times` as much is sold, by days; one in four rows costs ten times when it is too little. */
function sales(n: number, times: number): string {
  const random = makeRandom(93);
  const lines = Array.from({ length: n }, (_, i) => {
    const forecast = 10 + 90 * random();
    const at = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 20))).toISOString();
    const sold = forecast * times * (0.8 + 0.4 * random());
    return `${i},${at},${forecast.toFixed(2)},${sold.toFixed(2)},${i % 4 === 0 ? 10 : 1}`;
  });
  return `id,at,forecast,sold,short\n${lines.join('\n')}\n`;
}

test('forecasts that are too low are set right at the level that costs least, and other rows with them', () =>
  inFolder(
    {
      's.csv': sales(2000, 1.5),
      'right.csv': sales(2000, 1),
      'few.csv': sales(60, 1.5),
      'holdfast.yaml': `holdfast: 1
model: sales
task: regression
columns: { id: id, timestamp: at, prediction: forecast, label: sold, label_unit: pieces }
costs: { over: 1, under: 4, currency: EUR }
`,
      'by-row.yaml': `holdfast: 1
model: sales
task: regression
columns: { id: id, timestamp: at, prediction: forecast, label: sold }
costs: { over: 1, under: { column: short }, currency: EUR }
`,
    },
    async ({ run, folder }) => {
      const found = said(await run('recalibrate', 's.csv', '-o', 'c.json', '--json'));
      const cost = beforeAfter(found, 'over-under-cost');
      assert.ok(found.isHelp && cost.after < 0.25 * cost.before, JSON.stringify(cost));
      const { answers } = JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8'));
      // Labels are even between 1.2 and 1.8 times the forecast; four in five should lie below the answer.
      assert.ok(answers.kind === 'times' && Math.abs(answers.factor - 1.68) < 0.02, JSON.stringify(answers));
      const judge = async (...words: string[]): Promise<(entry: string) => number> => {
        const { measurements } = JSON.parse((await run('evaluate', 's.csv', '--json', ...words)).stdout);
        return (entry) => measurements.find((one: { entry: string }) => one.entry === entry)?.value;
      };
      const right = await judge('--calibrator', 'c.json');
      assert.ok(Math.abs(right('over-under-cost') - cost.after) < 0.5, `${right('over-under-cost')}, ${cost.after}`);
      assert.ok(Math.abs(right('interval-coverage') - 0.9) < 0.03, `${right('interval-coverage')}`);
      // Rows that have prices of their own cost what the new answers do.
      const [own, set] = [await judge('-c', 'by-row.yaml'), await judge('-c', 'by-row.yaml', '--calibrator', 'c.json')];
      assert.ok(set('answer-cost') < 0.5 * own('answer-cost'), `${set('answer-cost')} ${own('answer-cost')}`);
      const told = await run('recalibrate', 's.csv');
      assert.match(told.stdout, /^By these prices predictions are too low: times 1\.6\d, a row costs EUR \d/m);
      const fine = await run('recalibrate', 'right.csv', '-c', 'by-row.yaml', '-o', 'fine.json', '--json');
      assert.equal(said(fine).measures[0]?.entry, 'mae');
      assert.equal('answers' in JSON.parse(readFileSync(join(folder, 'fine.json'), 'utf8')), false);
      assert.match((await run('recalibrate', 'few.csv')).stderr, /^RECALIBRATE_FEW/);
      writeFileSync(join(folder, 'c.json'), readFileSync(join(folder, 'c.json'), 'utf8').replace('"times"', '"twice"'));
      assert.match((await run('evaluate', 's.csv', '--calibrator', 'c.json')).stderr, /^CALIBRATOR_DAMAGED/);
    },
  ));

test('sets of classes and intervals hold what they promise on other rows, in each slice too', () =>
  inFolder(
    { 'p.csv': rows(3000, 3), 'new.csv': rows(3000, 3, 92), 'n.csv': numbers(3000) },
    async ({ run, folder }) => {
      const found = JSON.parse((await run('recalibrate', 'p.csv', '--group', 'shop', '-o', 'c.json', '--json')).stdout);
      const { sets } = found;
      assert.deepEqual([sets.level, sets.classes, sets.n, sets.slices.length], [0.9, 2, 3000, 2]);
      // Scores that are too low lie when they are taken at their word.
      assert.ok(sets.before.coverage.interval[1] < 0.9 || sets.before.coverage.interval[0] > 0.9);
      for (const { coverage } of [sets.after, ...sets.slices.map(({ after }: { after: unknown }) => after)])
        assert.ok(coverage.interval[0] < 0.91 && coverage.interval[1] > 0.89, JSON.stringify(coverage));
      const written = JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8'));
      assert.deepEqual(
        written.sets.slices.map(({ where }: { where: string }) => where),
        ['"shop" = \'b\'', '"shop" = \'a\''],
      );
      const judged = JSON.parse(
        (await run('evaluate', 'new.csv', '--group', 'shop', '--calibrator', 'c.json', '--json')).stdout,
      );
      assert.deepEqual(
        judged.sets.lines.map(({ slice, n }: { slice: string | null; n: number }) => [slice, n]),
        [
          [null, 3000],
          ['shop = b', 2000],
          ['shop = a', 1000],
        ],
      );
      for (const { coverage, size } of judged.sets.lines)
        assert.ok(Math.abs(coverage.value - 0.9) < 0.03 && size.value > 1, JSON.stringify([coverage, size]));
      const told = await run('evaluate', 'new.csv', '--calibrator', 'c.json');
      assert.match(told.stdout, /Sets that promise 90 % hold \d/);
      const spread = numbers(3000)
        .split('\n')
        .map((line, i) => (i === 0 ? `${line},kind` : line === '' ? '' : `${line},${i % 2 === 0 ? 'x' : 'y'}`));
      writeFileSync(join(folder, 'k.csv'), spread.join('\n'));
      await run('recalibrate', 'k.csv', '--group', 'kind', '-o', 'k.json', '--quiet');
      assert.equal(JSON.parse(readFileSync(join(folder, 'k.json'), 'utf8')).rule.slices.length, 2);
      const intervals = JSON.parse((await run('evaluate', 'k.csv', '--calibrator', 'k.json', '--json')).stdout);
      const coverage = intervals.measurements.find(({ entry }: { entry: string }) => entry === 'interval-coverage');
      assert.ok(Math.abs(coverage.value - 0.9) < 0.02, JSON.stringify(coverage));
    },
  ));

test('the choice is recorded in the ledger of a data directory, which shows it and verifies', () =>
  inFolder({ 'p.csv': rows(3000, 3) }, async ({ run, folder }) => {
    const written = await run('recalibrate', 'p.csv', '-o', 'c.json', '--data-dir', 'data', '--quiet');
    assert.equal(written.code, 0, written.stderr);
    await run('recalibrate', 'p.csv', '-o', 'c.json', '--data-dir', 'data', '--seed', '2', '--quiet');
    const digest = JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8')).digest;
    const shown = await run('ledger', 'show', 'data');
    assert.match(shown.stdout, /ledger opened: p\.csv/);
    assert.match(shown.stdout, /calibrator of p\.csv: Platt/);
    assert.match(shown.stdout, /log-loss of 3,000\s+held-out rows 0\.\d{4}\s+before,\s+0\.\d{4}\s+after/);
    const { events } = JSON.parse((await run('ledger', 'show', 'data', '--json')).stdout);
    assert.deepEqual(
      events.map(({ type }: { type: string }) => type),
      ['LedgerOpened', 'CalibratorChosen', 'CalibratorChosen'],
    );
    const { data } = events[2];
    assert.deepEqual([data.calibrator, data.seed, data.tried.length], [`sha256:${digest}`, 2, 6]);
    assert.ok(data.before > data.after && data.sets.level === 0.9);
    assert.equal((await run('ledger', 'verify', 'data')).code, 0);
    const refused = await run('recalibrate', 'p.csv', '--data-dir', 'data');
    assert.deepEqual([refused.code, refused.stderr.split(':')[0]], [3, 'ARGUMENT_MISSING']);
  }));

test('a calibrator that was changed, or is of another model, is refused', () =>
  inFolder({ 'p.csv': rows(1500, 2), 'n.csv': numbers(600) }, async ({ run, folder }) => {
    await run('recalibrate', 'p.csv', '-o', 'c.json', '--quiet');
    const text = readFileSync(join(folder, 'c.json'), 'utf8');
    writeFileSync(join(folder, 'bad.json'), text.replace('"slope":', '"slope":1'));
    assert.match((await run('evaluate', 'p.csv', '--calibrator', 'bad.json')).stderr, /^CALIBRATOR_DAMAGED/);
    assert.match((await run('evaluate', 'n.csv', '--calibrator', 'c.json')).stderr, /^CALIBRATOR_TASK/);
    assert.match((await run('evaluate', 'p.csv', '--calibrator', 'none.json')).stderr, /^FILE_MISSING/);
  }));
