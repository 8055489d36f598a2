import { objection } from '@holdfast/core/control/decide.ts';
import type { InputData } from '@holdfast/core/control/events.ts';
import { encodeCalibrator } from '@holdfast/core/learn/calibrator-file.ts';
import { EMPTY, type OpenLedger, record, reopen } from '@holdfast/core/ledger/record.ts';
import { verifyArriving } from '@holdfast/core/ledger/verify.ts';
import type { RecalibrationResult } from '@holdfast/core/report/recalibration-result.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Ledger } from '../../ports/ledger.ts';

/** The choice as the ledger keeps it. */
export function chosenOf(result: RecalibrationResult): InputData['CalibratorChosen'] {
  const { calibrator, sets } = result;
  const { rows, judged, inputs, measure, before, after } = calibrator.basis;
  // as: what encodeCalibrator() writes
  const { digest } = JSON.parse(encodeCalibrator(calibrator)) as { readonly digest: string };
  return {
    model: result.model,
    calibrator: `sha256:${digest}`,
    rule: result.chosen,
    isHelp: result.isHelp,
    ...{ inputs, rows, judged, seed: result.seed, measure, before, after },
    tried: result.candidates.map(({ kind, loss }) => ({ rule: kind, loss })),
    sets: sets && {
      rule: sets.kind,
      level: sets.level,
      coverage: sets.after.coverage?.value ?? null,
      size: sets.after.size?.value ?? null,
    },
  };
}

/**
 * Appends the choice to a ledger, which is opened for the model where it is new. A ledger that does not hold is not
 * written on: problem LEDGER_KIND. Cost: the ledger is read and verified once.
 */
export async function recordChoice(ledger: Ledger, result: RecalibrationResult, at: number): Promise<void> {
  const known = await openedAgain(ledger, result.model, at);
  const fact = { type: 'CalibratorChosen', at, data: chosenOf(result) } as const;
  assert(objection(known.state, fact) === null, 'a choice needs an open ledger and nothing else');
  await ledger.append(record(known, fact).events);
}

async function openedAgain(ledger: Ledger, model: string, at: number): Promise<OpenLedger> {
  const verified = await verifyArriving(ledger.lines());
  if (verified.events > 0) {
    if (verified.findingCount === 0) return reopen(verified);
    throw new Problem('LEDGER_KIND', { path: model, found: 'a ledger that does not hold: see holdfast ledger verify' });
  }
  const opened = record(EMPTY, { type: 'LedgerOpened', at, data: { ledger: model } });
  await ledger.append(opened.events);
  return opened.ledger;
}
