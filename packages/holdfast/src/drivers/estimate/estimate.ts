import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { estimateWindows } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import { targetsOf } from '@holdfast/core/measure/estimate/target.ts';
import type { EstimateResult } from '@holdfast/core/report/estimate-result.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { paramsFrom } from '../costs.ts';
import { placed } from '../placed.ts';
import { readFiles, readingSeveral, selectRows } from '../tables.ts';
import { nextRows } from './partly.ts';
import type { EstimateRequest } from './request.ts';
import { resultOf } from './result.ts';
import { sidesOf } from './sides.ts';
import { cutSides } from './windows.ts';

/**
 * How good a model's answers are before their labels come, window by window, and whether that was right once they do.
 * Problems: those of files, contract, roles and joins; REFERENCE_SMALL, TWO_MODELS, ESTIMATE_TASK, WINDOWS_TOO_MANY.
 * The same files, contract and seed give the same.
 */
export async function estimateFiles(
  request: EstimateRequest,
): Promise<{ readonly result: EstimateResult; readonly labelNext: readonly string[] }> {
  const file = loadContract(request.contract, request.analysis);
  const contract = file?.contract ?? null;
  try {
    const opening = { pins: pinsOf(contract), onProgress: request.onProgress, signal: request.signal };
    const files = await readingSeveral(opening, async (each) => {
      const reference = await readFiles([request.reference], 'reference', each);
      const whole = await readFiles([request.analysis], 'candidate', each);
      const labels = request.labels === null ? null : await readFiles([request.labels], 'labels', each);
      return { reference, analysis: { ...whole, table: selectRows(whole, request.where) }, labels };
    });
    const sides = sidesOf(request, contract, files);
    const cut = cutSides(request, contract, sides);
    const { rows } = sides.assigned;
    const { task } = sides.plan.roles;
    const targets = targetsOf(ENTRIES, rows, task, paramsFrom(contract?.costs ?? null));
    if (targets.length === 0) throw new Problem('ESTIMATE_TASK', { table: request.analysis, task });
    const estimated = estimateWindows({
      task,
      all: { rows, features: sides.features },
      reference: sides.reference,
      before: cut.before,
      windows: cut.windows.map((window) => window.rows),
      targets,
      seed: request.seed,
      onProgress: (share) => {
        request.signal.throwIfAborted();
        request.onProgress(share, 'estimating window by window');
      },
    });
    const known = { files, sides, cut, targets, estimated };
    const newest = cut.windows.at(-1)?.rows ?? new Int32Array();
    const { labelNext, seed } = request;
    return {
      result: resultOf(request, file, known),
      labelNext: labelNext === null ? [] : nextRows(sides, newest, labelNext, seed),
    };
  } catch (error) {
    throw placed(error, contract);
  }
}
