import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { EstimateInput } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import { targetsOf } from '@holdfast/core/measure/estimate/target.ts';
import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { loadContract } from '../../packages/holdfast/src/drivers/contract-file.ts';
import { paramsFrom } from '../../packages/holdfast/src/drivers/costs.ts';
import type { EstimateRequest } from '../../packages/holdfast/src/drivers/estimate/request.ts';
import { type Sides, sidesOf } from '../../packages/holdfast/src/drivers/estimate/sides.ts';
import { cutSides } from '../../packages/holdfast/src/drivers/estimate/windows.ts';
import { readFiles } from '../../packages/holdfast/src/drivers/tables.ts';

/** Two files with labels of the later one, and how they are cut. */
export interface Case {
  readonly name: string;
  readonly folder: readonly string[];
  readonly labels: string | null;
  readonly roles: Partial<RoleNames>;
  readonly window: EstimateRequest['window'];
}

const nannyml = (name: string, label: string, size: number, isBinary = true): Case => ({
  name,
  folder: ['data', name],
  labels: null,
  roles: { label, prediction: 'y_pred', timestamp: 'timestamp', ...(isBinary && { score: 'y_pred_proba' }) },
  window: { rows: size },
});
const model = (name: string): Case => ({
  name,
  folder: ['models', name],
  labels: 'labels.parquet',
  roles: {},
  window: null,
});

/** All sets; the first ones alone where the bench is small. */
export const CASES: readonly Case[] = [
  nannyml('nannyml_car_loan', 'repaid', 2500),
  model('adult-income'),
  { ...nannyml('california_housing', 'clf_target', 686), labels: 'analysis_targets.parquet' },
  model('credit-default'),
  nannyml('nannyml_car_price', 'y_true', 6000, false),
  ...['elec2-price', 'bank-call', 'flights-delay', 'pm25-class', 'bike-demand', 'taxi-fare', 'bakery-coffee'].map(
    model,
  ),
];

/** A case that was read: what an estimate is given, and which labels are there. */
export interface ReadCase {
  readonly input: EstimateInput;
  readonly sides: Sides;
}

const signal = new AbortController().signal;
const quiet = (): void => {};

/** Reads a case from the shared folder. */
export async function readCase(shared: string, { name, folder, labels, roles, window }: Case): Promise<ReadCase> {
  const path = (file: string): string => join(shared, ...folder, file);
  const example = fileURLToPath(new URL(`../../examples/${name}/holdfast.yaml`, import.meta.url));
  const contract = existsSync(example) ? (loadContract(example, undefined)?.contract ?? null) : null;
  const opening = { pins: {}, onProgress: quiet, signal };
  const files = {
    reference: await readFiles([path('reference.parquet')], 'reference', opening),
    analysis: await readFiles([path('analysis.parquet')], 'candidate', opening),
    labels: labels === null ? null : await readFiles([path(labels)], 'labels', opening),
  };
  const request: EstimateRequest = {
    ...{ reference: path('reference.parquet'), analysis: path('analysis.parquet'), labels, window, labelNext: null },
    ...{ contract: null, where: null, seed: 1, version: 'bench', nowMs: 0, onProgress: quiet, signal },
    given: { task: null, roles, scoresPattern: null, positive: null, threshold: null },
  };
  const sides = sidesOf(request, contract, files);
  const cut = cutSides(request, contract, sides);
  const { rows } = sides.assigned;
  const { task } = sides.plan.roles;
  const targets = targetsOf(ENTRIES, rows, task, paramsFrom(contract?.costs ?? null));
  const windows = cut.windows.map((one) => one.rows);
  const all = { rows, features: sides.features };
  const input = {
    task,
    all,
    reference: sides.reference,
    before: cut.before,
    windows,
    targets,
    seed: 1,
    onProgress: quiet,
  };
  return { input, sides };
}
