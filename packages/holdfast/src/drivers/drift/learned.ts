import { type Features, takeFeatures } from '@holdfast/core/learn/features.ts';
import type { FormatDifference } from '@holdfast/core/measure/drift/format-difference.ts';
import { goingTogether, type TogetherChange } from '@holdfast/core/measure/drift/going-together.ts';
import { type LabelImportance, labelImportance } from '@holdfast/core/measure/drift/label-importance.ts';
import { learnedLabel } from '@holdfast/core/measure/drift/learned-label.ts';
import { type MeanMap, meanMap } from '@holdfast/core/measure/drift/mean-map.ts';
import { toldApart } from '@holdfast/core/measure/drift/told-apart.ts';
import type { DriftResult } from '@holdfast/core/report/drift-result.ts';
import { asFeature } from '@holdfast/core/table/as-features.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn, type Table } from '@holdfast/core/table/table.ts';
import type { ReferenceSide } from './reference-side.ts';
import type { DriftRequest } from './request.ts';
import { hasRows, type Sides } from './text-shapes.ts';

/** What a learner found. */
export interface Learned {
  readonly apart: DriftResult['apart'];
  readonly randomFeatures: MeanMap | null;
  /** Pairs of features that go together otherwise. */
  readonly pairs: readonly TogetherChange[];
  /** Of which column; null where neither answers nor a label are in the reference, or they cannot be learned. */
  readonly importance: (LabelImportance & { readonly of: string }) | null;
}

/**
 * Rows of a side by which sides are told apart, and pairs of features are held together: with half of so many to judge
 * by, areas above .515 are told from guessing.
 */
const APART_ROWS = 6_000;

/** What a learner finds of the features by these names, from the rows that were drawn. */
export function learn(request: DriftRequest, sides: Sides, names: readonly string[]): Learned {
  if (!hasRows(sides)) return { apart: { gap: 'no-rows', n: 0 }, randomFeatures: null, pairs: [], importance: null };
  const { reference, current } = sides;
  const { seed, onProgress } = request;
  const formats = new Map(current.formats.map((format) => [format.column, format]));
  const before = featuresOf(reference.drawn, names, new Map());
  const now = featuresOf(current.drawn, names, formats);
  onProgress(null, 'learning what tells the files apart');
  const [some, others] = [thinned(before), thinned(now)];
  const same = before.columns.every(({ kind }, k) => kind === now.columns[k]?.kind);
  const apart = same
    ? toldApart(some, others, {
        seed,
        onRound: (share) => onProgress(share, 'learning what tells the files apart'),
      })
    : { gap: 'no-features' as const, n: 0 };
  onProgress(null, 'learning what the label hangs on');
  return {
    apart,
    randomFeatures: same ? meanMap(some, others, seed) : null,
    pairs: same ? goingTogether(some, others) : [],
    importance: importanceOf(request, reference, before),
  };
}

/** What the model under watch answers, where its answers are there: they hang on what it looks at; else the label. */
const learnedName = ({ score, prediction, label }: RoleNames): string | null => score ?? prediction ?? label;

function importanceOf(
  { given, seed }: DriftRequest,
  { found, drawn }: ReferenceSide,
  features: Features,
): Learned['importance'] {
  const name = learnedName(found.roles);
  const isNumber = (given.task ?? found.task) === 'regression' || (given.task ?? found.task) === 'forecast';
  const learned = name === null ? null : learnedLabel(drawn, name, { isNumber });
  const importance = learned && labelImportance(takeFeatures(features, learned.rows), learned.label, seed);
  return name === null || importance === null ? null : { ...importance, of: name };
}

/** The columns by these names in this order, texts that are written otherwise read as the reference writes them. */
function featuresOf(table: Table, names: readonly string[], formats: ReadonlyMap<string, FormatDifference>): Features {
  const columns = names.flatMap((name) => {
    const column = findColumn(table, name);
    return column === null ? [] : [asFeature(readAlike(column, formats.get(name)))];
  });
  return { n: table.n, columns };
}

function readAlike(column: Column, format: FormatDifference | undefined): Column {
  if (format === undefined || column.kind !== 'text') return column;
  const known = new Map(format.texts.map((text) => [text.current, text.reference]));
  return { ...column, levels: column.levels.map((level) => known.get(level.trim()) ?? level) };
}

function thinned(features: Features): Features {
  const step = Math.ceil(features.n / APART_ROWS);
  if (step <= 1) return features;
  return takeFeatures(
    features,
    Uint32Array.from({ length: Math.floor(features.n / step) }, (_, k) => k * step),
  );
}
