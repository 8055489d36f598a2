import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { asFeatures } from '../../table/as-features.ts';
import type { Column } from '../../table/table.ts';
import type { Cause, CauseQuestion, Causes, Stretch } from './cause.ts';
import { causesOf } from './causes.ts';
import { usualOf } from './states.ts';
import { scalesFor, weigh } from './weigh.ts';

const WINDOWS = 20;
const PER_WINDOW = 30;
const N = WINDOWS * PER_WINDOW;

/** How rows of a stretch differ from the usual ones. */
interface World {
  /** Where x lies: the loss is high above 0.7 in any world. */
  readonly x?: (u: number) => number;
  /** Added to every label. */
  readonly lift?: number;
  /** Added to the loss of every row. */
  readonly harm?: number;
  /** The share of rows in which a and b are missing together, which costs 5 each. */
  readonly gone?: number;
  readonly version?: string;
  readonly delay?: number;
}

function stretch(
  seed: number,
  { x = (u) => u, lift = 0, harm = 0, gone = 0, version = 'v1', delay = 1 }: World = {},
): Stretch {
  const random = makeRandom(seed);
  const draw = (of: (u: number, i: number) => number): Float64Array =>
    Float64Array.from({ length: N }, (_, i) => of(random(), i));
  const xs = draw(x);
  const isGone = Uint8Array.from({ length: N }, () => Number(random() < gone));
  const column = (name: string, values: Float64Array, missing: Uint8Array | null = null): Column => ({
    ...{ name, kind: 'number', type: 'number' },
    values,
    missing,
  });
  const columns = [
    column('x', xs),
    column(
      'y',
      draw((u) => u),
    ),
    column(
      'a',
      draw((u) => u),
      isGone,
    ),
    column(
      'b',
      draw((u) => u),
      isGone,
    ),
  ];
  const noise = draw((u) => u);
  const label = xs.map((own, i) => own + lift + 0.2 * noise[i]!); // ! i < n, here and below
  return {
    features: asFeatures({ n: N, columns }),
    target: xs.map((own, i) => Number(own > 0.7) + harm + lift + 5 * isGone[i]! + 0.3 * noise[i]!), // ! i < n
    windows: Int32Array.from({ length: N }, (_, i) => Math.floor(i / PER_WINDOW)),
    columns,
    label,
    answer: xs.map((own) => own + 0.1),
    delay: draw((u) => delay * (1 + u)),
    arrived: 1,
    version: { name: 'version', kind: 'text', type: 'text', codes: new Int32Array(N), levels: [version] },
  };
}

const reference = stretch(1);
const scales = scalesFor(reference, 1);
const asked: Omit<CauseQuestion, 'since'> = {
  ...{ of: 'loss', before: stretch(2), season: null, scales, members: [] },
  ...{ usual: usualOf(reference.columns), inputs: ['x', 'y', 'a', 'b'] },
};
const found = (world: World, parts: Partial<CauseQuestion> = {}): Causes =>
  causesOf({ ...asked, since: stretch(3, world), ...parts });
const first = ({ causes }: Causes): Cause => {
  const [cause] = causes;
  assert.ok(cause !== undefined, 'a cause is found');
  return cause;
};
const isAbout = (explains: number | null, expected: number): void =>
  assert.ok(explains !== null && Math.abs(explains - expected) < 0.25, `${explains} is about ${expected}`);

test('the reference foretells the loss by the input that it hangs on', () => {
  assert.ok((scales?.foretells ?? 0) > 0.8, String(scales?.foretells));
});

