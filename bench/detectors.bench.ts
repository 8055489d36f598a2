/**
 * Detectors row by row beside River's, in one run: updates a second on normal values whose mean rises by half a
 * deviation half way. PEERS_ENVS names the Python environments of the peers; without it ours stand alone.
 */
import { withDefaults } from '@holdfast/core/catalogue/define.ts';
import { DETECTORS } from '@holdfast/core/catalogue/index.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { runPeer } from './peers.ts';

const ROWS = 200_000;
const ROUNDS = 5;
/** River's detectors that the peers' bench has, by our id; KSWIN sees a tenth of the values. */
const PEERS = [
  { id: 'adwin', peer: 'river_adwin', rows: ROWS },
  { id: 'page-hinkley', peer: 'river_page_hinkley', rows: ROWS },
  { id: 'kswin', peer: 'river_kswin', rows: ROWS / 10 },
] as const;

function drawn(rows: number): Float64Array {
  const random = makeRandom(19);
  return Float64Array.from({ length: rows }, (_, i) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return 5 + normal + (i < rows / 2 ? 0 : 0.5);
  });
}

for (const { id, peer, rows } of PEERS) {
  const detector = DETECTORS.find((one) => one.id === id);
  if (detector === undefined) throw new Error(`the catalogue has no ${id}`);
  const params = withDefaults(detector);
  const stream = drawn(rows);
  const seconds: number[] = [];
  let changes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const memory = detector.start(params);
    const start = performance.now();
    changes = 0;
    for (const value of stream) if (detector.step(memory, value, params) === 'change') changes++;
    seconds.push((performance.now() - start) / 1000);
  }
  const own = seconds.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const cost = await runPeer(peer, { bench: 'detectors', size: ROWS, repeat: 3 });
  const beside = cost?.seconds == null ? 'River is not here' : `River ${(rows / cost.seconds / 1e6).toFixed(3)}`;
  const ratio = cost?.seconds == null ? '' : `, ours takes ${(own / cost.seconds).toFixed(3)} of its time`;
  const rate = (rows / own / 1e6).toFixed(2);
  process.stdout.write(`${id.padEnd(14)} ${rate} M values/s (${changes} changes); ${beside}${ratio}\n`);
}
