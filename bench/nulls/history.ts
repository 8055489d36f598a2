import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type History, historyOf } from '../../packages/holdfast/src/drivers/backtest/history.ts';
import { loadContract } from '../../packages/holdfast/src/drivers/contract-file.ts';
import { pinsOf } from '../../packages/holdfast/src/drivers/contract-pins.ts';
import { readFiles } from '../../packages/holdfast/src/drivers/tables.ts';

/** The set without a model of ours, whose files hold the labels. */
const LOAN = 'nannyml_car_loan';
const LOAN_ROLES = { label: 'repaid', prediction: 'y_pred', score: 'y_pred_proba', timestamp: 'timestamp' };

/** The history of a case of the shared folder: of its models with the contract of `examples`, or of car loan. */
export async function caseHistory(shared: string, name: string): Promise<History> {
  const isLoan = name === LOAN;
  const example = fileURLToPath(new URL(`../../examples/${name}/holdfast.yaml`, import.meta.url));
  const contract = isLoan ? null : (loadContract(example, '')?.contract ?? null);
  const signal = new AbortController().signal;
  const opening = { pins: pinsOf(contract), onProgress: () => {}, signal };
  const path = (part: string): string => join(shared, isLoan ? 'data' : 'models', name, `${part}.parquet`);
  const files = {
    history: await readFiles([path('analysis')], 'candidate', opening),
    labels: isLoan ? null : await readFiles([path('labels')], 'labels', opening),
    reference: await readFiles([path('reference')], 'reference', opening),
  };
  const roles = isLoan ? LOAN_ROLES : {};
  const given = { roles, task: null, scoresPattern: null, positive: null, threshold: null };
  const labels = isLoan ? null : path('labels');
  const request = {
    ...{ files: [path('analysis')], labels, against: null, reference: path('reference') },
    ...{ againstScore: null, againstPrediction: null, where: null, contract: null, given, unknown: null },
    ...{ seed: 1, version: '', nowMs: 0, ledger: null, sweep: false, answers: null, estimate: false },
    ...{ onProgress: () => {}, signal },
  };
  return historyOf(request, contract, files);
}
