import * as z from 'zod';
import { parseAlarmBudget, parseDuration, parseLastDay, parseShare, parseSize, parseThreshold } from './scalars.ts';

// Without this zod tries `new Function` once, which a page with a strict content policy reports as an attack.
z.config({ jitless: true });

/** What a scalar of the contract is meant to be; problems and the words for them go by it. */
export type ScalarKind = 'duration' | 'size' | 'share' | 'threshold' | 'alarm-budget' | 'day' | 'name';

/** A scalar that is written as text or a number and means something else; `parse` gives null for what means nothing. */
const scalar = <I extends string | number, O>(
  written: z.ZodType<I, I>,
  kind: ScalarKind,
  parse: (value: I) => O | null,
) =>
  written.transform((value, context): O => {
    const parsed = parse(value);
    if (parsed !== null) return parsed;
    context.issues.push({ code: 'custom', input: value, params: { kind } });
    return z.NEVER;
  });

const textOrNumber = z.union([z.string(), z.number()]);
const duration = scalar(z.string(), 'duration', parseDuration);
const size = scalar(z.string(), 'size', parseSize);
const share = scalar(textOrNumber, 'share', parseShare);
const threshold = scalar(textOrNumber, 'threshold', parseThreshold);
const alarmBudget = scalar(z.string(), 'alarm-budget', parseAlarmBudget);
const lastDay = scalar(z.string(), 'day', parseLastDay);
const name = scalar(z.string(), 'name', (text) => (text.trim() === '' ? null : text));
/** A class or a word as the table has it: 1 and true are the text "1" and "true". */
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const feature = z.strictObject({
  type: z.enum(['number', 'integer', 'text', 'category', 'boolean', 'timestamp']).nullish(),
  unit: z.string().nullish(),
  min: z.number().nullish(),
  max: z.number().nullish(),
  values: z.array(word).nullish(),
  missing: z.array(word).nullish(),
  pii: z.enum(['keep', 'drop', 'hash']).nullish(),
});

const columns = z.strictObject({
  id: name.nullish(),
  timestamp: name.nullish(),
  label: name.nullish(),
  label_timestamp: name.nullish(),
  prediction: name.nullish(),
  score: name.nullish(),
  scores: z.union([name, z.record(z.string(), name)]).nullish(),
  quantiles: z.record(z.string(), name).nullish(),
  query: name.nullish(),
  seeds: name.nullish(),
  series: z.array(name).nullish(),
  horizon: name.nullish(),
  origin: name.nullish(),
  version: name.nullish(),
  threshold: threshold.nullish(),
  positive: word.nullish(),
  groups: z.array(name).nullish(),
  cluster: name.nullish(),
  weight: name.nullish(),
  explored: name.nullish(),
  propensity: name.nullish(),
  self_labelled: name.nullish(),
  ignore: z.array(name).nullish(),
  time_zone: name.nullish(),
  missing: z.array(word).nullish(),
  label_unit: z.string().nullish(),
  features: z.record(z.string(), feature.nullable()).nullish(),
});

const slice = z.union([name, z.strictObject({ name, where: z.string() })]);

const check = z.union([
  z.string(),
  z.strictObject({
    metric: z.string(),
    expect: z.string(),
    id: name.nullish(),
    slice: name.nullish(),
    where: z.string().nullish(),
    kind: z.enum(['gap', 'ratio']).nullish(),
    by: name.nullish(),
    to: z.enum(['groups', 'overall']).nullish(),
    average: word.nullish(),
    column: name.nullish(),
    params: z.record(z.string(), z.number()).nullish(),
    severity: z.enum(['error', 'warn']).nullish(),
    on: z.enum(['bound', 'value']).nullish(),
  }),
]);

/** The same money in every row, or so many times the number in a column of it. */
const price = z.union([z.number(), z.strictObject({ column: name, times: z.number().nullish() })]);

