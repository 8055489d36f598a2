import { dirname, join } from 'node:path';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { lineOf } from '@holdfast/core/ledger/envelope.ts';
import { headlineOf } from '@holdfast/core/report/backtest-headline.ts';
import type { BacktestResult, HistoryInput } from '@holdfast/core/report/backtest-result.ts';
import { type ContractFile, loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { placed } from '../placed.ts';
import { type ReadFile, readFiles, readingSeveral, selectRows } from '../tables.ts';
import { answersOf } from './answers.ts';
import type { Replayed } from './course.ts';
import { estimatedSteps } from './estimated.ts';
import { followedOf } from './followed.ts';
import { historyOf } from './history.ts';
import { costsOf } from './money.ts';
import { realisedRate } from './realised.ts';
import { replay } from './replay.ts';
import type { BacktestRequest } from './request.ts';
import { resultOf, unitOf } from './result.ts';
import { sweep } from './sweep/sweep.ts';
import { planFor, windowFor } from './watch-plan.ts';
import { watchedOf } from './watched.ts';

/** A result, and the ledger of the replay as lines of its export. */
export interface Backtested {
  readonly result: BacktestResult;
  readonly ledger: readonly string[];
}

/**
 * Replays `watch:` over a history with its labels as they arrived: the same core as live, and the evidence of it as a
 * ledger. Problems: those of files, contract and roles; BACKTEST_NO_TIME, REFERENCE_SMALL, HISTORY_SHORT,
 * WINDOWS_TOO_MANY. The same files, contract and seed give the same bytes.
 */
export async function backtestFiles(request: BacktestRequest): Promise<Backtested> {
  const file = loadContract(request.contract, request.files[0]);
  try {
    return await backtestBy(file, request);
  } catch (error) {
    throw placed(error, file?.contract ?? null);
  }
}

async function backtestBy(file: ContractFile | null, request: BacktestRequest): Promise<Backtested> {
  const { seed, signal, onProgress } = request;
  const contract = file?.contract ?? null;
  const opening = { pins: pinsOf(contract), onProgress, signal };
  const files = await readingSeveral(opening, async (each) => {
    const read = async (path: string | null, role: 'labels' | 'reference'): Promise<ReadFile | null> =>
      path === null ? null : readFiles([path], role, each);
    const whole = await readFiles(request.files, 'candidate', each);
    return {
      history: { ...whole, table: selectRows(whole, request.where) },
      labels: await read(request.labels, 'labels'),
      reference: await read(request.reference ?? besides(contract), 'reference'),
    };
  });
  const history = historyOf(request, contract, files);
  const window = windowFor(contract, history, files.history.input.path);
  const plan = planFor(file, history, window.ms);
  onProgress(null, 'freezing the reference');
  const watched = watchedOf(history, window.ms);
  const answers =
    request.answers === null ? new Map() : answersOf(await readFiles([request.answers], 'labels', opening));
  const replayed = await replay(history, watched, plan, { signal, onProgress, causeSeed: seed, answers });
  const realised = await realisedRate(watched, replayed, plan, { seed, run: { signal, onProgress } });
  const followed = followedOf(contract, history);
  const run = { signal, onProgress };
  const asked = { contract, history, followed, windows: replayed.windows, window, unit: unitOf(window.ms), seed, run };
  const estimated = request.estimate ? estimatedSteps(asked) : null;
  const parts = resultOf({
    ...{ request, answers, estimated, file, history, watched, plan, replayed, realised, seed, window },
    inputs: inputsOf(files),
    followed,
    costOf: costsOf(contract, history, seed),
    swept: request.sweep
      ? sweep({
          ...{ contract, history, plan, replayed, seed },
          onModel: (count) => {
            signal.throwIfAborted();
            onProgress(null, `learning model ${count}`);
          },
        })
      : null,
  });
  return { result: { ...parts, headline: headlineOf(parts) }, ledger: linesOf(replayed) };
}

const linesOf = ({ events }: Replayed): readonly string[] => events.map(lineOf);

const besides = (contract: Contract | null): string | null =>
  contract === null || contract.reference === null ? null : join(dirname(contract.path), contract.reference);

function inputsOf({ history, labels, reference }: Parameters<typeof historyOf>[2]): readonly HistoryInput[] {
  const named = (read: ReadFile | null, role: HistoryInput['role']): HistoryInput[] =>
    read === null ? [] : [{ ...read.input, role }];
  return [...named(history, 'history'), ...named(reference, 'reference'), ...named(labels, 'labels')];
}
