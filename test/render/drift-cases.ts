import { columnDrift } from '../../packages/core/src/measure/drift/column-drift.ts';
import { numberPanel, textPanel } from '../../packages/core/src/measure/drift/panels.ts';
import { rankDrift } from '../../packages/core/src/measure/drift/rank-drift.ts';
import { addRows, emptyWindow, profileReference } from '../../packages/core/src/profile/profile.ts';
import { driftHeadline } from '../../packages/core/src/report/drift/headline.ts';
import { buildDriftDocument } from '../../packages/core/src/report/drift-document.ts';
import type { DriftResult } from '../../packages/core/src/report/drift-result.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import type { Table } from '../../packages/core/src/table/table.ts';

/** Names that try to be markup or a line of their own, in columns, texts and paths. */
const EVIL = '<img src=x onerror=alert(1)>\u202e"\'&';

function rows(n: number, seed: number, shift: number): Table {
  const random = makeRandom(seed);
  const codes = Int32Array.from({ length: n }, () => (random() < 0.5 + shift / 4 ? 0 : random() < 0.05 ? -1 : 1));
  return {
    n,
    columns: [
      {
        name: 'price',
        kind: 'number',
        type: 'number',
        values: Float64Array.from({ length: n }, () => 10 * random() + shift),
        missing: null,
      },
      { name: EVIL, kind: 'text', type: 'text', codes, levels: ['a long name of a city that is cut somewhere', EVIL] },
    ],
  };
}

/** A report of drift in which everything is told: moved columns, differences, writings, times, pairs, a learner. */
export function hostileDrift(): ReturnType<typeof buildDriftDocument> {
  const [before, now] = [rows(2000, 1, 0), rows(1500, 2, 1.5)];
  const reference = profileReference(before);
  const current = addRows(emptyWindow(reference), now);
  const columns = reference.columns.map((column, k) => columnDrift(column, current.columns[k]!)); // ! as many
  const file = (role: 'reference' | 'current', n: number) => ({
    role,
    path: EVIL,
    rows: n,
    digest: 'sha256:0',
    problems: [],
  });
  const parts: Omit<DriftResult, 'headline'> = {
    ...{ holdfast: 'test', command: 'drift', seed: 1, contract: null, verdict: null, checks: [] },
    inputs: [file('reference', before.n), file('current', now.n)],
    roles: { label: 'price' },
    notes: [],
    assumed: [{ what: 'id', value: EVIL, why: EVIL }],
    measurements: columns.flatMap(({ name, measurements, shares }) => [
      ...measurements.map(({ excess: _, ...one }) => ({ ...one, slice: null, column: name })),
      ...shares.map((one) => ({ ...one, slice: null, column: name, level: 0.95 })),
    ]),
    columns: rankDrift(columns, new Map([['price', 1]])).map(({ measurements: _, shares: __, ...one }) => ({
      ...one,
      role: one.name === 'price' ? 'label' : 'feature',
      reference: { median: one.kind === 'number' ? 5 : null },
      current: { median: one.kind === 'number' ? 6.5 : null },
    })),
    differences: [
      { column: EVIL, what: 'names-the-file', reference: EVIL, current: EVIL },
      { column: 'size', what: 'renamed', reference: 'size', current: EVIL },
    ],
    formats: [{ column: EVIL, kinds: ['dot'], texts: [{ current: EVIL, reference: EVIL, rows: 9 }], rows: 9 }],
    times: [{ column: EVIL, reference: [0, 1e11], current: null }],
    apart: { value: 0.8, interval: [0.78, 0.82], n: 1750, fitted: 1750, features: [{ name: EVIL, share: 1 }] },
    pairs: [{ first: EVIL, second: 'price', reference: 0.5, current: -0.1, n: 1500, interval: [-0.15, -0.05] }],
    randomFeatures: { value: 0.02, noise: 0.001, p: 0.005, partings: 199, n: 2000 },
    importanceOf: 'price',
    importanceRows: 1000,
  };
  const [price, city] = reference.columns;
  const names = { other: 'others', unseen: 'unseen', missing: 'missing' };
  const values = (table: Table): Float64Array =>
    table.columns[0]?.kind === 'number' ? table.columns[0].values : new Float64Array();
  const panels = [
    numberPanel(price!.name, values(before), values(now)), // ! made above
    textPanel(city!, current.columns[1]!, names), // ! made above
  ].filter((panel) => panel !== null);
  return buildDriftDocument({ ...parts, headline: driftHeadline(parts) }, { panels });
}
