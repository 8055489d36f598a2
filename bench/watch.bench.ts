/**
 * What is seen before and with few labels, and policies in money (STATISTICS 12, T6 to T9, T18), in one table beside
 * NannyML or the prototype. Small by default, in two minutes; HOLDFAST_BENCH_FULL=1 takes all sets, draws and prices,
 * half an hour of one core. HOLDFAST_BENCH_PARTS=T6,T8 takes some of it. PEERS_ENVS names the Python environments of
 * peers. Exit 1 where a target is missed. T1 to T5 and T20 are those of `evidence`.
 */
import { shared } from '../test/shared.ts';
import { type Line, writeTable } from './evidence/table.ts';
import { CASES, type ReadCase, readCase } from './watch/cases.ts';
import { errorsAndBands } from './watch/errors.ts';
import { fewLabelled } from './watch/few-labelled.ts';
import { flips } from './watch/flips.ts';
import { policies } from './watch/policies.ts';
import { speed } from './watch/speed.ts';

const isFull = process.env['HOLDFAST_BENCH_FULL'] === '1';
const asked = process.env['HOLDFAST_BENCH_PARTS']?.split(',');
const SMALL = ['nannyml_car_loan', 'california_housing', 'credit-default', 'adult-income'];

const folder = shared('.');
if (folder === null) process.stdout.write('skipped: the shared folder is not there\n');
else {
  const read = new Map<string, ReadCase>();
  for (const one of CASES) if (isFull || SMALL.includes(one.name)) read.set(one.name, await readCase(folder, one));
  const parts: readonly (readonly [string, () => readonly Line[] | Promise<readonly Line[]>])[] = [
    ['T6', () => errorsAndBands(read)],
    ['T8', () => flips(read, isFull ? { seeds: 40, labels: [50, 150, 250] } : { seeds: 8, labels: [150] })],
    ['T9', () => fewLabelled(read, { draws: isFull ? 2000 : 100 })],
    ['T18', () => policies(folder, { isFull })],
    ['speed', () => speed(read)],
  ];
  const lines: Line[] = [];
  for (const [name, run] of parts) {
    if (asked && !asked.includes(name)) continue;
    const since = performance.now();
    lines.push(...(await run()));
    process.stderr.write(`${name} took ${((performance.now() - since) / 1000).toFixed(0)} s\n`);
  }
  writeTable(lines);
  if (lines.some(({ isKept }) => !isKept)) process.exitCode = 1;
}
