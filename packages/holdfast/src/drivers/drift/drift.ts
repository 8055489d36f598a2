import type { Contract } from '@holdfast/core/contract/contract.ts';
import { columnDrift } from '@holdfast/core/measure/drift/column-drift.ts';
import { type DriftPanel, numberPanel, textPanel } from '@holdfast/core/measure/drift/panels.ts';
import { type RankedDrift, rankDrift } from '@holdfast/core/measure/drift/rank-drift.ts';
import { presentNumbers } from '@holdfast/core/profile/column.ts';
import { driftHeadline } from '@holdfast/core/report/drift/headline.ts';
import type {
  ColumnMeasurement,
  ColumnResult,
  DriftFigures,
  DriftResult,
  DriftRole,
  TimeSpans,
} from '@holdfast/core/report/drift-result.ts';
import { PANEL_NAMES } from '@holdfast/core/report/words/drift.ts';
import { noteOf } from '@holdfast/core/report/words/notes.ts';
import { medianOf } from '@holdfast/core/stats/median.ts';
import { sketchQuantiles } from '@holdfast/core/stats/quantile-sketch.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import { makeSpares } from '../../files/engine/reader-process.ts';
import { type ContractFile, loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { rolesLine } from '../frame.ts';
import { assumedOf } from '../plan.ts';
import { isProfile } from '../profile-file.ts';
import { readCurrent } from './current-side.ts';
import { learn } from './learned.ts';
import { profiledCurrent, profiledReference, requireProfiles, withRoles } from './profile-side.ts';
import { readReference, type Side } from './reference-side.ts';
import type { DriftRequest } from './request.ts';
import { hasRows, type Sides, withTextShapes } from './text-shapes.ts';

/** A result, and the counts of its charts. */
export interface Drifted {
  readonly result: DriftResult;
  readonly figures: DriftFigures;
}

/**
 * What moved from a reference to the current rows, and whether it matters. Both are folded where they are read, one
 * after the other, so that memory does not grow with the rows; what is learned is learned from a draw. A profile may
 * stand in the place of the reference, and of both. Problems: those of files and contract; TABLE_EMPTY,
 * TABLE_COLUMN_MISSING, PROFILE_*. The same files, contract and seed give the same.
 */
export async function driftFiles(
  request: DriftRequest,
  computing: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
): Promise<Drifted> {
  const file = loadContract(request.contract, request.reference);
  const contract: Contract | null = file?.contract ?? null;
  const sides = await readSides(request, contract);
  // Both files are closed and nothing is written: while this holds the thread, a signal may end the process as it is.
  return computing(async () => measured(request, file, withTextShapes(sides)));
}

async function readSides(request: DriftRequest, contract: Contract | null): Promise<Sides> {
  const spares = makeSpares();
  const opening = { pins: pinsOf(contract), spares };
  const [before, now] = [isProfile(request.reference), isProfile(request.current)];
  if (now && !before) requireProfiles(request);
  try {
    const reference = before ? profiledReference(request, contract) : await readReference(request, contract, opening);
    const current = now ? profiledCurrent(request, reference) : await readCurrent(request, reference, opening);
    return before ? withRoles({ reference, current }, request, contract) : { reference, current };
  } finally {
    await spares.close();
  }
}

function measured(request: DriftRequest, file: ContractFile | null, sides: Sides): Drifted {
  const { reference, current } = sides;
  const { roles } = reference.found;
  const roleOf = rolesByColumn(roles);
  const columns = current.pairs.map((pair) => columnDrift(pair.reference, pair.current));
  // A column that is empty on one side would tell rows apart by itself.
  const isEmptied = new Set(current.differences.map(({ column }) => column));
  const features = columns.map(({ name }) => name).filter((name) => !roleOf.has(name) && !isEmptied.has(name));
  const { apart, randomFeatures, pairs, importance } = learn(request, sides, features);
  // The label and the answers are what all the others are for.
  const importances =
    importance && new Map([...importance.shares, ...[...roleOf.keys()].map((name) => [name, 1] as const)]);
  const ranked = rankDrift(columns, importances);
  const monitors = file?.contract.watch?.monitors.length ?? 0;
  const parts: Omit<DriftResult, 'headline'> = {
    holdfast: request.version,
    command: 'drift',
    seed: request.seed,
    contract: file && { path: file.contract.path, digest: file.digest },
    inputs: [reference.input, current.input],
    roles: rolesLine(roles),
    assumed: assumedOf(reference.found, null).filter(({ what }) => what !== 'groups'),
    notes: monitors === 0 ? [] : [noteOf({ kind: 'monitors-unread', monitors })],
    verdict: null,
    checks: [],
    measurements: columns.flatMap(measurementsOf),
    columns: ranked.map((column) => columnOf(column, sides, roleOf)),
    differences: [
      ...current.differences,
      ...reference.unique.map((column) => {
        const isText = reference.types.get(column) === 'text';
        const ofText = hasRows(sides) ? ('texts-of-their-own' as const) : ('texts-not-kept' as const);
        return { column, what: isText ? ofText : ('own-value-a-row' as const) };
      }),
    ],
    formats: current.formats.map(({ readAlike: _, ...format }) => format),
    times: timesOf(sides),
    apart,
    randomFeatures,
    pairs,
    importanceOf: importance?.of ?? null,
    importanceRows: importance?.n ?? null,
  };
  const panels = ranked.flatMap(({ name, state }) => (state === 'moved' ? (panelOf(name, sides) ?? []) : []));
  return { result: { ...parts, headline: driftHeadline(parts) }, figures: { panels } };
}

/** A chart of both sides of a column: of numbers from the rows that were drawn, of text from all. */
function panelOf(name: string, { reference, current }: Sides): DriftPanel | null {
  const [before, now] = [findColumn(reference.drawn, name), findColumn(current.drawn, name)];
  if (before?.kind === 'number' && now?.kind === 'number') {
    return numberPanel(name, presentNumbers(before), presentNumbers(now));
  }
  const pair = current.pairs.find((one) => one.current.name === name);
  return pair === undefined ? null : textPanel(pair.reference, pair.current, PANEL_NAMES);
}

/** Columns that are no features, by name. */
function rolesByColumn({ label, prediction, score, scores, quantiles, weight }: RoleNames): Map<string, DriftRole> {
  const named: readonly (readonly [string | null, DriftRole])[] = [
    [label, 'label'],
    [prediction, 'prediction'],
    [score, 'score'],
    [weight, 'weight'],
    ...[...scores, ...quantiles].map(({ column }) => [column, 'score'] as const),
  ];
  return new Map(named.flatMap(([name, role]) => (name === null ? [] : [[name, role] as const])));
}

function columnOf(
  column: RankedDrift,
  { reference, current }: Sides,
  roleOf: ReadonlyMap<string, DriftRole>,
): ColumnResult {
  const { measurements: _, shares: __, ...known } = column;
  return {
    ...known,
    role: roleOf.get(column.name) ?? 'feature',
    reference: { median: middleOf(reference, column.name) },
    current: { median: middleOf(current, column.name) },
  };
}

/** Of the rows that were drawn; of a profile by its sketch, if it has one. */
function middleOf({ drawn, profile }: Side, name: string): number | null {
  const column = findColumn(drawn, name);
  if (column?.kind === 'number') return medianOf(presentNumbers(column).slice());
  const sketch = profile.details?.[profile.columns.findIndex((one) => one.name === name)]?.sketch;
  return (sketch && sketchQuantiles(sketch, [0.5])?.[0]) ?? null;
}

const measurementsOf = ({ name, measurements, shares }: RankedDrift | Parameters<typeof rankDrift>[0][number]) => [
  ...measurements.map(({ excess: _, ...one }): ColumnMeasurement => ({ ...one, slice: null, column: name })),
  ...shares.map((one): ColumnMeasurement => ({ ...one, slice: null, column: name, level: 0.95 })),
];

/** Columns of times that both sides have. */
function timesOf({ reference, current }: Sides): TimeSpans[] {
  return [...reference.spans].flatMap(([column, span]) => {
    const now = current.spans.get(column);
    return now === undefined ? [] : [{ column, reference: span, current: now }];
  });
}
