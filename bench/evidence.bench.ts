/**
 * The evidence: how often it alarms for nothing, how late it finds, and what it costs (STATISTICS 12, T1 to T5, T20).
 * Small by default; HOLDFAST_BENCH_FULL=1 takes 20 seeds of 1,000 streams over a year, which is an hour of one core.
 * HOLDFAST_BENCH_PARTS=T1,T3 takes some of it. HOLDFAST_SHARED names the folder that holds `data/` for T2.
 */
import { join } from 'node:path';
import { delays } from './evidence/delays.ts';
import { falseAlarms } from './evidence/false-alarms.ts';
import { realAlarms } from './evidence/real.ts';
import { ledgers, single } from './evidence/single.ts';
import { speed } from './evidence/speed.ts';
import { type Line, writeTable } from './evidence/table.ts';

const isFull = process.env['HOLDFAST_BENCH_FULL'] === '1';
const asked = process.env['HOLDFAST_BENCH_PARTS']?.split(',');
const size = isFull ? { seeds: 20, streams: 1000, days: 365 } : { seeds: 2, streams: 200, days: 365 };
const data = join(process.env['HOLDFAST_SHARED'] ?? '../shared', 'data');

const parts: readonly (readonly [string, () => Line[] | Promise<Line[]>])[] = [
  ['T1', () => falseAlarms(size)],
  ['T2', () => realAlarms(data, { seeds: isFull ? 20 : 3 })],
  ['T3', () => delays({ ...size, seeds: isFull ? 20 : 2 })],
  ['T4', () => single({ paths: isFull ? 40_000 : 2_000 })],
  ['T5', () => ledgers({ paths: isFull ? 100_000 : 5_000 })],
  ['T20', () => speed()],
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
