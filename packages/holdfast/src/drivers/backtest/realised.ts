import { setImmediate } from 'node:timers/promises';
import { answer } from '@holdfast/core/evidence/answer.ts';
import { openPanel } from '@holdfast/core/evidence/panel.ts';
import { step, warm } from '@holdfast/core/evidence/step.ts';
import type { Reading, Tick } from '@holdfast/core/evidence/stream.ts';
import type { BudgetResult } from '@holdfast/core/report/backtest-result.ts';
import { rateExact } from '@holdfast/core/stats/poisson-rate.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import type { PastWindow, Replayed, Running } from './course.ts';
import { SLOW_MS } from './slices.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { Watched } from './watched.ts';

const WEEK_MS = 7 * 86_400_000;
const REPLAYS = 20;
/** Fewer blocks than this repeat themselves too soon to stand for a history. */
const BLOCKS_MIN = 6;
/** Stream-windows that are worth a few seconds. */
const WORK_MAX = 400_000;

/**
 * How often this policy would have told something in histories in which nothing changes: whole weeks of the reference
 * dealt out at random, as long as the history. Null where the reference is too short for that.
 */
export async function realisedRate(
  watched: Watched,
  { reference, windows }: Replayed,
  plan: WatchPlan,
  { seed, run }: { readonly seed: number; readonly run: Running },
): Promise<BudgetResult['realised']> {
  const perBlock = Math.max(1, Math.round(WEEK_MS / plan.windowMs));
  const blocks: (readonly PastWindow[])[] = [];
  const first = reference.findIndex(({ window }) => isMonday(window.start) || perBlock === 1);
  for (let at = Math.max(0, first); at + perBlock <= reference.length; at += perBlock)
    blocks.push(reference.slice(at, at + perBlock));
  if (blocks.length < BLOCKS_MIN) return null;
  const random = makeRandom(seed);
  const length = reference.length + windows.length;
  const replays = Math.max(1, Math.min(REPLAYS, Math.floor(WORK_MAX / (length * watched.specs.length))));
  let alarms = 0;
  for (let replay = 0; replay < replays; replay++) {
    await setImmediate();
    run.signal.throwIfAborted();
    run.onProgress(replay / replays, 'replaying histories in which nothing changes');
    const dealt = Array.from({ length: Math.ceil(length / perBlock) }, () => {
      return blocks[Math.floor(random() * blocks.length)]!; // ! below the length
    }).flat();
    alarms += alarmsIn(dealt.slice(0, length), reference.length, { watched, plan, replayed: { reference, windows } });
  }
  const time = (replays * windows.length * plan.windowMs) / plan.budget.perMs;
  const [low, high] = rateExact(alarms, time, 0.95);
  return { replays, alarms, rate: alarms / time, interval: [low, high] };
}

const isMonday = (time: number): boolean => (((Math.floor(time / 86_400_000) + 3) % 7) + 7) % 7 === 0;

interface Setting {
  readonly watched: Watched;
  readonly plan: WatchPlan;
  readonly replayed: Pick<Replayed, 'reference' | 'windows'>;
}

function alarmsIn(dealt: readonly PastWindow[], warmUp: number, { watched, plan, replayed }: Setting): number {
  const { season, budget, windowMs, rowsMin } = plan;
  let panel = openPanel(watched.specs, { season, budget, windowMs, windowRowsMin: rowsMin });
  const start = replayed.reference[0]?.window.start ?? 0;
  let alarms = 0;
  const judge = (readings: readonly Reading[], tick: Tick): void => {
    const stepped = step(panel, readings, tick);
    panel = stepped.panel;
    for (const { group, incident } of stepped.evidence.groups) {
      if (incident === null) continue;
      alarms++;
      panel = answer(panel, group, 'nothing-changed');
    }
  };
  dealt.forEach(({ readings, weekly }, k) => {
    const span = { start: start + k * windowMs, end: start + (k + 1) * windowMs };
    const tick = { ...span, at: span.end };
    if (k < warmUp) {
      panel = warm(panel, readings, tick);
      if (weekly.length > 0) panel = warm(panel, weekly, { ...tick, start: span.end - SLOW_MS });
      return;
    }
    judge(readings, tick);
    if (weekly.length > 0) judge(weekly, { ...tick, start: span.end - SLOW_MS });
  });
  return alarms;
}
