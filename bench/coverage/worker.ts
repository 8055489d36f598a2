/** Simulates the jobs that it is sent, one after the other. */
import { type Job, simulate } from './simulate.ts';

process.on('message', (job: Job) => {
  const start = process.cpuUsage();
  const cells = simulate(job);
  const { user, system } = process.cpuUsage(start);
  process.send?.({ job, cells, seconds: (user + system) / 1e6 });
});