const costs = z.strictObject({
  currency: z.string().nullish(),
  false_positive: price.nullish(),
  false_negative: price.nullish(),
  true_positive: price.nullish(),
  true_negative: price.nullish(),
  over: price.nullish(),
  under: price.nullish(),
  matrix: z.record(z.string(), z.record(z.string(), price)).nullish(),
  capacity_per_day: z.number().positive().nullish(),
  retrain: z.number().min(0).nullish(),
  recalibrate: z.number().min(0).nullish(),
  label: z.number().min(0).nullish(),
  alarm: z.number().min(0).nullish(),
});

const rolloutStep = z.union([
  z.literal('champion'),
  z.strictObject({ shadow: duration }),
  z.strictObject({ canary: share, for: duration.nullish() }),
]);

const release = z.strictObject({
  checks: z.array(check).nullish(),
  compare: z
    .strictObject({
      to: name.nullish(),
      metric: z.string(),
      margin: z.number().min(0),
      guard: z.array(name).nullish(),
      calibration: z.number().min(0).nullish(),
    })
    .nullish(),
  unknown: z.enum(['fail', 'pass']).nullish(),
  waivers: z.array(z.strictObject({ check: name, owner: name, until: lastDay, why: name })).nullish(),
  seeds: name.nullish(),
  curves: name.nullish(),
  rollout: z.array(rolloutStep).nullish(),
});

const watch = z.strictObject({
  window: z.union([z.literal('auto'), duration, z.strictObject({ rows: z.int().positive() })]).nullish(),
  season: z.union([z.enum(['auto', 'none']), z.array(z.enum(['day', 'week', 'year']))]).nullish(),
  label_delay: duration.nullish(),
  false_alarms: alarmBudget.nullish(),
  independent_rows: z.union([z.literal(true), z.array(name)]).nullish(),
  monitors: z.array(check).nullish(),
  detectors: z.array(name).nullish(),
  retrain: z
    .strictObject({
      trainer: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
      every: duration.nullish(),
      cooldown: duration.nullish(),
      approval: z.enum(['operator', 'none']).nullish(),
    })
    .nullish(),
});

const serving = z.strictObject({
  p99: duration.nullish(),
  memory: size.nullish(),
  fallback: name.nullish(),
});

/** The contract file as a person writes it; editors get their JSON Schema from it, parse.ts its value. */
export const contractShape = z.strictObject({
  holdfast: z.literal(1),
  model: name,
  task: z.enum(['binary', 'multiclass', 'regression', 'forecast', 'ranking']).nullish(),
  columns: columns.nullish(),
  slices: z.array(slice).nullish(),
  reference: name.nullish(),
  costs: costs.nullish(),
  data: z.strictObject({ checks: z.array(check).nullish() }).nullish(),
  release: release.nullish(),
  watch: watch.nullish(),
  serving: serving.nullish(),
});

/** A contract with its scalars read, before names are looked up. */
export type Written = z.output<typeof contractShape>;
/** `columns:` as written. */
export type WrittenColumns = z.output<typeof columns>;
/** A check as written, in its short form or with keys. */
export type WrittenCheck = z.output<typeof check>;
/** `release:` as written. */
export type WrittenRelease = z.output<typeof release>;
/** `watch:` as written. */
export type WrittenWatch = z.output<typeof watch>;

/** The keys that may stand in the mapping at the path; none where there is no mapping. */
export function keysAt(path: readonly (string | number)[]): readonly string[] {
  let shapes: readonly z.core.$ZodType[] = [contractShape];
  for (const part of path) shapes = shapes.flatMap(unwrapped).flatMap((shape) => inside(shape, part));
  return shapes.flatMap(unwrapped).flatMap((shape) => {
    const { def } = (shape as z.core.$ZodTypes)._zod; // as: all types of zod
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
}

function unwrapped(shape: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = (shape as z.core.$ZodTypes)._zod; // as: all types of zod
  if (def.type === 'optional' || def.type === 'nullable') return unwrapped(def.innerType);
  return def.type === 'union' ? def.options.flatMap(unwrapped) : [shape];
}

function inside(shape: z.core.$ZodType, part: string | number): readonly z.core.$ZodType[] {
  const { def } = (shape as z.core.$ZodTypes)._zod; // as: all types of zod
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  const member = def.type === 'object' && typeof part === 'string' ? def.shape[part] : undefined;
  return member === undefined ? [] : [member];
}
