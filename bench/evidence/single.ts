import { layoutFor } from '../../packages/core/src/evidence/layout.ts';
import { resetGroup, settle } from '../../packages/core/src/evidence/ledger.ts';
import { stateBytes, stateOn } from '../../packages/core/src/evidence/state.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { ADVERSARIES, playLedger } from './dependence.ts';
import { drawsFrom } from './draws.ts';
import { type Line, meanOf, short } from './table.ts';

const INCOME = 1 / 30_000;
const CASES = [
  { shift: 0.5, ours: 70, oracle: 57 },
  { shift: 1, ours: 20.6, oracle: 17.4 },
  { shift: 2, ours: 6.4, oracle: 5.5 },
  { shift: 3, ours: 3.2, oracle: 2.9 },
] as const;
/** Windows before the shift. */
const QUIET = 100;

/** T4: how much later the mixture of bets finds a shift of one Gaussian stream than the bet that knows its size. */
export function single({ paths }: { paths: number }): Line[] {
  return CASES.map(({ shift, ours, oracle }) => {
    const mixture = meanOf(delaysOf(shift, paths, mixtureLedger()));
    const best = meanOf(delaysOf(shift, paths, oracleLedger(shift)));
    const ratio = mixture.mean / best.mean;
    // The same paths for both: the errors of the two means move together, so this one is cautious.
    const error = ratio * Math.hypot(mixture.error / mixture.mean, best.error / best.mean);
    return {
      what: `T4 shift ${shift} of one stream, mean delay over the oracle's`,
      target: '<= 1.25 (+ 2 SE)',
      ours: `${ratio.toFixed(2)} +- ${error.toFixed(2)} (${short(mixture.mean)} / ${short(best.mean)} windows)`,
      prototype: `${(ours / oracle).toFixed(2)} (${ours} / ${oracle})`,
      isKept: ratio <= 1.25 + 2 * error,
    };
  });
}

/** A ledger of one stream: gives true at an alarm, and then starts again. */
interface Ledger {
  readonly start: () => void;
  readonly takes: (h: number) => boolean;
}

function delaysOf(shift: number, paths: number, ledger: Ledger): number[] {
  const { normal } = drawsFrom(makeRandom(4711));
  return Array.from({ length: paths }, () => {
    ledger.start();
    for (let t = 0; t < QUIET; t++) if (ledger.takes(normal())) ledger.start();
    for (let delay = 1; ; delay++) if (ledger.takes(normal() + shift)) return delay;
  });
}

function mixtureLedger(): Ledger {
  const layout = layoutFor([{ id: 'one', group: 'all', kind: 'mean', components: 1, materiality: [] }], 'none');
  const state = stateOn(new ArrayBuffer(stateBytes(layout)), layout);
  const up = new Float64Array(1);
  const bids = { due: [0], income: INCOME, up, down: up, residual: new Float64Array(1), start: 0 };
  return {
    start: () => resetGroup(state, layout, 0),
    takes(h) {
      up[0] = h;
      return settle(state, layout, 0, bids) >= 1;
    },
  };
}

/** Shiryaev and Roberts with the one bet that is right. */
function oracleLedger(shift: number): Ledger {
  let wealth = 0;
  return {
    start() {
      wealth = 0;
    },
    takes(h) {
      wealth = (wealth + INCOME) * Math.exp(shift * h - (shift * shift) / 2);
      return wealth >= 1;
    },
  };
}

/** T5: wealth and incidents never exceed what was spent, whatever hangs together with whatever. */
export function ledgers({ paths }: { paths: number }): Line[] {
  return Object.entries(ADVERSARIES).map(([name, adversary]) => {
    const { held, incidents, spent, error } = playLedger(adversary, { paths, seed: 5 });
    return {
      what: `T5 ${name}, ${paths} paths`,
      target: 'E[W + A] <= spent + 3 SE',
      ours: `${held.toFixed(3)} of ${spent.toFixed(3)} spent, SE ${error.toFixed(3)}; incidents ${incidents.toFixed(3)}`,
      prototype: name === 'independent' || name === 'common factor' ? '1.15 of 2.00' : '-',
      isKept: held <= spent + 3 * error,
    };
  });
}