test('what inputs explain and what is left sum to the change', () => {
  assert.ok(scales !== null, 'it can be learned');
  const [before, since] = [stretch(2), stretch(3, { x: (u) => 0.5 + u / 2, harm: 0.5 })];
  const weighed = weigh(scales, before, since);
  const mean = (values: Float64Array): number => values.reduce((sum, own) => sum + own, 0) / values.length;
  const total = mean(since.target) - mean(before.target);
  const sum = (weighed?.inputs.value ?? 0) + (weighed?.rest.value ?? 0);
  assert.ok(Math.abs(sum - total) < 1e-12, `${sum} is ${total}`);
  const features = weighed?.features.reduce((all, { shift }) => all + shift.value, 0) ?? 0;
  assert.ok(Math.abs(features - (weighed?.inputs.value ?? 0)) < 1e-9, 'all rows are taken apart where they are few');
});

test('answers that are others for the same inputs are a model that was replaced; a little is none', () => {
  const of = { of: 'answers' } as const;
  assert.equal(first(found({ harm: 0.5 }, of)).kind, 'deploy');
  assert.deepEqual(
    found({ harm: 0.1, x: (u) => 0.5 + u / 2 }, of).causes.map(({ kind }) => kind),
    ['inputs'],
  );
});

test('an input that moved to where the loss is high is the cause, and one that tells nothing is not named', () => {
  const causes = found({ x: (u) => 0.5 + u / 2 });
  assert.equal(first(causes).kind, 'inputs');
  isAbout(first(causes).explains, 1);
  assert.deepEqual(
    first(causes).columns.map(({ column }) => column),
    ['x'],
  );
  assert.ok(causes.excluded.includes('outcomes'), 'outcomes are looked for and not it');
});

test('labels that moved by themselves are the cause, with what the inputs say beside what came', () => {
  const cause = first(found({ lift: 0.5 }));
  assert.equal(cause.kind, 'outcomes');
  isAbout(cause.explains, 1);
  isAbout((cause.to ?? 0) - (cause.expected ?? 0), 0.5);
});

test('more loss at the same inputs and the same outcomes is said to be that, and nothing more', () => {
  const cause = first(found({ harm: 0.5 }));
  assert.deepEqual([cause.kind, cause.columns], ['relation', []]);
});

test('columns that are missing in the same rows are one source, weighed by the loss of those rows', () => {
  const cause = first(found({ gone: 0.2 }));
  assert.deepEqual(
    [cause.kind, cause.state, cause.columns.map(({ column }) => column)],
    ['source', 'missing', ['a', 'b']],
  );
  isAbout(cause.explains, 1);
  isAbout(cause.to, 0.2);
});

test('another version of the model takes the blame that inputs leave', () => {
  const cause = first(found({ harm: 0.5, version: 'v2' }));
  assert.deepEqual([cause.kind, cause.version], ['deploy', 'v2']);
});

test('the same change a year earlier is a season, by its part of the present one', () => {
  const [before, since] = [stretch(2), stretch(3, { harm: 0.5 })];
  const yearAgo = { before: stretch(4), since: stretch(5, { harm: 0.4 }) };
  const causes = found({ harm: 0.5 }, { season: { now: { before, since }, yearAgo } });
  const season = causes.causes.find(({ kind }) => kind === 'season');
  isAbout(season?.explains ?? null, 0.8);
});

test('labels that come three times as late are told beside, unweighed', () => {
  const late = found({ harm: 0.5, delay: 3 }).causes.find(({ kind }) => kind === 'delay');
  assert.ok(late !== undefined && late.explains === null && (late.to ?? 0) > 2 * (late.from ?? 0), 'later is told');
});

test('where nothing changed no cause is found', () => {
  const causes = found({});
  assert.deepEqual([causes.causes, causes.change?.isSure], [[], false]);
});

test('of an incident of inputs the part of the evidence is told, and whether the answers moved with it', () => {
  const members = [
    { column: 'y', share: 0.8 },
    { column: 'x', share: 0.2 },
  ];
  const cause = first(found({ x: (u) => 0.5 + u / 2 }, { of: 'inputs', members }));
  assert.deepEqual([cause.kind, cause.explains], ['inputs', 1]);
  assert.deepEqual(
    cause.columns.map(({ column, explains }) => [column, explains !== null]),
    [
      ['y', false],
      ['x', true],
    ],
  );
});
