import { fileURLToPath } from 'node:url';
import { type History, historyOf } from '../../packages/holdfast/src/drivers/backtest/history.ts';
import { loadContract } from '../../packages/holdfast/src/drivers/contract-file.ts';
import { pinsOf } from '../../packages/holdfast/src/drivers/contract-pins.ts';
import { readFiles } from '../../packages/holdfast/src/drivers/tables.ts';

/** The history of a case of the shared models, with the contract of `examples`. */
export async function caseHistory(models: string, name: string): Promise<History> {
  const contract = loadContract(fileURLToPath(new URL(`../../examples/${name}/holdfast.yaml`, import.meta.url)), '');
  const signal = new AbortController().signal;
  const opening = { pins: pinsOf(contract?.contract ?? null), onProgress: () => {}, signal };
  const [analysis, labels, reference] = ['analysis', 'labels', 'reference'].map(
    (part) => `${models}/${name}/${part}.parquet`,
  );
  const files = {
    history: await readFiles([analysis ?? ''], 'candidate', opening),
    labels: await readFiles([labels ?? ''], 'labels', opening),
    reference: await readFiles([reference ?? ''], 'reference', opening),
  };
  const nobody = { roles: {}, task: null, scoresPattern: null, positive: null, threshold: null };
  const request = {
    ...{ files: [analysis ?? ''], labels: labels ?? '', against: null, reference: reference ?? '' },
    ...{ againstScore: null, againstPrediction: null, where: null, contract: null, given: nobody, unknown: null },
    ...{
      seed: 1,
      version: '',
      nowMs: 0,
      ledger: null,
      sweep: false,
      answers: null,
      estimate: false,
      onProgress: () => {},
      signal,
    },
  };
  return historyOf(request, contract?.contract ?? null, files);
}
