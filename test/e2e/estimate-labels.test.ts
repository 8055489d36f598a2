// Labels as they really come: late, for some answers only, of one class, corrected; and answers that come back as
// labels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EstimateResult, EstimateWindow } from '@holdfast/core/report/estimate-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { inFolder } from './holdfast.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const WEEKS = 6;
/** The files were written at the end of the sixth week. */
const NOW = START + (4 + WEEKS) * 7 * DAY_MS;

interface Row {
  readonly id: string;
  readonly at: number;
  readonly chance: number;
  readonly label: number;
}
interface Came {
  readonly id: string;
  readonly label: number;
  readonly at: number;
}

/** Weeks of 400 rows whose label comes true by their chance, which is their score. */
function rows(from: number, weeks: number, seed: number, turned = false): readonly Row[] {
  const random = makeRandom(seed);
  return Array.from({ length: 400 * weeks }, (_, i) => {
    const chance = 0.05 + 0.9 * random();
    const at = START + Math.floor((from + i / 400) * 7) * DAY_MS;
    return { id: `${seed}-${i}`, at, chance, label: Number(random() < chance !== turned) };
  });
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const past = text([
  'id,at,score,label',
  ...rows(0, 4, 1).map((row) => `${row.id},${day(row.at)},${row.chance.toFixed(4)},${row.label}`),
]);
const later = rows(4, WEEKS, 2);
const later2 = (all: readonly Row[], more: (row: Row) => string = () => '', head = ''): string =>
  text([`id,at,score${head}`, ...all.map((row) => `${row.id},${day(row.at)},${row.chance.toFixed(4)}${more(row)}`)]);
const cameAs = (all: readonly Came[]): string =>
  text([
    'id,label,label_timestamp',
    ...all.filter(({ at }) => at < NOW).map(({ id, label, at }) => `${id},${label},${day(at)}`),
  ]);

/** Labels by how many days they take; null: never. */
function came(all: readonly Row[], delayOf: (row: Row, u: number) => number | null, seed = 9): readonly Came[] {
  const random = makeRandom(seed);
  return all.flatMap((row) => {
    const days = delayOf(row, random());
    return days === null ? [] : [{ id: row.id, label: row.label, at: row.at + Math.ceil(days) * DAY_MS }];
  });
}

async function told(files: Readonly<Record<string, string>>, ...more: string[]): Promise<EstimateResult> {
  const all = { 'past.csv': past, 'later.csv': later2(later), ...files };
  let found: EstimateResult | null = null;
  await inFolder(all, async ({ run }) => {
    const words = [
      'estimate',
      'past.csv',
      'later.csv',
      '--labels',
      'labels.csv',
      '--window',
      'week',
      '--positive',
      '1',
    ];
    const { code, stdout, stderr } = await run(...words, ...more, '--quiet', '--json');
    assert.equal(code, 0, stderr);
    found = JSON.parse(stdout);
  });
  return found ?? assert.fail('a document');
}

const truth = (all: readonly Row[]): number =>
  all.filter(({ chance, label }) => Number(chance > 0.5) === label).length / all.length;
const holds = ({ partly }: EstimateWindow, value: number): void => {
  const [low, high] = partly?.['accuracy']?.interval ?? assert.fail('an interval');
  assert.ok(low < value && value < high, `${value} in ${low} to ${high}`);
};
const weekOf = (all: readonly Row[], week: number): readonly Row[] => all.slice(400 * week, 400 * (week + 1));

test('labels count when they came: what is to come has an interval, young windows say what judges them', async () => {
  const all = came(later, (_, u) => -7 * Math.log(1 - u));
  const found = await told({ 'labels.csv': cameAs(all) });
  assert.equal(found.labels?.by, 'arrival');
  const { median = 0, ever_interval: ever = [1, 0] } = found.labels?.delay ?? {};
  assert.ok(Math.abs((median ?? 0) / DAY_MS - 5) <= 1, `half within ${median}`);
  assert.ok(ever[1] > 0.97, `${ever}`);
  found.windows.forEach(({ maturity, labelled, n }, week) => {
    const missing = weekOf(later, week).length - labelled;
    const [low, high] = maturity?.interval ?? assert.fail('an interval');
    assert.ok(low <= missing + 2 && missing - 2 <= high && n === 400, `week ${week}: ${missing} in ${low} to ${high}`);
  });
  assert.deepEqual(found.windows[0]?.judged, { by: 'labels' });
  const newest = found.windows.at(-1) ?? assert.fail('windows');
  assert.deepEqual(newest.judged, { by: 'some-labels' });
  holds(newest, truth(weekOf(later, WEEKS - 1)));
});

test('an alarm is told in the week in which its labels came, and only later estimates are withdrawn', async () => {
  const wrong = rows(4, WEEKS, 3, true);
  const found = await told({ 'later.csv': later2(wrong), 'labels.csv': cameAs(came(wrong, () => 15)) });
  assert.ok(found.calibration !== null && 'alarms' in found.calibration, 'labels speak');
  assert.equal(found.calibration.alarms[0], 2);
  assert.equal(found.windows[2]?.refusal, null);
  assert.equal(found.windows[3]?.refusal?.why, 'found-wrong');
  assert.match(found.headline.sentence, /Labels that came by 12 February 2024 show/);
});

test('rows without a time: a label counts in the window of its row, whenever it came', async () => {
  const bare = (csv: string): string => csv.replaceAll(/,2024-\d\d-\d\d/g, '').replace(',at', '');
  const wrong = rows(4, WEEKS, 3, true);
  const files = {
    'past.csv': bare(past),
    'later.csv': bare(later2(wrong)),
    'labels.csv': cameAs(came(wrong, () => 15)),
  };
  const found = await told(files, '--window', '400');
  assert.deepEqual([found.labels?.by, found.labels?.delay, found.windows[0]?.maturity], ['window', null, null]);
  assert.ok(found.calibration !== null && 'alarms' in found.calibration, 'labels speak');
  assert.equal(found.calibration.alarms[0], 0);
});

test('delays that never end: how many ever come is told with an interval, not waited for', async () => {
  const found = await told({ 'labels.csv': cameAs(came(later, (_, u) => (u < 0.6 ? 3 + 10 * u : null))) });
  const { ever = 0, ever_interval: [low, high] = [1, 0] } = found.labels?.delay ?? {};
  assert.ok(low < 0.6 && 0.6 < high && high - low < 0.1, `${ever}: ${low} to ${high}`);
  const [first] = found.windows;
  assert.ok((first?.maturity?.interval[1] ?? 99) < 10, 'no more are waited for');
  assert.deepEqual(first?.judged, { by: 'some-labels' });
  assert.equal(found.feedback.selective?.kind, 'even');
  holds(first ?? assert.fail('a window'), truth(weekOf(later, 0)));
});

test('corrections of 5 % replace what was said, are counted, and change no evidence', async () => {
  const first = came(later, () => 2);
  const random = makeRandom(4);
  const fixed = first.flatMap((one) =>
    random() < 0.05 ? [{ ...one, label: 1 - one.label, at: one.at + 3 * DAY_MS }] : [],
  );
  const plain = await told({ 'labels.csv': cameAs(first) });
  // Out of order: corrections stand first in the file.
  const found = await told({ 'labels.csv': cameAs([...fixed, ...first]) });
  const known = new Map([...first, ...fixed].filter(({ at }) => at < NOW).map(({ id, label }) => [id, label]));
  const rowsOf = (week: number): Row[] =>
    weekOf(later, week).flatMap((row) => (known.has(row.id) ? [{ ...row, label: known.get(row.id) ?? 0 }] : []));
  assert.equal(found.labels?.corrected?.rows, fixed.filter(({ at }) => at < NOW).length);
  const { before, after } = found.labels?.corrected?.changed['accuracy'] ?? {};
  assert.ok((before ?? 0) - (after ?? 1) > 0.01, `${before} to ${after}`);
  assert.equal(found.windows[1]?.values['accuracy']?.realised, truth(rowsOf(1)));
  assert.deepEqual(found.calibration, plain.calibration);
  assert.match(found.headline.support.join(' '), /labels of [\d,]+ \(\d\.\d %\) were corrected later/);
});

test('labels that come by answer are weighted, and where an answer has hardly any no window is judged', async () => {
  const uneven = await told({
    'labels.csv': cameAs(came(later, ({ chance }, u) => (chance > 0.5 || u < 0.3 ? 1 : null))),
  });
  assert.equal(uneven.feedback.selective?.kind, 'uneven');
  const [first] = uneven.windows;
  assert.deepEqual([first?.judged, first?.values['accuracy']?.realised], [{ by: 'some-labels' }, null]);
  holds(first ?? assert.fail('a window'), truth(weekOf(later, 0)));
  const denied = await told({ 'labels.csv': cameAs(came(later, ({ chance }) => (chance > 0.5 ? 1 : null))) });
  assert.equal(denied.feedback.selective?.kind, 'one-sided');
  assert.deepEqual(denied.windows[0]?.judged, { by: null, why: 'labels-by-answer' });
  assert.match(denied.headline.support.join(' '), /nobody knows how they end/);
  assert.ok(denied.calibration !== null && 'alarms' in denied.calibration, 'chances are still held against them');
});

test('early labels that end otherwise speak for no young window; few of one class say nothing', async () => {
  const found = await told({
    'labels.csv': cameAs(came(later, ({ label }, u) => (label === 1 ? 1 + 6 * u : 8 + 6 * u))),
  });
  assert.equal(found.labels?.early?.isOther, true);
  assert.deepEqual(found.windows.at(-1)?.judged, { by: null, why: 'early-labels-differ' });
  const one = later.filter(({ label }, i) => label === 1 && i % 30 === 0);
  const few = await told({ 'labels.csv': cameAs(came(one, () => 0)) });
  assert.deepEqual(few.calibration, { gap: 'one-class', n: one.length });
});

test('answers that come back: rows left to chance, logged chances, labels that repeat the answer', async () => {
  const random = makeRandom(6);
  const kind = new Map(
    later.map(({ id }) => [id, { isExplored: random() < 0.15, isOwn: random() < 0.1, u: random() }]),
  );
  const of = (row: Row) => kind.get(row.id) ?? assert.fail(row.id);
  // Who is answered no is seen one time in ten; who is seen and not left to chance ends well more often.
  const chanceOf = ({ chance }: Row): number => (chance > 0.5 ? 1 : 0.1);
  const seen = later.filter((row) => of(row).u < chanceOf(row));
  const helped = seen.map((row) => ({
    ...row,
    label: Number(row.label === 1 || (!of(row).isExplored && of(row).u * 10 < 3)),
  }));
  const contract = `holdfast: 1
model: shop
task: binary
columns:
  { id: id, timestamp: at, score: score, label: label, positive: 1, explored: tried, propensity: seen_by,
    self_labelled: own }
`;
  const files = {
    'shop.yaml': contract,
    'later.csv': later2(
      later,
      (row) => `,${of(row).isExplored ? 'yes' : 'no'},${chanceOf(row)},${Number(of(row).isOwn)}`,
      ',tried,seen_by,own',
    ),
    'labels.csv': cameAs(came(helped, () => 1)),
  };
  const { feedback, windows, features } = await told(files, '-c', 'shop.yaml');
  assert.deepEqual(features, []);
  assert.ok('difference' in feedback.explored && feedback.explored.interval[1] < 0, JSON.stringify(feedback.explored));
  const { share = 0, interval: [low, high] = [1, 0] } = feedback.self_labelled ?? {};
  assert.ok(low < 0.1 + 0.03 && high > 0.1 && share > 0, `${low} to ${high}`);
  const { snips, doublyRobust, asCame } = feedback.policy?.['accuracy'] ?? assert.fail('accuracy by chances');
  assert.ok(snips.interval !== null && doublyRobust.interval !== null && asCame.interval !== null, 'intervals');
  assert.deepEqual(windows[0]?.judged, { by: 'some-labels' });
  const bad = { ...files, 'shop.yaml': contract.replace('tried', 'tired') };
  await inFolder({ 'past.csv': past, ...bad }, async ({ run }) => {
    const { code, stderr } = await run('estimate', 'past.csv', 'later.csv', '-c', 'shop.yaml');
    assert.equal(code, 3);
    assert.match(stderr, /^TABLE_COLUMN_MISSING: .*tired/);
  });
});
