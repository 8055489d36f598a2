import { DEMO_CONTRACT } from '@holdfast/core/report/words/demo.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { makeShop } from '../packages/holdfast/src/drivers/demo/shop.ts';
import { shopFiles } from '../packages/holdfast/src/drivers/demo/shop-files.ts';
import { shopYear } from '../packages/holdfast/src/drivers/demo/shop-year.ts';

/** The contract that the demo ends with: what `init` finds, and what only people know. */
const CONTRACT = `holdfast: 1
model: predictions
task: binary
columns: { id: customer_id, label: left, prediction: prediction, score: score, positive: "1", threshold: "> 0.2" }
${DEMO_CONTRACT}`;

/** What `holdfast demo` leaves in its folder for a gate, and the answers of five more trainings with a loss curve. */
export function guideFiles(): Readonly<Record<string, string>> {
  const shop = makeShop(1);
  const random = makeRandom(12);
  const bell = (): number => random() + random() + random() - 1.5;
  const chance = (logit: number): string => (1 / (1 + Math.exp(-logit))).toFixed(4);
  const seeds = shop.map(({ customer_id: id, champion }) => {
    const logit = Math.log(Math.max(1e-4, champion) / Math.max(1e-4, 1 - champion));
    return [id, ...[1, 2, 3, 4, 5].map(() => chance(logit + 0.25 * bell()))].join(',');
  });
  const steps = Array.from({ length: 80 }, (_, step) => {
    const [loss, validation] = [0.36 + 0.3 * Math.exp(-step / 14), 0.42 + 0.25 * Math.exp(-step / 9)];
    const late = Math.max(0, step - 45) * 0.0016;
    return `${step},${(loss + 0.004 * bell()).toFixed(4)},${(validation + late + 0.004 * bell()).toFixed(4)}`;
  });
  const files = Object.entries(shopFiles(shop)).map(([name, text]) => [`demo/${name}`, text] as const);
  return {
    ...Object.fromEntries(files),
    'demo/holdfast.yaml': CONTRACT,
    'demo/usual.csv': shopYear(1)['usual.csv'],
    'challenger.csv': shopFiles(shop)['challenger.csv'],
    'seeds.csv': `customer_id,score_seed1,score_seed2,score_seed3,score_seed4,score_seed5\n${seeds.join('\n')}\n`,
    'curve.csv': `step,loss,val_loss\n${steps.join('\n')}\n`,
  };
}
