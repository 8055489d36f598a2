/**
 * The boosted learner beside LightGBM, XGBoost and scikit-learn, one thread each, in one run: 100 trees of 31 leaves on
 * elec2, adult with its levels, and a million rows of 20 features. Budget: twice LightGBM's time, its area less 0.005.
 * PEERS_ENVS names the Python environments of the peers; without it or the shared folder there is nothing to compare.
 */
import { fileURLToPath } from 'node:url';
import { shared } from '../test/shared.ts';
import { runPeer } from './peers.ts';
import { watched } from './watched.ts';

const LIMIT = { ratio: 2, area: 0.005 };
const TABLES = [
  { size: 1, name: 'elec2, 31,718 x 8', repeat: 5 },
  { size: 2, name: 'adult, 32,561 x 14', repeat: 5 },
  { size: 3, name: '1,000,000 x 20', repeat: 1 },
] as const;
const PEERS = ['lightgbm', 'xgboost', 'sklearn_hist'];
const script = fileURLToPath(new URL('learn/fit.ts', import.meta.url));

const say = (name: string, what: string): void => void process.stdout.write(`  ${name.padEnd(16)} ${what}\n`);

if (shared('data') === null) process.stdout.write('the shared folder is not there: its tables are what is fitted\n');
else {
  for (const { size, name, repeat } of TABLES) {
    process.stdout.write(`${name}\n`);
    const { output, peak } = await watched(['--import', 'tsx', script, String(size), String(repeat)]);
    const own = JSON.parse(output) as { readonly seconds: number; readonly area: number }; // as: what the script writes
    say('holdfast', `${own.seconds.toFixed(2)} s, area ${own.area.toFixed(4)}, ${peak?.toFixed(0)} MB with its tables`);
    for (const peer of PEERS) {
      const cost = await runPeer(peer, { bench: 'gbm', size, repeat });
      if (cost?.seconds == null) {
        say(peer, cost === null ? 'not here' : `failed: ${cost.note}`);
        continue;
      }
      const area = Number(/AUC ([\d.]+)/.exec(cost.note)?.[1]);
      const ratio = own.seconds / cost.seconds;
      say(
        peer,
        `${cost.seconds.toFixed(2)} s, area ${area.toFixed(4)}, ${cost.peak} MB; ours takes ${ratio.toFixed(2)} of it`,
      );
      if (peer !== 'lightgbm') continue;
      // The million rows are drawn by other generators, so the areas are of other rows.
      const isWorse = own.area < area - LIMIT.area;
      if (ratio <= LIMIT.ratio && !isWorse) continue;
      process.exitCode = 1;
      say('missed', `at most ${LIMIT.ratio} of its time, and no less than its area less ${LIMIT.area}`);
    }
  }
}
